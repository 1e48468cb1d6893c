"""The coordination's digest: what is late, in one message however much there is, and who has lost their correspondent;
and who hears when nobody acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.correspondents.verbs import LIST
from handlers.lists import listing, unanswered, waiting
from handlers.lists.verbs import WAITING
from handlers.slots.card import expected_by
from handlers.turn import quiet
from handlers.turn.events import InterestLate
from handlers.turn.quiet import soon
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import deadline
from network.ladder import Rung
from network.phrase import phrase
from network.slots import Slot
from storage import cases, correspondents, imported_offers, offers, open_slots
from storage.acts import done_about_late
from storage.durable import due
from storage.offers import Kept
from storage.open_slots import OpenSlot

KIND = "digest"
SILENT = "silent"
PAUSE = timedelta(seconds=20)
"""So long the digest waits for whatever else comes late at the same moment."""
MOST = 10
"""Slots that are told of; what more is late is found behind a button."""
_NEVER = datetime.min.replace(tzinfo=UTC)


async def request(turn: Turn) -> None:
    """Something is late, or has lost whoever spoke for it: a digest goes out in a moment, one for all that is."""
    at, since = soon(turn, turn.now + PAUSE), turn.now - PAUSE
    await due.schedule(turn.here, KIND, 0, at, {"since": since.isoformat()})


async def interest_is_late(turn: Turn, _event: InterestLate) -> None:
    """Somebody has no answer about an offer in time."""
    await request(turn)


async def digest_is_due(turn: Turn, expects: Mapping[str, Any], late: list[Late]) -> None:
    """Tell every coordinator what is late now, with what they can do about it; what is new comes first."""
    since = datetime.fromisoformat(expects["since"]) if "since" in expects else turn.now
    lost, unseen = await _without_correspondent(turn), await _not_looked_at(turn)
    asked, answers = await unanswered.lines(turn)
    if not late and not lost and not unseen and not asked:
        return
    await quiet.interrupted(turn, turn.coordinators())
    besides = [*lost, *([phrase("digest.offers", count=len(unseen))] if unseen else [])]
    if not late:
        rows = [*answers, *([waiting.looks_at(one)] for one in unseen[:MOST])]
        rows += [[LIST.button("organism.button.list", "list", 0)]] if lost else []
        await turn.show(turn.coordinators(), Screen([*asked, *besides], rows, PARTNER_LOCALE))
        return
    screen, kind, ids = await _page(turn, late, since)
    looks = [*answers, *([waiting.looks_at(one)] for one in unseen[:MOST])]
    with_lost = replace(screen, paragraphs=[*screen.paragraphs, *asked, *besides], rows=[*screen.rows, *looks])
    await listing.show(turn, turn.coordinators(), with_lost, kind, ids)
    by = deadline(turn.now, turn.network.charter.coordinator_days, turn.network.identity.timezone)
    await due.schedule(turn.here, SILENT, 0, by, {"since": turn.now.isoformat()})


async def _not_looked_at(turn: Turn) -> list[Kept]:
    """The offers that somebody of the network was to look at by now, and nobody has: they stand here until then. Those
    of a file have a list of their own.
    """
    of_files, _ = await imported_offers.waiting_of_all(turn.here)
    unseen = [one for one in await offers.to_look_at(turn.here) if one.id not in of_files]
    return [one for one in unseen if waiting.look_by(turn, one) < turn.now]


async def _without_correspondent(turn: Turn) -> list[Paragraph]:
    """The organisations that had a correspondent and have none now, if any."""
    known = turn.network.organisation_by_id
    names = tuple(known[one].name for one in await correspondents.without(turn.here) if one in known)
    return [phrase("digest.without", names=names)] if names else []


@dataclass(frozen=True, slots=True)
class Late:
    """A slot that is late, and when that was noted last."""

    of: OpenSlot
    noted: datetime

    @property
    def reference(self) -> str:
        """That of its case."""
        return self.of.reference

    @property
    def slot(self) -> Slot:
        """The slot as it is now."""
        return self.of.slot


async def late(turn: Turn, _expects: Mapping[str, Any]) -> list[Late]:
    """What is late, what was noted last first; of one minute, by the date that passed, the latest first, and by
    reference, however the lanes ran.
    """
    found: list[Late] = []
    for one, kinds in await open_slots.late(turn.here, turn.now):
        clock = one.slot.clock
        passed, others = (kinds.get(f"{clock}_{rung.value}") for rung in (Rung.LATE, Rung.REOPEN))
        if (at := others or passed) is not None:
            found.append(Late(one, at.replace(second=0, microsecond=0)))
    found.sort(key=lambda one: (one.reference, one.slot.role))
    found.sort(key=lambda one: (one.noted, expected_by(turn.network, one.slot) or _NEVER), reverse=True)
    return found


async def _page(turn: Turn, late: list[Late], since: datetime) -> tuple[Screen, str, list[int]]:
    """So many with their lines and a button a case, what is new first; of the others, what is new is named too, and the
    rest counted. With it what such a list is called, and the cases it tells of.
    """
    new = sum(one.noted >= since.replace(second=0, microsecond=0) for one in late)
    shown, both = late[:MOST], 0 < new < len(late)
    held = await cases.these(turn.here, {one.of.case_id for one in shown})
    said: list[Paragraph] = [phrase("digest.title", count=len(late))]
    for heading, some in (("digest.new", shown[:new]), ("digest.before", shown[new:])):
        if some and both:
            said.append(phrase(heading))
        of_case: dict[int, list[Slot]] = {}
        for one in some:
            of_case.setdefault(one.of.case_id, []).append(one.slot)
        said += [waiting.of_case(turn, held[id_], slots) for id_, slots in of_case.items() if id_ in held]
    if new > MOST:
        named = tuple(dict.fromkeys(one.reference for one in late[MOST:new]))
        said.append(phrase("digest.also", references=named))
    if len(late) > max(MOST, new):
        said.append(phrase("waiting.more", count=len(late) - max(MOST, new)))
    ids = [id_ for id_ in dict.fromkeys(one.of.case_id for one in shown) if id_ in held]
    rows = [[waiting.opens(held[id_])] for id_ in ids]
    if len(late) > MOST:
        rows.append([WAITING.button("digest.all", "waiting", 0)])
    return Screen(said, rows, PARTNER_LOCALE), KIND, ids


async def left_alone(turn: Turn, expects: Mapping[str, Any]) -> list[Late]:
    """What is late, where nobody of the coordination has done anything about it since then."""
    found = await late(turn, expects)
    return [] if found and await _acted(turn, found, datetime.fromisoformat(expects["since"])) else found


async def silence_is_due(turn: Turn, _expects: Mapping[str, Any], late: list[Late]) -> None:
    """Nobody of the coordination has done anything about what is late: the network's own contact gets an e-mail."""
    if not late:
        return
    references = tuple(dict.fromkeys(one.reference for one in late))
    contact = turn.network.identity.contact
    said = [phrase("mail.silent.body", count=len(references), references=references, name=contact.name.fr)]
    await turn.mail(contact.email, phrase("mail.silent.subject", count=len(references)), said, locale=PARTNER_LOCALE)


async def _acted(turn: Turn, late: list[Late], since: datetime) -> bool:
    """Whether a coordinator has looked at, or done something about, one of these cases since."""
    mine = turn.coordination.referents | {"coordinator"}
    about = {one.of.case_id for one in late}
    acts = await done_about_late(turn.here, since)
    return any(act.case_id in about and (act.actor in mine or act.detail.get("by") in mine) for act in acts)
