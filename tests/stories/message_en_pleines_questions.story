# Au milieu des questions d'un autre projet, un message part, puis la question ouverte revient.
@ porteuse
> /start
> [J'ai lu…]
> Ouvrir une librairie
< Voici ce que j'ai compris
> [C'est juste]
> chastreix
> [Envoyer tout de suite]
> Camille Exemple
> 01 99 00 00 02
> [Envoyer]
> /start
> [Parler d'un autre projet]
> [J'ai lu…]
> Reprendre un gîte
< Voici ce que j'ai compris
> [C'est juste]
> /message
< Votre message
> Une question sur la librairie : faut-il un local ?
< Personne ne suit encore votre demande : votre message est envoyé à l'équipe du réseau
< Où aimeriez-vous
> /message
> /annuler
< arrêter
> [Arrêter]
< Où aimeriez-vous
# Une image n'est pas une réponse ; dans un message, elle part, après la phrase, et les questions reviennent.
> (photo)
< Votre image est gardée … Où aimeriez-vous
> /message
> (album)
< pas de pièce d'identité
< Où aimeriez-vous
> [J'ai compris]
< votre message est envoyé à l'équipe du réseau
@ animatrice
< SV-0001, message de la personne. Personne ne suit encore cette demande
> /dossier SV-0001
< Messages échangés : 4, dont 3 avec une pièce
# Une réponse arrive et s'écrit au milieu des questions, sans les déranger.
@ animatrice
> [Écrire à la personne]
> Oui, nous en cherchons un avec vous.
@ porteuse
< Animatrice du réseau vous écrit (SV-0001) … Oui, nous en cherchons
> ↩ Merci à vous !
< votre message est envoyé à l'équipe du réseau
# Deux demandes : on demande laquelle.
> Murol
> [Envoyer tout de suite]
> Camille Exemple
> 01 99 00 00 02
> [Envoyer]
> /message
< De quelle demande s'agit-il
> [SV-0002…]
> Et pour le gîte ?
@ animatrice
< SV-0002, message de la personne. Personne ne suit encore cette demande. … Et pour le gîte
@ porteuse
> (photo)
< Vous avez envoyé 1 pièce. À quelle demande la joindre
> [SV-0002]
<! pas de pièce d'identité
< votre message est envoyé à l'équipe du réseau
