# La personne écrit par e-mail, sa conseillère est sur Telegram : chaque fichier passe de l'un à l'autre.
@ animatrice
> /nouveau
> [J'ai lu à voix haute, on commence]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Camille Exemple
> camille@example.org
> [Envoyer]
@ groupe bouche
> [Je m'en occupe (métier)]
~ 2 min
@ courrier camille
> ↩ (+ bail.pdf) Voici le bail.
< Avant le premier envoi
> [J'ai compris]
@ bouche
< SV-0001, message de la personne
<+ bail.pdf
# Le fichier est gardé avec le dossier : qui le suit le revoit quand il veut.
> [Voir les pièces]
< SV-0001 … la personne : document
<+ bail.pdf
# Ce que la conseillère envoie sur Telegram va jusque dans la boîte de Camille.
> ↩ (document) Et voici l'état des lieux.
< votre message part à la personne par e-mail
@ courrier camille
< Conseillère métiers de bouche vous écrit … Et voici l'état des lieux
<+ SV-0001-3.pdf
# Qui ne suit pas le dossier n'en reçoit rien.
@ territoire
<- bail.pdf
@ animatrice
<- bail.pdf
# Camille fait tout effacer : les fichiers partent avec le dossier.
@ courrier camille
> ↩ SUPPRIMER
> [Oui, tout effacer…]
@ bouche
< SV-0001
