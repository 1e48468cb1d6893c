# Une absence prévue pour plus tard, sans personne pour remplacer : ce qui attend va à la suivante, ce qui est commencé reste.
= boutique conseiller-creation
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ groupe bouche
> [Je m'en occupe (métier)]
@ groupe territoire
> [Je m'en occupe (sur place)]
@ territoire
> [Contacté]
~ 1 min
# Le chargé d'accueil a déjà appelé ; il part lundi, pour deux jours, et ne désigne personne.
@ territoire
> /absence
> du 16 au 17 mars
> [Personne en particulier]
< Absence de Chargé d'accueil Sancy Artense, du lundi 16 mars au mardi 17 mars 2026 … Personne en particulier
[] Annuler cette absence
@ porteur
<! s'absente
# L'animatrice prévoit l'absence de la conseillère à partir du même jour ; elle en est prévenue.
@ animatrice
> /absence
< L'absence de qui
[] Chargé d'accueil Sancy Artense (à partir du lundi 16 mars)
> [Conseillère métiers de bouche]
> [Lundi]
> [Jusqu'au vendredi 20 mars]
> [Personne en particulier]
< Absence de Conseillère métiers de bouche, du lundi 16 mars au vendredi 20 mars 2026
@ bouche
< Absence de Conseillère métiers de bouche, du lundi 16 mars au vendredi 20 mars 2026
> /absence
< Absence de Conseillère métiers de bouche
> [Changer]
< Quel est le premier jour
> [Lundi]
> [Jusqu'au vendredi 20 mars]
> [Personne en particulier]
# Le premier jour à 8 h : qui avait été appelé garde son contact, et sait qui appeler ; l'autre part est proposée à la suivante.
~ 5 j
@ porteur
<! s'absente
~ 1 j
@ porteur
< Chargé d'accueil Sancy Artense s'absente jusqu'au mardi 17 mars … Votre suivi ne change pas … Animatrice du réseau, 01 99 00 00 31
< Conseillère métiers de bouche s'absente jusqu'au vendredi 20 mars … Nous cherchons quelqu'un d'autre. La date promise ne change pas : le mardi 17 mars
@ territoire
< Conseillère métiers de bouche ne suit plus ce dossier avec vous
@ groupe
< Métier : proposé à Conseillère création d'entreprise … Sur place : Chargé d'accueil Sancy Artense (Communauté de communes Sancy Artense) a contacté
@ animatrice
< Absence de Conseillère métiers de bouche … 1 partie de dossier passe à quelqu'un d'autre : SV-0001
< Absence de Chargé d'accueil … 1 personne déjà contactée sait qui appeler : SV-0001
< SV-0001 (pour le métier) est proposé à Conseillère création d'entreprise, que je ne peux pas joindre
# Elle rentre plus tôt.
@ bouche
> /absence
> [Je suis de retour]
<< C'est noté
< L'absence de Conseillère métiers de bouche est terminée … SV-0001 · Métier : proposé à Conseillère création
> /absence
< Quel est le premier jour
> /annuler
> [Arrêter]
~ 10 j
@ bouche
<! terminée
