# Un télétravailleur qui n'a pas encore choisi de commune : personne du métier n'est nécessaire.
@ porteur
> /start
> [J'ai lu…]
> je garde mon emploi et je travaille de chez moi en télétravail
< Voici ce que j'ai compris … Télétravailler
> [Corriger]
> [1. Domaine]
> [Passer]
> [C'est juste]
< 3 sur 10 … Où aimeriez-vous vous installer
[] Pas encore décidé
> je ne sais pas encore
< ✓ Lieu souhaité : lieu pas encore décidé
< 4 sur 10
> [Dans 6 à 12 mois]
> [Passer]
> seul
< ✓ Qui viendrait : 1 adulte
< 7 sur 10
> [Un logement]
> [C'est tout]
> [Personne]
> Dominique Exemple
# Une adresse mail suffit : on ne demande alors ni heure ni préférence.
> dominique@example.org
< Est-ce que tout est juste
< Télétravailler … lieu pas encore décidé … dominique@example.org
< Le groupe de nos partenaires verra seulement : télétravail · domaine à préciser · lieu pas encore décidé
> [Envoyer]
< SV-0001 … Vous n'avez pas encore choisi de lieu. L'équipe du réseau vous aidera à choisir.
<! nous n'avons pas encore la bonne personne

@ groupe animatrice
< SV-0001 · télétravail · … · lieu pas encore décidé
< Métier : pas nécessaire
< Sur place : proposé à Animatrice du réseau
> [Je m'en occupe (sur place)]
<< C'est à vous
< Sur place : Animatrice du réseau … s'en occupe
@ animatrice
< Dossier SV-0001 … Dominique Exemple … dominique@example.org
< le lieu n'est pas décidé
~ 1 min
@ porteur
< Animatrice du réseau … mardi 17 mars
> /start
< métier : pas nécessaire … Animatrice du réseau, 01 99 00 00 80
# La demande n'attend plus personne : aucun retard n'est annoncé.
~ 4 j
~ 2 min
<! attend encore quelqu'un
@ animatrice
<! délai passé
