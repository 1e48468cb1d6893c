# Les deux adultes d'une demande lisent les réponses, chacun dans sa langue ; chacun peut écrire.
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boucherie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> Tauves
> [Envoyer tout de suite]
> Dominique
> 01 99 00 00 01
> [Envoyer]
> /monprojet
> [Inviter l'autre adulte]
@ visitor
> (lien)
@ groupe bouche
> [Je m'en occupe (métier)]
~ 1 min
@ porteur
> /message
> Faut-il un diplôme ?
< Votre message est envoyé à Conseillère métiers de bouche
@ visitor
<! diplôme
@ bouche
> ↩ Un CAP suffit, ou trois ans de métier.
@ porteur
< Conseillère métiers de bouche vous écrit (SV-0001) … Un CAP suffit
@ visitor
< Food crafts adviser writes to you (SV-0001) … Un CAP suffit
> ↩ I have worked for five years.
< Your message has gone to Food crafts adviser
@ bouche
< SV-0001, message de la personne … I have worked for five years
@ porteur
<! five years
# L'autre adulte fait tout supprimer : ses mots s'en vont, la demande et les mots du premier restent.
@ visitor
> /delete
> [Yes, delete everything]
> [Delete for good]
@ bouche
> /dossier SV-0001
< Messages échangés : 2, dont 0
> [Voir les messages]
< Faut-il un diplôme
<! five years
