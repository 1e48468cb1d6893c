# L'animatrice lit les chiffres, puis les voit : une seule image, qui tourne.
@ animatrice
> /stats 2026
< Le réseau en chiffres
> [En image]
< Demandes par mois : 2026 … Aucune demande
[] ✓ Mois
> [Carte]
< Demandes par commune souhaitée : 2026
> [Délais]
< Délai du premier contact : 2026 … Aucune date promise
> [2025]
< Délai du premier contact : 2025
[] 2026
> [Carte]
< Demandes par commune souhaitée : 2025
# Le suivi s'ouvre sur les délais ; les mots restent.
> [Suivi]
> [En image]
< Délai du premier contact
# Un référent voit ses propres chiffres ; la carte, d'une année terminée seulement.
@ bouche
> /stats 2026
> [En image]
< Demandes par mois : 2026 … vos demandes
> [Carte]
<< année terminée, sans filtre
> [2025]
> [Carte]
< Demandes par commune souhaitée : 2025 … Moins de 5 demandes dans chaque commune
