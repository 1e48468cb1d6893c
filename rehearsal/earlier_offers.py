"""The earlier offers: what is free, and sought, in a prepared network when its demonstration begins; and who asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from conversations.engine.effects import Submit
from handlers.incoming import router
from handlers.offers import completing, posting
from handlers.offers.verbs import lookers
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.offers import Kind, Part
from storage import interests, offers
from storage.durable import about

ADVISER = "conseillere-bouche"
"""Who brings the secret sale: they know the seller."""
FIRST = 100
"""Offers are told from the people of a past by their numbers, which begin here."""
_LASTS = timedelta(days=60)
Steps = tuple[tuple[float, str, int], ...]
"""How many working days after it was posted, what happened (want, free, agree), by which of the thirty people."""


@dataclass(frozen=True, slots=True)
class Posted:
    """An offer: `ago`, working days, how long ago it was posted, and what was answered to /offre; `photos` are names of
    drawn pictures, `more` what is told by [Compléter]. `owner` is who is called, with a number; None: who posts it.
    `by` is the referent who posts it; nobody: who receives people there. `looked_at`: whether anybody has looked at it.
    """

    ago: int
    kind: Kind
    where: str
    words: str
    what: str = ""
    photos: tuple[str, ...] = ()
    more: Mapping[Part, Mapping[str, Any]] = field(default_factory=dict)
    owner: tuple[str, str] | None = None
    by: str = ""
    secret: bool = False
    looked_at: bool = True
    steps: Steps = ()


OFFERS: tuple[Posted, ...] = (
    Posted(
        *(66, Kind.LAND, "63024", "Terrain viabilisé de 900 m², vue sur le Sancy, 22 000 €."),
        more={Part.SINCE: {"free_since": "depuis le printemps"}},
    ),
    Posted(
        *(30, Kind.TAKEOVER, "63236", "Four à sole, clientèle fidèle, les murs peuvent être loués."),
        what="Boulangerie",
        owner=("Cédant exemple", "+33199000390"),
        by=ADVISER,
        secret=True,
    ),
    Posted(
        *(24, Kind.TAKEOVER, "63038", "Épicerie du bourg avec dépôt de pain, 75 m², 38 000 €, stock en plus."),
        what="Épicerie multiservice",
        more={Part.SINCE: {"why": "départ à la retraite"}, Part.MONEY: {"lease": 420}},
        owner=("Commerçante exemple", "+33199000391"),
    ),
    Posted(
        *(18, Kind.PREMISES, "63426", "Ancienne épicerie sur la place, 60 m² avec vitrine, 300 € par mois."),
        photos=("front", "inside", "street"),
        more={
            Part.STATE: {"state": "refresh", "accessible": "yes", "flat": "no"},
            Part.SINCE: {
                "free_since": "depuis janvier",
                "why": "départ à la retraite",
                "aid": "trois loyers offerts",
            },
        },
        steps=((16.2, "want", 15),),
    ),
    Posted(
        *(14, Kind.SERVICE, "63028", "Cabinet prêt à la maison de santé, trois communes autour."),
        what="Infirmière ou infirmier",
        owner=("Mairie exemple", "+33199000392"),
    ),
    Posted(
        *(12, Kind.TAKEOVER, "63426", "Four et vitrine en place, 90 m², 45 000 €, logement au-dessus."),
        what="Boulangerie-pâtisserie",
        photos=("street",),
        more={
            Part.MONEY: {"lease": 480},
            Part.STATE: {"state": "ready", "accessible": "yes", "flat": "yes"},
            Part.ENERGY: {"energy": "e", "climate": "b", "cost": [1620, 2250], "cost_year": 2023},
        },
    ),
    Posted(
        *(9, Kind.HOUSING, "63192", "Maison de bourg, T4 de 85 m² avec jardin, 520 € par mois, près de l’école."),
        photos=("house",),
        more={
            Part.ENERGY: {"energy": "d", "climate": "b", "cost": [1350, 1870], "cost_year": 2023},
            Part.STATE: {"state": "ready", "accessible": "no"},
        },
        steps=((6.2, "want", 16), (7.1, "free", 16), (7.4, "agree", 16)),
    ),
    Posted(
        *(8, Kind.JOB, "63236", "CDI, logement possible la première saison, deux jours de repos de suite."),
        what="Serveur ou serveuse en salle",
        more={Part.JOB: {"link": "https://example.org/emploi"}},
        owner=("Auberge exemple", "+33199000393"),
    ),
    Posted(
        *(6, Kind.CLOSING, "63305", "Le matériel reste, la clientèle aussi."),
        what="Garage automobile",
        more={Part.END: {"jobs": 2}},
        owner=("Garage exemple", "+33199000394"),
    ),
    Posted(
        *(1, Kind.PREMISES, "63192", "Atelier de 45 m² derrière la halle, 210 € par mois."),
        by=ADVISER,
        looked_at=False,
    ),
)
"""Something of every kind, the oldest first: a place to be confirmed, a secret sale, one with an album, for which
somebody waits, a home that two people have spoken of, and one that nobody has looked at.
"""


def plan(posted: Posted) -> Iterator[tuple[float, str]]:
    """What becomes of an offer: how many working days after it was posted, what."""
    yield 0, "post"
    if posted.by and posted.looked_at:
        yield 0.2, "publish"
    if posted.more:
        yield 0.4, "complete"
    yield from ((days, f"{what}:{who}") for days, what, who in posted.steps)


async def happen(turn: Turn, number: int, what: str, here: frozenset[int], people: int) -> None:
    """One of these things, to the offer of that number; `people` is the account of the first of the thirty."""
    posted, (what, _, who) = OFFERS[number - 1], what.partition(":")
    coordination = next(iter(turn.coordinators()), 0)
    account = _by(turn, posted, here) or coordination
    one = await offers.find(turn.here, number)
    match what:
        case "post":
            form = Submit(posting.FLOW, _answers(posted), files=tuple(_photos(posted)[1:]))
            await posting.hand_in(turn, account, PARTNER_LOCALE, form)
        case "publish":
            if one is not None:
                await router.press_for(turn, coordination, ["offer", "publish", str(number), str(one.changes)])
        case "complete":
            for form in _parts(posted, number, turn.today + _LASTS):
                await completing.hand_in(turn, account, PARTNER_LOCALE, form)
        case "want":
            await router.press_for(turn, people + int(who), ["want", one.code if one is not None else ""])
        case _:
            for asked in await interests.in_offer(turn.here, number, interests.OPEN):
                by = account if what == "free" else people + int(who)
                last = [str(asked.round)] if what == "agree" else []
                await router.press_for(turn, by, ["interest", what, str(asked.id), *last])


def _by(turn: Turn, posted: Posted, here: frozenset[int]) -> int | None:
    """Who posts it, where they are here."""
    ids = [posted.by] if posted.by else lookers(turn, posted.where)
    return next((turn.accounts[id_] for id_ in ids if turn.accounts.get(id_) in here), None)


def _photos(posted: Posted) -> list[dict[str, str]]:
    return [{"kind": "photo", "file_id": name} for name in posted.photos]


def _answers(posted: Posted) -> dict[str, Any]:
    """What was answered to the four questions."""
    first = _photos(posted)[:1] or [{"kind": "text"}]
    told = {"offered": posted.kind.value, "where": posted.where, "told": {**first[0], "text": posted.words}}
    told |= {"what": posted.what} if posted.what else {}
    if posted.kind is Kind.TAKEOVER:
        told["quiet"] = "confidential" if posted.secret else "open"
    if posted.owner is None:
        return {**told, "whom": "me"}
    name, phone = posted.owner
    return {**told, "whom": "other", "owner": name, "contact": {"phone": phone, "email": None}}


def _parts(posted: Posted, number: int, until: date) -> Iterator[Submit]:
    """The parts that are completed, as they are handed in."""
    for part, told in posted.more.items():
        day = {"ends_on": until.isoformat()} if part in (Part.JOB, Part.END) else {}
        yield Submit(completing.FLOW, {"offered": posted.kind, "part": part, **told, **day}, about.offer(number))
