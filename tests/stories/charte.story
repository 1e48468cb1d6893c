# La charte : une chambre signe d'une pression, la feuille d'un parc est déposée, ceux qui manquent sont invités.
@ bouche
> /charte
< Charte d'engagement, version 1 : 5 organismes sur 19 l'ont signée … Chambre de métiers … ne l'a pas encore signée
> [Avant de signer (PDF)]
< Une page à lire, ou à montrer à votre direction
> [Les données : annexes (PDF)]
< Trois modèles
> [Note aux référents]
< La note aux référents : un modèle, à faire valider
> [Retour]
< 5 organismes sur 19
~ 5 s
> [Lire la charte]
< 1. Accueillir tout le projet … 2. Deux référents … 8. Entrer et sortir
> [Signer pour mon organisme]
< Votre direction est d'accord
> [Pas maintenant]
< 5 organismes sur 19
# Un mot écrit là ne signe pas, et ne part à personne.
> [Signer pour mon organisme]
> non
< 5 organismes sur 19
> [Signer pour mon organisme]
> oui
< Votre direction est d'accord … Un mot ne signe pas
> [Oui, je signe]
< Chambre de métiers et de l'artisanat a signé la charte … 6 organismes sur 19
@ animatrice
< a signé la charte. Déposé par : Conseillère métiers de bouche … 6 organismes sur 19
@ bouche
> encore [Oui, je signe]
<! 7 organismes
# Qui doit délibérer signe à la main : l'équipe dépose la feuille, avec qui a signé. Un vocal n'est pas une feuille.
@ animatrice
> /charte
> [Qui a signé ?]
< Signatures de la charte … Ont signé … Chambre de métiers … N'ont pas encore signé
> [Page 2]
< Signatures de la charte … N'ont pas encore signé … Parc naturel régional
> [Page 1]
< Ont signé
> [Page 2]
> [Déposer : Parc naturel régional]
< Envoyez la feuille signée
> (voice)
< Il me faut la feuille elle-même
> elle est signée
< Il me faut la feuille elle-même
> (photo)
< Qui a signé
> le président, délibération du 12 mars
< Parc naturel régional a signé la charte … 7 organismes sur 19
> /charte
> [Qui a signé ?]
< feuille déposée le … le président, délibération du 12 mars
> [Voir : Parc naturel régional]
< La feuille signée par Parc naturel régional : le président, délibération du 12 mars
# Ceux qui manquent sont invités, et le sont encore deux semaines plus tard, tant que l'équipe n'arrête pas.
> [Inviter ceux qui manquent]
< 7 organismes sur 19 … Je n'ai pu joindre personne chez … Boutique de gestion … dans 14 jours
= boutique conseiller-creation
~ 14 j
@ boutique
< Boutique de gestion n'a pas encore signé la charte d'engagement du réseau
> [Lire et signer]
> [Signer pour mon organisme]
> [Oui, je signe]
< 8 organismes sur 19
@ animatrice
> /charte
> [Qui a signé ?]
> [Arrêter les rappels]
< Les rappels sont arrêtés
~ 15 j
@ boutique
<! n'a pas encore signé
