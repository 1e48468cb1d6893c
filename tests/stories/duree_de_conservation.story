# Ce qui a été annoncé est tenu : deux ans après le dernier échange, la demande est effacée, et chacun l'apprend.
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
# Un an après, elle écrit encore : les deux ans comptent de ce jour-là.
~ 360 j
@ porteur
> /mes_donnees
< Nous effaçons vos réponses au plus tard 24 mois après notre dernier échange. Pour l'instant, ce serait le 28 février 2028
> /message
> Je cherche toujours un local.
> /mes_donnees
< Pour l'instant, ce serait le 22 février 2029
~ 400 j
<! la durée de conservation est passée
> /monprojet
< SV-0001
~ 321 j
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
