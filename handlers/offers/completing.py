"""Completing: the rest of what is told of an offer, a part at a time; what is shown of it meanwhile is taken out."""

from __future__ import annotations

from typing import Any

from conversations.engine.effects import Submit
from handlers.offers import correcting, gone, looking, picturing, said
from handlers.offers.verbs import COMPLETE, OPEN_TO_CHANGE, UNPICTURE, is_public, looks_after, of_form
from handlers.turn import forms
from handlers.turn.events import OfferShown
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import Turn
from network.offers import LOOKED_AT_ANEW, PICTURES, Audience, Part, completed
from network.phrase import phrase
from storage import offers, pictures
from storage.durable import about
from storage.durable.sent_messages import FILE
from storage.offers import Kept, Status

FLOW = "offer-more"
BUILT_KEYS = {"offer.part.{}": Part}
_NAMED = {"asked": "price", "lease": "rent"}
"""Steps that tell a fact under another name."""


async def show(turn: Turn, account: int, one: Kept, locale: str, *notes: Paragraph) -> None:
    """What is known of an offer, and what may be told besides."""
    told = [*notes, *said.lines(turn, one.said, known=True), *said.whom(turn, one.said), phrase("offer.more")]
    rows = [[COMPLETE.button(f"offer.part.{part}", "part", one.id, part)] for part in one.said.parts]
    await turn.show(account, Screen(told, rows, locale), f"offer:{one.id}:more:{turn.row.id}")


async def press(turn: Turn, account: int, _what: str, one: Kept, part: str) -> None:
    """A part: its questions, at each of which stands what is known."""
    locale = await turn.locale_of(account)
    if part not in one.said.parts or one.status not in OPEN_TO_CHANGE:
        turn.answer(phrase("press.over"), locale)
        return
    if part == Part.PICTURES and await _pictures(turn, account, one, locale) >= PICTURES:
        return
    begun = {"offered": one.said.kind, "part": part}
    await forms.begin(turn, account, locale, FLOW, about.offer(one.id), begun, known=_known(one), pressed=True)


def _known(one: Kept) -> dict[str, Any]:
    """What was told before, as the questions have it."""
    facts = one.said.facts
    told: dict[str, Any] = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    told |= {"asked": facts.price, "lease": facts.rent, "audience": one.said.audience}
    told |= {name: None if told[name] is None else "yes" if told[name] else "no" for name in ("accessible", "flat")}
    told |= {"cost": list(facts.cost) if facts.cost else None}
    told |= {"ends_on": facts.ends_on.isoformat() if facts.ends_on else None}
    return {name: value for name, value in told.items() if value not in (None, "")}


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """A part is told. Numbers and choices count at once; words, pictures and a wider audience are looked at first."""
    one = await of_form(turn, account, form)
    if one is None:
        await turn.say(account, phrase("offer.over"), locale=locale)
        return
    told = _told(form)
    known = {name: value for name, value in _known(one).items() if name in told}
    audience = form.answers.get("audience", one.said.audience)
    changed = await offers.tell(turn.here, one.id, lambda facts: completed(one.said.kind, facts, told))
    anew = any(told[name] != known.get(name) for name in told if name in LOOKED_AT_ANEW)
    if audience != one.said.audience:
        await offers.change(turn.here, one.id, audience=audience)
        changed, anew = True, anew or audience == Audience.PUBLIC
    anew = anew and not looks_after(turn, account, one)
    if form.answers.get("enough") != "drop" and await picturing.bring(turn, account, locale, one.id, form, anew=anew):
        if anew:
            await offers.becomes(turn.here, one.id, Status.WAITING, (*offers.SHOWN, Status.STALE), turn.now)
        await gone.hide(turn, one)
        return
    if not changed:
        await show(turn, account, one, locale, phrase("offer.more.same"))
        return
    await _told_so(turn, account, one, locale, anew=anew)


def _told(form: Submit) -> dict[str, Any]:
    """The facts of a form, as they are kept."""
    fields = form.answers.keys() - {"offered", "part", "picture", "enough", "audience"}
    told = {_NAMED.get(name, name): form.answers[name] for name in fields}
    return {name: value == "yes" if name in ("accessible", "flat") else value for name, value in told.items()}


async def _told_so(turn: Turn, account: int, one: Kept, locale: str, *, anew: bool) -> None:
    await gone.hide(turn, one)
    now = await offers.find(turn.here, one.id)
    if now is None:
        return
    if anew:
        await correcting.again(turn, account, now, locale)
        return
    if now.status is Status.WAITING:
        await looking.redraw(turn, now)
    if now.shown:
        await turn.happened(OfferShown(now.id))
    opened = now.shown and is_public(turn, now) and not is_public(turn, one)
    await show(turn, account, now, locale, phrase("offer.more.public" if opened else "offer.more.noted"))


# --- pictures ---------------------------------------------------------------------------------------------------------


async def _pictures(turn: Turn, account: int, one: Kept, locale: str) -> int:
    """The pictures that there are, each with a way to take it out. Returns how many."""
    there = await pictures.of_offer(turn.here, one.id)
    for page, number in enumerate(there, 1):
        rows = [[UNPICTURE.button("offer.button.unpicture", "unpic", one.id, number)]]
        told = [phrase("offer.picture", page=page, pages=len(there))]
        screen = Screen(told, rows, locale, file=("photo", {"picture": number}))
        await turn.show(account, screen, f"offer:{one.id}:picture:{number}{FILE}")
    if len(there) >= PICTURES:
        await turn.say(account, phrase("offer.pictures.full"), locale=locale)
    return len(there)


async def unpicture(turn: Turn, account: int, _what: str, one: Kept, number: int) -> None:
    """A picture goes, from wherever it is shown."""
    locale = await turn.locale_of(account)
    if not await pictures.take_out(turn.here, one.id, number):
        turn.answer(phrase("press.over"), locale)
        return
    await offers.pictured_anew(turn.here, one.id)
    turn.answer(phrase("offer.picture.gone"), locale)
    gone_ = Screen([phrase("offer.picture.gone")], (), locale)
    await turn.take_out(account, gone_, f"offer:{one.id}:picture:{number}{FILE}")
    await gone.hide(turn, one)
