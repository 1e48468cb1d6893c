"""Leaving: words by which somebody wants to hear no more, to be forgotten, or to give a project up; both languages."""

from __future__ import annotations

from typing import Literal

from conversations.words.cleaning import fold
from conversations.words.negation import stands_alone

Leaving = Literal["stop", "gives_up"]
"""They want peace, or their data erased; or their project is over."""


def _each(verbs: str, objects: str) -> tuple[str, ...]:
    """Every verb with every object; phrases are parted by commas, an empty one is nothing."""
    return tuple(f"{verb} {what}".strip() for verb in verbs.split(",") for what in objects.split(","))


_STOP = (
    *_each("stop,stop stop,stoppez,arretez,arrete,arreter,arretez s il vous plait", ",tout"),
    *_each(
        "stop,stoppez,arretez,arrete,arreter,cessez,cesser",
        "de m ecrire,de me contacter,de me relancer,de me harceler,de m envoyer des messages,les messages,"
        "ces messages,vos messages,l envoi de messages,de me deranger,de m appeler,de m embeter,les relances",
    ),
    *_each(
        "ne,de ne,merci de ne,j aimerais ne,je souhaite ne,je voudrais ne,je veux ne",
        "m ecrivez plus,plus m ecrire,me contactez plus,plus me contacter,plus etre contacte,plus etre contactee,"
        "m envoyez plus de messages,m envoyez plus rien,plus m envoyer de messages,me relancez plus,plus me relancer,"
        "plus recevoir de messages,plus recevoir vos messages,me derangez plus,plus me deranger,m appelez plus",
    ),
    *_each(
        "je ne veux plus,je veux plus,je ne souhaite plus,je souhaite plus,nous ne voulons plus,on ne veut plus",
        "de messages,de message,de vos messages,recevoir de messages,recevoir vos messages,recevoir de message,"
        "etre contacte,etre contactee,etre contactes,entendre parler de vous,que vous m ecriviez",
    ),
    *_each("plus de messages,plus aucun message,laissez moi tranquille,foutez moi la paix,fichez moi la paix", ""),
    *_each("desabonnez moi,me desabonner,desabonner,desabonnement,desabonne moi,se desabonner", ""),
    *_each("desinscrivez moi,me desinscrire,desinscription,desinscrire,retirez moi de la liste", ""),
    *_each("unsubscribe,opt out,opt me out,remove me,take me off,leave me alone,no more messages", ",please"),
    *_each(
        "stop,please stop,quit",
        "writing to me,writing me,messaging me,contacting me,sending me messages,the messages,these messages,"
        "texting me,calling me,bothering me,it,everything",
    ),
    *_each(
        "don t,dont,do not,please don t,please do not,never",
        "write to me anymore,write to me any more,write to me again,message me again,message me anymore,"
        "message me any more,contact me again,contact me anymore,contact me any more,send me any more messages,"
        "send me messages anymore",
    ),
    *_each("remove me from,unsubscribe me from,take me off", "the list,your list,this list"),
)
_ERASE = (
    *_each(
        "effacez,efface,effacer,effaciez,supprimez,supprime,supprimer,supprimiez,detruisez,detruire,retirez,retirer,enlevez,enlever",
        "tout,mes donnees,toutes mes donnees,mes informations,toutes mes informations,mes donnees personnelles,"
        "mes infos,mon compte,mon dossier,ma demande,mes demandes,mes reponses,mes messages,mon numero,mon profil,"
        "tout ce que vous avez sur moi,tout ce que j ai dit,tout ce que j ai ecrit,moi",
    ),
    *_each("tout,mes donnees", "effacer,supprimer"),
    *_each(
        "je ne veux plus,je veux plus,je ne souhaite plus,je souhaite plus,nous ne voulons plus,on ne veut plus",
        "que vous gardiez mes infos,que vous gardiez mes donnees,que vous gardiez mes informations,"
        "que vous gardiez mon dossier,que vous gardiez tout ca,que vous conserviez mes donnees,"
        "vous gardiez mes infos,vous gardiez mes donnees,vous gardiez mes informations,vous gardiez mon dossier,"
        "vous conserviez mes donnees,etre dans vos fichiers,figurer dans vos fichiers",
    ),
    *_each("ne gardez plus,ne gardez pas,ne conservez plus,ne conservez pas", "mes donnees,mes infos,mes informations"),
    *_each("i don t want you to keep,i do not want you to keep", "my data,my details,my information"),
    *_each("supprimez moi,effacez moi,oubliez moi,droit a l oubli,droit a l effacement,mon droit a l oubli", ""),
    *_each(
        "delete,erase,wipe,remove,destroy",
        "everything,it all,all,my data,all my data,all my answers,all my messages,"
        "all my details,my details,my information,all my information,my personal data,my account,"
        "my request,my file,my case,my profile,my answers,my messages,my number,everything about me",
    ),
    *_each("effacez,effacer,effaciez,supprimez,supprimer,supprimiez", "toutes mes infos,toutes mes reponses"),
    *_each("forget me,forget about me,right to be forgotten,right to erasure", ""),
)
_GIVES_UP = (
    *_each(
        "je ne suis plus,je suis plus,nous ne sommes plus,on n est plus,plus",
        "interesse,interessee,interesses,interessees,interesse par votre aide,interessee par votre aide",
    ),
    *_each("ca ne m interesse plus,cela ne m interesse plus,ca m interesse plus,ca ne nous interesse plus", ""),
    *_each(
        "j abandonne,nous abandonnons,on abandonne,j arrete,nous arretons,on arrete,je laisse tomber,on laisse tomber,"
        "j ai abandonne,nous avons abandonne,je veux arreter,je veux abandonner,j annule",
        ",tout,le projet,mon projet,notre projet,ce projet",
    ),
    *_each("je renonce,nous renoncons,on renonce,j ai renonce", ",a mon projet,au projet,a notre projet,a tout"),
    *_each(
        "j ai trouve,nous avons trouve,on a trouve,j ai deja trouve,nous avons deja trouve,on a deja trouve,"
        "je me suis installe,je me suis installee,nous nous sommes installes,on s est installe,"
        "on s est installes,on s est installees",
        "ailleurs,autre chose,autre part,une autre region,dans une autre region",
    ),
    *_each(
        "i found,i ve found,i have found,we found,we ve found,we have found",
        "elsewhere,something elsewhere,somewhere else,something else,a place elsewhere,another place,another region",
    ),
    *_each("je n ai plus de projet,je n ai plus ce projet,mon projet est abandonne,mon projet est fini", ""),
    *_each("je ne veux plus,je ne souhaite plus,je veux plus", "continuer,de ce projet,poursuivre,m installer"),
    *_each("i m,im,i am,we are,we re", "not interested anymore,not interested any more,no longer interested"),
    *_each("no longer interested,not interested anymore,not interested any more", ""),
    *_each(
        "i give up,i m giving up,i am giving up,we give up,i gave up,i abandon,i drop,i quit,i have given up",
        ",on my project,on it,my project,the project,it,on the project",
    ),
    *_each("i changed my mind,i want to stop,i don t want to go on,i do not want to go on", ""),
)
_BESIDE = (
    *("forget it", "forget about it", "never mind", "nevermind", "laissez tomber", "laisse tomber", "oubliez"),
    *(
        "tant pis",
        "merci beaucoup",
        "merci bcp",
        "merci infiniment",
        "thank you very much",
        "thank you so much",
        "pour votre aide",
        "pour votre ecoute",
        "pour votre accompagnement",
        "pour tout",
        "for your help",
        "for everything",
        "i want you to",
        "can you",
        "could you",
        "pouvez vous",
        "il faut",
        "je veux que vous",
        "j aimerais que",
    ),
)
"""What goes with such words, and means none of it by itself."""
_WAYS: dict[Leaving, tuple[str, ...]] = {"stop": (*_STOP, *_ERASE), "gives_up": _GIVES_UP}
_AROUND = frozenset(
    ("finalement", "desormais", "maintenant", "immediatement", "tout", "messages", "aussi", "completement",
     "definitivement", "veuillez", "que", "at", "once", "definitely", "now", "finally")
)  # fmt: skip
"""What may stand anywhere in such a text and changes nothing of it."""
_LONGEST = 120
"""Characters of a text that says no more than this; a longer one has a story to it, and is for somebody to read."""


def meant(text: str) -> Leaving | None:
    """How a text says that somebody leaves, and says nothing else; None where it does not, or denies it."""
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    bare = " ".join(word for word in folded.split() if word not in _AROUND)
    for kind, ways in _WAYS.items():
        for said, whole in ((text, folded), (bare, bare)):
            padded = f" {whole} "
            found = [way for way in ways if way in padded and f" {way} " in padded]
            if found and stands_alone(said, [*found, *_GIVES_UP, *_BESIDE]):
                return kind
    return None
