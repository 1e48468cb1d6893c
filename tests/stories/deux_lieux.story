# Deux lieux, deux territoires : le premier compte ; à l'autre, la demande n'est vue qu'après un oui, et tant qu'il tient.
= sancy chargee-accueil-massif-du-sancy
@ sancy
< Votre compte est relié
@ porteur
> /start
> Nous voulons reprendre une boulangerie à La Tour-d'Auvergne ou à Besse. Je m'appelle Dominique Exemple, 0199000001
> [J'ai lu…]
< La Tour-d'Auvergne (Sancy Artense), ou Besse-et-Saint-Anastaise (Massif du Sancy)
> [C'est juste]
> [Passer]
< l'autre endroit (Massif du Sancy) peut-elle voir votre demande aussi
[] Non
> peut-être un jour
< Sans votre oui
> je ne sais pas
<! Sans votre oui
> [Envoyer tout de suite]
< Vue aussi ailleurs : non
> [Envoyer]
< SV-0001
[! Ne plus montrer ailleurs
@ sancy
<! SV-0001
> /dossier SV-0001
< Je ne trouve pas ce dossier
<! Dominique
# Elle change d'avis : un oui, dit dans une correction.
@ porteur
> /monprojet
> [Corriger mes réponses]
> [Corriger]
> [5. Vue aussi ailleurs]
> [Oui, elle peut la voir]
> [Envoyer les changements]
< SV-0001
@ sancy
< SV-0001 : reprise · Métiers de bouche et agroalimentaire, Sancy Artense d'abord … cite aussi Massif du Sancy … Métier
<! Dominique
@ groupe territoire
> [Je m'en occupe (sur place)]
@ territoire
< Vue aussi ailleurs : oui (Massif du Sancy)
@ sancy
< Chargé d'accueil Sancy Artense
> [Voir la demande]
< SV-0001, pour votre information … Dominique Exemple … 01 99 00 00 01
[! Note
> /note SV-0001
<! SV-0001 : 
@ porteur
> /mes_donnees
< Vue aussi ailleurs : oui (Massif du Sancy)
# Le oui est repris : tout disparaît là-bas, et qui suit le sait.
> ne montrez plus ma demande à Besse
< Pour que votre demande SV-0001 ne soit plus montrée ailleurs
<! L'envoyer
> [Ne plus montrer ailleurs]
< la demande SV-0001 n'est plus montrée ailleurs
@ territoire
< la personne ne montre plus sa demande
@ sancy
< la personne ne montre plus sa demande ici
@ porteur
> encore [Ne plus montrer ailleurs]
<! n'est plus montrée
@ sancy
> /dossier SV-0001
<! Dominique
@ groupe
<! Besse
# Un lieu hors du réseau est gardé aussi, et n'y montre rien à personne.
@ porteur
~ 1 min
> /monprojet
> [Corriger mes réponses]
> [Corriger]
> [4. Lieu souhaité]
> Orcival ou Aurillac
< Orcival (Rochefort-Montagne), ou Aurillac (Cantal), hors du réseau
> [Envoyer les changements]
# D'autres lieux dans une correction : un oui ne vaut que pour l'endroit dont on parlait.
@ porteur
~ 1 min
> /monprojet
> [Corriger mes réponses]
> [Corriger]
> [4. Lieu souhaité]
> La Tour-d'Auvergne ou Orcival
< l'autre endroit (Rochefort-Montagne) peut-elle voir
> oui
< Vue aussi ailleurs : oui (Rochefort-Montagne)
> [Corriger]
> [4. Lieu souhaité]
> La Tour-d'Auvergne ou Besse
< l'autre endroit (Massif du Sancy) peut-elle voir
> oui
> [Envoyer les changements]
@ sancy
< cite aussi Massif du Sancy
> [Voir la demande]
< Dominique Exemple
# L'effacement emporte ce qui était montré là-bas.
@ porteur
> /supprimer
> [Oui, tout supprimer]
> [Supprimer pour toujours]
@ sancy
<! Dominique
> /dossier SV-0001
< Je ne trouve pas ce dossier
