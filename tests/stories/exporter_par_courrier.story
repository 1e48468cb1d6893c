# La coordination reçoit les dossiers par e-mail, à l'adresse qu'elle a lue avant ; ce qui va dans Telegram en repart le lendemain.
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
> /exporter dossiers
< Telegram garde la sienne … retiré de cette conversation au bout de 24 heures
> [Avec les noms, par e-mail]
< Avec les noms … Par e-mail à animatrice-reseau@example.org … Telegram n'en a aucune copie
> [Excel]
< Le tableau part à animatrice-reseau@example.org
<- dossiers-2026-03-10.xlsx
@ courrier animatrice
< Les dossiers au mardi 10 mars (2026) … Ce fichier contient des données personnelles … Vous l'avez demandé
<! Dominique
<+ dossiers-2026-03-10.xlsx

@ animatrice
> /exporter
< Dossiers avec les noms, 1 ligne, par e-mail, Animatrice du réseau
> /exporter dossiers
> [Avec les noms, Excel]
<+ dossiers-2026-03-10.xlsx
< Je retire ce message dans 24 heures
~ 24 h
< Le fichier du mardi 10 mars (Dossiers avec les noms) a été retiré de cette conversation

# Son adresse n'est plus bonne : elle l'apprend là où elle a demandé.
> /exporter
> [Offres, par e-mail]
> [CSV]
< Le tableau part à
@ courrier animatrice
> (retour)
@ animatrice
< L'e-mail avec le tableau du mercredi 11 mars (Offres avec les noms) est revenu
