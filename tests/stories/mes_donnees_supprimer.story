# Une porteuse regarde tout ce que le réseau garde d'elle, puis fait tout supprimer.
@ porteuse
> /start
> [J'ai lu…]
> Ouvrir une chocolaterie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> Tauves
> [Envoyer tout de suite]
> Camille Martin
> camille@example.org
> [Envoyer]
< SV-0001
> [Ajouter des détails]
> [Budget]
> [10 000 à 50 000 €]
> [Oui]
> [Je ne sais pas]
< c'est ajouté
@ groupe bouche
> [Je m'en occupe (métier)]
@ bouche
< Camille Martin … camille@example.org

# Tout est montré, en clair et dans un fichier.
@ porteuse
> /mes_donnees
< tout ce que nous gardons … Demande SV-0001 … mardi 10 mars … Ouvrir une chocolaterie … Camille Martin … camille@example.org … 10 000 à 50 000 € … Lue par : Conseillère métiers de bouche
< Vos données, pour vous ou pour un autre service

# Elle se ravise d'abord : rien n'est supprimé.
> /supprimer
< Faut-il tout supprimer
> [Non, garder]
< Rien n'est supprimé
> /monprojet
< Votre demande SV-0001 … chocolaterie

# Un non écrit garde tout ; un oui écrit ne supprime rien par lui-même.
> /supprimer
> non
< Rien n'est supprimé
<! L'envoyer
> /supprimer
> oui
< Est-ce bien sûr … Un mot ne suffit pas
> oui, supprimez tout
< Un mot ne suffit pas
> ne supprimez pas tout
< Rien n'est supprimé
> /completer
> /supprimer
> surtout pas
< Rien n'est supprimé
> /annuler
> /monprojet
< Votre demande SV-0001 … chocolaterie

# Puis elle le veut vraiment, en deux gestes.
> /supprimer
> [Oui, tout supprimer]
< Est-ce bien sûr
> [Supprimer pour toujours]
< Tout est supprimé chez nous … la copie que Telegram garde … plus de 48 heures … 01 99 00 00 31
@ bouche
< SV-0001 : la personne a fait supprimer sa demande
@ animatrice
< SV-0001 : la personne a fait supprimer sa demande

# Le bot ne sait plus rien d'elle, et la carte n'est plus dans le groupe.
@ porteuse
> /monprojet
< Vous n'avez pas encore de demande
> /completer
< Vous n'avez pas encore de demande
~ 8 j
<! SV-0001
@ animatrice
<! SV-0001
> /stats
< 0 personne avec un projet, 0 demande
