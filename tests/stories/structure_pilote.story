# La fondatrice passe les deux relais : la structure pilote, puis son rôle. La dernière personne ne peut pas partir.
@ porteur
> /start
< Responsable : Comité d'expansion économique. Pour parler : Animatrice du réseau, 01 99 00 00 31
> [J'ai lu…]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
# Quelqu'un d'autre a lu la notice et n'a encore rien envoyé.
@ visitor
> /start
> [I have read…]
> Open a small guest house
@ groupe bouche
> [Je m'en occupe…]
# Elle propose à un organisme, par quelqu'un qui répond pour lui ; elle ne peut pas le proposer au sien.
@ animatrice
> /relais
< Structure pilote … Comité d'expansion économique
> [Changer de structure pilote]
< À quel organisme … Rien n'est encore proposé
[! Comité d'expansion économique
> [Chambre de métiers et de l'artisanat]
< Qui répondra pour Chambre de métiers et de l'artisanat
> [Conseillère métiers de bouche]
< son nom et son contact seront dans chaque message … n'a pas encore signé la charte
> [Oui, le proposer]
< C'est proposé à Chambre de métiers et de l'artisanat, par Conseillère métiers de bouche … jusqu'au jeudi 9 avril
@ bouche
< Animatrice du réseau propose que Chambre de métiers et de l'artisanat devienne la structure pilote
@ animatrice
> /relais
[] Retirer : Chambre de métiers et de l'artisanat
# Elle dit qui l'a décidé et ce que les gens liront, le voit, et accepte. Avant, rien ne change.
@ bouche
> [Répondre pour l'organisme]
< Qui l'a décidé
> Le bureau de la chambre, le 9 mars
> [Organisme public]
> 3 place de l'Exemple, 63000 Exempleville
> L'accueil de la chambre
> 01 99 00 00 77
> accueil@chambre-exemple.example.org
> La déléguée de la chambre
> donnees@chambre-exemple.example.org
< Voici ce que tout le monde lira … 3 place de l'Exemple … mission d'intérêt public
< L'accueil de la chambre, 01 99 00 00 77 … Le bureau de la chambre … Rien n'est encore changé
> /confidentialite
< Responsables : Comité d'expansion économique
> [Corriger]
< Qui l'a décidé
> Le bureau de la chambre, le 10 mars
> [Organisme public]
> 3 place de l'Exemple, 63000 Exempleville
> L'accueil de la chambre
> 01 99 00 00 78
> accueil@chambre-exemple.example.org
> La déléguée de la chambre
> donnees@chambre-exemple.example.org
< L'accueil de la chambre, 01 99 00 00 78
> [Oui, nous devenons pilote]
< Chambre de métiers et de l'artisanat est maintenant la structure pilote
@ animatrice
< Chambre de métiers et de l'artisanat est maintenant la structure pilote … Décision : Le bureau de la chambre, le 10 mars
[] Prêts pour le relais ?
# Chacun l'apprend une fois, dans sa langue : ce qui change pour lui, et ce qui ne change pas.
@ territoire
< Chambre de métiers et de l'artisanat est la structure pilote … L'accueil de la chambre, 01 99 00 00 78
@ visitor
< pilots the network, after Comité d'expansion économique … The answers you have given are kept
@ porteur
< Chambre de métiers et de l'artisanat pilote le réseau, à la suite de Comité d'expansion économique … Le reste ne change pas
> /confidentialite
< Responsables : Chambre de métiers et de l'artisanat
> [En savoir plus]
< Chambre de métiers et de l'artisanat, 3 place de l'Exemple … Vos droits valent auprès de tous … La déléguée de la chambre … mission d'intérêt public
@ visitor
> /relais
< for the network's team
<! Changer de structure pilote
@ bouche
> encore [Oui, nous devenons pilote]
<< Ce bouton ne sert plus
# Ensuite son rôle : la même personne coordonne, et la fondatrice part.
@ animatrice
> /relais
< Structure pilote … Chambre de métiers et de l'artisanat
> [Proposer le rôle]
> [Conseillère métiers de bouche]
> [Oui, le proposer]
@ bouche
> [J'accepte]
@ animatrice
> [Je quitte ce rôle]
< vous ne coordonnez plus
@ bouche
> /relais
> [Quitter ce rôle]
< Vous êtes la seule personne joignable qui coordonne
