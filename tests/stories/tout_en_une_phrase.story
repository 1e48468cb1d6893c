# Un couple dit tout dans son premier message, avant même d'avoir lu l'information.
@ porteur
> /start
> Nous sommes un couple avec deux enfants en primaire, nous voulons reprendre une boulangerie à La Bourboule ou Besse dans 6 mois, nous cherchons un logement. Je m'appelle Dominique Exemple, 0199000001, appelez-moi le soir
< Je garde votre message
> [J'ai lu…]
< Voici ce que j'ai compris … La Bourboule (Massif du Sancy), ou Besse-et-Saint-Anastaise … 2 adultes, 2 en primaire
[] Corriger
> [C'est juste]
< 2 sur 10 … Combien de salariés
> [2]
< 5 sur 10 … Où en êtes-vous
> [Passer]
< 8 sur 10 … Qui vous aide
> [Passer]
< 10 sur 10 … Que préférez-vous
> [Passer]
# Sept touches et un message : ses mots sont entiers, les deux lieux gardés, le premier compte pour la carte.
< 1. Projet : Nous sommes un couple … appelez-moi le soir
< Lieu souhaité : La Bourboule (Massif du Sancy), ou Besse-et-Saint-Anastaise
> [Envoyer]
< SV-0001

@ groupe bouche
< SV-0001 · reprise · Métiers de bouche et agroalimentaire · Massif du Sancy
<! Besse
