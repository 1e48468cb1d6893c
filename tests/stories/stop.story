# STOP, en mots de tous les jours : des boutons, jamais un effacement sur un mot.
@ porteur
> STOP
< je ne vous écrirai pas
> /start
> [J'ai lu…]
> Reprendre une boulangerie
> Effacez tout !
< Vos réponses en cours sont gardées
> [Continuer]
< Voici ce que j'ai compris
> n'effacez rien
<! arrêter
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ groupe bouche
> [Je m'en occupe (métier)]
~ 2 min
@ porteur
> arrêtez de m'écrire
< En pause : nous vous laissons tranquille
> [Mettre en pause]
< C'est noté : nous vous laissons tranquille
@ bouche
< SV-0001
@ porteur
> je n'abandonne pas mon projet
< L'envoyer à Conseillère
> [Non]
> Je ne suis plus intéressé.
[] J'ai renoncé à ce projet
> [Ne rien changer]
< rien ne change
> je veux supprimer mes données
> [Tout effacer]
< supprimer
> [Oui, tout supprimer]
> [Supprimer pour toujours]
< supprimé
@ bouche
< SV-0001 : la personne a fait supprimer sa demande
> stop
< Pour ne rien recevoir pendant quelque temps : /absence
