# Un organisme arrive : il entre dans le réseau, son agent suit un lien, signe la charte, et reçoit son premier dossier.
! sans charge-accueil-sancy-artense chargee-accueil-massif-du-sancy
@ animatrice
> /reseau
> [Organismes]
> [Ajouter un organisme]
> Maison des services de Tauves
> Autre partenaire
> [Enregistrer]
< Maison des services de Tauves est dans le réseau
> [Référents : 0]
> [Ajouter un référent]
> Agent d'accueil de Tauves
> [Suit l'installation sur place]
> [C'est tout]
> [Enregistrer]
< Agent d'accueil de Tauves est dans le réseau
> [Changer une information]
> [Territoires]
> [Sancy Artense]
> [C'est tout]
< Avant : tous … Après : Sancy Artense
> [Enregistrer]
< Territoires : Sancy Artense
= boutique agent-d-accueil-de-tauves
@ boutique
# Rien n'est encore signé : la charte le dit, et se signe d'une pression.
> /charte
< 5 organismes sur 20 l'ont signée … Maison des services de Tauves ne l'a pas encore signée
> [Lire la charte]
> [Signer pour mon organisme]
> [Oui, je signe]
< Maison des services de Tauves a signé la charte … 6 organismes sur 20
@ animatrice
< Maison des services de Tauves a signé la charte
# Une demande pour Tauves lui est proposée : l'agent s'en occupe, et la personne l'apprend.
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> Tauves
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ groupe boutique
< Sur place : proposé à Agent d'accueil de Tauves
> [Je m'en occupe (sur place)]
<< C'est à vous
@ boutique
< Dossier SV-0001, sur place … Dominique Exemple
~ 1 min
@ porteur
< Agent d'accueil de Tauves
@ boutique
> [Contacté]
<< C'est noté
> /mesdossiers
< Dominique Exemple … Tauves
# Dans l'annuaire, les partenaires voient qui y travaille.
@ bouche
> /annuaire maison des services de Tauves
> [Maison des services de Tauves]
> [Qui y travaille]
< Agent d'accueil de Tauves
