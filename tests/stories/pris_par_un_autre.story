# Une autre personne qui convient prend la demande avant celle qui est proposée.
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
@ groupe boutique
< Métier : proposé à Conseillère métiers de bouche
> [Je m'en occupe (métier)]
<< C'est à vous
< Métier : Conseiller reprise et création d'entreprise (Boutique de gestion) s'en occupe
@ boutique
< Dossier SV-0001, pour le métier … Dominique Exemple … 01 99 00 00 01
< Pourquoi vous : Boutique de gestion peut aussi suivre le domaine « Métiers de bouche
# Celle qui était proposée apprend par qui, si elle touche trop tard.
@ groupe bouche
> encore [Je m'en occupe (métier)]
<< Conseiller reprise et création d'entreprise (Boutique de gestion) s'en occupe déjà
~ 1 min
@ porteur
< Pour votre métier : Conseiller reprise
# Contacté, d'un seul geste ; la fiche le dit, et rien d'autre.
@ boutique
> [Contacté]
<< C'est noté
< Vous avez contacté la personne
@ groupe
< Métier : Conseiller reprise et création d'entreprise (Boutique de gestion) a contacté la personne
@ porteur
<! contact
> /monprojet
< Conseiller reprise et création d'entreprise, 01 99 00 00 55, vous suit
@ boutique
> /mesdossiers
< 1 dossier chez vous … Dominique Exemple … SV-0001 … pour le métier : contact pris
> /dossier sv-0001
< Dossier SV-0001 … Dominique Exemple
> /dossier SV-0099
< Je ne trouve pas ce dossier parmi les vôtres
@ bouche
> /dossier SV-0001
< SV-0001 · … Métier : … a contacté la personne
<! Dominique
> /mesdossiers
< Aucun dossier ne vous attend
# Demandé dans le groupe, cela répond en privé.
@ groupe boutique
> /dossier SV-0001
< Je vous réponds en privé
@ boutique
< Dossier SV-0001 … Dominique Exemple
