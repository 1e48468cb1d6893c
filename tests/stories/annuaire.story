# Quelqu'un cherche qui aide, sans rien raconter de soi ; les pages et les fiches se tournent dans le même message.
@ porteur
> /annuaire
< L'annuaire de Sancy Volcans … Écrivez ce que vous cherchez
[] Un logement
[] Massif du Sancy
> /annuaire qui aide pour un logement à Besse
< Un logement, Besse-et-Saint-Anastaise … adresses … Communauté de communes du Massif du Sancy … Logements communautaires
> [CC du Massif du Sancy]
< Logements communautaires à l'année … Pour : Personnes qui viennent travailler ici … Coût : Loyers … 01 99 00 00 03 … +33199000003
<! Chargée d'accueil
[] Copier 01 99 00 00 03
[] Copier l'adresse e-mail
[! Qui y travaille
> [Voir tout l'organisme]
< 3 place de l'Exemple, 63240 Mont-Dore … Horaires : ouvert jusqu'à 12 h 30 … Fermé une semaine
[] Ateliers-relais et bureaux
> [Logements communautaires à l'année]
~ 3 h
> [Voir tout l'organisme]
< Horaires : fermé, ouvre à 13 h 30
> [Fiche contact]
< Communauté de communes du Massif du Sancy : ouvrez ce fichier
> [Retour à la liste]
< Un logement, Besse-et-Saint-Anastaise
# Un besoin par bouton, et une page plus loin.
> /annuaire
> [Un financement]
< Un financement … adresses
> [Page suivante]
< Page 2 sur 2
> [Page d'avant]
< Page 1 sur 2
# Une faute de frappe n'empêche rien.
> /annuaire microcrédi
< Association de microcrédit
# Rien : on le dit, et on montre d'autres chemins.
> /annuaire horoscope
< Je ne trouve personne pour cela … Animatrice du réseau, 01 99 00 00 31
[] Être rappelé
> /annuaire nounou à Lyon
< Lyon n'est pas dans Sancy Volcans
# En anglais aussi.
@ visitor
> /annuaire a flat to rent near Murol
< Housing, Murol … Year-round
# Un partenaire voit qui y travaille, et qui est absent.
@ bouche
> /annuaire boulangerie
< boulangerie … Chambre de métiers et de l'artisanat
> [Chambre de métiers et de l'artisanat]
[] Qui y travaille
> [Qui y travaille]
< Pour les partenaires seulement … Conseillère métiers de bouche … 01 99 00 00 40
> [Fiche contact]
< ouvrez ce fichier
