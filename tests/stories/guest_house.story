# An English speaker opens a guest house at Murol.
@ visitor
> /start
< Sancy Volcans … 01 99 00 00 31
> [I have read it…]
< What is your project
> We want to open a guest house for hikers
> [Tourist accommodation]
> [Start a business]
> murol
< Murol (Massif du Sancy)
> Alex Example
# A voice message in the middle gets a helpful word and the same question.
> (voice)
< phone
> +44 1632 960000
> alex@example.org
> [Send]
< SV-0001 … Thursday 12 March … Tuesday 17 March … 01 99 00 00 31
@ groupe bouche
< SV-0001 · création · Hébergement touristique · Massif du Sancy
