# Réorienté deux fois : la demande ne fait pas le tour des bureaux, l'animatrice choisit.
= boutique conseiller-creation
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
# Seule la personne proposée réoriente ; la raison se dit en privé.
@ groupe territoire
> [Je réoriente (métier)]
<< Cette demande n'est pas à vous
@ groupe bouche
> [Je réoriente (métier)]
<< pourquoi dans notre conversation privée
@ bouche
< SV-0001 : pourquoi réorientez-vous
> [Finalement, je garde]
< reste à vous
~ 1 min
@ groupe bouche
> [Je réoriente (métier)]
@ bouche
> [Ce n'est pas mon métier]
<< C'est noté
< SV-0001 est maintenant proposé à Conseillère création d'entreprise
@ groupe
< Métier : proposé à Conseillère création d'entreprise
<! pas mon métier
# Elle n'a jamais ouvert le bot : l'animatrice l'appelle, et note ce qu'elle dit.
@ animatrice
< SV-0001 (pour le métier) est proposé à Conseillère création d'entreprise, que je ne peux pas joindre … 01 99 00 00 54
> [Noter : réoriente]
<< C'est noté pour cette personne
@ animatrice
< SV-0001 : personne ne convient … réorienté 2 fois … Conseillère métiers de bouche : Ce n'est pas mon métier … Conseillère création d'entreprise : Une autre raison
[] Proposer à Conseiller reprise et création d'entreprise
@ groupe
< Métier : l'équipe du réseau cherche quelqu'un
# Rien de tout cela ne trouble la personne : personne ne la suivait encore.
@ porteur
<! SV-0001
@ animatrice
> /attente
< 1 chose attend … SV-0001 … Pour le métier : à orienter … Sur place : Chargé d'accueil Sancy Artense doit répondre
> [Proposer à Conseiller reprise…]
<< Proposé à Conseiller reprise
@ groupe
< Métier : proposé à Conseiller reprise et création d'entreprise
@ boutique
< SV-0001 vous est proposé … reprise · Métiers de bouche … Réponse attendue le jeudi 12 mars
<! Dominique
> [Je m'en occupe]
<< C'est à vous
< Dossier SV-0001 … Dominique Exemple
@ animatrice
< SV-0001 … Métier : Conseiller reprise et création d'entreprise (Boutique de gestion) s'en occupe
