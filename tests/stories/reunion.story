# Une réunion est proposée, on répond d'un geste dans le groupe, une date est choisie ; puis elle est déplacée et annulée.
@ bouche
> /reunion
< réservée à l'équipe du réseau
@ animatrice
> /reunion
< Aucune réunion n'est prévue
> [Proposer une réunion]
< Quel est le sujet
> Point trimestriel du réseau
< Quelles dates proposez-vous
> mardi 24 mars 14 h, un de ces jours
< Je n'ai pas compris la ligne « un de ces jours » … je garde le reste : mardi 24 mars à 14 h
> jeudi 26 mars à 9 h 30
< Combien de temps
> [2 heures]
< Où se retrouve-t-on
> Salle des fêtes de Tauves
< Jusqu'à quand peut-on répondre
> [Sous 5 jours ouvrés]
< Voici ce qui partira … Point trimestriel du réseau, 2 h … 1. mardi 24 mars à 14 h … 2. jeudi 26 mars à 9 h 30
@ groupe bouche
<! Point trimestriel
@ animatrice
> [Changer]
> [Lieu]
< Où se retrouve-t-on
> Mairie de Tauves
< Voici ce qui partira … Mairie de Tauves
> [Envoyer]
< C'est envoyé … jusqu'au mardi 17 mars
@ groupe bouche
< quelle date vous convient … Mairie de Tauves … 1. mardi 24 mars à 14 h … 2. jeudi
> [1 oui]
<< C'est noté : oui pour le mardi 24 mars
< 1. mardi 24 mars à 14 h : 1 oui … 2. jeudi
> encore [1 oui]
<< C'est déjà noté
> [1 si néc.]
< 1. mardi 24 mars à 14 h : 1 si nécessaire … 2. jeudi
> [2 oui]
# La relance va, en privé, à qui n'a rien répondu ; l'un répond de là, et le groupe le lit.
~ 3 j
@ bouche
<! votre réponse manque
@ territoire
< votre réponse manque encore … 1. mardi 24 mars à 14 h
> [2 oui]
< 2. jeudi 26 mars à 9 h 30 : vous avez répondu oui
[] ✓ 2 oui
@ groupe bouche
< 2. jeudi 26 mars à 9 h 30 : 2 oui
# À l'échéance, la coordination a les dates classées, avec les noms.
~ 5 j
@ animatrice
< Quelle date retenir … 2. jeudi 26 mars à 9 h 30 … Oui (2) : Conseillère métiers de bouche … 1. mardi 24 mars … Si nécessaire (1)
> [jeudi 26 mars à 9 h 30]
< La date est choisie : jeudi 26 mars
@ groupe bouche
<! Réunion du réseau : jeudi
> [1 non]
<< La date de cette réunion n'est plus à choisir
# Dans la minute, elle est déplacée deux fois : on n'en dit qu'une.
@ animatrice
> [Déplacer]
> vendredi 27 mars 9 h
> [Déplacer]
> vendredi 27 mars 14 h
< La date est choisie : vendredi 27 mars à 14 h
~ 2 min
@ groupe bouche
< Réunion du réseau : vendredi 27 mars à 14 h
<! 9 h
[! 1 non
@ animatrice
< C’est annoncé au groupe
> [Déplacer]
> lundi 30 mars 10 h
~ 2 min
@ groupe bouche
< Réunion déplacée : lundi 30 mars à 10 h, au lieu du vendredi 27 mars
@ animatrice
> /reunion
< lundi 30 mars à 10 h : Point trimestriel du réseau
> [Point trimestriel du réseau]
> [Feuille d'émargement]
< La feuille d'émargement de « Point trimestriel du réseau »
> [Annuler la réunion]
< Annuler cette réunion
> [Oui, annuler]
< Cette réunion est annulée
~ 2 min
@ groupe bouche
< Réunion annulée : celle du lundi 30 mars à 10 h
@ animatrice
> /reunion
< Aucune réunion n'est prévue
