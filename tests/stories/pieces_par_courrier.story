# Des fichiers par e-mail, des deux côtés : gardés avec le dossier comme ceux de Telegram, refusés de même.
! par e-mail conseillere-bouche, dossiers compris
@ animatrice
> /nouveau
> [J'ai lu à voix haute, on commence]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Camille Exemple
> camille@example.org
> [Envoyer]
< SV-0001 est enregistré
@ courrier bouche
> [Je m'en occupe]
< C'est à vous
~ 2 min
# Avant le premier fichier, Camille lit ce qui n'a pas sa place ici ; ses mots sont partis.
@ courrier camille
> ↩ (+ plan.pdf facture.exe) Voici mon plan de financement.
< Avant le premier envoi : pas de pièce d'identité
< « facture.exe » n'est pas gardé : c'est un programme
[] J'ai compris
[] Ne rien envoyer
@ courrier bouche
< message de la personne … Voici mon plan de financement
<- SV-0001-2.pdf
@ courrier camille
> [J'ai compris]
< Votre message est envoyé à … Conseillère métiers de bouche
@ courrier bouche
< SV-0001, message de la personne … Fichier SV-0001-2.pdf : plan.pdf
<+ SV-0001-2.pdf
<- facture.exe
# Deux du même nom sont deux fichiers, et la question n'est plus posée. L'équipe ne suit pas ce dossier, et n'a rien reçu.
@ courrier camille
> ↩ (+ image.jpg image.jpg)
< Votre message est envoyé à
<! Avant le premier envoi
@ courrier bouche
<+ SV-0001-3.jpg
<+ SV-0001-4.jpg
@ animatrice
<- image.jpg
# La conseillère répond avec un fichier : il part avec ses mots, à [Envoyer à la personne].
@ courrier bouche
> ↩ (+ modele.docx) Voici un modèle à remplir.
< Rien n'est encore envoyé … Voici un modèle à remplir … Fichier : modele.docx
@ courrier camille
<! modèle
@ courrier bouche
> [Envoyer à la personne]
< votre message part à la personne par e-mail
@ courrier camille
< Conseillère métiers de bouche vous écrit … Voici un modèle à remplir
<+ SV-0001-6.docx
# Un lien ne prend pas de fichier.
@ courrier bouche
> ↩ 1 (+ compte.pdf)
< « compte.pdf » n'est pas gardé : un lien ou un numéro ne prend pas de fichier
# Ce qu'elle écrit pour l'équipe est une note : le fichier est gardé avec elle, et la personne ne le reçoit pas.
> [Contacté]
> ↩ (+ avis.pdf) Mon avis sur ce projet.
< Vos mots sont notés au dossier
@ animatrice
< Mon avis sur ce projet … Fichier : avis.pdf
<+ avis.pdf
@ courrier camille
<- SV-0001-7.pdf
# Un fichier dont rien ne dit le dossier n'est pas gardé.
@ courrier bouche
> (+ autre.pdf) Une question d'un autre ordre.
< « autre.pdf » n'est pas gardé : rien ne dit de quel dossier il s'agit
@ animatrice
<- autre.pdf
# Les pièces du dossier se redemandent d'un lien.
@ courrier bouche
> [Voir les pièces]
<+ SV-0001-2.pdf
<+ SV-0001-7.pdf
