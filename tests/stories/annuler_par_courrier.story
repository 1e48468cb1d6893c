# Par e-mail, un geste s'annule encore le lendemain matin ; un jour passé, il reste, et l'on dit pourquoi.
! par e-mail conseillere-bouche
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ courrier bouche
> [Je m'en occupe]
< C'est à vous
[] Annuler mon dernier choix (possible un jour)
~ 2 min
@ porteur
< Pour votre métier : Conseillère métiers de bouche
# Le lendemain, à huit heures, elle voit que ce n'était pas pour elle.
~ 22 h
@ courrier bouche
> [Annuler…]
< C'est annulé
[] Je m'en occupe
@ groupe
< Métier : proposé à Conseillère métiers de bouche
@ porteur
< Conseillère métiers de bouche
# Le même e-mail, envoyé une fois de plus, ne fait rien de plus.
@ courrier bouche
> encore [Annuler…]
< Ce lien a déjà servi : rien de plus n'a été changé
@ groupe
<! Métier
# Finalement elle le garde, et l'appelle. Deux jours après, il est trop tard pour revenir là-dessus.
@ courrier bouche
> [Je m'en occupe]
~ 2 min
> [Contacté]
< C'est noté : contacté
~ 2 j
> [Annuler…]
< Un jour a passé : cela ne s'annule plus, et rien n'a été changé
[! Annuler mon dernier choix (possible un jour)
[] Terminé
@ groupe
<! Métier
