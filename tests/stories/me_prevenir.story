# On garde une recherche ; un message par jour au plus ; une offre retirée n'y est plus ; la recherche prend fin, comme annoncé.
@ porteur
> /offres local à Tauves
< Rien pour l'instant dans Sancy Volcans pour : Local, Tauves
> [Me prévenir]
<< C'est noté
< Vous serez prévenu des nouvelles offres : Local, Tauves … Un message par jour au plus
~ 1 j
<! Du nouveau
@ bouche
> /offre
> [Local]
> Tauves
> Ancienne épicerie, vitrine sur la place
> [Moi]
@ territoire
> [Publier]
@ bouche
> /offre
> [Proposer une offre]
> [Local]
> Tauves
> Ancien garage, grande porte
> [Moi]
@ territoire
> [Publier]
@ porteur
<! Du nouveau
~ 1 j
< Du nouveau dans vos recherches … Recherche 1 : Local, Tauves … Local · Tauves … Local · Tauves
~ 1 j
<! Du nouveau
> [Voir la recherche 1]
< 1 sur 2
@ bouche
> /offres local tauves
> [C'est pris]
@ porteur
> /mes_donnees
< Recherche gardée parmi les offres … Local, Tauves
~ 80 j
< Recherche 1 : Local, Tauves … Cette recherche s'arrête le … sauf si vous la gardez
> [Garder la recherche 1]
<< votre recherche est gardée jusqu'au
~ 90 j
> [Arrêter la recherche 1]
<< C'est arrêté
< Vous ne recevrez plus rien pour : Local, Tauves
~ 10 j
<! recherche
