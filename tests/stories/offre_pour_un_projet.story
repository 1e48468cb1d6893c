# Un local vide, un couple qui en cherche un : rien ne leur est dit avant qu'ils sachent qui les suit ; puis, avec ses raisons.
@ bouche
> /offre
> [Local]
> Tauves
> Ancienne boulangerie de 60 m² avec un four, vitrine sur la place.
> [Moi]
< votre offre numéro 1 est enregistrée
@ territoire
> [Publier]

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
~ 2 h
<! Local
<! Tauves
> /monprojet
[! Ce qui est libre pour mon projet

@ groupe bouche
<! offre
> [Je m'en occupe (métier)]
@ bouche
< Dossier SV-0001
> [Offres pour ce dossier (1)]
< SV-0001 : ce qui est libre … Local · Tauves … à Tauves
> [1 · Voir]
< Ancienne boulangerie … Pourquoi
> [La proposer à la personne]
<< La personne ne sait pas encore qui la suit

@ porteur
<! Tauves
~ 1 min
< Conseillère métiers de bouche
<! Local
~ 3 min
< 1 offre d'ici peut convenir à votre projet … Local · Tauves … à Tauves
> /monprojet
> [Ce qui est libre pour mon projet]
< Ce qui est libre pour votre demande SV-0001
> [1 · Voir]
< Ancienne boulangerie … Pourquoi
> [Ça m'intéresse]
< demandé
@ bouche
< Quelqu'un est intéressé par votre offre
> [Proposer une visite]
> samedi 10 h
@ porteur
< une visite est possible
