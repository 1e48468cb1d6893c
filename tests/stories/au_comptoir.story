# Quelqu'un passe à la mairie, sans Telegram : le chargé d'accueil lit les questions et saisit les réponses.
@ territoire
> /nouveau
< Vous saisissez le projet de quelqu'un d'autre. Lisez-lui les questions
< À lire à la personne … Telegram, qui garde sa propre copie … au plus tard 24 mois après notre dernier échange … vous opposer
> [En savoir plus]
< DPO
> [J'ai lu à voix haute, on commence]
> Ouvrir un salon de coiffure
< Voici ce que j'ai compris
> [C'est juste]
> [2]
# Ce que la personne a apporté est gardé avec sa demande, avec la phrase sur les papiers.
> (photo) Le salon à reprendre
< Votre image est gardée … Pas de pièce d'identité
> (document)
< Votre document est gardé
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Camille Exemple
<! d'un seul geste
> (numéro)
< C'est votre propre numéro
> 01 99 00 00 77
> [Envoyer]
< SV-0001 est enregistré. À lire à la personne : … Merci, votre demande est bien reçue … mardi 17 mars
[] Fiche à remettre (PDF)
@ groupe
< SV-0001 · création · Coiffure
<! Camille
# Le référent du métier n'a jamais ouvert le bot, mais il voit la fiche : l'animatrice peut noter pour lui depuis le dossier.
@ animatrice
> /dossier SV-0001
< SV-0001 · création … Projet : Ouvrir un salon de coiffure … Ce qui s'est passé … saisi à l'accueil (Chargé d'accueil Sancy Artense)
> [Imprimer : Sur place]
@ territoire
> [Fiche à remettre (PDF)]
@ groupe territoire
> [Je m'en occupe (sur place)]
<< C'est à vous
@ territoire
< Messages échangés : 2, dont 2 avec une pièce
> [Voir les pièces]
< SV-0001 … Chargé d'accueil Sancy Artense : image … Le salon à reprendre
# La personne n'a pas Telegram : celui qui l'a reçue la rappelle avec ces mots.
~ 1 min
@ territoire
< À dire de vive voix à la personne du dossier SV-0001 (01 99 00 00 77) … Sur place : Chargé d'accueil Sancy Artense
# Une note dictée : gardée avec le dossier, pour les collègues seulement.
@ animatrice
> /note SV-0001
< écrite ou dictée
> (photo)
< Une note est un texte ou un message vocal : cette pièce n'est pas gardée
> (voice)
< votre note est ajoutée
@ territoire
< SV-0001, note de … dictée, à écouter
> [Voir les pièces]
< message vocal
# Plus tard, elle suit le lien de sa fiche : la demande est à elle.
@ visitor
> (lien)
< You now follow your request SV-0001 here … Locally: Sancy Artense welcome officer
@ territoire
< SV-0001 : la personne suit maintenant sa demande sur Telegram
@ porteur
> (lien)
< Ce lien a déjà servi
@ visitor
> /monprojet
< Your request SV-0001
# Ce qui change se dit maintenant ici.
@ territoire
> [Injoignable]
~ 1 min
@ visitor
< tried to reach you
