# Une conseillère devient correspondante de sa chambre : elle en tient la fiche, invite, et confirme au rythme choisi.
@ bouche
> /organisme
< Chambre de métiers et de l'artisanat … Sans correspondant : l'équipe du réseau tient cette fiche … Personne n'a encore confirmé
[! Les référents
@ animatrice
> /organisme
< 0 organisme sur 19 en a un … 0 sur 19
> [Page 2]
< les autres sont en haut … Page 2 sur 3
> [Page 1]
> /organisme zzzz
< Aucun organisme
> /organisme chambre
< « chambre » : quel organisme
[] Chambre d'agriculture
> /organisme chambre de métiers
< Chambre de métiers et de l'artisanat … Sans correspondant
> [Proposer un correspondant]
< Qui sera correspondant … peut refuser
> [Conseillère métiers de bouche]
< Réponse attendue jusqu'au mardi 24 mars
@ bouche
< vous propose d'être correspondant de Chambre de métiers … jamais leur contenu
> [J'accepte]
< Vous êtes correspondant de Chambre de métiers et de l'artisanat
< La fiche de Chambre de métiers … Tout est juste ?
@ animatrice
< Conseillère métiers de bouche est correspondant de Chambre de métiers
@ bouche
# Elle confirme : la fiche dit d'après qui, et quand.
> [Tout est juste]
< Merci ! … Confirmée le 10 mars 2026 par Conseillère métiers de bouche … À confirmer le 10 mars 2027, puis tous les 12 mois
> encore [Tout est juste]
<< Cette fiche a été confirmée entre-temps
> /organisme
> [Rythme : tous les 12 mois]
> [Tous les 3 mois]
< À confirmer le 10 juin 2026, puis tous les 3 mois
@ porteur
> /annuaire chambre de métiers
> [Chambre de métiers et de l'artisanat]
< D'après l'organisme, le 10 mars 2026
# Ses collègues : un lien pour leur compte, leurs absences, les numéros de leurs dossiers.
@ bouche
> /organisme
> [Les référents]
< Conseillère métiers de bouche : compte relié, 0 dossier
> [Conseiller bâtiment (0)]
< Conseiller bâtiment : 0 dossier ouvert
> [Lien pour un autre compte]
< Lien pour Conseiller bâtiment
> [Absence]
< ?
> /annuler
> [Arrêter]
# Quelque chose a changé : elle le change, dans ce qui est à son organisme ; ou elle l'écrit à l'équipe du réseau.
> /organisme
> [Voir et confirmer la fiche]
> [Quelque chose a changé]
< Changez-le ici, ou écrivez-le à l'équipe du réseau
> [Changer la fiche]
> [Changer une information]
[! Famille
[! Archiver
> [Horaires]
> mardi et jeudi de 9 h à 12 h
< Après : le mardi et le jeudi, de 9 h à 12 h
> [Enregistrer]
< C'est enregistré : Horaires
> [Retour]
> [Voir et confirmer la fiche]
< le mardi et le jeudi, de 9 h à 12 h
> [Quelque chose a changé]
> [Écrire à l'équipe du réseau]
> Fermé le mercredi depuis le 1er mars
< L'équipe du réseau a reçu votre message
@ animatrice
< Conseillère métiers de bouche signale un changement … Fermé le mercredi
# Trois mois plus tard, un seul message ; sans réponse, la fiche est à vérifier et l'équipe le sait.
~ 92 j
@ bouche
< La fiche de Chambre de métiers … Tout est juste ? … À confirmer depuis le 10 juin 2026
~ 62 j
@ animatrice
< 1 fiche à confirmer … Chambre de métiers
@ porteur
> /annuaire chambre de métiers
> [Chambre de métiers et de l'artisanat]
< À vérifier : fiche confirmée pour la dernière fois le 10 mars 2026
@ bouche
> [Tout est juste]
< Merci !
@ porteur
> /annuaire chambre de métiers
> [Chambre de métiers et de l'artisanat]
<! À vérifier
# Elle quitte le rôle : l'équipe l'apprend dans son point.
@ bouche
> /organisme
> [Quitter ce rôle]
< Personne d'autre ne tient ce rôle
> [Oui, quitter ce rôle]
< Merci pour ce que vous avez tenu
~ 1 h
@ animatrice
< Sans correspondant depuis que le sien est parti : Chambre de métiers
