# La personne ne répond pas un an après : qui l'a suivie dit ce qu'il en sait, et elle peut encore répondre.
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
> [Installée ici]
> /annuler
~ 13 j
@ porteur
< Avez-vous vraiment été contacté
~ 175 j
@ porteur
< vous êtes là depuis 6 mois
~ 182 j
@ porteur
< Votre activité continue-t-elle
~ 16 j
@ territoire
< SV-0001 : un an après l'installation, il manque une réponse … Son activité continue-t-elle
> [Oui]
< Vit-elle toujours ici
@ porteur
< Vivez-vous toujours ici
> [Non]
< c'est noté, merci
@ territoire
< c'est noté, merci
@ animatrice
> /stats résultats 2027
< En activité à 12 mois : 1 sur 1 … Installés à 12 mois : 0 sur 1 … À 12 mois, non renseigné : 0
