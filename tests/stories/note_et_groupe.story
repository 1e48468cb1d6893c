# Dans le groupe, on parle ; rien n'est gardé, et une réponse à une fiche ouvre une note en privé.
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
<< C'est à vous
@ groupe territoire
> [Je m'en occupe (sur place)]
~ 1 min
@ groupe bouche
> Bonjour à tous
<! garde
> ↩ Elle a appelé hier, le four est en panne
< Je ne garde pas ce qui se dit ici
[] Écrire une note
@ bouche
> (lien)
< Des faits, pas de jugement : la personne peut lire cette note
> Rendez-vous pris mardi à la chambre de métiers
< votre note est ajoutée au dossier
@ territoire
< SV-0001, note de Conseillère métiers de bouche : … Rendez-vous pris mardi
@ groupe
<! Rendez-vous
@ porteur
<! Rendez-vous
> /mes_donnees
< Demande SV-0001
@ animatrice
> /dossier SV-0001
< Note de Conseillère métiers de bouche : Rendez-vous pris mardi
# Qui ne suit pas ce dossier n'y écrit pas.
@ visitor
> (lien)
< I do not find this case among yours
@ animatrice
> /reaffecter SV-0001
< Quelle partie réaffecter
> [Pour le métier]
< À qui
> [Proposer à Conseillère création d'entreprise]
< Pour quelle raison
> [Quelqu'un convient mieux]
<< Proposé à Conseillère création
< SV-0001 (pour le métier) est proposé à Conseillère création d'entreprise … À appeler, car je ne peux pas les prévenir : Conseillère création d'entreprise (01 99 00 00 54)
<! sont prévenus
@ bouche
< SV-0001 : l'équipe du réseau l'a confié à quelqu'un d'autre
< SV-0001 est confié à quelqu'un d'autre. Raison : Quelqu'un convient mieux
<! Dominique
@ territoire
< SV-0001 : Conseillère métiers de bouche ne suit plus ce dossier avec vous
