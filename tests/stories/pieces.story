# Un document envoyé sans rien demander : on demande s'il rejoint la demande, on dit ce qui n'a pas sa place ici.
@ porteur
> (document)
<! joindre
> [J'ai lu…]
> Reprendre une boulangerie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
> (document) Mon plan de financement
< Vous avez envoyé 1 pièce. La joindre à votre demande SV-0001 ?
@ animatrice
<! financement
@ porteur
> (photo)
< Vous avez envoyé 2 pièces. Les joindre à votre demande SV-0001 ?
> [Oui]
< Avant le premier envoi : pas de pièce d'identité, pas de papier de banque, pas de papier médical
@ animatrice
<! financement
@ porteur
> [J'ai compris]
< votre message est envoyé à l'équipe du réseau
@ animatrice
< SV-0001, message de la personne … Mon plan de financement
# Qui prend plus tard reçoit les pièces avec le dossier.
@ groupe bouche
> [Je m'en occupe (métier)]
@ bouche
< Messages échangés : 2, dont 2 avec une pièce
> [Voir les pièces]
< SV-0001 … la personne : document Mon plan de financement
> ↩ Bien reçu, merci.
< votre message est envoyé à la personne
@ porteur
< Conseillère métiers de bouche vous écrit (SV-0001) … Bien reçu
# Non, c'est non ; sans réponse, rien n'est gardé.
> (photo)
> [Non]
< rien n'est joint
> (voice)
< Vous avez envoyé 1 pièce
> encore [Non]
< rien n'est joint
> (photo)
~ 8 j
< Vous n'avez pas répondu : rien n'est joint
@ bouche
> /dossier SV-0001
< Messages échangés : 3, dont 2 avec une pièce
# Ce qui ne se passe pas est dit.
@ porteur
> /message
> (sticker)
< Votre message
> (video)
< Je ne sais pas regarder une vidéo … Votre message
> Au revoir
< Votre message est envoyé à Conseillère métiers de bouche
> ↩ (sticker)
< Je passe les textes, les images, les documents et les messages vocaux
