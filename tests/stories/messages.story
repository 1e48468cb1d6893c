# Le porteur et ses référents s'écrivent par le bot, sans voir leurs comptes : un texte, une image, une réponse.
@ porteur
> /message
< Vous n'avez pas encore de demande
> /start
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
# Personne ne suit encore la demande : l'équipe du réseau reçoit, et répond.
> /message
< Votre message … Il part aux personnes qui suivent votre demande, ou à l'équipe du réseau si personne
> Est-ce que quelqu'un pourra m'appeler le soir ?
< Personne ne suit encore votre demande : votre message est envoyé à l'équipe du réseau
@ animatrice
< SV-0001, message de la personne. Personne ne suit encore cette demande. … Est-ce que quelqu'un pourra m'appeler le soir ?
> ↩ Oui, nous le notons.
< SV-0001 : votre message est envoyé à la personne
@ porteur
< Animatrice du réseau vous écrit (SV-0001) … Oui, nous le notons.
@ groupe bouche
> [Je m'en occupe (métier)]
<< C'est à vous
@ bouche
< Messages échangés : 2, dont 0 avec une pièce
> [Voir les messages]
< SV-0001 : les messages … la personne : Est-ce que quelqu'un … Animatrice du réseau : Oui, nous le notons
@ groupe territoire
> [Je m'en occupe (sur place)]
~ 1 min
@ porteur
> /monprojet
> [Écrire aux personnes qui me suivent]
< Votre message
> Merci ! Voici une question : le four marche-t-il ?
< Votre message est envoyé à Conseillère métiers de bouche, Chargé d'accueil Sancy Artense
@ territoire
< SV-0001, message de la personne … Merci ! Voici une question
@ bouche
< SV-0001, message de la personne … Merci ! Voici une question … Répondez à ce message
> ↩ Il faut le faire voir. Pouvez-vous m'envoyer une photo ?
< votre message est envoyé à la personne
@ territoire
< SV-0001, message de Conseillère métiers de bouche à la personne … Il faut le faire voir
@ porteur
< Conseillère métiers de bouche vous écrit (SV-0001) … Il faut le faire voir
# La première image attend que la phrase soit lue ; les suivantes partent aussitôt.
> ↩ (photo) Le four, vu de face
< pas de pièce d'identité, pas de papier de banque, pas de papier médical
@ bouche
<! Le four
@ porteur
> [J'ai compris]
< Votre message est envoyé à Conseillère métiers de bouche
@ bouche
< SV-0001, message de la personne … Le four, vu de face
@ porteur
> (photo) Et de côté
< Vous avez envoyé 1 pièce. La joindre à votre demande SV-0001 ?
> [Oui]
< Votre message est envoyé à Conseillère métiers de bouche
<! identité
# Une correction arrive à tous.
> edit: Et vu de côté, porte ouverte
< Votre correction est partie aussi
@ territoire
< Et vu de côté, porte ouverte
@ bouche
> ↩ (voice)
< votre message est envoyé à la personne
@ porteur
< Conseillère métiers de bouche vous écrit
> [Répondre]
< Votre message
> (document)
< Votre message est envoyé à Conseillère métiers de bouche
@ groupe
<! four
@ bouche
> /dossier SV-0001
< Messages échangés : 8, dont 4 avec une pièce
> [Voir les pièces]
< SV-0001 … la personne : image Le four, vu de face
> [Écrire à la personne]
< Votre message à la personne
> À jeudi !
< votre message est envoyé à la personne
@ porteur
< Conseillère métiers de bouche vous écrit (SV-0001) … À jeudi !
> /mes_donnees
< Messages échangés : 9, dont 4 avec une pièce
# Celle qui réoriente ne garde rien, ni mots ni images.
@ bouche
> [Je réoriente]
> [Trop de dossiers en ce moment]
< SV-0001 : vous l'avez réorienté
<! Le four
