"""Looking: somebody of the network sees an offer before anybody else does, within two working days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.charter import digest
from handlers.offers import reaching, said
from handlers.offers.verbs import ASK, COMPLETE, DECIDE, ENDS, OPEN, PHOTOS, REASONS, WHY, lookers, looks_after
from handlers.turn.audience import can_be_written_to
from handlers.turn.events import OfferEnded, OfferShown
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import deadline
from network.energy import kept_from_public
from network.offers import LOOKED_AT_WITHIN, Audience, Part
from network.phrase import Phrase, phrase
from storage import offers, owners, pictures
from storage.conversations import ConflictError
from storage.durable import due
from storage.durable.sent_messages import FILE
from storage.offers import Kept, Status

LATE = "offer:look"
DECISIONS = ("publish", "partners", "refuse")
BUILT_KEYS = {
    "offer.why.{}": REASONS,
    "offer.refused.{}": REASONS,
    "offer.decided.{}": DECISIONS,
    "offer.button.{}": (*DECISIONS, "correct", "ask", "more", "energy"),
}
_AT_ONCE = {"offer.posted": "offer.posted.shown", "offer.again": "offer.again.shown"}
"""What whoever sent it hears where nobody else has to look at it."""


async def ask(
    turn: Turn, account: int, number: int, said_first: str = "offer.posted", locale: str | None = None
) -> None:
    """An offer waits to be looked at; whoever looks after that place by themselves has looked at it."""
    one = await offers.find(turn.here, number)
    if one is None:
        return
    if looks_after(turn, account, one):
        await _publish(turn, one, one.said.audience)
        await _tell(turn, account, one, phrase(_AT_ONCE[said_first], number=number), locale)
        return
    by = deadline(turn.now, LOOKED_AT_WITHIN, turn.network.identity.timezone)
    await _tell(turn, account, one, phrase(said_first, number=number, by=turn.day(by)), locale)
    await turn.show(await _readers(turn, one), await _screen(turn, one), _name(one))
    await due.schedule(turn.here, LATE, 0, by, {"offer": number})


async def _tell(turn: Turn, account: int, one: Kept, words: Phrase, locale: str | None) -> None:
    """Whoever sent it hears how it stands, what keeps it from the public, and where it is completed."""
    rows = [[OPEN.button("offer.button.more", "more", one.id)]]
    why = kept_from_public(one.said, turn.today) if one.said.audience is Audience.PUBLIC else None
    if why is not None:
        rows.insert(0, [COMPLETE.button("offer.button.energy", "part", one.id, Part.ENERGY)])
    told = [words, *([why] if why is not None else [])]
    await turn.show(account, Screen(told, rows, locale), f"offer:{one.id}:posted")


async def set_aside(turn: Turn, one: Kept) -> None:
    """What was to be looked at says something else by now, which comes below."""
    newer = replace(
        await _screen(turn, one), paragraphs=[said.title(turn, one.said), phrase("offer.look.newer")], rows=()
    )
    await turn.redraw(await _readers(turn, one), newer, _name(one))
    await turn.redraw(await _late_readers(turn, one), newer, _name(one, "late"))


async def redraw(turn: Turn, one: Kept) -> None:
    """What waits to be looked at says something else by now."""
    screen = await _screen(turn, one)
    await turn.redraw(await _readers(turn, one), screen, _name(one))
    await turn.redraw(await _late_readers(turn, one), screen, _name(one, "late"))


async def _readers(turn: Turn, one: Kept) -> list[int]:
    """The accounts of those who look after that place; the coordination where none of them can be reached."""
    accounts = [turn.accounts[id_] for id_ in lookers(turn, one.said.commune) if id_ in turn.accounts]
    reached = [account for account in accounts if await can_be_written_to(turn, account)]
    return reached or turn.coordinators()


async def _late_readers(turn: Turn, one: Kept) -> list[int]:
    """Who may have it once more: the coordination once it is late, and whoever asked for it."""
    return sorted({*await _readers(turn, one), *turn.coordinators()})


def _name(one: Kept, what: str = "look") -> str:
    return f"offer:{one.id}:{what}{FILE if one.said.pictures else ''}"


async def _screen(turn: Turn, one: Kept) -> Screen:
    owner = await owners.find(turn.here, one.owner_id)
    whose = phrase("offer.look.owner", name=owner.name if owner is not None else "")
    told: list[Paragraph] = [
        phrase("offer.look", number=one.id),
        *said.lines(turn, one.said, known=True),
        *said.secret(one),
        whose,
    ]
    rows = [
        *([DECIDE.button(f"offer.button.{what}", what, one.id, one.changes)] for what in DECISIONS),
        *([ASK.button(f"offer.button.{what}", what, one.id)] for what in ("correct", "ask")),
    ]
    if one.said.audience is Audience.PUBLIC and (why := kept_from_public(one.said, turn.today)) is not None:
        told.append(why)
    shown = await pictures.of_offer(turn.here, one.id)
    if len(shown) > 1:
        rows.append([PHOTOS.button("offer.button.photos", one.code, pictured=len(shown))])
    file = ("photo", {"picture": shown[0]}) if shown else None
    return Screen(told, rows, PARTNER_LOCALE, protect=True, file=file)


async def look_is_late(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody has looked at it: the coordination has it too, once; from then on it stands in their digest until it is
    done.
    """
    one = await offers.find(turn.here, int(expects["offer"]))
    if one is None or one.status is not Status.WAITING:
        return
    if expects.get("again"):
        await digest.request(turn)
    else:
        await turn.show(turn.coordinators(), await _screen(turn, one), _name(one, "late"))
    by = deadline(turn.now, LOOKED_AT_WITHIN, turn.network.identity.timezone)
    await due.schedule(turn.here, LATE, 0, by, {"offer": one.id, "again": True})


