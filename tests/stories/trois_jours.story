# Une personne s'arrête trois jours : un seul rappel, doux, puis elle reprend où elle en était.
@ porteur
> /start
> [J'ai lu…]
> Ouvrir une épicerie
> [C'est juste]
< 3 sur 10 … Où aimeriez-vous vous installer
~ 23 h
<! Où aimeriez-vous
~ 2 h
< On continue ? … 3 sur 10 … Où aimeriez-vous vous installer
~ 1 j
<! On continue
~ 1 j
<! On continue
> Tauves
< Tauves (Sancy Artense)
< 4 sur 10 … Quand aimeriez-vous commencer
# Elle s'arrête encore : on ne la relance pas deux fois.
~ 1 j
<! On continue
> [Envoyer tout de suite]
> Dominique Exemple
> dominique@example.org
> [Envoyer]
< SV-0001

# Une autre s'arrête un samedi : le rappel saute le dimanche et la nuit.
@ visitor
> /start
> /langue fr
< Réseau d'accueil Sancy Volcans … Responsable : Comité
> [J'ai lu…]
> Reprendre un hôtel
< Voici ce que j'ai compris
~ 1 j
<! Est-ce juste
~ 12 h
<! Est-ce juste
~ 9 h
< On continue ? … Est-ce juste
# Puis le silence, jusqu'à l'annonce : trois jours avant la fin.
~ 25 j
<! Est-ce juste
~ 3 h
< Dans trois jours, j'efface ce brouillon … Est-ce juste
~ 2 j
<! Est-ce juste
~ 1 j
< J'ai effacé votre brouillon, comme annoncé … Nous n'en gardons rien … /start
~ 30 j
<! brouillon
# Il ne reste rien : tout recommence au début.
> /start
< Réseau d'accueil Sancy Volcans
<! hôtel
