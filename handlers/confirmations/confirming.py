"""Confirming: an entry is right, or something in it has changed, or its pace is to be another."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.engine.effects import Submit
from handlers.confirmations import asking, standing
from handlers.confirmations.asking import name_of
from handlers.confirmations.verbs import SHOW
from handlers.correspondents.verbs import HOME
from handlers.lists import in_place
from handlers.managing import cards
from handlers.slots.record import author_phrase
from handlers.turn import forms
from handlers.turn.rights import keeps
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.fields import Key, Table
from network.listings import Listing
from network.phrase import phrase
from network.text import code
from storage import confirmations as stored
from storage import correspondents
from storage.confirmations import Confirmation

FLOW = "changed"
BUILT_KEYS = {"confirm.button.{}": ("change", "tell")}


async def press_show(turn: Turn, telegram_id: int, what: str, of: Listing) -> None:
    """The entry as it stands; or the ways to say what has changed in it: changing it, or writing to the coordination;
    that one changes it at once.
    """
    calls = await standing.by_telephone(turn, telegram_id, of)
    if what == "tell":
        await forms.begin(turn, telegram_id, PARTNER_LOCALE, FLOW, of.id, pressed=True)
        return
    if what == "change" or (what == "changed" and calls):
        await cards.show(turn, telegram_id, Key(Table.ORGANISATIONS, of.id))
        return
    if what == "changed":
        rows = [[SHOW.button(f"confirm.button.{way}", way, code(of.id))] for way in ("change", "tell")]
        rows.append([HOME.button("organism.button.home", "home", code(of.id))])
        ways = Screen([phrase("confirm.ways", organisation=of.name)], rows, PARTNER_LOCALE)
        await turn.show(telegram_id, ways, f"organism:{telegram_id}")
        return
    kept = await stored.of_entry(turn.here, of.id)
    screen = standing.shown(turn, of, kept, calls=calls, asks="confirm.look")
    await in_place.show(turn, telegram_id, screen, name_of(of.id))


async def press_right(turn: Turn, telegram_id: int, _what: str, of: Listing, seen: str) -> None:
    """What was seen is right: dated and signed. Where it is another by now, they look again."""
    kept = await stored.of_entry(turn.here, of.id)
    now = standing.seen(of, kept)
    if now[:4] == seen[:4] and now != seen:
        turn.answer(phrase("confirm.already"))
        return
    if now != seen:
        turn.answer(phrase("confirm.looks_else"))
        screen = standing.shown(
            turn, of, kept, calls=await standing.by_telephone(turn, telegram_id, of), asks="confirm.look"
        )
        await in_place.show(turn, telegram_id, screen, name_of(of.id))
        return
    by = turn.actor(telegram_id)
    way = stored.BY_TELEPHONE if await standing.by_telephone(turn, telegram_id, of) else stored.BY_PRESS
    await stored.confirm(turn.here, [of.id], by, way, turn.now, turn.today)
    turn.answer(phrase("pass.done"))
    await _done(turn, telegram_id, of)
    await asking.plan(turn)


async def _done(turn: Turn, telegram_id: int, of: Listing) -> None:
    """Whoever speaks for it, and whoever pressed, sees that it is done and when it comes again."""
    kept = await stored.of_entry(turn.here, of.id)
    rows = await correspondents.of_organisation(turn.here, of.id)
    speaking = {turn.accounts.get(one.referent) for one in rows if one.since is not None}
    done = Screen([phrase("confirm.done", organisation=of.name), tuple(standing.standing(turn, of, kept))],
                  locale=PARTNER_LOCALE)  # fmt: skip
    await turn.redraw(sorted({telegram_id, *(one for one in speaking if one is not None)}), done, name_of(of.id))


async def press_all(turn: Turn, telegram_id: int, _what: str, some: Sequence[Confirmation]) -> None:
    """A coordinator says that all of a round are right: those that nobody has confirmed since."""
    number = some[0].round or 0
    by, entries = turn.actor(telegram_id), [one.entry for one in some]
    await stored.confirm(turn.here, entries, by, stored.BY_TELEPHONE, turn.now, turn.today)
    turn.answer(phrase("pass.done"))
    said = phrase("confirm.all_done", count=len(entries), by=author_phrase(turn, by))
    done = Screen([said], locale=PARTNER_LOCALE)
    await turn.redraw(turn.coordinators(), done, asking.coordination_name(number))
    await asking.plan(turn)


# --- how often --------------------------------------------------------------------------------------------------------


async def press_paces(turn: Turn, telegram_id: int, _what: str, of: Listing) -> None:
    """How often is it confirmed?"""
    await in_place.show(turn, telegram_id, asking.paces("confirm.pace", asking.pace_buttons(of)), f"pace:{telegram_id}")


async def press_pace(turn: Turn, telegram_id: int, _what: str, of: Listing, months: str) -> None:
    """Another pace, from the last confirmation on."""
    kept = await stored.of_entry(turn.here, of.id)
    if kept is None:
        turn.answer(phrase("press.over"))
        return
    last = turn.day(kept.confirmed_at) if kept.confirmed_at is not None else None
    await stored.choose(turn.here, kept, int(months), turn.today, last)
    await asking.plan(turn)
    now = await stored.of_entry(turn.here, of.id)
    turn.answer(phrase("pass.done"))
    said = phrase("confirm.pace.done", organisation=of.name, count=int(months))
    screen = Screen([said, tuple(standing.standing(turn, of, now))], locale=PARTNER_LOCALE)
    await in_place.show(turn, telegram_id, screen, f"pace:{telegram_id}")


# --- something has changed --------------------------------------------------------------------------------------------


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """What has changed goes to the coordination, who changes it."""
    of = turn.knowledge.directory().by_id.get(form.about)
    if of is None or not await keeps(turn, telegram_id, of.id):
        await turn.say(telegram_id, phrase("refused.not_keeper"), locale=locale)
        return
    who = author_phrase(turn, turn.actor(telegram_id))
    said = [
        phrase("confirm.changed", organisation=of.name, by=who),
        phrase("confirm.words", words=form.answers["words"]),
    ]
    rows = [[SHOW.button("confirm.button.see", "show", code(of.id))]]
    readers = [one for one in turn.coordinators() if one != telegram_id] or [telegram_id]
    await turn.show(readers, Screen(said, rows, PARTNER_LOCALE), f"changed:{turn.row.id}")
    if telegram_id not in readers:
        await turn.say(telegram_id, phrase("confirm.changed.thanks", organisation=of.name), locale=PARTNER_LOCALE)
