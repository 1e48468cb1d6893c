# Qui a des offres trouve, là où il les ouvre, ce qui attend : la relire, répondre à qui la demande, la confirmer. Une seconde demande ne fait rien retaper.
@ bouche
> /offre
> [Local]
> Tauves
> Local avec vitrine sur la place, 60 m²
> [Moi]
@ territoire
> /offre
> [1 · Local]
< Offre numéro 1 : en attente de relecture
> [Relire, pour publier]
< Personne ne la voit avant votre réponse
> [Publier]
<< C'est publié
@ visitor
# Une vitrine n'est pas un métier du bâtiment.
> /offres piscine
< Nothing in Sancy Volcans so far
> /offres
> [Premises (1)]
> [I am interested]
> [I have read it, go on]
> Sam
> 01 99 00 00 02
> To open a sewing workshop
> [Within 3 months]
@ bouche
< Quelqu'un est intéressé … chacun reçoit le nom et le contact de l'autre
> /offres
> [Mes offres]
> [1 · Local]
> [Répondre à la demande 1]
< Quelqu'un est intéressé
@ visitor
> [I have changed my mind]
> /offres
> [Premises (1)]
> [I am interested]
> [I have read it, go on]
> [Keep: Sam]
> [Keep: 01 99 00 00 02]
> [Keep: To open a sewing workshop]
> [Keep: Within 3 months]
< We have asked
@ bouche
> [Plus disponible]
> [Non, elle reste proposée]
~ 92 j
> /offre
> [1 · Local]
< publiée, à confirmer
> [Toujours d'actualité]
<< Merci, elle reste montrée
