# Quelqu'un préfère être rappelé : un numéro et un moment, rien d'autre. Son formulaire l'attend.
@ porteur
> /start
> [J'ai lu…]
> Ouvrir une boulangerie
> [Métiers de bouche…]
> [C'est tout]
< 2 sur 10
> [Être rappelé]
< numéro
> 01 99
< Il manque des chiffres : j'en compte 4
> 01 99 00 00 01
< À quel… moment
> [Le soir]
< 01 99 00 00 01 … mercredi 11 mars
# Le formulaire reprend à la même question.
< 2 sur 10 … Que voulez-vous faire
@ animatrice
< À rappeler : 01 99 00 00 01 … Le soir
[] Rappel fait
# Personne n'a rappelé à la date dite : l'animatrice le relit, la personne l'apprend.
~ 2 j
< À rappeler : 01 99 00 00 01
@ porteur
< Personne n'a encore pu vous appeler … 01 99 00 00 31
@ animatrice
> [Rappel fait]
< Rappel fait
@ groupe
<! 01 99

# Hors du formulaire aussi : /rappel suffit.
@ visitor
> /rappel
< number
> (numéro)
> [Any time]
< 01 99 00 00 02
@ animatrice
< À rappeler : 01 99 00 00 02 … Peu importe
> [Rappel fait]
< Rappel fait
<! 01 99
@ visitor
> /monprojet
< project
