# Un doigt qui glisse : dans la minute, personne n'en sait rien.
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
<< C'est à vous
@ bouche
< Dossier SV-0001 … Dominique Exemple
~ 30 s
> [Annuler…]
<< C'est annulé
< SV-0001 : annulé. Ce dossier n'est plus chez vous
<! Dominique
@ groupe
< Métier : proposé à Conseillère métiers de bouche
~ 5 min
@ porteur
<! Conseillère métiers de bouche
# Après quatre minutes, la personne l'a appris : elle reçoit une correction, et la date ne bouge pas.
@ groupe bouche
> [Je m'en occupe (métier)]
~ 4 min
@ porteur
< Pour votre métier : Conseillère métiers de bouche … mardi 17 mars
@ bouche
> [Annuler…]
<< C'est annulé
@ porteur
< Conseillère métiers de bouche ne peut finalement pas vous suivre … La date promise ne change pas : le mardi 17 mars
# Après cinq minutes, on n'annule plus : on réoriente.
@ groupe bouche
> [Je m'en occupe (métier)]
~ 6 min
@ porteur
< Pour votre métier : Conseillère métiers de bouche
@ bouche
> [Annuler…]
<< Les cinq minutes sont passées
# Injoignable : la personne sait qu'on a essayé, et qui appeler ; l'animatrice aussi.
> [Injoignable]
<< C'est noté : injoignable
@ groupe
<! injoignable
~ 1 min
@ porteur
< Conseillère métiers de bouche (Chambre de métiers et de l'artisanat) a essayé de vous joindre … 01 99 00 00 40
@ animatrice
< SV-0001 : Conseillère métiers de bouche n'arrive pas à joindre la personne
# C'était une erreur, vue après deux minutes.
@ bouche
~ 2 min
> [Annuler…]
<< C'est annulé
@ porteur
< Notre dernier message était une erreur
# Réorienté depuis le dossier : il se vide ; l'annulation le rend.
@ bouche
> [Je réoriente]
> [Conflit d'intérêts]
< SV-0001 : vous l'avez réorienté
<! Dominique
@ groupe
< Métier : proposé à Conseillère création d'entreprise
@ bouche
> [Annuler…]
<< C'est annulé
< Dossier SV-0001 … Dominique Exemple
@ groupe
< Métier : Conseillère métiers de bouche (Chambre de métiers et de l'artisanat) s'en occupe
~ 2 min
@ porteur
<! SV-0001
<! Conseillère
