"""The buttons of the charter’s signing, and who signs for an organisation."""

from __future__ import annotations

import re
from typing import Any

from handlers.turn.register import NUMBER, PAGE, Part, Verb, one_of
from handlers.turn.rights import COORDINATOR, REFERENT, Right
from handlers.turn.turn import Turn
from network.model import Organisation


async def _find(turn: Turn, organisation_id: str) -> Organisation | None:
    return turn.network.organisation_by_id.get(organisation_id)


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ORGANISATION = Part(
    "organisation", lambda text: text if _ID.fullmatch(text) and len(text) <= 40 else None, "o" * 40, _find
)


def works_for(turn: Turn, account: int, organisation: Organisation | None) -> bool:
    """Whether an account acts for somebody of an organisation."""
    referent = turn.referent_of(account)
    return organisation is not None and referent is not None and referent.organisation == organisation.id


async def _signs(turn: Turn, account: int, organisation: Organisation | None, *_about: Any) -> bool:
    return works_for(turn, account, organisation)


async def _files(turn: Turn, account: int, organisation: Organisation | None, *_about: Any) -> bool:
    return organisation is not None and (works_for(turn, account, organisation) or turn.coordinates(account))


ANNEXES = ("arrangement", "notice", "record")
"""What goes with the charter: who does what with people's data, the notice to referents, the record of processing."""

_OF = ("organisation",)
SIGNS = Right("signs", "whoever works for the organisation", _signs, "refused.not_signatory", _OF)
FILES = Right("files", "whoever works for the organisation, or the coordination", _files, "refused.not_signatory", _OF)

CHARTER = Verb("charter", (one_of("home", "text", "who", "annexes"),), REFERENT, once=True)
WHO = Verb("charter", (one_of("page"), PAGE), REFERENT)
PRINT = Verb("charter_print", (one_of("before", *ANNEXES),), REFERENT, once=True)
SIGN = Verb("sign", (ORGANISATION, one_of("ask", "yes")), SIGNS)
PAPER = Verb("sign_paper", (ORGANISATION,), FILES, once=True)
FILE = Verb("sign_file", (ORGANISATION,), FILES, once=True)
SCAN = Verb("sign_scan", (NUMBER,), COORDINATOR, once=True)
INVITE = Verb("sign_invite", (one_of("on", "off"),), COORDINATOR, once=True)
