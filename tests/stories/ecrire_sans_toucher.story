# Quelqu'un écrit tout, sans toucher un bouton, du premier mot à l'envoi.
@ porteuse
> /start
> Bonjour, je voudrais racheter, sinon créer, une fromagerie à Besse ou Murol
> j'ai lu
< Voici ce que j'ai compris … Reprendre une activité, Créer une activité … Besse-et-Saint-Anastaise
# Elle corrige en disant autre chose.
> non, plutôt à Murol
< 3. Lieu souhaité : Murol (Massif du Sancy)
> oui
< Combien de salariés
> deux salariés
> dans 6 mois
> je commence à y penser
> mon mari et moi, sans enfants
< ✓ Qui viendrait : 2 adultes
> un logement
> personne
> je m'appelle Camille Exemple
> 01 99 00 00 01, plutôt le soir
> par message
< Nom : Camille Exemple
> envoyez
< SV-0001
