# Des questions en chemin : celles que tout le monde pose ont leur réponse, les autres vont au référent, et aucune ne
# devient le projet ni le nom. Les commandes se comprennent au milieu d'une phrase.
@ porteur
> C'est gratuit ?
< Dites-nous votre projet
< Oui, c'est gratuit
< touchez le bouton
> [J'ai lu…]
> que deviennent mes donnees
< Nous les effaçons au plus tard 24 mois après notre dernier échange
< Quel est votre projet
> Est-ce que vous savez s'il y a une boulangerie à vendre ?
< Je garde votre question pour la personne qui vous suivra
< Quel est votre projet
> Reprendre une boulangerie. C'est long ?
< 5 jours ouvrés
< Voici ce que j'ai compris
> je veux parler à quelqu'un
< 01 99 00 00 31 … Être rappelé
[] Être rappelé
> [C'est juste]
> qui lit mes réponses ?
< L'équipe du réseau et les personnes qui vous suivent
> [Passer]
> y a-t-il une école à Besse ?
< Je garde votre question
< Où aimeriez-vous vous installer
> Murol
> ne pas /annuler
< Je n'ai rien fait. Si vous voulez vraiment /annuler, écrivez ce mot tout seul. … Quand
> ok /passer…
< 5 sur 10
> [Envoyer tout de suite]
> combien de temps ?
< quelques minutes
< Comment vous appelez-vous
> Camille Exemple
> 01 99 00 00 01
# Les questions gardées se relisent avant d'envoyer, et l'on peut en retirer.
< Projet : Reprendre une boulangerie. … Vos questions : Est-ce que vous savez s'il y a une boulangerie à vendre ? … Besse
> [Corriger]
> [7. Vos questions]
< Voulez-vous retirer une question
> [Retirer : y a-t-il une école à…]
< Vos questions : Est-ce que vous savez
<! école à Besse ?
> [Envoyer]
@ groupe
<! à vendre
@ groupe bouche
> [Je m'en occupe (métier)]
@ bouche
< Vos questions : Est-ce que vous savez s'il y a une boulangerie à vendre ?
# Après l'envoi aussi.
@ porteur
> combien ça coûte ?
< c'est gratuit
> je voudrais parler à quelqu'un
< 01 99 00 00 31
> [Être rappelé]
< quel numéro
> je veux /annuler, merci
< s'arrêter là
