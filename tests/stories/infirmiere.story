# Une infirmière salariée, sans entreprise : elle cherche un emploi, le domaine est passé.
@ porteuse
> /start
> [J'ai lu…]
> Je suis infirmière et je cherche un emploi salarié
< Voici ce que j'ai compris
> [Corriger]
> [1. Domaine]
> [Passer]
> [C'est juste]
# On ne demande pas combien de salariés elle aurait.
<! Combien de salariés
< 3 sur 10
> La Tour d'Auvergne
< 4 sur 10
> [D'ici 3 mois]
> [Passer]
> 1 adulte, 2 enfants en primaire
< ✓ Qui viendrait : 1 adulte, 2 en primaire
> logement, école
< ✓ Besoins : Un logement, École ou garde
> [France Travail]
> [C'est tout]
> Camille Exemple
> (numéro)
< 10 sur 10 … À quelle heure vous appeler
> [Passer]
> [Un appel]
< Est-ce que tout est juste
< 2. Type de projet : Trouver un emploi
<! Domaine :
> [Envoyer]
< SV-0001
@ groupe territoire
< SV-0001 · emploi salarié · … · Sancy Artense
< Métier : pas nécessaire
<! proposé à Conseill
> [Je m'en occupe (sur place)]
<< C'est à vous
@ territoire
< Dossier SV-0001 … Camille Exemple … infirmière … Trouver un emploi … La Tour-d'Auvergne … 1 adulte, 2 en primaire
~ 1 min
@ porteuse
< Sur place : Chargé d'accueil Sancy Artense … mardi 17 mars
> /monprojet
< métier : pas nécessaire
