# Un projet confidentiel : pas de carte, une personne à la fois pour chaque place, en privé.
= boutique conseiller-creation
@ porteuse
> /start
> [J'ai lu…]
# Qui le dit avec ses mots est pris au mot : la question est posée tout de suite.
> Reprendre la boulangerie de mes patrons, qui ne le savent pas encore
< Votre projet doit-il rester confidentiel
> non
< Voici ce que j'ai compris
> [C'est juste]
> [2]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Camille Exemple
> camille@example.org
< Le groupe de nos partenaires verra seulement
> [Projet confidentiel]
< Projet confidentiel. Le groupe ne verra rien
<! verra seulement
[] Projet partagé
> [Envoyer]
< SV-0001 … Votre projet est confidentiel
@ groupe
<! SV-0001
@ boutique
<! SV-0001
@ bouche
< SV-0001, projet confidentiel … reprise · Métiers de bouche
<! Camille
<! La Tour-d'Auvergne
> [Je réoriente]
< pourquoi réorientez-vous
> [Trop de dossiers…]
< Merci de l'avoir dit
@ boutique
< SV-0001, projet confidentiel … reprise · Métiers de bouche
# Une correction ne change rien à qui est sollicité : personne n'est dérangé une seconde fois.
@ porteuse
> /monprojet
> [Corriger mes réponses]
> [Corriger]
> [8. Début]
< Quand aimeriez-vous commencer
> [D'ici 3 mois]
< Projet confidentiel. Le groupe ne verra rien
> [Envoyer les changements]
@ bouche
<! SV-0001
@ boutique
<! SV-0001
> [Je réoriente]
> [Conflit d'intérêts]
< Merci de l'avoir dit. L'équipe du réseau cherche quelqu'un
# Réorienté deux fois : l'animatrice choisit ; elle seule connaît les raisons.
@ animatrice
< SV-0001 : personne ne convient. … réorienté 2 fois … Trop de dossiers … Conflit d'intérêts
@ groupe
<! SV-0001
# La personne sur place, elle, le prend.
@ territoire
> [Je m'en occupe]
<< C'est à vous
< Dossier SV-0001 … Camille Exemple … La Tour-d'Auvergne
@ groupe
<! SV-0001
~ 1 min
@ porteuse
< Sur place : Chargé d'accueil Sancy Artense
# Elle peut changer d'avis : rien d'autre ne change, et la carte apparaît.
> /monprojet
< Votre demande SV-0001 … Discrétion : projet confidentiel … métier : l'équipe du réseau
> [Corriger mes réponses]
< Projet confidentiel. Le groupe ne verra rien
> [Projet partagé]
< verra seulement : reprise · Métiers de bouche et agroalimentaire · Sancy Artense
> [Envoyer les changements]
< SV-0001
# Qui a dit non n'est pas dérangé de nouveau ; après deux refus, c'est à l'animatrice de choisir.
@ bouche
<! SV-0001
<! attend
@ territoire
< SV-0001 : la personne a changé ses réponses … Discrétion : projet partagé
@ groupe
< Métier : l'équipe du réseau cherche quelqu'un
< SV-0001 · reprise · Métiers de bouche et agroalimentaire · Sancy Artense
< Sur place : Chargé d'accueil Sancy Artense (Communauté de communes Sancy Artense) s'en occupe
<! Camille
<! La Tour-d'Auvergne
@ porteuse
> /monprojet
< Discrétion : projet partagé
