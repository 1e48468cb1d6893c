# Une demande envoyée se corrige : tant que personne ne l'a prise, la bonne personne sur place change.
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boucherie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> Tauves
> [Envoyer tout de suite]
> Dominique
> 01 99 00 00 01
> [Envoyer]
< SV-0001 … jeudi 12 mars … mardi 17 mars
@ groupe bouche
< Sancy Artense … Sur place : proposé à Chargé d'accueil Sancy Artense, réponse attendue le jeudi 12 mars
~ 1 j
@ porteur
> /monprojet
> [Corriger mes réponses]
[] Envoyer les changements
[] Ne rien changer
> 4
< Où aimeriez-vous
> Murol
< Lieu souhaité : Murol (Massif du Sancy)
> [Envoyer les changements]
< C'est noté … SV-0001
# La carte est redessinée, avec l'autre personne et la même date.
@ groupe bouche
< Massif du Sancy … Sur place : proposé à Chargée d'accueil Massif du Sancy, réponse attendue le jeudi 12 mars
<! Murol

# Une fois la demande prise, on dit ce qui a changé à qui la suit, et à personne d'autre.
> [Je m'en occupe (métier)]
@ bouche
< Dossier SV-0001 … Murol … mardi 17 mars
@ porteur
> /monprojet
> [Corriger mes réponses]
> 1
> Reprendre une boucherie et faire des saucissons
> [Envoyer les changements]
< C'est noté
@ bouche
< SV-0001 : la personne a changé ses réponses … Projet : Reprendre une boucherie et faire des saucissons
@ territoire
<! SV-0001
@ groupe bouche
<! saucissons

# Rien de changé : personne n'est dérangé.
@ porteur
> /monprojet
> [Corriger mes réponses]
> [Ne rien changer]
@ bouche
<! SV-0001

# Une partie de plus : les deux qui suivent la demande lisent ce qui est ajouté.
= sancy
@ sancy
> /start
@ groupe sancy
> [Je m'en occupe (sur place)]
<< C'est à vous
@ porteur
> /completer
> [Logement]
> [À louer]
> [C'est tout]
> [3 pièces]
> [500 à 700 €]
< c'est ajouté
@ bouche
< SV-0001 : la personne a ajouté des détails (Logement) … À louer … 3 pièces … 500 à 700 €
@ sancy
< SV-0001 : la personne a ajouté des détails (Logement) … À louer … 3 pièces … 500 à 700 €

# Un second projet est une seconde demande.
@ porteur
> /monprojet
> [Parler d'un autre projet]
> [J'ai lu…]
> Ouvrir un gîte
< Voici ce que j'ai compris
> [C'est juste]
> Besse
> [Envoyer tout de suite]
> Dominique
> 01 99 00 00 01
> [Envoyer]
< SV-0002
@ groupe bouche
< SV-0002 · création · Hébergement touristique · Massif du Sancy
@ porteur
> /monprojet
< Votre demande SV-0001 … saucissons
< Votre demande SV-0002 … gîte
