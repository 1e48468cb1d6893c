# Quelqu'un vend son affaire : ce n'est pas un projet à raconter, c'est une personne à rappeler. Confidentiel d'abord,
# jamais une carte, et l'équipe a ses mots avec une promesse.
@ porteur
> Bonjour, je vends ma boulangerie
< J'ai compris : vous vendez ou transmettez une affaire
< Est-ce confidentiel
[] Non, j'ai un projet à moi
> oui, personne ne le sait
< Dans quelle commune
> La Bourboule
< Comment vous joindre
# Une question au milieu a sa réponse, et la question reste ouverte.
> c'est gratuit ?
< c'est gratuit
< Comment vous joindre
> 01 99 00 00 01
< À quel nom
> [Passer]
< C'est noté … 01 99 00 00 01 … mercredi 11 mars
[! Reprendre mes questions
@ animatrice
< vend ou transmet une affaire … Confidentiel : n'en parlez à personne … 01 99 00 00 01 … La Bourboule … je vends ma boulangerie
[] Rappel fait
> /attente
< DANS LES DÉLAIS … Un rappel à faire, d'ici le mercredi 11 mars
@ groupe
<! boulangerie
# Rien n'attend d'elle : pas de relance pour des questions qu'elle n'a pas commencées.
@ porteur
> /rappel
< nous vous appelons au 01 99 00 00 01
> /mes_donnees
< je vends ma boulangerie
@ animatrice
> [Rappel fait]
< Rappel fait
<! boulangerie

# Celle qui a un projet à elle n'a qu'à le dire : ses mots sont gardés pour la première question.
@ visitor
> my son wants to settle here
< you are writing for somebody else
> [No, I have a project of my own]
< tap the button below
> [I have read…]
< What is your project
> [Keep: my son wants to settle here]
< 1 of 10
> je veux /annuler
< erase everything
> [Keep]