async def look_again(turn: Turn, account: int, one: Kept) -> None:
    """An offer that waits to be looked at, once more, for whoever asks for it."""
    if one.status is Status.WAITING:
        await turn.show(account, await _screen(turn, one), _name(one, "late"))
    else:
        turn.answer(phrase("press.over"))


# --- decided ----------------------------------------------------------------------------------------------------------


async def decide(turn: Turn, account: int, what: str, one: Kept, seen: int | None = None) -> None:
    """[Publier], [Partenaires seulement], or why it is not published. What has changed since it was `seen` is not
    published unseen: it is shown as it is now.
    """
    if one.status is not Status.WAITING:
        turn.answer(phrase("press.over"))
    elif what == "refuse":
        rows = [[WHY.button(f"offer.why.{why}", "because", one.id, why)] for why in REASONS]
        asked = Screen([phrase("offer.why", number=one.id)], rows, PARTNER_LOCALE)
        await turn.show(account, asked, f"offer:{one.id}:why:{turn.row.id}")
    elif seen != one.changes:
        turn.answer(phrase("offer.look.newer"))
        await turn.show(account, await _screen(turn, one), _name(one, f"newer:{turn.row.id}"))
    else:
        await _publish(turn, one, Audience(what if what == "partners" else one.said.audience))
        turn.answer(phrase(f"offer.decided.{what}"))
        await _told(turn, one, phrase("offer.shown", number=one.id, what=said.title(turn, one.said)))


async def _publish(turn: Turn, one: Kept, audience: Audience) -> None:
    """It is shown as it was read. Raises ConflictError where it has changed since, or is decided: look again."""
    if not await offers.becomes(turn.here, one.id, Status.SHOWN, [Status.WAITING], turn.now, one.changes):
        raise ConflictError(one.id)
    if audience is not one.said.audience:
        await offers.change(turn.here, one.id, audience=audience)
    await turn.happened(OfferShown(one.id))


async def because(turn: Turn, account: int, _what: str, one: Kept, why: str) -> None:
    """It is not published, and whoever posted it hears why."""
    if not await offers.becomes(turn.here, one.id, Status.REFUSED, [Status.WAITING], turn.now):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase("offer.decided.refuse"))
    await turn.happened(OfferEnded(one.id, taken=False))  # it was shown before it said something else
    await _told(turn, one, phrase(f"offer.refused.{why}", number=one.id, what=said.title(turn, one.said)))


async def _told(turn: Turn, one: Kept, words: Phrase) -> None:
    """Whoever posted it hears; with everybody who was to look at it, what came of it stands in its place."""
    rows = [[ENDS.button("offer.button.taken", "taken", one.id)]] if words.key == "offer.shown" else []
    await reaching.reach(turn, one, Screen([words], rows), f"offer:{one.id}:told:{turn.row.id}")
    done = [said.title(turn, one.said), phrase("offer.look.done")]
    looked = replace(await _screen(turn, one), paragraphs=done, rows=())
    await turn.redraw(await _readers(turn, one), looked, _name(one))
    await turn.redraw(await _late_readers(turn, one), looked, _name(one, "late"))
