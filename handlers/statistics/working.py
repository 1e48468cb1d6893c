"""Working: how the network works together: who hands cases to whom, entries kept up to date, meetings held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network.figures.counts import Wanted
from network.phrase import Param, Phrase, phrase
from storage import confirmations, figures, meetings
from storage.result_figures import Handed

DIRECT, NOBODY = "direct", "nobody"
"""Received by no organisation, since the person wrote themselves; followed by none."""
KINDS = (
    "cci", "chambre_agriculture", "cma", "coordination", "creation", "creation_solidaire", "emploi", "finance",
    "institutional", "life_project", "loisirs", "office_tourisme", "territorial", "town_hall",
)  # fmt: skip
"""Kinds of organisations that have words of their own; of others a network’s own writing is read."""
BUILT_KEYS = {"stats.handed.{}": (DIRECT, NOBODY), "stats.kind.{}": KINDS}
_SHORT = 4
"""Letters of a kind that is read as it stands, such as GAL."""


@dataclass(frozen=True, slots=True)
class Working:
    """So many entries of organisations were confirmed within their time; so many meetings were held, to which so many
    came, of whom so many signed, and of so many nobody knows who came; and how many cases went from one kind of
    organisation to another.
    """

    fresh: int = 0
    meetings: int = 0
    attended: int = 0
    signed: int = 0
    uncounted: int = 0
    handed: Mapping[tuple[str, str], int] = field(default_factory=dict)


NOT_LOOKED_AT = Working()


async def working(turn: Turn, wanted: Wanted) -> Working:
    """How the network works, of the period where it is about cases or meetings; of entries today."""
    zone = turn.network.identity.timezone
    kept = await confirmations.every(turn.here)
    own = [kept.get(one.id) for one in turn.network.organisations]
    fresh = sum(1 for one in own if one is not None and one.confirmed_at is not None and one.due > turn.today)
    first, after = wanted.period.bounds(zone)
    held = await meetings.held(turn.here, first, min(after, turn.now))
    return Working(fresh, *held, by_kind(turn, await figures.handed(turn.here, wanted, zone)))


def by_kind(turn: Turn, found: list[Handed]) -> dict[tuple[str, str], int]:
    """How many cases each kind of organisation received, by the kinds that follow them: a case once in each."""
    counts = Counter[tuple[str, str]]()
    for one in found:
        followers = {_kind(turn, who) for who in (one.technical, one.territorial) if who is not None} or {NOBODY}
        received = DIRECT if one.entered is None else _kind(turn, one.entered)
        for follows in followers:
            counts[received, follows] += one.cases
    return dict(counts)


def _kind(turn: Turn, referent: str) -> str:
    """The first kind of the organisation that somebody acts for, or did; of whom nobody knows any more none."""
    known = turn.network.known_referents.get(referent)
    return NOBODY if known is None else turn.network.known_organisations[known.organisation].kinds[0]


# --- in words ---------------------------------------------------------------------------------------------------------


def said(turn: Turn, working: Working, signed: int, narrowed: Sequence[Phrase]) -> list[Paragraph]:
    """Who is in it today, what is in order; the meetings of the period, and who followed what whom received, which
    alone may be `narrowed`.
    """
    network, partners = turn.network, len(turn.network.organisations)
    today = (
        phrase("stats.network.today"),
        phrase("stats.network", territories=len(network.territories), communes=len(network.commune_by_insee)),
        phrase("stats.network.people", organisations=partners, referents=len(network.referents)),
        phrase("stats.network.signed", version=network.charter.version, signed=signed, of=partners),
        phrase("stats.network.fresh", fresh=working.fresh, of=partners),
    )
    came = {"attended": working.attended, "signed": working.signed}
    held = [
        phrase("stats.meetings", count=working.meetings, **came) if working.meetings else phrase("stats.meetings.none")
    ]
    held += [phrase("stats.meetings.uncounted", count=working.uncounted)] if working.uncounted else []
    return [today, tuple(held), *_handed(working, narrowed)]


def _handed(working: Working, narrowed: Sequence[Phrase]) -> list[Paragraph]:
    """A line for each kind that received somebody, the most first in it."""
    if not working.handed:
        return []
    cells = sorted(working.handed.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))
    lines = tuple(
        phrase(
            "stats.part", title=kind_said(received),
            items=tuple(phrase("stats.item", what=kind_said(by), count=many) for (_, by), many in of),
        )
        for received, of in groupby(cells, lambda one: one[0][0])
    )  # fmt: skip
    return [(phrase("stats.handed"), *narrowed, *lines)]


def kind_said(kind: str) -> Param:
    """A kind of organisation as it is read."""
    if kind in (DIRECT, NOBODY):
        return phrase(f"stats.handed.{kind}")
    if kind.lower() in KINDS:
        return phrase(f"stats.kind.{kind.lower()}")
    return kind if len(kind) <= _SHORT else kind.replace("_", " ").capitalize()
