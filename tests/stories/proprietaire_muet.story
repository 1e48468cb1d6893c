# Un propriétaire ne répond pas : relancé au troisième jour ouvré, le réseau au cinquième, une réponse humaine au huitième.
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
~ 4 j
@ visitor
< No answer yet
@ bouche
< Quelqu'un attend votre réponse
~ 4 j
@ visitor
< Still no answer
@ territoire
< le propriétaire ne répond pas … Pouvez-vous le joindre
[] J'ai appelé la personne
~ 5 j
@ visitor
< We could not reach the owner in time
@ animatrice
< Huit jours ouvrés sans réponse à une personne
> /attente
< Demande numéro 1 (offre numéro 1) : sans réponse depuis le
> [Demande 1]
< Merci de répondre aujourd'hui
> [J'ai appelé la personne]
<< Merci d'avoir appelé
@ visitor
< We answered you by telephone
@ animatrice
> /attente
<! Demande numéro 1
