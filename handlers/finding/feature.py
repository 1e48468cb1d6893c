"""Cases searched for, by whoever follows some, or coordinates."""

from __future__ import annotations

from handlers.finding import find
from handlers.finding.verbs import FOUND
from handlers.turn.register import OF_PARTNERS, Command, Feature, InGroup
from handlers.turn.rights import REFERENT

FINDING = Feature(
    "finding",
    commands=(
        Command("chercher", find.search, ("find",), REFERENT, OF_PARTNERS, 3, reads=find.found),
        Command("dossier", find.case, ("case",), REFERENT, OF_PARTNERS, 4, InGroup.IN_PRIVATE, reads=find.named),
    ),
    verbs={FOUND: find.page},
)
