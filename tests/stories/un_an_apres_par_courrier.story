# Personne n'utilise Telegram : un an après, la personne répond par les liens de ses lettres.
! par e-mail conseillere-bouche charge-accueil-sancy-artense, dossiers compris
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
< SV-0001 est enregistré
@ animatrice
> [Envoyer par mail]
@ courrier bouche
> [Je m'en occupe]
@ courrier territoire
> [Je m'en occupe]
~ 1 min
@ courrier bouche
> [Contacté]
< C'est noté
> [Terminé]
< C'est noté : terminé
@ courrier territoire
> [Contacté]
< C'est noté
> [Terminé]
< C'est noté : terminé
~ 1 h
@ courrier territoire
< SV-0001 est clos. Comment cela s'est-il terminé
> [Installée ici]
< c'est noté, merci
~ 13 j
@ courrier camille
< Avez-vous vraiment été contacté
~ 175 j
@ courrier camille
< vous êtes là depuis 6 mois … Répondez-nous en quelques mots
<! une minute
~ 182 j
@ courrier camille
< un an s'est écoulé depuis votre installation … Votre activité continue-t-elle
> [Oui]
< Vivez-vous toujours ici
> [Oui]
< c'est noté, merci
@ animatrice
> /stats résultats 2027
< En activité à 12 mois : 1 sur 1 … Installés à 12 mois : 1 sur 1
