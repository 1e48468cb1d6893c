# Une conseillère propose un local ; qui reçoit les gens sur place le relit ; une personne le demande, visite, et il est pris.
@ bouche
> /offre
< Qu'est-ce qui est libre
> [Local]
< Dans quelle commune
> Zzz
< Je ne trouve pas cette commune
> Tauves
< une photo, ou décrivez en une phrase
> (photo) Ancienne épicerie, 60 m², vitrine sur la place
< Qui appeler si quelqu'un est intéressé
> [Moi]
< votre offre numéro 1 est enregistrée … Quelqu'un du réseau la relit d'ici
@ territoire
< Une offre à relire … Local · Tauves … Ancienne épicerie
> [Publier]
<< C'est publié
@ bouche
< Votre offre numéro 1 est publiée
@ visitor
> /offres
< 1 offer
> [Premises (1)]
< Premises · Tauves … Ancienne épicerie
> [I am interested]
< The owner reads your sentence, never your name
> [I have read it, go on]
< What is your first name
> Sam
> 01 99 00 00 02
> To open a sewing workshop
> [Within 3 months]
< We have asked … You will have an answer by
@ bouche
< Quelqu'un est intéressé par votre offre … To open a sewing workshop
<! Sam
~ 6 j
@ visitor
< No answer yet
@ bouche
< Quelqu'un attend votre réponse
> [Disponible]
<< Merci, la personne le sait
@ visitor
< Good news, it is available
> [Yes, pass them on]
< You can reach Conseillère métiers de bouche
@ bouche
< La personne intéressée s'appelle Sam … 01 99 00 00 02
> /offres
> [Local (1)]
> [C'est pris]
< n'est plus montrée
@ visitor
< It is no longer free
> /offres
< There is no offer
