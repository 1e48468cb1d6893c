# Des offres avec et sans photo : on cherche avec ses mots, on tourne les cartes, d'une photo à des mots et retour, on voit l'album.
@ bouche
> /offre
> [Local]
> Besse
> (album) Boutique rue des Boucheries, 42 m², vitrine
> [Moi]
@ animatrice
> [Publier]
@ bouche
> /offre
> [Proposer une offre]
> [Local]
> Murol
> Bureau à l'étage, avec la fibre
> [Moi]
@ animatrice
> [Publier]
@ bouche
> /offre
> [Proposer une offre]
> [Logement]
> Tauves
> Maison de bourg avec jardin
> [Moi]
@ territoire
> [Publier]
@ porteur
> /offres
< Ce qui est libre dans Sancy Volcans … 2 offres … /offres boutique 40 m² Besse moins de 500 €
[] Locaux (2)
[! Logement (1)
> /offres boutique près de Besse moins de 500
< Boutique rue des Boucheries … Confirmé le … 1 sur 2 · Local, boutique, à 10 km autour de Besse … loyer de 500 € au plus
[] Voir les 3 photos
> [Voir les 3 photos]
< Local · Besse
> [Voir la carte]
< Où c'est · Local, boutique … 1. Local · Besse … 2. Local · Murol
> [Suivant]
< Bureau à l'étage … km de Besse … à vol d'oiseau … 2 sur 2
> encore [Suivant]
<< déjà
> [Précédent]
< Boutique rue des Boucheries … 1 sur 2
> /offres fromagerie à Orcival
< Rien pour l'instant dans Sancy Volcans pour … fromagerie, Orcival
> [Voir toutes les offres]
< 1 sur 2 · toutes les offres
> /offres local à Paris
< Cet endroit n'est pas dans Sancy Volcans
@ bouche
> /offres house in Tauves
< Maison de bourg avec jardin … DPE non communiqué
@ porteur
> /offres Besse
< Boutique rue des Boucheries … 1 sur 1
@ bouche
> /offres Besse
> [Retirer l'offre]
@ porteur
> encore [Voir les 3 photos]
<< Ce bouton ne sert plus
> /offres
< 1 offre
> [Local (1)]
< Bureau à l'étage … 1 sur 1
