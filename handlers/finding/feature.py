"""Cases searched for, by whoever follows some, or coordinates."""

from __future__ import annotations

from handlers.finding import find
from handlers.finding.verbs import FOUND
from handlers.turn.register import Command, Feature, InGroup, Menu
from handlers.turn.rights import REFERENT

THEIRS = frozenset({Menu.REFERENTS, Menu.COORDINATORS})

FINDING = Feature(
    "finding",
    commands=(
        Command("chercher", find.search, ("find",), REFERENT, THEIRS, 3, reads=find.found),
        Command("dossier", find.case, ("case",), REFERENT, THEIRS, 4, InGroup.IN_PRIVATE, reads=find.named),
    ),
    verbs={FOUND: find.page},
)
