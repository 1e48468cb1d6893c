# En janvier, qui ne dit pas d'année veut celle qui vient de finir ; la nouvelle est à une pression.
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ animatrice
~ 296 j
> /stats
< Le réseau en chiffres : 2026, en cours … Demandes : 1
[! Voir
# Le 3 janvier.
~ 3 j
> /stats
< Le réseau en chiffres : 2026 L'année 2027 commence : voici d'abord celle qui vient de finir … Demandes : 1
> [Voir 2027, en cours]
< Le réseau en chiffres : 2027, en cours … Rien à compter
[! Voir
> /stats suivi
< Le réseau en chiffres : 2026 L'année 2027 commence
> /stats offres
< Le réseau en chiffres : aujourd'hui
[! Voir
> /stats 2026
<! L'année 2027 commence
[] Voir 2027, en cours
> /exporter dossiers
< Emporter les dossiers : 2026
> /bilan
< écrivez par exemple /bilan 2026
# En février, c'est la nouvelle.
~ 31 j
> /stats
< Le réseau en chiffres : 2027, en cours
> /bilan
< écrivez par exemple /bilan 2027
