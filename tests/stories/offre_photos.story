# Des photos ajoutées repassent par la relecture ; une photo retirée l’est partout ; une vidéo est refusée en mots.
@ bouche
> /offre
> on cherche un médecin
< Dans quelle commune
> Tauves
< une photo, ou décrivez en une phrase
> (video)
< vidéo
> (voice)
< Un message vocal ne peut pas être montré
> Cabinet prêt place de l'église
> [Moi]
@ territoire
< Une offre à relire … médecin · Tauves
> [Publier]
@ bouche
> /offre
> [n° 1 · médecin]
> [Compléter]
> [Photos]
< Envoyez une ou plusieurs photos
> une phrase
< Il me faut une photo ici
> (photo)
< D'ici là, elle n'est pas montrée
@ territoire
< Une offre à relire … médecin
> [Publier]
@ visitor
> /offres
> [Service sought (1)]
< médecin
@ bouche
> /offre
> [n° 1 · médecin]
> [Compléter]
> [Photos]
< Photo 1 sur 1
> [Retirer cette photo]
<< La photo est retirée
@ visitor
[! I am interested
