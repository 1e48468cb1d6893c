# Une cession confidentielle : on n’en demande qu’une phrase, pour le référent ; une photo n’est ni demandée ni gardée.
@ bouche
> /offre boulangerie à reprendre à Tauves, 45 000 €
< J'ai compris : Commerce ou entreprise à reprendre · Tauves
< En quelques mots
> Boulangerie
< Cette cession est-elle confidentielle
> [Oui, confidentielle]
< Décrivez l'affaire en une phrase
> (photo)
< Une photo ferait reconnaître cette affaire
> Four refait, départ à la retraite
> [Moi]
< votre offre numéro 1 est enregistrée
> /offre
> [1 · Boulangerie]
> [Compléter]
[! Photos
> [Prix ou loyer]
< À quel prix
> 45 000
> [Passer]
< Prix : 45 000 €
