# Deux offres du même propriétaire : une seule question pour les deux, un seul bouton ; puis le silence, et le retour.
@ bouche
> /offre
> [Emploi]
> Boulanger
> Tauves
> Un emploi à l'année, logement possible
> [Moi]
@ territoire
< Une offre à relire … Boulanger
> [Publier]
@ visitor
> /offres
> [Job (1)]
< Un emploi à l'année
> [I am interested]
> [I have read it, go on]
> Sam
> 01 99 00 00 02
> To live in the village
> [Within 3 months]
@ bouche
> [Disponible]
> /offre
> [Proposer une offre]
> [Emploi]
> Serveur en salle
> Tauves
> De mai à octobre
> [Moi]
@ territoire
< Une offre à relire … Serveur en salle
> [Publier]
@ bouche
~ 31 j
@ bouche
< Ces 2 annonces sont-elles toujours d'actualité … Numéro 1 : Boulanger · Tauves … 1 personne a consulté votre annonce, 1 l'a demandée … Numéro 2 : Serveur en salle · Tauves … Personne ne l'a encore consultée
> [Tout est d'actualité]
<< Merci, elles restent montrées
< Merci, vos annonces sont à jour
~ 31 j
@ bouche
< Ces 2 annonces sont-elles toujours d'actualité
> [Répondre pour l'offre 2]
< Où en est cette annonce
> [C'est pris]
< n'est plus montrée
< Cette annonce est-elle toujours d'actualité … Numéro 1
@ visitor
> /offres
> [Job (1)]
< Un emploi à l'année
~ 16 j
@ bouche
< Sans réponse de votre part, cette annonce n'est plus montrée à personne
@ visitor
> /offres
< There is no offer
@ bouche
> [La remettre]
<< Merci, elle reste montrée
@ visitor
> /offres
> [Job (1)]
< Un emploi à l'année
