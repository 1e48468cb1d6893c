# Une personne sans Telegram s'intéresse à une cession confidentielle : elle lit le texte et l'accepte dans son courrier.
! par e-mail
@ animatrice
> /nouveau
> [J'ai lu à voix haute, on commence]
> Reprendre un commerce
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Camille Exemple
> camille@example.org
> [Envoyer]
< SV-0001 est enregistré
@ groupe territoire
> [Je m'en occupe (sur place)]
@ bouche
> /offre
> [Commerce ou entreprise à reprendre]
> boulangerie
> [Oui, confidentielle]
> Tauves
> Four à bois, la seule boulangerie du village
> [Moi]
@ territoire
> [Publier]
> /offres
> [À reprendre]
> [Ça m'intéresse]
> [SV-0001…]
@ courrier camille
< votre demande
<! Tauves
@ bouche
> [Je m'en occupe]
@ courrier camille
< Une personne du réseau s'occupe de votre demande … et le fait même qu'on vend
[] J'accepte
> [J'accepte]
< vous avez accepté la confidentialité (texte 1)
@ bouche
< La personne a accepté la confidentialité … Elle s'appelle Camille Exemple
> [Le vendeur est d'accord]
> [Mettre en relation]
<< La personne sait qui appeler
@ courrier camille
<! Tauves
< Vous pouvez vous rencontrer … Vous êtes présenté par Conseillère … Le reste ne part pas par e-mail
# Un lien qui a servi ne sert plus, et rien ne se reprend après la rencontre.
> encore [J'accepte]
< déjà servi
