# Un porteur invite l'autre adulte du foyer par un lien qui ne sert qu'une fois ; elle lit l'anglais.
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
< SV-0001
> /monprojet
< Votre demande SV-0001 … Reprendre une boucherie … Tauves … Pour le métier : réponse attendue au plus tard le jeudi 12 mars
> [Inviter l'autre adulte]
< Il ne sert qu'une fois … https://t.me/

# L'autre adulte suit le lien, voit la demande, y ajoute une partie.
@ visitor
> (lien)
< Welcome … SV-0001
< Your data … Telegram keeps its own copy. … no later than 24 months after our last exchange
@ porteur
< L'autre adulte vous a rejoint … SV-0001
@ visitor
> [Find out more]
< DPO … The legal basis is the legitimate interest
> [Back to the start]
< Your data
> (lien)
< already
> /monprojet
< SV-0001 … Reprendre une boucherie … Tauves
> /completer
< add
> [Winter…]
< winter
> [On holiday]
> [A visit]
> [Done]
< Thank you

# Celui qui a invité ne peut pas suivre son propre lien ; une troisième personne non plus.
@ porteur
> (lien)
< Ce lien est pour l'autre adulte
> /monprojet
> [Inviter l'autre adulte]
< Deux adultes sont déjà sur cette demande
= inconnue
@ inconnue
> (lien)
< Ce lien a déjà servi
> /monprojet
< Vous n'avez pas encore de demande

# Les deux adultes apprennent qui s'en occupe, chacun dans sa langue.
@ groupe bouche
> [Je m'en occupe (métier)]
<< C'est à vous
@ bouche
< Dossier SV-0001 … Reprendre une boucherie
~ 1 min
@ porteur
< Pour votre métier : Conseillère métiers de bouche … mardi 17 mars
@ visitor
< Food crafts adviser … Tuesday 17 March
@ bouche
> /mesdossiers
< 1 dossier chez vous … SV-0001
> [Dominique…]
< Dossier SV-0001 … Reprendre une boucherie
