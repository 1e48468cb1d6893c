# Un logement sans DPE n’est montré qu’aux partenaires ; une fois le DPE donné, il est montré à tous.
@ territoire
> /offre
< Qu'est-ce qui est libre
> une maison à louer
< Dans quelle commune
> Tauves
< une photo, ou décrivez en une phrase
> Maison de bourg, couple français uniquement
< ces mots choisissent les personnes
< une photo, ou décrivez en une phrase
> Maison de bourg, petit jardin, près de l'école
< Qui appeler
> [Moi]
< L'offre numéro 1 est publiée … Sans DPE, cette offre est montrée aux partenaires seulement
@ visitor
> /offres
< There is no offer
@ bouche
> /offres
> [Logement (1)]
< DPE non communiqué
@ territoire
> [Donner le DPE]
< Quelle classe énergie
> B
< classe climat
> [A]
< Quelles dépenses d'énergie
> entre 900 et 1 300 €
< quelle année
> 2023
< Elle est maintenant montrée à tous … CLASSE ÉNERGIE B
@ bouche
[! Ça m'intéresse
@ visitor
> /offres
> [Housing (1)]
< Maison de bourg … ENERGY CLASS B
@ territoire
> /offre
< Vous en suivez 1
> [1 · Logement]
> [Compléter]
> [Prix ou loyer]
< À louer, à vendre
> à louer
< Quel loyer
> 480
< C'est noté … À louer · Loyer : 480 € par mois hors charges
> [Prix ou loyer]
> [Garder : À louer]
> [Garder : 480 €]
< Rien n'a changé
