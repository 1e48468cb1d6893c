# Deux personnes du métier appuient en même temps : une seule gagne, l'autre apprend qui.
= boutique conseiller-creation
@ boutique
< Bienvenue … Votre compte est relié
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
@ groupe bouche
>> bouche boutique [Je m'en occupe (métier)]
<< C'est à vous … s'en occupe déjà
< s'en occupe
# Un inconnu est refusé gentiment, et l'animatrice est prévenue une seule fois.
= inconnue
@ groupe inconnue
> [Je m'en occupe (sur place)]
<< Je ne vous connais pas encore
@ animatrice
< SV-0001, mais je ne connais pas ce compte
@ groupe territoire
> [Je m'en occupe (sur place)]
<< C'est à vous
