# Qui n'est pas sur Telegram répond par courrier, date par date, change d'avis, et reçoit la date avec un fichier.
! par e-mail conseillere-bouche
@ animatrice
> /reunion
> [Proposer une réunion]
> Point trimestriel du réseau
> mardi 24 mars 14 h, jeudi 26 mars 9 h 30
> [2 heures]
> Salle des fêtes de Tauves
> [Sous 5 jours ouvrés]
> [Envoyer]
@ courrier bouche
< quelles dates vous conviennent … 1. mardi 24 mars à 14 h … 2. jeudi 26 mars à 9 h 30
> [Oui : jeudi 26 mars à 9 h 30]
< C'est noté : oui pour le jeudi 26 mars … 2. jeudi 26 mars à 9 h 30 : vous avez répondu oui
[! Oui : jeudi 26 mars à 9 h 30
> [Si nécessaire : jeudi 26 mars à 9 h 30]
< vous avez répondu si nécessaire
@ groupe
< 2. jeudi 26 mars à 9 h 30 : 1 si nécessaire
@ animatrice
> /reunion
> [Point trimestriel du réseau]
< Si nécessaire (1) : Conseillère métiers de bouche
> [jeudi 26 mars à 9 h 30]
~ 2 min
@ courrier bouche
< Réunion du réseau : jeudi 26 mars à 9 h 30 … Le fichier joint met votre agenda à jour
# Trop tard pour répondre : un lien d'avant ne change plus rien.
> [Non : mardi 24 mars à 14 h]
< La date de cette réunion n'est plus à choisir
