# Une promesse à chacun : qui redemande l'entend à nouveau, la change, ou revient en arrière.
@ visitor
> /callback
< number
> 01 99 00 00 0
< Digits are missing: I count 9, and a French number has 10
> 01 99 00 00 02
> [Midday]
< Whom shall we ask for
> Jan
< Noted … 01 99 00 00 02
[] Do not call me
@ animatrice
< À rappeler : 01 99 00 00 02 … À midi … Demander : Jan
@ visitor
> /callback
< Your wish to be called is noted … 01 99 00 00 02
> [Change the number or the time]
< number
> 01 99 00 00 04
> [Morning]
> [Skip]
< Changed … 01 99 00 00 04
@ animatrice
< À rappeler : 01 99 00 00 04 … Le matin
> /attente
< Un rappel à faire, d'ici le
< À rappeler : 01 99 00 00 04
[] Rappel fait

# Annulé : plus rien n'attend, et plus aucun numéro ne reste.
@ visitor
> [Do not call me]
< Cancelled … We will not call you
@ animatrice
< Rappel annulé par la personne
@ visitor
> encore [Do not call me]
@ animatrice
> /attente
< Rien n'attend
<! 01 99
~ 3 j
<! À rappeler

# Fait : le bouton de la personne ne change plus rien.
@ visitor
> /callback
> 01 99 00 00 02
> [Any time]
> [Skip]
@ animatrice
> [Rappel fait]
< Rappel fait
@ visitor
> [Do not call me]
<< no longer in use
