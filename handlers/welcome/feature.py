"""What anybody may ask at any time, and the dates of a form that lies still."""

from __future__ import annotations

from handlers.slots.acts import RECORD
from handlers.turn import forms
from handlers.turn.register import OF_EVERYBODY, Command, Date, Feature, InGroup, Menu
from handlers.welcome import welcome

EVERY_MENU = frozenset(Menu)
SILENT = InGroup.IGNORED

WELCOME = Feature(
    "welcome",
    commands=(
        Command("start", welcome.start, menus=OF_EVERYBODY, place=0, in_group=InGroup.EXPLAINED, first=True),
        Command("aide", welcome.help_, ("help",), menus=EVERY_MENU, place=80, in_group=InGroup.EXPLAINED, first=True),
        Command(
            "annuler",
            welcome.of_a_form("annuler"),
            ("cancel",),
            menus=OF_EVERYBODY,
            place=81,
            in_group=SILENT,
            first=True,
        ),
        Command("langue", welcome.language, ("language",), menus=EVERY_MENU, place=82, in_group=SILENT, first=True),
        Command("retour", welcome.of_a_form("retour"), ("back",), in_group=SILENT, first=True),
        Command("passer", welcome.of_a_form("passer"), ("skip",), in_group=SILENT, first=True),
    ),
    dates=(Date(forms.DRAFT, forms.draft_is_due),),
    links={RECORD: welcome.open_record},
)
