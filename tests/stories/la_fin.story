# Une demande suivie jusqu'au bout, puis rouverte : chacun sait où il en est, et rien ne relance ce qui est clos.
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
@ groupe territoire
> [Je m'en occupe (sur place)]
~ 2 min
@ bouche
> [Contacté]
@ territoire
> [Contacté]
# Contradiction : l'un dit avoir appelé, la personne dit que non.
~ 8 j
@ porteur
< pour votre métier, avez-vous eu des nouvelles de Conseillère métiers de bouche
> [Sur place : pas encore]
[] Oui
@ animatrice
< SV-0001, sur place : Chargé d'accueil Sancy Artense a noté un contact, la personne dit que non
@ bouche
> [Terminé]
<< C'est noté : terminé
< SV-0001 : votre part est terminée
<! Dominique
@ territoire
> [Terminé]
<< C'est noté : terminé
# Une erreur se rattrape encore.
> [Annuler…]
<< C'est annulé
< Dossier SV-0001, sur place … Dominique Exemple
> [Terminé]
@ groupe
< Sur place : suivi terminé
~ 6 min
@ porteur
< SV-0001 : le suivi de votre demande est terminé
[] Rouvrir ma demande
@ territoire
< SV-0001 est clos. Comment cela s'est-il terminé
> [Partie ailleurs]
< pour quelle raison
> [Pas de logement]
< c'est noté, merci
# Dix jours après, deux questions, et un mot si l'on veut.
~ 12 j
@ porteur
< Avez-vous vraiment été contacté
> [Oui]
< Est-ce que cela vous a été utile
> [Un peu]
# Elle est partie ailleurs : la raison, dans ses mots à elle, ne sert qu'aux chiffres.
< Pour quelle raison surtout
> [Financement]
< Merci de votre réponse
> [Ajouter un mot]
< Votre mot
> Réponse rapide, mais pas de logement
< Merci de votre réponse
# Rien ne relance un dossier clos.
~ 40 j
@ bouche
<! SV-0001
@ territoire
<! SV-0001
@ animatrice
<! SV-0001
@ porteur
<! SV-0001
# Quelques mois plus tard, la personne revient.
> [Rouvrir ma demande]
< SV-0001 est rouverte. Quelqu'un s'en occupera au plus tard
@ groupe
< SV-0001 · reprise … Métier : proposé à Conseillère métiers de bouche
~ 3 j
~ 1 min
@ bouche
< SV-0001 (pour le métier) vous attend
