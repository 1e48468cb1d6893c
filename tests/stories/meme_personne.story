# La même personne, deux fois : à l'accueil d'une mairie, puis sur Telegram. L'animatrice décide, rien ne se fait tout seul.
@ territoire
> /nouveau
> [J'ai lu…]
> Ouvrir un salon de coiffure
< Voici ce que j'ai compris
> [C'est juste]
> [2]
> Tauves
> [Envoyer tout de suite]
> Camille Exemple
> 01 99 00 00 77 ou camille@example.org
> [Envoyer]
< SV-0001 est enregistré
@ groupe territoire
> [Je m'en occupe (sur place)]
@ territoire
> [Contacté]
~ 1 min
@ porteur
> /start
> [J'ai lu…]
> Un salon de coiffure à ouvrir
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Camille Exemple
> Camille@Example.org
> [Envoyer]
< votre demande est bien reçue … SV-0002
@ animatrice
< SV-0002 ressemble à SV-0001 : même adresse mail … SV-0002 · création · Coiffure … SV-0001 · création · Coiffure
<! Exemple
> [Voir les deux]
< SV-0002 … Un salon de coiffure à ouvrir
< SV-0001 … Ouvrir un salon de coiffure … saisi à l'accueil
# Deux touches, et la première se reprend.
> [Fusionner]
< Lequel reste
> [Ne pas fusionner]
< SV-0002 ressemble à SV-0001
> [Fusionner]
> [SV-0002 reste]
<< C'est noté
< SV-0001 est fusionné avec SV-0002
# Qui suivait la personne continue, dans le dossier qui reste, avec ce qui y manquait.
@ territoire
< SV-0001 et SV-0002 viennent de la même personne. La suite se passe dans SV-0002
< Dossier SV-0002, sur place … Camille Exemple … 01 99 00 00 77 … Vous avez contacté la personne
< Dans SV-0001, la personne disait : … Ouvrir un salon de coiffure
< SV-0002 : la même personne avait aussi envoyé SV-0001
@ groupe
< SV-0002 … Sur place : Chargé d'accueil Sancy Artense (Communauté de communes Sancy Artense) a contacté
< Cette fiche est retirée
# La personne entend une phrase, et n'a qu'une demande.
@ porteur
< Vos demandes SV-0001 et SV-0002 n'en font plus qu'une. C'est la référence SV-0002 qui compte maintenant … Sur place : Chargé d'accueil Sancy Artense
@ territoire
> /mesdossiers
< 1 dossier chez vous … SV-0002 … sur place : contact pris, à suivre
> /dossier SV-0001
< SV-0001 est fusionné avec SV-0002, que voici
< Dossier SV-0002
@ porteur
> /monprojet
< Votre demande SV-0002
<! Votre demande SV-0001
> /mes_donnees
< Demande SV-0002 … Chargé d'accueil
@ animatrice
> /dossier SV-0002
< fusionné avec un autre dossier
> /attente
<! SV-0001
> /stats
< 1 personne avec un projet, 1 demande
# Les dates de l'ancien dossier ne dérangent plus personne.
~ 7 j
@ porteur
<! SV-0001
@ animatrice
<! SV-0001
# Un autre projet de la même personne : l'animatrice le laisse à part.
@ porteur
> /start
> [Parler d'un autre projet]
> [J'ai lu…]
> Installer un gîte
< Voici ce que j'ai compris
> [C'est juste]
> [Créer une activité]
> [C'est tout]
> Murol
> [Envoyer tout de suite]
> Camille Exemple
> 01 99 00 00 77
> [Envoyer]
@ animatrice
< SV-0003 ressemble à SV-0002 : même compte Telegram, même téléphone
> [Ce sont deux projets]
<< C'est noté
< SV-0003 et SV-0002 : deux projets
@ porteur
<! fusion
> /monprojet
< Votre demande SV-0002
< Votre demande SV-0003
# Effacer efface tout, l'ancien dossier compris.
> /supprimer
> [Oui, tout supprimer]
> [Supprimer pour toujours]
< Tout est supprimé
@ animatrice
> /dossier SV-0001
< Je ne trouve pas ce dossier
