# Ni les deux référents ni la personne n'utilisent Telegram : du comptoir à la clôture, chacun reste dans son courrier.
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
@ courrier bouche
< SV-0001 vous est proposé … Votre rôle : pour le métier
<! Camille
@ courrier territoire
< SV-0001 vous est proposé … Votre rôle : sur place
<! Camille
@ animatrice
> [Envoyer par mail]
<< Le mail part
@ courrier camille
< Merci, votre demande est bien reçue … au plus tard le mardi 17 mars
@ courrier bouche
> [Je m'en occupe]
< C'est à vous … Camille Exemple … camille@example.org
[] Contacté
[! Je m'en occupe
@ courrier territoire
> ↩ 1
< C'est à vous … Camille Exemple
~ 1 min
@ courrier camille
< Pour votre métier : Conseillère métiers de bouche … On vous contactera au plus tard le mardi 17 mars
< Sur place : Chargé d'accueil Sancy Artense
@ courrier bouche
> [Contacté]
< C'est noté
@ courrier territoire
> ↩ 1
< C'est noté
~ 9 j
@ courrier camille
< avez-vous eu des nouvelles
> ↩ Oui, merci. Faut-il apporter mon diplôme ?
@ courrier bouche
< Faut-il apporter mon diplôme
> ↩ Oui, votre CAP suffit.
< Rien n'est encore envoyé
@ courrier camille
<! CAP
@ courrier bouche
> [Envoyer à la personne]
@ courrier camille
< Conseillère métiers de bouche vous écrit (SV-0001) … Oui, votre CAP suffit
# La question de la date a ses réponses en liens, dans la lettre d'avant.
> [Métier : oui]
< Merci
> [Sur place : oui]
@ courrier bouche
# Un lien de la semaine passée ne sert plus, et la réponse en a de nouveaux.
> [Terminé]
< Ce lien est trop ancien : rien n'a été changé. En voici de nouveaux
> [Terminé]
< C'est noté : terminé
@ courrier territoire
> ↩ 2
< Ce lien est trop ancien
> ↩ 2
< C'est noté : terminé
~ 6 min
@ courrier camille
< SV-0001 : le suivi de votre demande est terminé
@ courrier territoire
< SV-0001 est clos. Comment cela s'est-il terminé
> [Installée ici]
< c'est noté, merci
~ 12 j
@ courrier camille
< Avez-vous vraiment été contacté
> [Oui]
