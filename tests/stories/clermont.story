# Quelqu'un veut aller à Clermont-Ferrand : on le dit gentiment, on propose tout près, on dit qui peut aider là-bas.
@ porteur
> /start
> [J'ai lu…]
> Ouvrir un salon de coiffure
< Voici ce que j'ai compris
> [C'est juste]
> [1]
> clermont ferand
< Clermont-Ferrand (Puy-de-Dôme) n'est pas dans le réseau Sancy Volcans (périmètre 2005) … tout près
[] Chanonat (63450)
[] C'est bien là que je veux aller
> [C'est bien là que je veux aller]
< Pour Clermont-Ferrand, voici qui peut vous aider : Chambre de commerce et d'industrie … 01 99 00 00 91
< Vous pouvez quand même finir
< 4 sur 10
> [Envoyer tout de suite]
> Dominique Exemple
> dominique@example.org
< Clermont-Ferrand (Puy-de-Dôme), hors du réseau
< verra seulement … hors du réseau
> [Envoyer]
< SV-0001 … Le lieu que vous visez est hors du réseau
@ animatrice
< SV-0001 : la personne veut s'installer à Clermont-Ferrand, hors du réseau
@ groupe animatrice
< SV-0001 · création · Coiffure, esthétique, bien-être · hors du réseau
<! Clermont
< Sur place : proposé à Animatrice du réseau
> [Je m'en occupe (sur place)]
@ animatrice
< Dossier SV-0001 … Clermont-Ferrand (Puy-de-Dôme), hors du réseau … Clermont-Ferrand n'est pas dans le réseau
