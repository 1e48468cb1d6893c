# Trois photos d'un local et un message vocal : gardés pour la personne qui suit, avec le dossier ; rien avant l'accord.
@ porteuse
> (photo)
< Lisez d'abord l'information
> [J'ai lu…]
> (voice)
< Il compte comme réponse
> [Passer]
> [Reprendre une activité]
> (photo) La vitrine
< Votre image est gardée … Pas de pièce d'identité, pas de papier de banque, pas de papier médical
> (photo) Le fournil
< Votre image est gardée
<! Pas de pièce d'identité
> (photo)
> /mes_donnees
< 3 images, 1 message vocal
> [C'est tout]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
< Projet : dit dans un message vocal … Pièces jointes : 3 images, 1 message vocal
> [Envoyer]
< SV-0001
@ groupe territoire
> [Je m'en occupe (sur place)]
@ territoire
< Projet : dit dans un message vocal
< Messages échangés : 4, dont 4 avec une pièce
> [Voir les pièces]
< SV-0001 … la personne : message vocal
< SV-0001 … la personne : image … La vitrine
# « Local ou terrain » : la photo part avec les réponses, à qui suit ; la phrase des papiers n'est dite qu'avec la première.
@ porteuse
> /completer
> [Local ou terrain]
> (photo) La cour
< Votre image est gardée … Pas de pièce d'identité
@ territoire
<! La cour
@ porteuse
> [Retirer les images et documents]
< je n'en garde aucun
> (photo) Le jardin
> [Boutique]
> [C'est tout]
> (voice)
< Il compte comme réponse
> [Passer]
> [Passer]
> [Passer]
> [Passer]
< ajouté
@ territoire
< Le jardin
<! La cour
< dit dans un message vocal
# Plus rien après l'effacement.
@ porteuse
> /mes_donnees
< Messages échangés : 6, dont 6 avec une pièce
> /supprimer
