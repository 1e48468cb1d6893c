# L'animatrice imprime une affiche ; quelqu'un vient par son code, envoie sa demande, et le retrouve dans ses données.
@ porteur
> /affiche tauves
< réservé
@ animatrice
> /affiche
< Une affiche, pour quel lieu
> /affiche tauves
< Affiche : Mairie de Tauves
[] Plaquette A5
> [En anglais]
< Affiche : Mairie de Tauves
> /plaquette
< Plaquette A4, à plier en deux : pour tous les lieux
> /plaquette nulle part
< Je ne connais pas ce lieu
@ visitor
> /start src_mairie-tauves
< Hello! Tell us
> /mydata
< You heard of the network by: Mairie de Tauves
# Un code que personne ne connaît n'est dit nulle part.
@ porteuse
> /start src_gare-inconnue
> /mes_donnees
<! gare
@ animatrice
> /affiche
< Mairie de Tauves : 1 personne, 0 demande
<! gare
