# La correspondante d'une chambre invite un collègue : il prend un dossier, part en congé, puis laisse ce qu'il a.
@ animatrice
> /organisme chambre de métiers
> [Proposer un correspondant]
> [Conseillère métiers de bouche]
@ bouche
> [J'accepte]
> [Ouvrir mon organisme]
> [Les référents]
> [Conseiller bâtiment (0)]
> [Lien pour un autre compte]
= boutique
@ boutique
> (lien)
< Bienvenue. Votre compte est relié : Conseiller bâtiment
@ porteur
> /start
> [J'ai lu…]
> Créer une entreprise de maçonnerie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ groupe boutique
> [Je m'en occupe (métier)]
~ 1 min
@ boutique
> /point
< Dominique Exemple
# Elle voit le numéro et la date du dossier, et rien d'autre.
@ bouche
> /organisme
> [Les référents]
< Conseiller bâtiment : compte relié, 1 dossier
> [Conseiller bâtiment (1)]
< SV-0001, pour le métier : appeler la personne
<! Dominique
<! maçonnerie
# Il sera absent : elle le note, il le lit.
> [Absence]
< Quel est le premier jour
> du 3 au 14 août
> [Conseillère métiers de bouche]
< Absence de Conseiller bâtiment, du lundi 3 août
@ boutique
< Absence de Conseiller bâtiment, du lundi 3 août
# Il part plus tôt que prévu : tout passe à une collègue, avec un mot.
@ bouche
> [Transmettre ses dossiers]
[] Conseillère métiers d'art et production
[! Conseiller commerce
> [Conseillère métiers d'art et production]
< 1 dossier passe … SV-0001
> [Écrire un mot et transmettre]
> Le rendez-vous est à fixer
> [Tout transmettre]
< SV-0001
<! Dominique
@ boutique
< Le rendez-vous est à fixer
@ porteur
< Conseiller bâtiment passe le relais
