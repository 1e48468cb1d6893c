"""How the signing stands: the charter’s text, one’s own organisation, who has signed and who has not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.signatures.verbs import ANNEXES, CHARTER, FILE, INVITE, PAPER, PRINT, SCAN, SIGN, WHO
from handlers.slots.record import author_phrase
from handlers.turn import pages
from handlers.turn.screen import Button, Paragraph, Screen, far_day
from handlers.turn.turn import Turn
from network.model import Organisation
from network.phrase import Phrase, phrase
from storage import signatures
from storage.durable import asking, due
from storage.signatures import Signature

ON_A_PAGE = 10
"""Organisations, each of which may have a button."""
KIND = "signing"
"""The date on which those who have not signed are asked again; a network has one at most."""


async def command(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """/charte: how it stands, and what there is to do."""
    await asking.over(turn.connection, name_of(chat_id))
    await turn.show(chat_id, await _home(turn, chat_id), name_of(chat_id))


async def press(turn: Turn, telegram_id: int, what: str) -> None:
    """Another view of the same: what to do, the text, who has signed."""
    if what == "text":
        await turn.show(telegram_id, _text(turn))
        return
    await asking.over(turn.connection, name_of(telegram_id))
    if what == "annexes" and turn.network.identity.privacy is not None:
        view = _annexes()
    else:
        view = await _who(turn, telegram_id) if what == "who" else await _home(turn, telegram_id)
    await turn.edit(telegram_id, view, name_of(telegram_id))


async def redraw(turn: Turn, telegram_id: int) -> None:
    """The screen of somebody as it is now."""
    await turn.redraw([telegram_id], await _home(turn, telegram_id), name_of(telegram_id))


def name_of(account: int) -> str:
    """The logical name of somebody's screen of the charter."""
    return f"signatures:{account}"


async def signed(turn: Turn) -> dict[str, Signature | None]:
    """Who has signed the version of now, by organisation, in the order of the network; None for what stood in the
    network's file.
    """
    version = turn.network.charter.version
    kept = await signatures.of_version(turn.here, version)
    earlier = {o.id for o in turn.network.organisations if o.signed_charter == version}
    return {o.id: kept.get(o.id) for o in turn.network.organisations if o.id in kept or o.id in earlier}


def missing(turn: Turn, have: dict[str, Signature | None]) -> list[Organisation]:
    """The organisations that have not signed the version of now."""
    return [organisation for organisation in turn.network.organisations if organisation.id not in have]


async def asks_again(turn: Turn) -> bool:
    """Whether those who have not signed are asked again on a date."""
    return await due.waits(turn.here, KIND)


def counted(turn: Turn, have: dict[str, Signature | None]) -> Phrase:
    """How many have signed, of how many."""
    version, total = turn.network.charter.version, len(turn.network.organisations)
    return phrase("signature.count", version=version, signed=len(have), total=total)


# --- what there is to do ----------------------------------------------------------------------------------------------


async def _home(turn: Turn, account: int) -> Screen:
    have = await signed(turn)
    referent = turn.referent_of(account)
    mine = turn.network.organisation_by_id[referent.organisation] if referent is not None else None
    said: list[Paragraph] = [counted(turn, have)]
    rows = [[CHARTER.button("signature.button.text", "text")]] if turn.network.charter.articles else []
    if mine is not None and mine.id in have:
        said.append(phrase("signature.mine", organisation=mine.name))
    elif mine is not None:
        said.append(phrase(f"signature.open.{mine.signs}", organisation=mine.name))
        rows += _ways(mine)
    rows.append([CHARTER.button("signature.button.who", "who")])
    rows.append([PRINT.button("signature.button.before", "before")])
    if turn.network.identity.privacy is not None:
        rows.append([CHARTER.button("signature.button.annexes", "annexes")])
    return Screen(said, rows)


def _annexes() -> Screen:
    """The choice of what goes with the charter; it tells of data, so there is none where nothing is told of them."""
    rows = [[PRINT.button(f"signature.button.annex.{annex}", annex)] for annex in ANNEXES]
    return Screen([phrase("signature.annexes")], [*rows, [CHARTER.button("signature.button.back", "home")]])


