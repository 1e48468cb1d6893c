# Quelqu'un sans Telegram ni e-mail : un an après, qui l'a saisi lit les questions et note ses réponses.
@ territoire
> /nouveau
> [J'ai lu à voix haute, on commence]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Camille Exemple
> 01 99 00 00 77
> [Envoyer]
< SV-0001 est enregistré
@ groupe bouche
> [Je m'en occupe (métier)]
@ groupe territoire
> [Je m'en occupe (sur place)]
~ 2 min
@ territoire
> [Contacté]
> [Terminé]
@ bouche
> [Contacté]
> [Terminé]
~ 6 min
@ bouche
< SV-0001 est clos. Comment cela s'est-il terminé
> [Installée ici]
> juin 2026
> [L'habitation]
> [Passer]
> [Passer]
> [2]
> [0]
~ 13 j
@ territoire
< À dire de vive voix à la personne du dossier SV-0001 … Avez-vous vraiment été contacté
~ 175 j
@ territoire
< À dire de vive voix … vous êtes là depuis 6 mois
~ 182 j
# Elle n'a installé que son habitation : rien n'est demandé d'une activité.
@ territoire
< À dire de vive voix à la personne du dossier SV-0001 (01 99 00 00 77) … un an s'est écoulé … Vivez-vous toujours ici
<! activité continue
> [Non]
< SV-0001 : c'est noté, merci
@ animatrice
> /stats résultats 2027
< En activité à 12 mois : sans objet … Installés à 12 mois : 0 sur 1
> /stats réseau 2026
< Fiches confirmées dans leur délai : 0 sur 19 … Aucune réunion tenue dans la période … Qui a saisi la demande, puis qui la suit … Collectivité locale : CMA (1), Collectivité locale (1)
