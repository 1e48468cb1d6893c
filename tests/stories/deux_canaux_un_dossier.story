# L'une est jointe par son courrier, l'autre par Telegram : ils veulent le même dossier. Un seul l'a, l'autre apprend qui.
! par e-mail conseillere-bouche
= boutique conseiller-creation
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
@ courrier bouche
< SV-0001 vous est proposé
<! Dominique
# Son e-mail est en route quand l'autre touche le bouton.
> (en route) [Je m'en occupe]
@ groupe boutique
> [Je m'en occupe (métier)]
<< C'est à vous
< Métier : Conseiller reprise et création d'entreprise (Boutique de gestion) s'en occupe
@ courrier bouche
> (arrive)
< Conseiller reprise et création d'entreprise (Boutique de gestion) s'en occupe déjà
<! Dominique
[! Je m'en occupe
@ groupe
<! Conseillère
@ boutique
<! Conseillère
~ 2 min
@ porteur
< Pour votre métier : Conseiller reprise et création d'entreprise
<! Conseillère
# Dans l'autre sens : l'e-mail arrive d'abord, et l'on touche trop tard dans le groupe.
@ animatrice
> /nouveau
> [J'ai lu à voix haute, on commence]
> Ouvrir une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Camille Exemple
> 01 99 00 00 02
> [Envoyer]
@ courrier bouche
< SV-0002 vous est proposé
@ groupe
>> courrier:bouche boutique [Je m'en occupe…]
<< Conseillère métiers de bouche (Chambre de métiers et de l'artisanat) s'en occupe déjà
< SV-0002 … Métier : Conseillère métiers de bouche (Chambre de métiers et de l'artisanat) s'en occupe
@ courrier bouche
< C'est à vous
<! Camille
@ boutique
<! Camille
