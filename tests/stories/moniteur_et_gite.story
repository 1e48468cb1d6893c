# Deux activités : moniteur de ski l'hiver, un gîte l'été. Deux domaines, le premier touché compte le plus.
@ porteuse
> /start
> [J'ai lu…]
> Je suis monitrice de ski et je voudrais aussi ouvrir un gîte
< 1. Type de projet : Créer une activité
> [C'est juste]
< monitrice : Sport … gîte : Hébergement touristique … Plusieurs choix possibles
[] Sport, loisirs et tourisme de nature
[] Hébergement touristique
> [Hébergement touristique]
> [Sport…]
[] ✓ Hébergement touristique
> [C'est tout]
< ✓ Domaine : Hébergement touristique, Sport, loisirs et tourisme de nature
> mont dore
< Mont-Dore (Massif du Sancy)
> [Envoyer tout de suite]
> Camille Exemple
> camille@example.org
< Hébergement touristique + Sport
> [Envoyer]
< SV-0001

# Les deux domaines sont sur la carte ; le premier mène.
@ groupe
< SV-0001 · création · Hébergement touristique + Sport, loisirs et tourisme de nature · Massif du Sancy
< Métier : proposé à Conseillère tourisme, hôtellerie et restauration
< Sur place : proposé à Chargée d'accueil Massif du Sancy
