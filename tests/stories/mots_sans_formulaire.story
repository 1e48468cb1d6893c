# Sans commande ni réponse à un message : les mots arrivent à l'humain choisi, et la réponse revient.
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
# Personne ne suit encore la demande : c'est dit, et l'équipe lit.
> Est-ce que vous savez s'il y a une boulangerie à vendre ?
< L'envoyer à l'équipe du réseau ? … SV-0001 : personne ne suit encore votre demande
> [Envoyer]
< Envoyé à l'équipe du réseau
@ animatrice
< SV-0001, message de la personne. Personne ne suit encore cette demande … une boulangerie à vendre
@ groupe bouche
> [Je m'en occupe (métier)]
~ 2 min
@ porteur
> Bonjour
< Rebonjour
> Faut-il un diplôme ?
< L'envoyer à Conseillère métiers de bouche (Chambre de métiers … ? … lira vos mots
> Et le four du fournil, il est à changer ?
< Vos 2 messages ne sont pas encore partis
> [Envoyer]
< Envoyé à Conseillère métiers de bouche
@ bouche
< SV-0001, message de la personne … Faut-il un diplôme
< SV-0001, message de la personne … Et le four
# La conseillère écrit sans répondre à un message : on lui demande à qui.
> Quel diplôme avez-vous ?
< Votre message n'a été envoyé à personne. À qui l'envoyer ?
> [SV-0001 · Métiers de bouche…]
< SV-0001 : votre message est envoyé à la personne
@ porteur
< Conseillère métiers de bouche vous écrit (SV-0001) … Quel diplôme
# Ce qu'on écrit à qui vient d'écrire part seul, après une minute où l'on peut se raviser.
> Un CAP de coiffure
< J'envoie votre message à Conseillère métiers de bouche … dans une minute
> [Annuler l'envoi]
< C'est annulé
> Un CAP de boulanger
> edit: Un CAP de boulanger, de 2019
< c'est ce texte qui partira
@ bouche
<! CAP
~ 2 min
< SV-0001, message de la personne … Un CAP de boulanger, de 2019
@ porteur
< Envoyé à Conseillère métiers de bouche
> encore [Annuler l'envoi]
<< C'est déjà noté
# Un merci ne dérange personne, et ne reçoit qu'une réponse par jour.
> merci
< Merci à vous
> 👍
<! Merci à vous
@ bouche
<! merci
> Non, finalement rien
> [Non]
< rien n'est parti
# Un oui ou un non tapé répond à la question, et ne part à personne.
> Je repasse vendredi
> oui
< Rien n'est encore parti
> non merci
< rien n'est parti
[! SV-0001 · Métiers de bouche…
> Un message pour une autre fois
< Votre message n'a été envoyé à personne
~ 8 j
< Vous n'avez pas répondu : rien n'est parti
# Trois jours ont passé : on demande de nouveau. Deux personnes suivent : à chacune son bouton.
@ groupe territoire
> [Je m'en occupe (sur place)]
~ 2 min
@ porteur
> Et pour un logement ?
< À qui l'envoyer
> [À Chargé d'accueil Sancy Artense]
< Envoyé à Chargé d'accueil Sancy Artense
@ territoire
< SV-0001, message de la personne … Et pour un logement
@ bouche
<! logement
> SV-0001
< SV-0001
# De même de ce qui attend d'être joint : un oui tapé ne joint rien, un non n'en garde rien.
@ porteur
> (photo) le fournil
< La joindre à votre demande
> oui
< Rien n'est encore parti
> non
< rien n'est joint
