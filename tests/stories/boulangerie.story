# Un couple de boulangers reprend une boulangerie à La Tour-d'Auvergne.
@ porteur
> /start
< Sancy Volcans … 01 99 00
> [J'ai compris…]
< projet
> Nous sommes boulangers et nous voulons reprendre une boulangerie avec un logement au-dessus.
[] Métiers de bouche…
> [Métiers de bouche…]
