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
< Une offre à relire … Médecin · Tauves
> [Publier]
@ bouche
> /offre
> [1 · Médecin]
> [Compléter]
> [Photos]
< Envoyez une ou plusieurs photos
> une phrase
< Il me faut une photo ici
> (album)
< Envoyez-en d'autres
> (photo)
< Cette photo sera montrée
> [C'est tout]
< D'ici là, elle n'est pas montrée
@ territoire
< Une offre à relire … Médecin
> [Publier]
@ visitor
> /offres
> [Service sought (1)]
< Médecin
@ bouche
> /offre
> [1 · Médecin]
> [Compléter]
> [Photos]
< Photo 1 sur
> [Retirer cette photo]
<< La photo est retirée
@ visitor
[! I am interested
