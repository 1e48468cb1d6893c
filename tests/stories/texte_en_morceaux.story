# Un texte trop long pour un message part en plusieurs : tout est gardé, dans l'ordre, comme une seule réponse.
# Les tout premiers mots, écrits avant d'avoir lu, aussi après /annuler, sont gardés.
@ porteur
> Reprendre une boulangerie
< Je garde votre message pour la première question
< Bonjour
> /annuler
> [Tout effacer]
< Tout est effacé
~ 1 min
> (plein) Voici ce que nous voulons, mon mari et moi.
< Je garde votre message pour la première question
> Notre projet : reprendre la boulangerie du bourg.
< Je garde votre message pour la première question
> [J'ai lu…]
[] C'est juste
> [Corriger]
> [1. Type de projet]
# Ce qui est coché reste coché quand on écrit autre chose.
> [Créer une activité]
> je cherche aussi un emploi
< Créer une activité, Trouver un emploi
> [C'est juste]
> Boulangerie
> [Métiers de bouche…]
> [C'est tout]
< Combien de salariés
> [Passer]
< Où aimeriez-vous
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
< mon mari et moi … Notre projet : reprendre la boulangerie du bourg
> [Envoyer]
< SV-0001
@ groupe bouche
< SV-0001 · création, emploi salarié · Métiers de bouche … Conseillère métiers de bouche
> [Je m'en occupe (métier)]
@ bouche
< Notre projet : reprendre la boulangerie du bourg
# Un message : les morceaux partent l'un après l'autre, à la même personne, et cela n'est dit qu'une fois.
@ porteur
~ 1 min
> /message
> (plein) Voici notre histoire, depuis le début.
< Votre message est envoyé à Conseillère métiers de bouche
> (plein) Et ainsi de suite, année après année.
<! Rebonjour
> C'est la fin de notre histoire.
<! Rebonjour
@ bouche
< C'est la fin de notre histoire
# La réponse à une lettre, puis sa suite.
~ 1 min
> ↩ (plein) Merci de tout cela, je vous réponds longuement.
< votre message est envoyé à la personne
> Voilà, à bientôt.
<! compte
@ porteur
< Conseillère métiers de bouche vous écrit (SV-0001) … Voilà, à bientôt
# Une note.
@ bouche
~ 1 min
> /note SV-0001
> (plein) Rencontrés au salon, ils connaissent bien le bourg.
< SV-0001
> Ils reviennent en juin.
< SV-0001
> /dossier SV-0001
< au salon … Ils reviennent en juin
# Compléter : la suite rejoint la réponse ; un morceau corrigé corrige le tout.
@ porteur
~ 1 min
> /completer
> [Votre projet en détail]
> (plein) Du pain au levain, cuit au feu de bois.
> Et des brioches le dimanche.
< J'ai ajouté la suite de votre texte
> edit: Et des brioches le samedi.
< c'est corrigé
~ 1 min
> (plein) Nous aimons ce pays.
> Et ses habitants.
< J'ai ajouté la suite
> [Passer]
> [Passer]
< c'est ajouté
@ bouche
< au feu de bois … brioches le samedi
< ses habitants
