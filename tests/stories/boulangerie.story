# Un couple de boulangers reprend une boulangerie à La Tour-d'Auvergne.
@ porteur
> /start
< Sancy Volcans … 01 99 00 00 31
> [J'ai lu…]
< Quel est votre projet
> Nous sommes boulangers et nous voulons reprendre une boulangerie avec un logement <b>au-dessus</b> & un four.
< Voici ce que j'ai compris
> [C'est juste]
< 2 sur 10 … Combien de salariés
> [2]
< 3 sur 10 … Où aimeriez-vous
> la tour dauvergne
< 4 sur 10 … Quand aimeriez-vous commencer
> [Dans 3 à 6 mois]
> [Financement trouvé]
> 2 adultes
< 7 sur 10 … De quoi avez-vous besoin
> [Un logement]
> [C'est tout]
> [Chambre de métiers]
> [C'est tout]
< 9 sur 10 … Comment vous appelez-vous
> Dominique et Camille
< numéro d'un seul geste
> (numéro)
< 10 sur 10 … À quelle heure vous appeler
> [Le soir]
> [Un message]
< Dominique et Camille
< 01 99 00 00 01
[] Envoyer
> [Envoyer]
< SV-0001 … jeudi 12 mars … mardi 17 mars … 01 99 00 00 31

# Le groupe voit la carte : ni le nom, ni la commune.
@ groupe bouche
< SV-0001 · reprise · Métiers de bouche et agroalimentaire · Sancy Artense
< Métier : proposé à Conseillère métiers de bouche, réponse attendue le jeudi 12 mars
<! Dominique
<! La Tour-d'Auvergne

@ porteur
# Le couple revoit sa demande et peut écrire ; dire que personne n'a appelé n'a de sens qu'à partir de la date promise.
[] Écrire
[] Ajouter des détails
> [Voir ma demande]
< Votre demande SV-0001
[] Écrire aux personnes qui me suivent
[! Pas encore contacté

@ groupe bouche
# L'adviser s'en occupe ; elle reçoit le dossier, le couple sait par qui et pour quand.
> [Je m'en occupe (métier)]
<< C'est à vous
< Métier : Conseillère métiers de bouche
@ bouche
< Dossier SV-0001 … Dominique et Camille … 01 99 00 00 01 … reprendre une boulangerie … La Tour-d'Auvergne
< À contacter au plus tard le mardi 17 mars
# Une minute pour se raviser sans déranger personne ; puis le couple l'apprend.
@ porteur
<! Conseillère métiers de bouche
~ 1 min
< Conseillère métiers de bouche … mardi 17 mars

# La personne sur place aussi ; chacun connaît l'autre.
@ groupe territoire
> [Je m'en occupe (sur place)]
<< C'est à vous
@ territoire
< Avec vous sur ce dossier : Conseillère métiers de bouche
~ 1 min
@ bouche
< Chargé d'accueil Sancy Artense … suit maintenant ce dossier avec vous
@ porteur
< Chargé d'accueil Sancy Artense

# Une semaine après, le bot demande si quelqu'un a appelé.
~ 8 j
< SV-0001 : pour votre métier, avez-vous eu des nouvelles de Conseillère métiers de bouche … SV-0001 : sur place, avez-vous eu des nouvelles de Chargé d'accueil Sancy Artense
> /monprojet
[] Pas encore contacté
> [Sur place : pas encore]
< Merci de nous le dire … pour votre métier, avez-vous eu des nouvelles
@ animatrice
< SV-0001, sur place : la personne n'a pas encore été contactée. Suivi : Chargé d'accueil Sancy Artense
> /stats
< Demandes : 1 … 1 personne avec un projet, 1 demande … suivies (1)
> [Projets]
< Métiers de bouche et agroalimentaire (1 … Sancy Artense (1
> [Suivi]
< Suivies par les deux référents : 1 sur 1 … Contactées, selon la personne : 0 sur 1
> [Définitions]
< Demandes sur lesquelles des partenaires ont échangé
> [Page 2]
< Demandes qu'un référent au moins a prises en charge avant la date promise
