"""How the signing stands: the charter’s text, one’s own organisation, who has signed and who has not."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.signatures.verbs import ANNEXES, CHARTER, FILE, INVITE, PAPER, PRINT, SCAN, SIGN
from handlers.slots.record import author_phrase
from handlers.turn.screen import Button, Paragraph, Screen, far_day
from handlers.turn.turn import Turn
from network.model import Organisation
from network.phrase import Phrase, phrase
from storage import signatures
from storage.durable import asking, due
from storage.signatures import Signature

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


async def _who(turn: Turn, account: int) -> Screen:
    have = await signed(turn)
    locale = await turn.locale_of(account)
    names = turn.network.organisation_by_id
    lines = tuple(_line(turn, locale, names[one], signature) for one, signature in have.items())
    absent = missing(turn, have)
    version, total = turn.network.charter.version, len(turn.network.organisations)
    said: list[Paragraph] = [phrase("signature.list", version=version, signed=len(have), total=total)]
    if lines:
        said.append((phrase("signature.have"), *lines))
    if absent:
        said.append((phrase("signature.missing"), *(phrase("signature.line", organisation=o.name) for o in absent)))
    rows = await _of_coordination(turn, have, absent) if turn.coordinates(account) else []
    return Screen(said, [*rows, [CHARTER.button("signature.button.back", "home")]])


def _line(turn: Turn, locale: str, organisation: Organisation, signature: Signature | None) -> Phrase:
    if signature is None:
        return phrase("signature.line.before", organisation=organisation.name)
    day, who = far_day(locale, turn.day(signature.at)), author_phrase(turn, signature.filed_by)
    key = "signature.line.press" if signature.file_id is None else "signature.line.paper"
    return phrase(key, organisation=organisation.name, day=day, who=who, decision=signature.decision or "")


async def _of_coordination(
    turn: Turn, have: dict[str, Signature | None], absent: Sequence[Organisation]
) -> list[list[Button]]:
    """What the coordination may do: file a sheet, look at one, have those asked who are missing."""
    paper = [o for o in absent if o.signs == "paper"]
    rows = [[FILE.button("signature.button.file.of", o.id, organisation=o.on_button)] for o in paper]
    scans = [(one, s) for one, s in have.items() if s is not None and s.file_id is not None]
    names = {one: turn.network.organisation_by_id[one].on_button for one, _ in scans}
    rows += [[SCAN.button("signature.button.scan", s.id, organisation=names[one])] for one, s in scans]
    if await asks_again(turn):
        rows.append([INVITE.button("signature.button.stop", "off")])
    elif absent:
        rows.append([INVITE.button("signature.button.invite", "on")])
    return rows
