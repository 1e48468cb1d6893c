# Un projet pour lequel personne ne convient : l'animatrice le sait, avec la raison ; la personne aussi, honnêtement.
! sans conseillere-creation conseiller-creation
@ porteur
> /start
> [J'ai lu…]
> Ouvrir un cabinet d'orthophoniste
< Voici ce que j'ai compris
> [C'est juste]
> [Pas encore décidé]
> [Envoyer tout de suite]
> Dominique Exemple
> dominique@example.org
> [Envoyer]
< SV-0001 … cherche
@ animatrice
< SV-0001 : personne ne convient … Santé et thermalisme
@ groupe bouche
< SV-0001 · création · Santé et thermalisme · … Métier : l'équipe du réseau cherche quelqu'un
# Le lieu n'est pas décidé : l'animatrice accompagne jusqu'au choix.
@ groupe animatrice
> [Je m'en occupe (sur place)]
<< C'est à vous
@ animatrice
< Dossier SV-0001 … dominique@example.org
# Personne n'a pris le métier dans le délai : chacun l'apprend.
~ 4 j
@ porteur
< SV-0001 : pour votre métier, nous cherchons encore quelqu'un
~ 2 min
@ animatrice
< 1 délai passé … SV-0001 … Pour le métier : à orienter, en retard de 1 jour ouvré (dû le jeudi 12 mars)
# L'animatrice s'en occupe elle-même, depuis le message qui l'a prévenue.
@ animatrice
> [Je m'en occupe (métier)]
<< C'est à vous
< SV-0001 · création … Métier : Animatrice du réseau (Comité d'expansion économique) s'en occupe
< Dossier SV-0001
~ 1 min
@ porteur
< Pour votre métier : Animatrice du réseau
