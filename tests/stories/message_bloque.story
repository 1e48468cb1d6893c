# Ce qui n'arrive pas est dit : la personne bloque le bot, l'équipe le bloque, plus personne ne suit la demande.
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
@ groupe bouche
> [Je m'en occupe (métier)]
~ 1 min
@ porteur
> /message
> Êtes-vous là jeudi ?
< Votre message est envoyé à Conseillère métiers de bouche
@ bouche
< SV-0001, message de la personne … Êtes-vous là jeudi
@ porteur
> (bloque)
@ bouche
> ↩ Oui, toute la journée.
< SV-0001 : votre message n'a pas pu être remis, la personne ne reçoit plus … 01 99 00 00 31
@ porteur
> (débloque)
> /start
<! toute la journée
# La conseillère n'a plus le dossier : ce qu'elle avait reçu s'efface.
@ porteur
> /message
> Je suis de retour.
@ bouche
< SV-0001, message de la personne … Je suis de retour
@ animatrice
> /reaffecter SV-0001
> [Pour le métier]
> [Proposer à Conseillère création d'entreprise]
> [Quelqu'un convient mieux]
@ bouche
<! retour
# Personne ne suit plus la demande : l'équipe du réseau reçoit.
@ porteur
> /message
> Qui me suit maintenant ?
< Personne ne suit encore votre demande : votre message est envoyé à l'équipe du réseau
@ animatrice
< SV-0001, message de la personne. Personne ne suit encore cette demande. … Qui me suit maintenant
# L'équipe du réseau bloque le bot elle aussi : c'est dit, et gardé.
> (bloque)
@ porteur
> /message
> Il y a quelqu'un ?
< Votre message n'a pas pu être remis. Il est gardé avec votre demande. Vous pouvez appeler … 01 99 00 00 31
