# Au milieu des questions : un vocal, un autocollant, un album, un message corrigé, un ancien bouton, une question.
@ porteuse
> /start
> [J'ai lu…]
> (voice)
< Votre message vocal est gardé pour la personne qui vous suivra. Il compte comme réponse
< Dans quel domaine
> [Retour]
[] Garder : dit dans un message vocal
> (sticker)
< C'est gentil … Quel est votre projet
> Ouvrir une librairie
< Voici ce que j'ai compris
# Son message était mal tourné : elle le corrige, la réponse change et le domaine est proposé à nouveau.
> edit: Un gîte à la ferme
< c'est corrigé
[] Hébergement touristique
> [Hébergement touristique]
> [C'est tout]
< Que voulez-vous faire
> (album)
< Votre image est gardée … Pas de pièce d'identité, pas de papier de banque, pas de papier médical … Que voulez-vous faire
[] Retirer les images et documents
> (voice)
< Votre message vocal est gardé … Pour cette question, il me faut un bouton … Que voulez-vous faire
> C'est pour quand, la réponse ?
< Je garde votre question … Animatrice du réseau … 01 99 00 00 31
< Créer, c'est partir de rien … Que voulez-vous faire
> [Créer une activité]
> [C'est tout]
< Où aimeriez-vous
> /aide
< Le lieu nous sert … 01 99 00 00 31 … Où aimeriez-vous
> chastreix
< Quand aimeriez-vous
# Un ancien bouton ramène à la question ouverte ; celui qui dit sa réponse la confirme.
> encore [Hébergement touristique]
<< Ce bouton est ancien
< Quand aimeriez-vous
> encore [J'ai lu…]
<< C'est déjà noté
# Changer de langue garde les réponses.
> /langue en
< we are speaking English … 4 of 10 … When would you like to start
> /langue
[] Français
> [Français]
< Quand aimeriez-vous
> [Envoyer tout de suite]
> Camille Martin
> (document)
< Votre document est gardé … Comment vous joindre
> camille@example.org
< Projet : Un gîte à la ferme … Hébergement touristique … Chastreix
> (location)
< Je ne sais pas lire une position
> [Envoyer]
< SV-0001
@ groupe bouche
< SV-0001 · création · Hébergement touristique · Massif du Sancy
