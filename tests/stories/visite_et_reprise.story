# Quelqu'un demande un local, visite, et l'obtient ; un autre moment est proposé, et les deux sont rappelés la veille.
@ bouche
> /offre
> [Local]
> Tauves
> (photo) Ancienne épicerie, 60 m², vitrine sur la place
> [Moi]
@ territoire
> [Publier]
@ visitor
> /offres
> [Premises (1)]
> [I am interested]
> [I have read it, go on]
> Sam
> 01 99 00 00 02
> To open a sewing workshop
> [Within 3 months]
< We have asked … The owner does not see your name
[] Tell my whole project
@ bouche
> [Proposer une visite]
< Quel jour et à quelle heure
> samedi
< Il me faut un jour et une heure … samedi 10 h
> samedi 10 h
< Visite proposée : samedi 14 mars à 10 h
@ visitor
< a visit is possible: Saturday 14 March at 10:00 … each gets the other's name
> [Another time]
< Which day, and at what time
> Monday 2:30 pm
< You propose: Monday 16 March at 14:30
@ bouche
< La personne propose un autre moment … Visite proposée : lundi 16 mars à 14 h 30
<! Sam
> [Ce moment me va]
<< Merci, la personne le sait
< La personne intéressée s'appelle Sam : 01 99 00 00 02 … Visite : lundi 16 mars à 14 h 30
@ visitor
< You can reach Conseillère métiers de bouche … Visit: Monday 16 March at 14:30. A reminder comes the day before
> /monprojet
< You are in touch. Visit: Monday 16 March at 14:30
~ 4 j
@ visitor
< Reminder: visit Monday 16 March at 14:30
@ bouche
< Rappel : visite lundi 16 mars à 14 h 30
~ 2 j
@ bouche
> /offres
> [Local (1)]
> [C'est pris]
@ visitor
< It is no longer free
