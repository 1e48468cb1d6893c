# On répond par e-mail à la lettre d'une personne : les mots sont d'abord montrés, et ne partent que d'un lien.
! par e-mail conseillere-bouche, dossiers compris
@ porteur
> /start
> [J'ai lu…]
> Reprendre une boulangerie
> [C'est juste]
> [Passer]
> La Tour-d'Auvergne
> [Envoyer tout de suite]
> Dominique Exemple
> 01 99 00 00 01
> [Envoyer]
@ courrier bouche
> [Je m'en occupe]
< C'est à vous
~ 2 min
@ porteur
> Quand puis-je vous voir ?
> [Envoyer…]
@ courrier bouche
< SV-0001, message de la personne … Quand puis-je vous voir ? … votre réponse vous est d'abord montrée
# Elle répond et s'en tient là : rien ne part.
> ↩ Lundi à 9 h ?
< SV-0001 : voici ce qui partirait à la personne. Rien n'est encore envoyé … Lundi à 9 h ?
[] Envoyer à la personne
[] Ne pas envoyer
@ porteur
<! Lundi
~ 2 j
@ porteur
<! Lundi
# Elle l'écrit autrement, et l'envoie.
@ courrier bouche
> ↩ Jeudi à 14 h, à Besse.
< voici ce qui partirait à la personne … Jeudi à 14 h, à Besse
<! Lundi
@ porteur
<! Jeudi
@ courrier bouche
> [Envoyer à la personne]
@ porteur
< Conseillère métiers de bouche … Jeudi à 14 h, à Besse
<! Lundi
# Une seule fois.
@ courrier bouche
> encore [Envoyer à la personne]
< Ce lien a déjà servi
@ porteur
<! Jeudi
# Ce qu'elle écrit d'elle-même va à l'équipe, jamais à la famille.
@ courrier bouche
> Cette dame m'inquiète.
< Vos mots sont transmis à l'équipe du réseau, et à personne d'autre
@ porteur
<! inquiète
@ animatrice
< Cette dame m'inquiète
