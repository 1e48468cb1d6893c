# L'animatrice prépare le bilan de l'année passée : un mot à elle, les trois fichiers, puis elle le fige.
@ animatrice
> /bilan demain
< Je n'ai pas reconnu d'année … De quelle année voulez-vous le bilan
> [2026]
< Bilan d'activité 2026 … Provisoire
[! Figer le bilan
> [PDF]
< Le bilan 2026, à relire … PROVISOIRE
> /bilan 2026
> [Écrire : Les résultats]
< Que voulez-vous dire dans cette partie
> Des reprises, et des maisons qui rouvrent.
< C'est écrit dans « Les résultats » du bilan 2026
# L'année finie, elle le fige après l'avoir regardé.
~ 310 j
> /bilan 2026
< Bilan d'activité 2026 … n'est pas figé
> [Annexe Excel]
< L'annexe du bilan 2026
> [Figer le bilan]
< Cela ne se défait pas
> [Pas encore]
< n'est pas figé
> [Voir le bilan 2026]
> [Figer le bilan]
> [Oui, figer 2026]
< Le bilan 2026 est figé
> [Voir le bilan 2026]
< Figé le … par Animatrice du réseau
[! Figer le bilan
> [Word]
< Le bilan 2026, à compléter dans Word
# Un référent n'a pas de bilan.
@ bouche
> /bilan
< réservée
