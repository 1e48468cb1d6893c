# Qui suit des dossiers en cherche un par un nom, un lieu, un métier, un numéro ; et n'en voit que ce qui est à lui.
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

# Avant de l'avoir pris, la conseillère le trouve par ce que dit la fiche, et par rien d'autre.
@ bouche
> /chercher bouche
< 1 dossier, parmi les vôtres et les fiches … SV-0001 · reprise · Métiers de bouche et agroalimentaire · Sancy Artense
< Pour le métier : proposé à Conseillère métiers de bouche
<! Dominique
<! Tauves
> [SV-0001]
< SV-0001 vous est proposé
> /chercher Dominique
< Je ne trouve aucun dossier ainsi … /mesdossiers
> /chercher Tauves
< Je ne trouve aucun dossier ainsi
> /chercher 99 00 00 01
< Je ne trouve aucun dossier ainsi
> /mesdossiers
< 1 dossier chez vous … À FAIRE … SV-0001 · reprise … répondre, d'ici le jeudi 12 mars
<! Dominique

# Une fois pris, il se trouve par tout ce qu'elle sait de lui, fautes de frappe comprises.
@ groupe bouche
> [Je m'en occupe (métier)]
@ bouche
> /chercher dominic tauve
< 1 dossier … Dominique · Reprendre une boucherie · Tauves · SV-0001
> [Dominique…]
< Dossier SV-0001 … 01 99 00 00 01
> /dossier Dominique
< 1 dossier … Dominique · Reprendre une boucherie
> /dossier 1
< Dossier SV-0001
> /chercher
< Écrivez ce que vous cherchez après /chercher
> /mesdossiers
< Dominique · Reprendre une boucherie · Tauves … appeler la personne, d'ici le mardi 17 mars
> [Tout dans un tableur]
< Vos dossiers, pour un tableur

# Qui ne convient pas ne trouve rien, et qui n'est pas du réseau ne cherche pas.
= boutique conseiller-batiment
@ boutique
> /chercher boucherie
< Je ne trouve aucun dossier ainsi
> /chercher SV-0001
< Je ne trouve aucun dossier ainsi
@ porteur
> /chercher Dominique
< Cette commande est réservée

# L'animatrice trouve tout, et ce qui n'a personne.
@ animatrice
> /chercher 99 00 00 01
< 1 dossier trouvé … Dominique
> /find no referent
< 1 dossier trouvé … Sur place : proposé à
> [Dominique…]
< SV-0001 · reprise
> /chercher sans nouvelles depuis 5 jours
< Je ne trouve aucun dossier ainsi … /attente
~ 8 j
@ animatrice
> /chercher pas de nouvelles depuis une semaine
< 1 dossier trouvé … Dominique
> /attente
< Dont 1 en retard … EN RETARD … SV-0001 · Reprendre une boucherie · Tauves … Pour le métier : Conseillère métiers de bouche doit noter un contact, en retard de … jours ouvrés
> [SV-0001]
< Pour appeler : Conseillère métiers de bouche
[] Voir le dossier
[] À d'autres : Pour le métier

# Ce qui est supprimé n'est plus trouvé, et les listes qui le nommaient partent.
@ porteur
> /supprimer
> [Oui, tout supprimer]
> [Supprimer pour toujours]
@ animatrice
> /chercher Dominique
< Je ne trouve aucun dossier ainsi
