# La Région demande qui le réseau accueille. La personne seule y répond, si elle veut ; ceux qui la suivent n'en voient rien.
! un financeur demande
@ porteuse
> /start
> [J'ai lu…]
> Reprendre une boulangerie avec un logement au-dessus
> [C'est juste]
> [2]
> la tour dauvergne
> [Dans 3 à 6 mois]
> [Financement trouvé]
> 2 adultes
> [Un logement]
> [C'est tout]
> [Chambre de métiers]
> [C'est tout]
> Dominique Exemple
> (numéro)
> [Le soir]
> [Un message]
> [Envoyer]
< SV-0001
@ groupe bouche
> [Je m'en occupe (métier)]
~ 2 h
@ bouche
> [Contacté]
# Quelques heures après le premier contact, une fois.
~ 5 h
@ porteuse
< Quelques questions pour la Région (exemple) … des nombres, jamais votre nom … passer une question … ne voient pas vos réponses
[] Ne pas répondre
> [Répondre]
< Quelle est votre situation aujourd'hui
> je suis au chômage
< Dans quelle tranche d'âge
> je préfère ne pas répondre
< Vous êtes 2 adultes. Combien de femmes, combien d'hommes
> 2 femmes et 1 homme
< Cela fait 3, et votre demande parle de 2 adultes … Combien de femmes
> 1 femme et 1 homme
< Merci, c'est noté
@ bouche
> /dossier SV-0001
< Dominique Exemple
<! recherche d'emploi
<! 1 femme
@ porteuse
> /mes_donnees
< Pour la Région (exemple), le … Votre situation : En recherche d'emploi … Votre âge : je préfère ne pas le dire … 1 femme, 1 homme
> [Changer mes réponses (SV-0001)]
< Quelle est votre situation
> [Passer]
< Dans quelle tranche d'âge
> [41 à 54 ans]
> [Garder…]
< Merci, c'est noté
> /mes_donnees
< Votre âge : 41 à 54 ans
<! recherche d'emploi
# Ce n'est plus jamais demandé, et les nombres seuls se lisent.
@ groupe territoire
> [Je m'en occupe (sur place)]
@ territoire
> [Contacté]
~ 2 j
@ porteuse
<! Quelques questions pour
@ animatrice
> /stats personnes
< Femmes et hommes : hommes (1), femmes (1) … Âge : 41 à 54 ans (1)
