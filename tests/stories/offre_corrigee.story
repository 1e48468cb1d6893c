# Une offre en une phrase ; qui la relit demande une précision, corrige, publie ; puis la phrase change et repasse par la relecture.
@ bouche
> /offre local 40 m2 à Tauves, loyer 300 €
< Qui appeler
> [Moi]
< votre offre numéro 1 est enregistrée
@ territoire
< Une offre à relire … Local · Tauves … 40 m² … Loyer : 300 € par mois hors charges
> [Demander une précision]
< Que voulez-vous savoir
> Y a-t-il un point d'eau ?
< C'est demandé
@ bouche
< Une question sur votre offre numéro 1 … Y a-t-il un point d'eau
> [Corriger la phrase]
< Quelle est la nouvelle phrase
> Local de 40 m², point d'eau, vitrine sur la place
< Quelqu'un du réseau relit votre offre numéro 1
@ territoire
< Une offre à relire … point d'eau
> [Corriger avant de publier]
> Local de 40 m² avec point d'eau et vitrine
< C'est corrigé
@ bouche
< a été corrigée avant d'être publiée … avec point d'eau et vitrine
@ territoire
> [Publier]
<< C'est publié
@ bouche
< Votre offre numéro 1 est publiée
@ visitor
> /offres
> [Premises (1)]
< avec point d'eau et vitrine
@ bouche
> /offre
> [1 · Local]
< Offre numéro 1 : publiée
> [Corriger la phrase]
> Recherchons femme seule pour boutique
< ces mots choisissent les personnes
> Boutique avec point d'eau, réservée aux artisans
< D'ici là, elle n'est pas montrée
@ territoire
< Une offre à relire … réservée aux artisans
@ visitor
> /offres
< There is no offer
@ territoire
> [Publier]
@ bouche
< Votre offre numéro 1 est publiée
> /offre
> [1 · Local]
> [Voir comme les autres la voient]
< Voici ce que voient les autres … réservée aux artisans
