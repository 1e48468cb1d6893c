# On décide en réunion ; ce qui est fait s'efface de la liste, ce qui reste revient à la réunion suivante.
@ animatrice
> /reunion
> [Proposer une réunion]
> Point trimestriel du réseau
> mardi 24 mars 14 h
> [2 heures]
> Mairie de Tauves
> [Sous 3 jours ouvrés]
> [Envoyer]
> /reunion
> [Point trimestriel du réseau]
[! Noter une décision
> [mardi 24 mars à 14 h]
< La date est choisie
> [Noter une décision]
< Qu'a-t-on décidé
> Refaire l'affiche des mairies
< Qui s'en charge
> le voisin du dessus
< Je n'ai pas reconnu ce nom
> Conseillère métiers de bouche
< Pour quel jour
> 10 avril
< Décisions … 1. Refaire l'affiche des mairies · Conseillère métiers de bouche · pour le vendredi 10 avril
[] 1 · fait
> [Noter une décision]
> Relire la charte à la rentrée
> [Personne en particulier]
> [Passer]
< 1. Refaire … 2. Relire la charte à la rentrée
> [1 · fait]
< 1. Refaire l'affiche des mairies · Conseillère métiers de bouche · pour le vendredi 10 avril · fait … 2. Relire
[! 1 · fait
# Elle s'était trompée de bouton.
> [Annuler (5 min)…]
< 1. Refaire l'affiche des mairies · Conseillère métiers de bouche · pour le vendredi 10 avril … 2. Relire
[! Annuler (5 min)
> [1 · fait]
< 10 avril · fait … 2. Relire
> [Noter une décision]
> Chercher une salle à La Bourboule
> Office de tourisme
> [Passer]
< 3. Chercher une salle à La Bourboule · Office de tourisme
# La réunion suivante reprend ce qui n'est pas fait.
~ 15 j
> /reunion
> [Proposer une réunion]
> Point de printemps
> mardi 21 avril 14 h
> [1 heure]
> Mairie de Tauves
> [Sous 3 jours ouvrés]
> [Envoyer]
> /reunion
> [Point de printemps]
> [mardi 21 avril à 14 h]
< Reporté des réunions passées … 1. Relire la charte à la rentrée … 2. Chercher une salle
<! l'affiche des mairies
> [2 · fait]
< Reporté des réunions passées … 1. Relire la charte à la rentrée
<! Chercher une salle
> /reunion
> [Point trimestriel du réseau]
< 3. Chercher une salle … fait
[] 2 · fait
# Les signatures de la feuille, une fois comptées, restent avec la réunion.
> [Présents]
< Combien de personnes ont signé
> beaucoup
< Combien de personnes ont signé
> 12
< 12 personnes ont signé la feuille d'émargement
[] Présents
# Le compte rendu s'imprime dès que la réunion a commencé.
> [Compte rendu]
< Le compte rendu de « Point trimestriel du réseau »
