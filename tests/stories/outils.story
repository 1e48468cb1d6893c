# Une référente donne un modèle ; une coordinatrice le publie ; tous les partenaires le prennent.
@ bouche
> /annuaire outils
< Documents partagés … Aucun document
> [Partager un document]
< Envoyez le document
> un texte sans fichier
< Il me faut un seul document
> (document)
< Quel titre
> Modèle de bail commercial
< Merci. La coordination regarde
@ animatrice
< Conseillère métiers de bouche propose un document : « Modèle de bail commercial »
@ territoire
> /annuaire outils
<! bail
@ animatrice
> [Publier]
< est publié
@ bouche
< « Modèle de bail commercial » est publié
@ territoire
> /annuaire outils
< 1 document … Modèle de bail commercial … par Conseillère métiers de bouche
> [Modèle de bail commercial]
< Modèle de bail commercial
[! Ranger ce document
# Une version neuve prend sa place ; l'ancienne est rangée.
@ animatrice
> /annuaire outils
> [Modèle de bail commercial]
> [Envoyer une version neuve]
> (document)
> Modèle de bail commercial, 2026
< « Modèle de bail commercial, 2026 » est partagé
@ territoire
> /annuaire outils
< 1 document … Modèle de bail commercial, 2026 … par Animatrice du réseau
@ porteur
> /annuaire outils
<! bail
@ animatrice
> /annuaire outils
> [Modèle de bail commercial, 2026]
> [Ranger ce document]
< Ranger « Modèle de bail commercial, 2026 »
> [Oui, le ranger]
< est rangé
> /annuaire outils
< Aucun document
