# Quelqu'un préfère être rappelé : un numéro, un moment, un nom s'il veut, rien d'autre. Son formulaire l'attend.
@ porteur
> /start
> [J'ai lu…]
> Ouvrir une boulangerie
< Voici ce que j'ai compris
> [C'est juste]
< 2 sur 10
> [Être rappelé]
< numéro
> 01 99
< Il manque des chiffres : j'en compte 4
> 01 99 00 00 01
< À quel… moment
> [Le soir]
< À quel nom
> Camille
< 01 99 00 00 01 … mercredi 11 mars
[] Ne plus être rappelé
[] Reprendre mes questions
@ animatrice
< À rappeler : 01 99 00 00 01 … Le soir … Demander : Camille
[] Rappel fait
# Rien ne presse : une parole est entendue, et les questions reprennent quand la personne le veut.
@ porteur
> [Reprendre mes questions]
< 2 sur 10 … Combien de salariés
# Une seconde demande change la première : une seule promesse.
> [Être rappelé]
< numéro
> 01 99 00 00 03
< moment
> [Le matin]
< À quel nom
> [Passer]
< C'est changé … 01 99 00 00 03 … mercredi 11 mars
@ animatrice
> /attente
< DANS LES DÉLAIS … Un rappel à faire, d'ici le mercredi 11 mars
< À rappeler : 01 99 00 00 03 … Le matin
# Personne n'a rappelé à la date dite : l'animatrice le relit, la personne l'apprend.
~ 2 j
< À rappeler : 01 99 00 00 03
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
< ask for
> [Skip]
< 01 99 00 00 02
@ animatrice
< À rappeler : 01 99 00 00 02 … Peu importe
> [Rappel fait]
< Rappel fait
<! 01 99
@ visitor
> /monprojet
< project
