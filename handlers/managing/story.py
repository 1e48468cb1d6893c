"""History: what was changed, by whom and when; a value of then is put back like any other, shown before it is kept."""

from __future__ import annotations

from conversations.words import entered
from conversations.words.entered import Reader
from handlers.managing import cards, changing, home
from handlers.managing.verbs import CARD, CHANGES, PUT_BACK, STORY
from handlers.turn import pages
from handlers.turn.rights import manages
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.fields import SHELF, Key, field_of, values
from network.managing import find, name_of
from network.phrase import Phrase, phrase
from network.text import code
from storage import managing
from storage.managing import Noted

PAGE = 4
"""Changes on a page: what was, what is, who and when, of each."""
MOST = 80
SHOWN = 60
BUILT_KEYS = {"managing.story.{}": ("added", "archived", "restored")}


async def press_changes(turn: Turn, telegram_id: int, page: int) -> None:
    """The newest changes of the whole network, each leading to its entry."""
    found = await managing.newest(turn.here, MOST)
    there = pages.at(found, page, PAGE)
    shown = there.shown
    said: list[Paragraph] = [phrase("managing.changes") if found else phrase("managing.changes.none")]
    said += [(_named(turn, one), *_told(turn, one)) for one in shown]
    keys = dict.fromkeys(one.change.key for one in shown)
    rows = [[home.card_button(turn, key)] for key in keys]
    view = Screen(said, [*rows, *there.turns(CHANGES), home.home_row()], PARTNER_LOCALE)
    await home.put(turn, telegram_id, view)


def _named(turn: Turn, noted: Noted) -> Phrase:
    return phrase("managing.story.of", name=name_of(turn.network, noted.change.key))


async def press(turn: Turn, telegram_id: int, key: Key, page: int) -> None:
    """The changes of an entry, the newest first, each with the button that puts back what was before."""
    found = await managing.newest(turn.here, MOST, key)
    there = pages.at(found, page, PAGE)
    shown = there.shown
    head = "managing.story" if found else "managing.story.none"
    said: list[Paragraph] = [phrase(head, name=name_of(turn.network, key)), *(tuple(_told(turn, one)) for one in shown)]
    which = code(str(key))
    free = [one for one in shown if await manages(turn, telegram_id, key, one.change.field)]
    rows = [[_back_button(turn, which, one)] for one in free if _can_go_back(turn, one)]
    rows += [*there.turns(STORY, which), [CARD.button("managing.button.card", which)]]
    await home.put(turn, telegram_id, Screen(said, rows, PARTNER_LOCALE))


def _told(turn: Turn, noted: Noted) -> list[Phrase]:
    """A change on some lines: what, from what to what, who and when."""
    change, signed = noted.change, changing.signed(turn, noted)
    field = field_of(change.key, change.field)
    if field is None:
        what = str(change.after.get(SHELF, ""))
        return [phrase(f"managing.story.{what}", **signed)] if what else []
    to = Reader(turn.network, PARTNER_LOCALE, SHOWN)
    before, after = (entered.said(field, held, to) for held in (change.before, change.after))
    return [
        phrase("managing.story.line", field=cards.labelled(field), **signed),
        *(
            entered.moved(field, change.before, change.after, to)
            or [phrase("managing.before", value=before), phrase("managing.after", value=after)]
        ),
    ]


def _can_go_back(turn: Turn, noted: Noted) -> bool:
    """Whether what was before a change is another value than now."""
    field, entry = field_of(noted.change.key, noted.change.field), find(turn.network, noted.change.key)
    return field is not None and entry is not None and values(entry, field) != noted.change.before


def _back_button(turn: Turn, which: str, noted: Noted) -> Button:
    field = field_of(noted.change.key, noted.change.field)
    label = cards.labelled(field) if field is not None else phrase("managing.gone")
    return PUT_BACK.button("managing.button.back", which, noted.id, field=label)


async def put_back(turn: Turn, telegram_id: int, key: Key, number: int) -> None:
    """What a field held before a change is shown beside what it holds now; it is kept by the same last word."""
    noted = await managing.find(turn.here, number)
    if noted is None or noted.change.key != key or not _can_go_back(turn, noted):
        turn.answer(phrase("press.over"))
        return
    if not await manages(turn, telegram_id, key, noted.change.field):
        turn.answer(phrase("refused.not_keeper"))
        return
    field = field_of(key, noted.change.field)
    if field is not None:
        await changing.ask(turn, telegram_id, key, field, noted.change.before, pressed=True)