BUILT_KEYS = {"signature.open.{}": ("press", "paper"), "signature.button.annex.{}": ANNEXES}


def _ways(organisation: Organisation) -> list[list[Button]]:
    """How an organisation signs."""
    if organisation.signs == "press":
        return [[SIGN.button("signature.button.sign", organisation.id, "ask")]]
    return [
        [PAPER.button("signature.button.paper", organisation.id)],
        [FILE.button("signature.button.file", organisation.id)],
    ]


# --- the text ---------------------------------------------------------------------------------------------------------


def _text(turn: Turn) -> Screen:
    charter = turn.network.charter
    articles = [
        (phrase("signature.article", number=number, title=article.title.phrase()), article.text.phrase())
        for number, article in enumerate(charter.articles, 1)
    ]
    return Screen([phrase("signature.title", version=charter.version), *articles])


# --- who has signed ---------------------------------------------------------------------------------------------------


async def turn_page(turn: Turn, telegram_id: int, _what: str, page: int) -> None:
    """Another page of who has signed."""
    await turn.edit(telegram_id, await _who(turn, telegram_id, page), name_of(telegram_id))


async def _who(turn: Turn, account: int, page: int = 0) -> Screen:
    """A page of all organisations, those first that have signed."""
    have = await signed(turn)
    absent = missing(turn, have)
    every = [*(turn.network.organisation_by_id[one] for one in have), *absent]
    there = pages.at(every, page, ON_A_PAGE)
    rows: list[list[Button]] = []
    if turn.coordinates(account):
        rows = await _of_coordination(turn, have, there.shown, some_missing=bool(absent))
    said = _lines(turn, await turn.locale_of(account), have, there.shown)
    return Screen(said, [*rows, *there.turns(WHO, "page"), [CHARTER.button("signature.button.back", "home")]])


def _lines(
    turn: Turn, locale: str, have: Mapping[str, Signature | None], shown: Sequence[Organisation]
) -> list[Paragraph]:
    """How many have signed, and those that are shown, in two parts."""
    lines = tuple(_line(turn, locale, one, have[one.id]) for one in shown if one.id in have)
    absent = tuple(phrase("signature.line", organisation=one.name) for one in shown if one.id not in have)
    version, total = turn.network.charter.version, len(turn.network.organisations)
    said: list[Paragraph] = [phrase("signature.list", version=version, signed=len(have), total=total)]
    said += [(phrase("signature.have"), *lines)] if lines else []
    return said + ([(phrase("signature.missing"), *absent)] if absent else [])


def _line(turn: Turn, locale: str, organisation: Organisation, signature: Signature | None) -> Phrase:
    if signature is None:
        return phrase("signature.line.before", organisation=organisation.name)
    day, who = far_day(locale, turn.day(signature.at)), author_phrase(turn, signature.filed_by)
    key = "signature.line.press" if signature.file_id is None else "signature.line.paper"
    return phrase(key, organisation=organisation.name, day=day, who=who, decision=signature.decision or "")


async def _of_coordination(
    turn: Turn, have: Mapping[str, Signature | None], shown: Sequence[Organisation], *, some_missing: bool
) -> list[list[Button]]:
    """What the coordination may do: file a sheet, look at one, of those that are shown; have those asked who miss."""
    paper = [o for o in shown if o.id not in have and o.signs == "paper"]
    rows = [[FILE.button("signature.button.file.of", o.id, organisation=o.on_button)] for o in paper]
    scans = [(o, s) for o in shown if (s := have.get(o.id)) is not None and s.file_id is not None]
    rows += [[SCAN.button("signature.button.scan", s.id, organisation=o.on_button)] for o, s in scans]
    if await asks_again(turn):
        rows.append([INVITE.button("signature.button.stop", "off")])
    elif some_missing:
        rows.append([INVITE.button("signature.button.invite", "on")])
    return rows
