# Installée, puis interrogée un an après : deux pressions, et la raison quand l'activité s'est arrêtée.
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ groupe bouche
> [Je m'en occupe (métier)]
@ groupe territoire
> [Je m'en occupe (sur place)]
~ 2 min
@ bouche
> [Contacté]
> [Terminé]
@ territoire
> [Contacté]
> [Terminé]
~ 6 min
@ porteur
< SV-0001 : le suivi de votre demande est terminé
@ territoire
< SV-0001 est clos. Comment cela s'est-il terminé
> [Installée ici]
< De quand date l'installation
> mars 2026
< Qu'est-ce qui s'est installé ici
> [Les deux]
< Combien d'emplois ont été créés
> [2]
# C'est une reprise : ce qui existait et continue compte aussi.
< combien d'emplois ont été conservés grâce à la reprise
> [3]
> [4]
> [2]
< Merci. Cela aide le réseau
@ animatrice
> /stats résultats 2026
< Installations : 1 demande … Emplois créés : 2 emplois … Emplois conservés : 3 emplois … Emplois non renseignés : 0 … Enfants arrivés : 2 enfants … En activité à 12 mois : sans objet … Ce qui s'est installé : activité et habitation (1)
# À six mois, les mêmes questions ; ce qui est su n'est plus demandé.
~ 13 j
@ porteur
< Avez-vous vraiment été contacté
~ 175 j
@ porteur
< vous êtes là depuis 6 mois
> [Répondre]
> mars 2026
< Combien d'emplois ont été créés
> [3]
> [3]
> [4]
> [2]
< Merci. Cela aide le réseau
# Un an après, deux questions.
~ 182 j
@ porteur
< SV-0001 : un an s'est écoulé depuis votre installation … Votre activité continue-t-elle
@ animatrice
> /stats résultats 2027
< En activité à 12 mois : 0 sur 1 … Installés à 12 mois : 0 sur 1 … À 12 mois, non renseigné : 1
@ porteur
> [Non]
< SV-0001, un an après l'installation … Qu'est-ce qui a arrêté votre activité
> [Santé ou famille]
< SV-0001, un an après l'installation … Vivez-vous toujours ici
> [Oui]
< SV-0001 : c'est noté, merci
# Ce que la personne a répondu n'est plus demandé à personne.
~ 16 j
@ territoire
<! un an après l'installation
@ animatrice
> /stats résultats 2027
< En activité à 12 mois : 0 sur 1 … Installés à 12 mois : 1 sur 1 … À 12 mois, non renseigné : 0 … Activités arrêtées à 12 mois : Santé ou famille (1)
> /stats résultats depuis la création
< Emplois créés : 3 emplois … Par année de premier contact … 2026 : 1 demande ; installées 1
