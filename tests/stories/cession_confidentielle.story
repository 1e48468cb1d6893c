# Une boulangerie se vend en secret, la seule de son village : de l'annonce à la rencontre, rien ne la nomme avant l'accord de chacun.
@ bouche
> /offre
> [Commerce ou entreprise à reprendre]
< En quelques mots
> boulangerie
< Cette cession est-elle confidentielle
> [Oui, confidentielle]
< Dans quelle commune
> Tauves
< Décrivez l'affaire en une phrase
> (photo) Four à bois, la seule boulangerie du village, 80 m²
< Une photo ferait reconnaître cette affaire
> Four à bois, la seule boulangerie du village, 80 m²
< Qui appeler
> [Quelqu'un d'autre]
> Mme Exemple
> 01 99 00 00 44
< votre offre numéro 1 est enregistrée
@ territoire
< boulangerie · Tauves … Confidentiel
> [Publier]
<< C'est publié
@ bouche
< Votre offre numéro 1 est publiée … commerce ou service aux habitants · Sancy Artense
<! Tauves
# Ni le métier, ni la commune, ni la photo, ni combien il y en a.
@ visitor
> /offres
<! 1 offer
> [Businesses to take over]
< shop or local service · Sancy Artense … confidential sale
<! Tauves
<! bou
<! 1 of 1
> [I am interested]
< The owner reads your sentence, never your name
> [I have read it, go on]
< What is your first name
> Sam
> 01 99 00 00 02
> To bake bread
> [Within 3 months]
< The seller knows nothing of it for now … answers you by
@ bouche
< s'intéresse à une cession confidentielle … boulangerie · Tauves … Offre numéro 1 … To bake bread
<! Sam
[! Mettre en relation
# Une partenaire qui n'y est pour rien n'en voit pas plus.
= boutique conseiller-batiment
@ boutique
> /offres
> [À reprendre]
< commerce ou service aux habitants · Sancy Artense
<! Tauves
~ 4 j
@ visitor
< No answer yet
@ bouche
< attend votre réponse
> [Je m'en occupe]
<< La personne reçoit le texte
[! Mettre en relation
@ visitor
< Somebody of the network looks after your request … even that it is for sale … If you accept
<! Conseillère
<! Tauves
> [I accept]
< you have accepted confidentiality (text 1)
@ bouche
< La personne a accepté la confidentialité … Elle s'appelle Sam : 01 99 00 00 02
[! Mettre en relation
> [Le vendeur est d'accord]
> [Mettre en relation]
<< La personne sait qui appeler
< C'est fait … Sam
@ visitor
< You can meet … boulangerie · Tauves … 80 m² … Call: Mme Exemple, 01 99 00 00 44 … introduced by Food crafts adviser
# Après la rencontre, plus rien ne se reprend.
[! I withdraw
@ bouche
> /offres
> [À reprendre]
< boulangerie · Tauves
> [C'est pris]
@ visitor
< no longer free
<! bakery
@ groupe
<! boulangerie
<! Tauves
