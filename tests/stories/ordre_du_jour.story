# L'ordre du jour se fait tout seul ; l'animatrice en retire, y ajoute ses mots, et tous le lisent un jour ouvré avant.
@ animatrice
> /reunion
> [Proposer une réunion]
> Point trimestriel du réseau
> mardi 24 mars 14 h
> [2 heures]
> Mairie de Tauves
> [Sous 3 jours ouvrés]
> [Envoyer]
> /reunion
> [Point trimestriel du réseau]
[! Ordre du jour
> [mardi 24 mars à 14 h]
# La réunion d'avant a laissé une décision.
> [Noter une décision]
> Refaire l'affiche des mairies
> Conseillère métiers de bouche
> [Passer]
~ 15 j
> /reunion
> [Proposer une réunion]
> Point de printemps
> mardi 7 avril 14 h
> [1 heure]
> Mairie de Tauves
> [Sous 3 jours ouvrés]
> [Envoyer]
> /reunion
> [Point de printemps]
> [mardi 7 avril à 14 h]
~ 2 min
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> Tauves
> [Envoyer tout de suite]
> Dominique
> 01 99 00 00 01
> [Envoyer]
@ animatrice
> /reunion
> [Point de printemps]
> [Ordre du jour]
< Ordre du jour de « Point de printemps », mardi 7 avril à 14 h … 1. Décisions à suivre : 1 … Refaire l'affiche des mairies · Conseillère métiers de bouche … 2. Nouvelles demandes : 1 depuis le mardi 24 mars … 3. Chartes à signer : … Il part aux invités le vendredi 3 avril à 10 h
<! boulangerie
> [2 · retirer]
<< C'est noté
<! 2. Nouvelles demandes
[] Remettre : Nouvelles demandes
> [Remettre : Nouvelles demandes]
< 2. Nouvelles demandes : 1
# Un point de plus, avec ses mots ; trop court, il est redemandé.
> [Ajouter un point]
< Quel point ajouter
> euh
< Il me faut quelques mots
> Préparer la journée d'accueil
< Préparer la journée d'accueil … Il part aux invités
> [Ajouter un point]
> Visiter le local de la mairie
< Préparer la journée d'accueil … Visiter le local de la mairie
> [4 · retirer]
<< C'est noté
<! Préparer la journée
> [2 · retirer]
< 1. Décisions … 2. Chartes à signer … 3. Visiter le local
# Il part de lui-même un jour ouvré avant la réunion (le lundi est férié), une fois, sans nommer personne.
~ 8 j
~ 5 j
@ groupe bouche
< Réunion du réseau, mardi 7 avril à 14 h : l'ordre du jour … Point de printemps … 1. Décisions à suivre : 1 … 2. Demandes en retard : 1 … 3. Chartes à signer … 4. Visiter le local
<! Nouvelles demandes
<! Dominique
@ animatrice
< Il est parti aux invités
[! Envoyer l'ordre du jour
[] Ordre du jour
