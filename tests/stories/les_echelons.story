# Personne ne répond : un mot à mi-délai, un rappel au délai, puis d'autres peuvent être sollicités. Jamais dans le groupe.
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
~ 1 j
~ 1 min
@ bouche
< SV-0001 (pour le métier) vous attend. Réponse promise le jeudi 12 mars
[] Je m'en occupe
@ territoire
< SV-0001 (sur place) vous attend
@ groupe
<! SV-0001
@ animatrice
<! SV-0001
# Ce qui est proposé à quelqu'un s'ouvre aussi de sa liste.
@ bouche
> /mesdossiers
> [SV-0001]
< SV-0001 vous est proposé
[] Je m'en occupe
# Au délai : la personne le sait, la personne sollicitée aussi, et l'animatrice en un seul message pour les deux volets.
~ 32 h
@ porteur
< SV-0001 attend encore quelqu'un
~ 1 min
@ bouche
< SV-0001 (pour le métier) attend toujours votre réponse
@ animatrice
< 2 délais passés … SV-0001 … Pour le métier : Conseillère métiers de bouche doit répondre, en retard, délai tout juste passé (dû le jeudi 12 mars)
@ groupe
<! SV-0001
# À une fois et demie le délai, elle peut demander à quelqu'un d'autre.
~ 1 j
~ 2 min
@ animatrice
< 2 délais passés
> [SV-0001]
< Pour appeler : Conseillère métiers de bouche … 01 99 00 00 40
> [À d'autres : Pour le métier]
<< proposé à quelqu'un d'autre
@ groupe
< Métier : proposé à Conseillère création d'entreprise
@ bouche
< ce rappel n'a plus d'objet
# Le chargé d'accueil répond enfin, d'un geste, depuis son rappel.
@ territoire
> [Je m'en occupe]
<< C'est à vous
< Dossier SV-0001, sur place
~ 1 min
@ porteur
< Sur place : Chargé d'accueil Sancy Artense … mardi 17 mars
# La date de contact approche, puis passe : lui d'abord, puis l'animatrice ; et la personne dit ce qu'il en est.
~ 4 j
@ porteur
< SV-0001 : pour votre métier, nous cherchons encore quelqu'un … SV-0001 : sur place, avez-vous eu des nouvelles de Chargé d'accueil Sancy Artense
~ 1 min
@ territoire
< SV-0001 (sur place) : la personne devait être contactée le mardi 17 mars
@ porteur
> [Oui]
< Merci, nous sommes contents … SV-0001 : pour votre métier, nous cherchons encore quelqu'un
@ territoire
< la personne dit que vous l'avez contactée
> [Contacté]
<< C'est noté
