# Quelqu'un dont le Telegram est en néerlandais : les deux langues d'abord, puis celle que ses mots demandent, partout.
= nederlander (nl)
@ nederlander
> Goedendag
< Dans quelle langue … Choose your language
[] Français
[] English
> français
< Réseau d'accueil Sancy Volcans … Telegram garde sa propre copie. … au plus tard 24 mois après notre dernier échange
# La seconde couche de l'information, et le retour à la première.
> [En savoir plus]
< Délégué à la protection des données (DPO) … donnees@sancy-volcans.example.org … La base légale est l'intérêt légitime
> [Suite]
< Qui reçoit vos réponses … hors de l'Union européenne
> [Suite]
< Nous effaçons vos réponses au plus tard 24 mois après notre dernier échange … Le reste est facultatif
> [Suite]
< /mes_donnees … /supprimer … CNIL, 3 place de Fontenoy
[! Suite
> [Revenir au début]
< Réseau d'accueil Sancy Volcans
> [J'ai lu…]
< Quel est votre projet
# Au milieu des questions, le nom d'une langue en change ; la question reste.
> english
< What is your project
> I want to open a guest house, but my employer must not know
< Should your project stay confidential … two people at most
> [Confidential project]
< what I understood
> français
< Voici ce que j'ai compris
> [C'est juste]
> Murol
> [Envoyer tout de suite]
> Jan Voorbeeld
> jan@example.org
< Projet confidentiel. Le groupe ne verra rien
> [Envoyer]
< SV-0001 … Votre projet est confidentiel
@ groupe
<! SV-0001
@ nederlander
> english
> /myproject
< Your request SV-0001 … Discretion: confidential project
> /privacy
< Telegram keeps its own copy. … no later than 24 months after our last exchange
> [Find out more]
< DPO
> [Back to the start]
< Telegram keeps its own copy
