# An English speaker opens a guest house at Murol.
@ visitor
> /start
< Sancy Volcans … 01 99 00 00 31
> [I have read it…]
< What is your project
> We want to open a guest house for hikers
< Here is what I understood
> [That is right]
> murol
< Murol (Massif du Sancy)
< 4 of 10 … When would you like to start
> later
> [It is an idea]
> two adults and 2 children
< This is what I understood … Who would come
> 2 adults, 1 in nursery, 1 in primary school
> money, housing
> nobody
< 9 of 10 … What is your name
> Alex Example
# A voice message in the middle gets a helpful word and the same question.
> (voice)
< phone
> +44 1632 960000 or alex@example.org
< 10 of 10 … When may we call you
> [Any time]
> [An e-mail]
< Is everything correct
> [Send]
< SV-0001 … Thursday 12 March … Tuesday 17 March … 01 99 00 00 31
@ groupe bouche
< SV-0001 · création · Hébergement touristique · Massif du Sancy
