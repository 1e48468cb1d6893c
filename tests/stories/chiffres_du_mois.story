# Le premier jour ouvré du mois, le groupe voit le mois passé : une image, deux chiffres.
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
@ groupe bouche
> [Je m'en occupe (métier)]
# Le 1er avril est un mercredi : rien avant.
~ 20 j
@ groupe
<! Le réseau en
~ 3 j
< Le réseau en mars 2026 … février 2026 … Demandes : 1 (0) … Prises en charge à temps : 1 sur 1
[] Mes chiffres
# Chacun lit les siens en privé, s'il en a.
@ groupe bouche
> [Mes chiffres]
<< Vos chiffres sont dans notre conversation privée
@ bouche
< Le réseau en chiffres : mars 2026 … vos demandes … Demandes : 1
# À qui a bloqué le bot, la pression ouvre notre conversation.
@ territoire
> (bloque)
@ groupe territoire
> [Mes chiffres]
@ territoire
> (débloque)
> (lien)
< Le réseau en chiffres : mars 2026 … vos demandes … Rien à compter
# Le 1er mai est férié, puis vient la fin de semaine : le 4. Avril n’a rien vu venir, l’année si.
@ groupe
~ 33 j
< Le réseau en avril 2026 … Demandes : 0 (1)
