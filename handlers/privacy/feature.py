"""What is held of a person, and its erasing."""

from __future__ import annotations

from handlers.privacy import erasing, mydata, notices, verbs, wiping
from handlers.privacy.drop import drop, drop_own
from handlers.turn.events import CameIn, CaseSent
from handlers.turn.register import OF_EVERYBODY, Command, Date, Feature

PRIVACY = Feature(
    "privacy",
    commands=(
        Command("mes_donnees", mydata.show, ("mydata",), menus=OF_EVERYBODY, place=90, reads=mydata.held),
        Command("confidentialite", notices.show, ("privacy",), menus=OF_EVERYBODY, place=89),
        Command("supprimer", erasing.ask, ("delete",), menus=OF_EVERYBODY, place=91),
    ),
    verbs={verbs.ERASE: erasing.decide, verbs.DROP: drop, verbs.DROP_OWN: drop_own, verbs.NOTICE: notices.turn_page},
    on={CaseSent: erasing.keep, CameIn: notices.greet},
    dates=(Date(erasing.OLD, erasing.case_is_old),),
    outcomes={"back": wiping.came_back},
)
