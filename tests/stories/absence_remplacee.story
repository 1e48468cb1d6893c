# Une conseillère part en congé, et quelqu'un la remplace : rien ne reste en attente, aucune date promise ne bouge.
= boutique conseiller-creation
@ porteur
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
@ groupe bouche
> [Je m'en occupe (métier)]
~ 1 min
@ porteur
< Pour votre métier : Conseillère métiers de bouche
@ visitor
> /start
> [I have read it…]
> Open a butcher's shop
< Here is what I understood
> [That is right]
> [Skip]
> Tauves
> [Send right away]
> Alex Example
> 01 99 00 00 02
> [Send]
# Elle dit ses jours, à partir d'aujourd'hui.
@ bouche
> /absence
< Quel est le premier jour
> [Aujourd'hui]
> encore [Aujourd'hui]
> bientôt
< Je n'ai pas reconnu ces jours
> le 20 mars
< Qui remplace
[] Conseiller bâtiment
[] L'équipe du réseau
> conseiller reprise et création d'entreprise
< Absence de Conseillère métiers de bouche, du mardi 10 mars au vendredi 20 mars 2026 … Conseiller reprise
<! Dominique
# Qui la remplace reçoit aussitôt le dossier commencé, et la proposition qui attendait.
@ boutique
< Conseillère métiers de bouche s'absente jusqu'au vendredi 20 mars. Vous assurez le remplacement
< Dossier SV-0001, pour le métier … Dominique Exemple … À contacter au plus tard le mardi 17 mars … vous remplacez Conseillère métiers de bouche jusqu'au vendredi 20 mars
< SV-0002 vous est proposé
@ porteur
< Conseillère métiers de bouche s'absente jusqu'au vendredi 20 mars … Pour votre métier, c'est maintenant Conseiller reprise et création d'entreprise … au plus tard le mardi 17 mars, comme promis
@ visitor
<! away
@ groupe
< SV-0001 … Métier : Conseiller reprise et création d'entreprise (Boutique de gestion) s'en occupe
< SV-0002 … Métier : proposé à Conseiller reprise et création d'entreprise
@ animatrice
< Absence de Conseillère métiers de bouche … 2 parties de dossiers passent à quelqu'un d'autre : SV-0001, SV-0002
> /dossier SV-0001
< absence : passé à quelqu'un d'autre (Conseillère métiers de bouche)
> /attente
< SV-0002 … Pour le métier : Conseiller reprise et création d'entreprise doit répondre
@ boutique
> [Je m'en occupe]
<< C'est à vous
@ groupe territoire
> [Je m'en occupe (sur place)]
> [Je m'en occupe (sur place)]
# Une nouvelle demande va directement à qui remplace.
@ porteur
> /start
> [Parler d'un autre projet]
> [J'ai lu…]
> Ouvrir une fromagerie
< Voici ce que j'ai compris
> [C'est juste]
> [Passer]
> Bagnols
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ groupe territoire
< SV-0003 … Métier : proposé à Conseiller reprise et création d'entreprise
> [Je m'en occupe (sur place)]
# L'animatrice ne peut pas la confier par erreur à quelqu'un qui n'est pas là.
@ animatrice
> /reaffecter SV-0003
> [Pour le métier]
> [Quelqu'un d'autre…]
> [Proposer à Conseillère métiers de bouche]
> [Une autre raison]
<< Conseillère métiers de bouche s'absente jusqu'au vendredi 20 mars
# Au retour, rien ne revient tout seul ; elle apprend ce qui s'est passé, une seule fois.
~ 10 j
@ bouche
<! terminée
~ 3 j
@ bouche
< L'absence de Conseillère métiers de bouche est terminée … SV-0001 · Métier : Conseiller reprise … s'en occupe … SV-0002 · Métier : Conseiller reprise … s'en occupe
<! Dominique
~ 3 j
<! terminée
> /mesdossiers
< Aucun dossier ne vous attend
# De retour, elle peut de nouveau prendre ce qui attend encore.
@ groupe bouche
> [Je m'en occupe (métier)]
<< C'est à vous
