# Une porteuse se trompe, revient en arrière, corrige à la relecture, puis envoie.
@ porteuse
> /start
> [J'ai lu…]
> Ouvrir un gite a la ferme
< Voici ce que j'ai compris
> [C'est juste]
[] Hébergement touristique
> [Hébergement touristique]
> [C'est tout]
# Elle s'est trompée de bouton : retour, et sa réponse est proposée.
> [Retour]
< Que voulez-vous faire
> [Créer une activité]
> [C'est tout]
# Une faute de frappe dans le nom de la commune.
> chastrex
< Chastreix (Massif du Sancy)
> [Envoyer tout de suite]
> /aide
< 01 99 00 00 31
< Comment vous appelez-vous
> 12345
< Il me faut un nom … Camille Martin
< Comment vous appelez-vous
~ 3 j
> Camille
> camille(at)example.org
< mail
> camille@example.org
< camille@example.org
> [Corriger]
> [4…]
< Où aimeriez-vous vous installer
> Murol
< 4. Lieu souhaité : Murol (Massif du Sancy)
> [Envoyer]
< SV-0001
@ groupe bouche
< SV-0001 · création · Hébergement touristique · Massif du Sancy
# Ce n'est pas son domaine.
> [Je m'en occupe (métier)]
<< Cette demande n'est pas dans votre domaine
@ porteuse
> bonjour
< Rebonjour … SV-0001 … Pour le métier : réponse attendue au plus tard
