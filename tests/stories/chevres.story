# Un élevage de chèvres à Chastreix, écrit vite et avec des fautes.
@ porteuse
> /start
< Sancy Volcans … 01 99 00 00 31
> [J'ai lu…]
< 1 sur 10 … Quel est votre projet
> elevage de chevre a chastrex
< Voici ce que j'ai compris … Chastreix (Massif du Sancy)
> [C'est juste]
< 2 sur 10 … Que voulez-vous faire
# Elle écrit au lieu de toucher un bouton, et se fait comprendre.
> creer
< 4 sur 10 … Quand aimeriez-vous commencer
> dans 6 a 12 mois
< 5 sur 10 … Où en êtes-vous
> a l'etude
< 6 sur 10 … Qui viendrait
> 2 adultes et un gamin a la maternele
< Voici ce que j'ai compris … 6 sur 10
[] ✓ 2 adultes
> [Maternelle]
> [C'est tout]
< ✓ Qui viendrait : 2 adultes, 1 en maternelle
< 7 sur 10 … De quoi avez-vous besoin
> terrain, logemant
< ✓ Besoins : Un terrain, Un logement
< 8 sur 10 … Qui vous aide déjà
> personne
< 9 sur 10 … Comment vous appelez-vous
> Camille Exemple
< 10 sur 10 … Comment vous joindre
> 0199000002
< 10 sur 10 … À quelle heure vous appeler
> le soir
< Que préférez-vous
> un message
< Est-ce que tout est juste
< elevage de chevre a chastrex … Agriculture, élevage … Créer une activité … Chastreix (Massif du Sancy)
< Le groupe de nos partenaires verra seulement : création · Agriculture, élevage, maraîchage, apiculture · Massif du Sancy
> [Envoyer]
< SV-0001

# La carte dit le domaine et le secteur, jamais la commune ni les mots écrits.
@ groupe
< SV-0001 · création · Agriculture, élevage, maraîchage, apiculture · Massif du Sancy
< Métier : proposé à Conseiller installation agricole
< Sur place : proposé à Chargée d'accueil Massif du Sancy
<! chastrex
<! Chastreix
<! Camille
