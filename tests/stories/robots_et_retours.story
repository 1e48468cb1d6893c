# Ce qu'aucune main n'a écrit ne fait rien : une absence, un accusé de lecture, une lettre qui revient, un inconnu.
! par e-mail conseillere-bouche charge-accueil-sancy-artense
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
< SV-0001 vous est proposé
> (absence)
<! SV-0001
> (accusé)
<! SV-0001
@ groupe
<! Métier
@ animatrice
<! e-mail
# Un robot qui ne dit pas qu'il en est un a une réponse, et une seule.
@ courrier bouche
> ↩ Votre message est bien arrivé, nous le traitons.
< Vos mots sont transmis à l'équipe … Rien n'a été changé
> ↩ Votre message est bien arrivé, nous le traitons.
<! transmis
@ groupe
<! Métier
# Une lettre qui revient : l'animatrice apprend qui n'est pas joint, et appelle.
@ courrier territoire
> (retour)
<! SV-0001
@ animatrice
< L'e-mail à Chargé d'accueil Sancy Artense
[] Noter : s'en occupe
# Quelqu'un que personne ne connaît.
@ courrier inconnue
> Bonjour, je voudrais ouvrir une boulangerie.
< n'est pas connue
> Êtes-vous là ?
<! connue
# Et celle qui était absente agit toujours d'un lien.
@ courrier bouche
> [Je m'en occupe]
< C'est à vous
