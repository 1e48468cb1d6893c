"""/annuaire outils: sheets and models that partners share, taken by a press, replaced by newer ones, put away."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.engine.effects import Submit
from conversations.words.cleaning import clip
from handlers.lists import in_place
from handlers.slots.record import author_phrase
from handlers.tools.verbs import DECIDE, LIST, NEW, TAKE
from handlers.turn import forms, pages
from handlers.turn.rights import REFERENT
from handlers.turn.screen import FITS, Button, Paragraph, Screen, far_day, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from storage import tools
from storage.durable.sent_messages import FILE
from storage.tools import Status, Tool

FLOW = "tool_file"
PAGE = 6
"""Documents on a page."""
_LISTED = "tools:"


# --- what there is ----------------------------------------------------------------------------------------------------


async def show(turn: Turn, account: int) -> None:
    """/annuaire outils: what is shared, and a new one."""
    await turn.show(account, _list(turn, await tools.shared(turn.here), 0), f"{_LISTED}{turn.row.id}")


async def press_list(turn: Turn, account: int, _what: str, page: int) -> None:
    """Another page of it."""
    await in_place.turn_page(turn, account, _list(turn, await tools.shared(turn.here), page), _LISTED)


def _list(turn: Turn, every: Sequence[Tool], page: int) -> Screen:
    there = pages.at(every, page, PAGE)
    shown = there.shown
    title = phrase("tool.list", count=len(every)) if every else phrase("tool.list.none")
    said: list[Paragraph] = [title, *(_line(turn, one) for one in shown)]
    rows = [[TAKE.button(verbatim(clip(one.title, FITS[1])), "take", one.id)] for one in shown]
    rows += there.turns(LIST, "list", called=("directory.before", "directory.after"))
    return Screen(said, [*rows, [NEW.button("tool.button.new", "new")]], PARTNER_LOCALE)


def _line(turn: Turn, one: Tool) -> Phrase:
    day = far_day(PARTNER_LOCALE, turn.day(one.given_at))
    return phrase("tool.line", title=one.title, day=day, who=author_phrase(turn, one.given_by))


async def press(turn: Turn, account: int, what: str, one: Tool) -> None:
    """Take a document, with who gave it and when; or send one in its place."""
    if what == "newer":
        if one.status is Status.SHARED:
            await forms.begin(turn, account, PARTNER_LOCALE, FLOW, str(one.id), pressed=True)
        else:
            turn.answer(phrase("press.over"))
        return
    await turn.show(account, _file(turn, one, _ways(turn, account, one)), f"tool:{turn.row.id}{FILE}")


def _file(turn: Turn, one: Tool, rows: list[list[Button]]) -> Screen:
    return Screen([_line(turn, one)], rows, PARTNER_LOCALE, file=(one.kind, one.file_id))


def _ways(turn: Turn, account: int, one: Tool) -> list[list[Button]]:
    if one.status is Status.OFFERED:
        return _to_decide(one)
    if one.status is not Status.SHARED:
        return []
    rows = [[TAKE.button("tool.button.newer", "newer", one.id)]]
    return [*rows, [DECIDE.button("tool.button.archive", "archive", one.id)]] if turn.coordinates(account) else rows


# --- given ------------------------------------------------------------------------------------------------------------


async def begin(turn: Turn, account: int, _what: str) -> None:
    """A partner sends a document."""
    await forms.begin(turn, account, PARTNER_LOCALE, FLOW, pressed=True)


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """It is shared at once where a coordinator gave it; else a coordinator looks at it first."""
    if not await REFERENT.holds(turn, account):
        await turn.say(account, phrase("refused.not_referent"), locale=locale)
        return
    file, replaces = form.answers["file"], int(form.about) if form.about.isdecimal() else None
    named = (file["kind"], file["file_id"])
    number = await tools.give(turn.here, form.answers["title"], named, turn.actor(account), turn.now, replaces)
    given = await tools.find(turn.here, number)
    if given is None:
        return
    if turn.coordinates(account):
        await _publish(turn, given)
        await turn.say(account, phrase("tool.shared", title=given.title), locale=PARTNER_LOCALE)
    else:
        await turn.say(account, phrase("tool.offered", title=given.title), locale=PARTNER_LOCALE)
        await turn.show(turn.coordinators(), await _offered(turn, given), _asked(given))


def _asked(one: Tool) -> str:
    return f"tool offered:{one.id}{FILE}"


async def _offered(turn: Turn, one: Tool) -> Screen:
    before = await tools.find(turn.here, one.replaces) if one.replaces is not None else None
    said: list[Paragraph] = [phrase("tool.to_decide", who=author_phrase(turn, one.given_by), title=one.title)]
    if before is not None and before.status is Status.SHARED:
        said.append(phrase("tool.replaces", title=before.title))
    return Screen(said, _to_decide(one), PARTNER_LOCALE, file=(one.kind, one.file_id))


def _to_decide(one: Tool) -> list[list[Button]]:
    return [
        [DECIDE.button("tool.button.publish", "publish", one.id)],
        [DECIDE.button("tool.button.refuse", "refuse", one.id)],
    ]


async def _publish(turn: Turn, one: Tool) -> bool:
    """Everybody may take it from now on; what it replaces is put away in the same act."""
    if not await tools.becomes(turn.here, one.id, Status.SHARED, [Status.OFFERED], turn.now):
        return False
    if one.replaces is not None:
        await tools.becomes(turn.here, one.replaces, Status.ARCHIVED, [Status.SHARED], turn.now)
    return True


# --- decided ----------------------------------------------------------------------------------------------------------


async def decide(turn: Turn, account: int, what: str, one: Tool) -> None:
    """A coordinator publishes what was given, or does not; puts away what was shared, which is asked twice."""
    match what:
        case "publish" if await _publish(turn, one):
            await _tell(turn, one, "tool.published")
        case "refuse" if await tools.refuse(turn.here, one.id):
            await _tell(turn, one, "tool.refused")
        case "archive" if one.status is Status.SHARED:
            rows = [
                [DECIDE.button("tool.button.archive.sure", "sure", one.id)],
                [LIST.button("tool.button.keep", "list", 0)],
            ]
            asked = Screen([phrase("tool.archive.ask", title=one.title)], rows, PARTNER_LOCALE)
            await turn.show(account, asked, f"{_LISTED}{turn.row.id}")
        case "sure" if await tools.becomes(turn.here, one.id, Status.ARCHIVED, [Status.SHARED], turn.now):
            await turn.say(account, phrase("tool.archived", title=one.title), locale=PARTNER_LOCALE)
        case _:
            turn.answer(phrase("press.noted"))


async def _tell(turn: Turn, one: Tool, key: str) -> None:
    """What was decided, to whoever coordinates, under the document itself, and to whoever gave it."""
    said = phrase(key, title=one.title)
    await turn.edit(turn.coordinators(), Screen([said], locale=PARTNER_LOCALE, file=(one.kind, "")), _asked(one))
    account = turn.accounts.get(one.given_by)
    if account is not None:
        await turn.say(account, said, locale=PARTNER_LOCALE)
