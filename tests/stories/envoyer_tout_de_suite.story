# Quelqu'un est pressé : dès la troisième question, [Envoyer tout de suite] mène au nom, au contact et à la relecture.
@ porteur
> /start
> [J'ai lu…]
> Ouvrir un garage
< Voici ce que j'ai compris
> [C'est juste]
# Le nombre de salariés décide qui aidera : la question est posée, et elle peut être passée.
< 2 sur 10 … Combien de salariés la première année
<! Envoyer tout de suite
> [Passer]
< 3 sur 10 … Où aimeriez-vous vous installer
[] Envoyer tout de suite
> [Envoyer tout de suite]
< 9 sur 10 … Comment vous appelez-vous
> Dominique Exemple
< 10 sur 10 … Comment vous joindre
> 01 99 00 00 01
<! À quelle heure
< Est-ce que tout est juste
< Nom : Dominique Exemple … Contact : 01 99 00 00 01
<! Lieu souhaité :
[] Envoyer
[] Corriger
[] Tout effacer
[] Projet confidentiel
> [Envoyer]
< SV-0001
< Vous pouvez encore ajouter des détails
@ groupe
< SV-0001 · création · Mécanique, garage, réparation · lieu pas encore décidé
