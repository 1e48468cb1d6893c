# Ce qui a été annoncé est tenu : deux ans après l'envoi, la demande est effacée, et chacun l'apprend.
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boucherie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
< SV-0001
@ groupe bouche
> [Je m'en occupe (métier)]
<< C'est à vous
~ 721 j
@ bouche
< SV-0001 … la durée de conservation est passée
@ porteur
< SV-0001 … la durée de conservation est passée
> /monprojet
< Vous n'avez pas encore de demande
# La référence n'est pas donnée une seconde fois.
> /start
> [J'ai lu…]
> Ouvrir un garage
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
< SV-0002
