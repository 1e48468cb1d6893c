# L'animatrice change un horaire, le remet, ajoute un organisme avec un service et une personne, et l'archive.
@ bouche
> /reseau
< réservée à l'équipe du réseau
@ animatrice
> /reseau
< Sancy Volcans … 19 organismes, 21 référents et 4 territoires … daté et signé
> [Absences]
< L'absence de qui
> /reseau zzzz
< Je n'ai rien trouvé pour « zzzz »
> /reseau chambre de métiers
< « chambre de métiers » … Quelle fiche
> [Chambre de métiers et de l'artisanat]
< Chambre de métiers et de l'artisanat (organisme) … Horaires : du lundi au vendredi … Pas encore renseigné
> [Changer une information]
> [Horaires]
< Écrivez-les comme vous les dites … Aujourd'hui : du lundi au vendredi
> quand vous voulez
< Je n'ai pas compris
> mardi et jeudi de 9 h à 12 h, le vendredi sur rendez-vous
< Chambre de métiers et de l'artisanat : Horaires … Avant : du lundi au vendredi, de 9 h à 12 h … Après : le mardi et le jeudi, de 9 h à 12 h … vendredi sur rendez-vous … Rien n'est encore enregistré
> [Enregistrer]
< C'est enregistré : Horaires … Horaires : le mardi et le jeudi, de 9 h à 12 h
> encore [Enregistrer]
<! C'est enregistré
# On le voit aussitôt dans l'annuaire.
@ porteur
> /annuaire chambre de métiers
> [Chambre de métiers et de l'artisanat]
> [Voir tout l'organisme]
< le mardi et le jeudi, de 9 h à 12 h … vendredi sur rendez-vous
# L'historique dit qui et quand ; la valeur d'avant revient par le même avant-après.
@ animatrice
> [Historique]
< Historique de Chambre de métiers … Horaires : 10 mars 2026, par Animatrice du réseau … Avant : du lundi au vendredi … Après : le mardi et le jeudi
> [Remettre l'ancien : Horaires]
< Avant : le mardi et le jeudi … Après : du lundi au vendredi
> [Enregistrer]
< C'est enregistré : Horaires … Horaires : du lundi au vendredi
# Un organisme nouveau, un service, une personne, qui suit son lien.
> /reseau
> [Organismes]
< Organismes du réseau : 19
> [Ajouter un organisme]
> Chambre d'agriculture
< existe déjà
> Maison des services de Tauves
< Elle dit pour quels secteurs
> Autre partenaire
< Un nouvel organisme … Nom : Maison des services de Tauves … Famille : Autre partenaire
> [Enregistrer]
< Maison des services de Tauves est dans le réseau … Pas encore renseigné
> [Services : 0]
> [Ajouter un service]
> Aide aux papiers
> Une personne aide à remplir les papiers en ligne.
< Un nouveau service … Titre : Aide aux papiers
> [Enregistrer]
< Aide aux papiers (service de Maison des services de Tauves)
> [Revenir à l'organisme]
> [Référents : 0]
> [Ajouter un référent]
> Agent d'accueil de Tauves
> [Suit l'installation sur place]
> [C'est tout]
< Un nouveau référent … Rôles : Suit l'installation sur place
> [Enregistrer]
< Agent d'accueil de Tauves est dans le réseau
> [Inviter sur Telegram]
< Agent d'accueil de Tauves
= inconnue
@ inconnue
> (lien)
< Agent d'accueil de Tauves
# Qui a quelqu'un ne s'archive pas ; la personne d'abord, et son compte n'ouvre plus rien.
@ animatrice
> /annuaire maison des services de Tauves
> [Maison des services de Tauves]
> [Gérer cette fiche]
> [Archiver]
< On ne peut pas encore archiver … Agent d'accueil de Tauves
> [Revenir à la fiche]
> [Référents : 1]
> [Agent d'accueil de Tauves]
> [Archiver]
< Cette personne ne recevra plus de demande
> [Oui, archiver]
< Agent d'accueil de Tauves est dans les archives
@ inconnue
> /mesdossiers
< réservée
# Rien n'est effacé : la fiche se reprend.
@ animatrice
> /reseau
> [Archives]
< Archives : 1
> [Agent d'accueil de Tauves]
< dans les archives
> [Sortir des archives]
< est de nouveau dans le réseau
> /reseau
> [Derniers changements]
< Derniers changements … Sorti des archives : 10 mars 2026, par Animatrice du réseau
