# Une offre n'est plus disponible pendant que quelqu'un attend : demandé une fois si c'est pour tout le monde, puis dit à tous.
@ bouche
> /offre
> [Local]
> Tauves
> Ancienne épicerie, 60 m², vitrine sur la place
> [Moi]
@ territoire
> [Publier]
@ visitor
> /offres
> [Premises (1)]
> [I am interested]
> [I have read it, go on]
> Sam
> 01 99 00 00 02
> To open a sewing workshop
> [Within 3 months]
> [I have changed my mind]
< you have changed your mind
@ bouche
< La personne intéressée a renoncé
@ visitor
> /offres
> [Premises (1)]
> [I am interested]
> [I have read it, go on]
> Sam
> 01 99 00 00 02
> To open a sewing workshop
> [Within 3 months]
< We have asked
@ bouche
> [Plus disponible]
< Plus disponible pour tout le monde ?
> [Non, elle reste proposée]
<< L'offre reste proposée
~ 10 s
> [Plus disponible]
> [Oui, pour tout le monde]
<< L'offre est retirée
@ visitor
< It is no longer free
> /monprojet
< The offers that you asked for … It is no longer free
