# Qui anime l'envoie sans attendre, une fois ; une réunion déplacée a de nouveau le sien, une réunion annulée n'en a plus.
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
> [mardi 24 mars à 14 h]
~ 2 min
> [Ordre du jour]
< Ordre du jour de « Point trimestriel du réseau »
> [Ajouter un point]
> Préparer la journée d'accueil
> [Envoyer l'ordre du jour]
<< C'est noté
< Il est parti aux invités
[! Envoyer l'ordre du jour
@ groupe
< mardi 24 mars à 14 h : l'ordre du jour … Préparer la journée d'accueil
@ animatrice
~ 13 j
<! Il est parti
# Déplacée : un jour ouvré avant la nouvelle date, avec ce qui est vrai alors.
> /reunion
> [Point trimestriel du réseau]
> [Déplacer]
> lundi 30 mars 10 h
< La date est choisie : lundi 30 mars
~ 2 min
> [Ordre du jour]
< lundi 30 mars à 10 h … Il part aux invités le vendredi 27 mars à 10 h
[] Envoyer l'ordre du jour
~ 4 j
@ groupe
< lundi 30 mars à 10 h : l'ordre du jour … Préparer la journée d'accueil
@ animatrice
> [Déplacer]
> jeudi 2 avril 10 h
~ 2 min
# Annulée : plus d'ordre du jour, et celui qui était ouvert le dit.
> [Annuler la réunion]
> [Oui, annuler]
< Cette réunion est annulée
~ 9 j
@ groupe
<! l'ordre du jour
< Réunion annulée
