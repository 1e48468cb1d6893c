# L'animatrice fondatrice passe le relais : proposé, accepté, et seulement alors quitté. La dernière ne peut pas partir.
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ bouche
> /relais
< réservée à l'équipe du réseau
@ animatrice
> /relais
< Coordonnent aujourd'hui : Animatrice du réseau. … Il reste toujours au moins une personne
# Seule, elle ne peut pas partir.
> [Quitter ce rôle]
< Vous êtes la seule personne joignable qui coordonne … dès qu'il est accepté, vous pourrez le quitter
[! Oui, quitter ce rôle
# Elle propose ; rien ne change avant que la conseillère accepte.
> [Proposer le rôle]
< À qui proposer de coordonner ? … Rien n'est encore proposé
[! Animatrice du réseau
> [Conseillère métiers de bouche]
< Proposer à Conseillère métiers de bouche … Votre propre rôle ne change pas
> [Oui, le proposer]
< C'est proposé à Conseillère métiers de bouche, le mardi 10 mars. Réponse attendue jusqu'au mardi 24 mars
@ bouche
< Animatrice du réseau vous propose de coordonner Sancy Volcans … Vous pouvez refuser
> /attente
< réservée à l'équipe du réseau
> [Je refuse]
< vous ne coordonnez pas
@ animatrice
< Conseillère métiers de bouche ne souhaite pas coordonner
# Une proposition peut être retirée, et tombe sans réponse.
> /relais
> [Proposer le rôle]
> [Conseillère métiers de bouche]
> [Oui, le proposer]
> /relais
< Proposé à Conseillère métiers de bouche le mardi 10 mars
> [Retirer : Conseillère métiers de bouche]
< est retirée
@ bouche
< a été retirée
[! J'accepte
@ animatrice
> /relais
> [Proposer le rôle]
> [Conseillère métiers de bouche]
> [Oui, le proposer]
~ 15 j
< Conseillère métiers de bouche n'a pas répondu jusqu'au mardi 24 mars
@ bouche
< est tombée sans réponse
[! J'accepte
@ animatrice
> /relais
> [Proposer le rôle]
> [Conseillère métiers de bouche]
> [Oui, le proposer]
@ bouche
> [J'accepte]
< Vous coordonnez maintenant
< 1 chose attend … EN RETARD … SV-0001 … Pour le métier
@ territoire
< Conseillère métiers de bouche coordonne désormais le réseau. Coordonnent aujourd'hui : Conseillère métiers de bouche, Animatrice du réseau
@ animatrice
< Conseillère métiers de bouche a accepté … Et vous ?
> [Je quitte ce rôle]
< Merci pour tout ce que vous avez porté. Coordonnent maintenant : Conseillère métiers de bouche
@ bouche
< Animatrice du réseau ne coordonne plus le réseau
@ territoire
< Animatrice du réseau passe le relais
@ animatrice
> /attente
< réservée à l'équipe du réseau
# À son tour, elle est la dernière.
@ bouche
> /relais
> [Quitter ce rôle]
< Vous êtes la seule personne joignable qui coordonne … Proposez d'abord le rôle à quelqu'un
[! Oui, quitter ce rôle
[] Proposer le rôle
> [Prêts pour le relais ?]
< À faire : une seule personne coordonne (Conseillère métiers de bouche). … en retard … le compte est relié :
< qui détient quoi ? … pas encore noté
> [BotFather]
< Le compte BotFather
< N'écrivez aucun mot de passe
> Le service informatique d'Exemple
< Le compte BotFather … Le service informatique d'Exemple (noté le
