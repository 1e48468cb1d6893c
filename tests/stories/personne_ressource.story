# Une référente indique une habitante qui accueille ; personne d'autre ne la voit avant son accord.
@ bouche
> /annuaire ressources
< Personnes ressources … Aucune n'est montrée avant son accord
> [Indiquer une personne]
< Qui est cette personne ? … rien n'est montré avant son accord
> [Habitant qui accueille]
> Camille Exemple
> Fait visiter la commune et présente aux voisins
> [Un logement]
> [C'est tout]
< Pour quel lieu
> Zanzibar
< Je ne trouve pas ce lieu
> Tauve
< Comment la joindre
> 01 99 00 00 55
< Camille Exemple … Habitant qui accueille, Tauves … personne d'autre ne le voit
[! Lui écrire par e-mail
> [Un lien à lui transmettre]
< Lien personnel pour Camille Exemple … pendant 30 jours
# Le lien n'est pas pour qui l'a écrit.
> (lien)
< Ce lien est pour la personne que vous avez indiquée
@ territoire
> /annuaire habitant qui accueille Tauves
<! Camille
@ animatrice
> /annuaire ressources
<! Camille
= inconnue (fr)
@ inconnue
> (lien)
< aimerait pouvoir vous appeler … Conseillère métiers de bouche … Camille Exemple … 01 99 00 00 55 … Sans réponse sous 30 jours
> [J'accepte]
< Merci. Les partenaires peuvent vous appeler … Vous pouvez vous retirer
@ bouche
< Camille Exemple a donné son accord
@ inconnue
> encore [J'accepte]
# Les partenaires la trouvent, par besoin, lieu ou nom, fautes comprises ; une personne, jamais.
@ porteur
> /annuaire habitant qui accueille Tauves
<! Camille
> /annuaire Camille Exemple
<! 01 99 00 00 55
@ territoire
> /annuaire abitante qui acueille à tauve
< Camille Exemple, Habitant qui accueille (Tauves)
> /annuaire logement Tauves
< Camille Exemple
> [Camille Exemple]
< Camille Exemple … Fait visiter la commune … Peut aider pour : Un logement … 01 99 00 00 55 … Pour les partenaires seulement
[] Copier 01 99 00 00 55
# Un an après, on lui demande si c'est toujours juste ; sans réponse, elle n'est plus montrée.
~ 367 j
@ inconnue
< Est-ce toujours juste ? … Camille Exemple
~ 15 j
< Un mot suffit
~ 17 j
< Les partenaires ne voient plus votre fiche
@ bouche
< Camille Exemple n'a pas répondu depuis un mois
@ territoire
> /annuaire Camille Exemple
<! 01 99 00 00 55
@ inconnue
> [Oui, c'est toujours juste]
< Merci. Les partenaires peuvent vous appeler
@ territoire
> /annuaire Camille Exemple
< Camille Exemple, Habitant qui accueille
# Un mot suffit pour se retirer.
@ inconnue
> Retirez-moi !
< C'est fait … tout ce que j'avais noté de vous à ce titre est effacé
@ bouche
< La personne ressource indiquée le mardi 10 mars s'est retirée
@ territoire
<! Camille
> /annuaire habitant qui accueille Tauves
<! Camille
