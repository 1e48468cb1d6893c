# Une nouvelle offre arrive chez qui suit les dossiers qu'elle concerne, une fois ; la personne l'apprend si on la lui propose. Retirée pendant que le message attend, elle ne part pas.
@ porteur
> /start
> [J'ai lu…]
> Nous voulons ouvrir une boulangerie
< Voici ce que j'ai compris
> [C'est juste]
> [2]
> Tauves
> [Dans 3 à 6 mois]
> [Passer]
> 2 adultes
> un local
> [Chambre de métiers]
> [C'est tout]
> Dominique et Camille
> 01 99 00 00 01
> [Le soir]
> [Un message]
> [Envoyer]
< SV-0001
@ groupe bouche
> [Je m'en occupe (métier)]
~ 1 min
~ 2 h

@ territoire
> /offre
> [Local]
> Tauves
> Ancienne boulangerie de 60 m² avec un four, vitrine sur la place.
> [Moi]
> /offre
> [Proposer une offre]
> [Proposer une offre]
> [Local]
> Tauves
> Atelier de 90 m² au bourg.
> [Moi]
# La seconde est retirée avant que le mot parte : elle n'y est pas.
> /offres
> [Locaux (2)]
> [C'est pris]
@ bouche
<! offre
~ 15 min
< 1 nouvelle offre convient à un projet que vous suivez … Local · Tauves … SV-0001 : à Tauves
<! Atelier
> [Offres pour SV-0001]
< SV-0001 : ce qui est libre … Local · Tauves
> [1 · Proposer]
<< La personne en est informée
@ porteur
< Conseillère métiers de bouche … vous propose de regarder une offre d'ici … Local · Tauves … à Tauves
[] 1 · Ça m'intéresse
@ bouche
~ 2 j
<! nouvelle offre
