# La coordination emporte les dossiers d'une année, avec les noms ; une conseillère les siens, sans. Puis la personne s'efface.
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

@ animatrice
> /exporter
< Emporter les offres … Emporter les dossiers
> [Dossiers]
< Avec les noms : noms, numéros … L'export est noté, aussi dans chaque dossier … Telegram garde la sienne
< Sans les noms : ni personne, ni contact
> [Avec les noms, Excel]
< Les dossiers au mardi 10 mars … Ce fichier contient des données personnelles
> /exporter dossiers 2026 lune
< lune
> /exporter dossiers 2026 tauves
< Tauves
> [Sans les noms, CSV]
< Les dossiers au
<! données personnelles
> /exporter
< Derniers exports … Dossiers, 1 ligne, Animatrice du réseau … Dossiers avec les noms, 1 ligne

@ bouche
> /exporter dossiers
< vos demandes … Sans les noms
[! Avec les noms
> [Sans les noms, Excel]
< Les dossiers au

@ porteur
> /supprimer
> [Oui, tout supprimer]
> [Supprimer pour toujours]
@ animatrice
> /exporter dossiers 2026
> [Avec les noms, Excel]
< Les dossiers au
<! Dominique
