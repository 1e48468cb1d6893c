# Une information courte part à un territoire, une seule fois ; certains l'ont lue, puis elle est close.
@ bouche
> /info
< réservée à l'équipe du réseau
@ animatrice
> /info
< Rien en cours
> [Nouvelle information]
< n'y nommez aucune personne
> Réunion du réseau mardi 24 mars à 14 h, salle des fêtes de Tauves.
< Jusqu'à quand
> [Deux semaines]
< À qui l'envoyer ? Rien ne part encore
> [À un territoire]
< À quel territoire
> [Sancy Artense]
< Voici ce qui partira : Sancy Artense, 1 personne … Réunion du réseau … Valable jusqu'au mardi 24 mars
@ territoire
<! Réunion
@ animatrice
> [À quelqu'un d'autre]
> [À tous les partenaires]
< Voici ce qui partira : tous les partenaires
> [Envoyer à …]
< Information envoyée … /info dit qui l'a lue
@ territoire
< Information du réseau, le mardi 10 mars … Réunion du réseau … Valable jusqu'au mardi 24 mars
> [Lu]
<< Merci, c'est noté
[! Lu
@ animatrice
> /info
< « Réunion du réseau … Envoyée le mardi 10 mars, valable jusqu'au mardi 24 mars : lue par 1 sur
> [Qui a lu…]
< Lu (1) : Chargé d'accueil Sancy Artense … Pas encore lu (1) : Conseillère métiers de bouche
# Passé le dernier jour, elle est close : personne n'est relancé.
~ 15 j
@ bouche
<! Réunion
> [Lu]
<< Cette information est close
@ animatrice
> /info
< Rien en cours
