"""Commands outside a form, and what a link of the bot's own opens. Rights are checked on every call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from conversations.engine.events import Commanded
from handlers.cases import mine
from handlers.counter import entering
from handlers.letters import writing
from handlers.notes import noting
from handlers.partners import absence_screens, coming
from handlers.privacy import mydata
from handlers.slots import lists, reassign, reorient, to_assign
from handlers.slots.taking import RECORD, show_records
from handlers.turn import forms
from handlers.turn.reach import can_be_written_to
from handlers.turn.turn import GROUP_LOCALE, Turn
from network.model import Network, Role
from network.phrase import Param, Phrase, phrase
from storage import conversations, departures, people
from storage.figures import figures

# What people type, by the canonical name of the command. French first; the English words are understood too.
NAMES: Mapping[str, str] = {
    "start": "debut",
    "aide": "aide",
    "help": "aide",
    "annuler": "annuler",
    "cancel": "annuler",
    "langue": "langue",
    "language": "langue",
    "retour": "retour",
    "back": "retour",
    "passer": "passer",
    "skip": "passer",
    "monprojet": "monprojet",
    "project": "monprojet",
    "completer": "completer",
    "complete": "completer",
    "mes_donnees": "mes_donnees",
    "mydata": "mes_donnees",
    "myproject": "monprojet",
    "details": "completer",
    "supprimer": "supprimer",
    "delete": "supprimer",
    "rappel": "rappel",
    "callback": "rappel",
    "stats": "stats",
    "mesdossiers": "mesdossiers",
    "mycases": "mesdossiers",
    "dossier": "dossier",
    "case": "dossier",
    "attente": "attente",
    "waiting": "attente",
    "reaffecter": "reaffecter",
    "reassign": "reaffecter",
    "inviter": "inviter",
    "invite": "inviter",
    "nouveau": "nouveau",
    "new": "nouveau",
    "note": "note",
    "message": "message",
    "absence": "absence",
}


async def command(turn: Turn, chat_id: int, telegram_id: int, locale: str, name: str, argument: str) -> None:
    """Any command, in a group or in private. Rights are checked here, from the account, on every call."""
    if chat_id < 0:
        await _in_group(turn, chat_id, telegram_id, name, argument)
    elif name == "debut" and (link := next((prefix for prefix in _LINKS if argument.startswith(prefix)), None)):
        await _LINKS[link](turn, telegram_id, locale, argument.removeprefix(link))
    elif name in RESTRICTED:
        await _restricted(turn, telegram_id, locale, name, argument)
    elif name in _OWN:
        person = await people.meet(turn.connection, turn.network_id, chat_id, locale, turn.now)
        await _OWN[name](turn, chat_id, person.locale)
    elif name == "debut":
        await _start(turn, chat_id, locale)
    elif name not in NAMES.values():
        await _unknown(turn, chat_id, locale)
    else:
        await _in_private(turn, chat_id, locale, Commanded(name, argument))


async def _call_back(turn: Turn, chat_id: int, locale: str) -> None:
    await forms.begin(turn, chat_id, locale, "callback")


_OWN: Mapping[str, Callable[[Turn, int, str], Awaitable[None]]] = {
    "monprojet": mine.show,
    "completer": mine.complete,
    "mes_donnees": mydata.show,
    "supprimer": mydata.ask,
    "rappel": _call_back,
    "message": writing.command,
}
"""What somebody asks about themselves, in a form or outside of one."""


async def _restricted(turn: Turn, telegram_id: int, locale: str, name: str, argument: str) -> None:
    """A command for those who have a role; everybody else gets one courteous sentence."""
    person = await people.meet(turn.connection, turn.network_id, telegram_id, locale, turn.now)
    role, act = RESTRICTED[name]
    coordinates = telegram_id in turn.coordinators()
    if coordinates or (role == "referent" and turn.referent_of(telegram_id) is not None):
        await act(turn, telegram_id, person.locale, argument)
    else:
        await turn.say(telegram_id, phrase(f"refused.not_{role}"), locale=person.locale)


async def _in_group(turn: Turn, chat_id: int, telegram_id: int, name: str, argument: str) -> None:
    """Nothing of a case is ever answered in a group: one line there, and the rest in private."""
    if name in ("aide", "debut"):
        await turn.say(chat_id, phrase("start.group"))
    elif name in ("mesdossiers", "dossier") and await _may_ask(turn, telegram_id):
        await turn.say(chat_id, phrase("answered.private"))
        await _restricted(turn, telegram_id, GROUP_LOCALE, name, argument)
    elif name in RESTRICTED or name in _OWN:
        await turn.say(chat_id, phrase("refused.private_only"))


async def _may_ask(turn: Turn, telegram_id: int) -> bool:
    """Whether somebody has a role and can be written to; an anonymous administrator is nobody we know."""
    known = turn.referent_of(telegram_id) is not None or telegram_id in turn.coordinators()
    return known and await can_be_written_to(turn, telegram_id)


async def _start(turn: Turn, chat_id: int, locale: str) -> None:
    """Whoever has a role gets what waits for them: records that could not be sent before they wrote."""
    referent = turn.referent_of(chat_id)
    known = await people.find(turn.connection, chat_id)
    away = await departures.departed(turn.connection, turn.network_id)
    if referent is not None and (referent.id in away or (known is not None and known.blocked_at is not None)):
        await coming.come_back(turn, referent, chat_id)
        await forms.talk(turn, chat_id, locale, Commanded("debut"))
        return
    await forms.talk(turn, chat_id, locale, Commanded("debut"))
    if referent is not None and known is None:
        await show_records(turn, chat_id, referent)


# --- links ------------------------------------------------------------------------------------------------------------


async def _open_record(turn: Turn, telegram_id: int, locale: str, reference: str) -> None:
    """The link of a press on a card, for whoever could not be written to until now."""
    await forms.talk(turn, telegram_id, locale, Commanded("debut"))
    referent = turn.referent_of(telegram_id)
    if referent is not None:
        await show_records(turn, telegram_id, referent, reference)


async def _give_reason(turn: Turn, telegram_id: int, locale: str, wanted: str) -> None:
    await people.meet(turn.connection, turn.network_id, telegram_id, locale, turn.now)
    if not await reorient.ask_by_link(turn, telegram_id, wanted):
        await turn.say(telegram_id, phrase("case.not_yours"), locale=locale)


async def _write_note(turn: Turn, telegram_id: int, locale: str, reference: str) -> None:
    person = await people.meet(turn.connection, turn.network_id, telegram_id, locale, turn.now)
    if not await noting.begin(turn, telegram_id, reference):
        await turn.say(telegram_id, phrase("case.not_yours"), locale=person.locale)


_LINKS: Mapping[str, Callable[[Turn, int, str, str], Awaitable[None]]] = {
    coming.INVITE: coming.bind,
    mine.ADULT: mine.join,
    entering.ADOPT: mine.join,
    RECORD: _open_record,
    reorient.WHY: _give_reason,
    noting.NOTE: _write_note,
}
"""What a t.me link of the bot opens, by how its payload begins."""


async def _in_private(turn: Turn, chat_id: int, locale: str, event: Commanded) -> None:
    under_way = (await conversations.load(turn.connection, chat_id)).active is not None
    if under_way:
        await forms.talk(turn, chat_id, locale, event)
        return
    person = await people.meet(turn.connection, turn.network_id, chat_id, locale, turn.now)
    if event.name == "aide":
        await turn.say(chat_id, _help(turn, chat_id), locale=person.locale)
    elif event.name == "langue":
        chosen = event.argument.strip().lower()[:2] or ("en" if person.locale == "fr" else "fr")
        chosen = chosen if chosen in turn.network.network.languages else person.locale
        await people.set_locale(turn.connection, chat_id, chosen)
        await turn.say(chat_id, phrase("locale.changed"), locale=chosen)
    else:
        await turn.say(chat_id, phrase("cancel.nothing"), locale=person.locale)


def _help(turn: Turn, telegram_id: int) -> Phrase:
    contact = turn.network.network.contact
    referent = turn.referent_of(telegram_id)
    if telegram_id in turn.coordinators():
        return phrase("help.coordinator")
    if referent is not None:
        return phrase("help.referent", phone=contact.phone)
    return phrase("help.person", phone=contact.phone)


async def _unknown(turn: Turn, chat_id: int, locale: str) -> None:
    person = await people.meet(turn.connection, turn.network_id, chat_id, locale, turn.now)
    await turn.say(chat_id, phrase("command.unknown"), locale=person.locale)


# --- /stats -----------------------------------------------------------------------------------------------------------


async def stats(turn: Turn, telegram_id: int, locale: str, _argument: str = "") -> None:
    """The figures in words, for coordinators."""
    counted = await figures(turn.connection, turn.network_id)
    said = [phrase("stats.title", holders=phrase("stats.holders", count=counted.holders),
                   cases=phrase("stats.cases", count=counted.cases))]  # fmt: skip
    if counted.cases:
        said += [
            _list("stats.stages", [(phrase(f"stats.stage.{key}"), n) for key, n in counted.stages.items()]),
            _list("stats.territories", _territories(turn.network, counted.territories)),
            _list("stats.sectors", _sectors(turn.network, counted.sectors, locale)),
            _list("stats.open", [(phrase(f"case.slot.{role}"), counted.open_slots.get(role, 0))
                                 for role in (Role.TECHNICAL, Role.TERRITORIAL)]),
        ]  # fmt: skip
    await turn.say(telegram_id, *said, locale=locale)


Counts = list[tuple[Param, int]]


def _list(key: str, counts: Counts) -> Phrase:
    return phrase(key, items=tuple(phrase("stats.item", what=what, count=n) for what, n in counts))


def _territories(network: Network, counts: Mapping[str, int]) -> Counts:
    known = network.territory_by_id
    return [(known[k].name if k in known else phrase("place.undecided"), n) for k, n in counts.items()]


def _sectors(network: Network, counts: Mapping[str, int], locale: str) -> Counts:
    known = network.sector_by_id
    return [(known[k].label.in_(locale) if k in known else phrase("sector.none"), n) for k, n in counts.items()]


# --- for whom ---------------------------------------------------------------------------------------------------------


async def _enter(turn: Turn, telegram_id: int, locale: str, _argument: str) -> None:
    """/nouveau: the questions of the intake, to be read out to somebody who is there."""
    await turn.say(telegram_id, phrase("counter.begin"), locale=locale)
    await forms.begin(turn, telegram_id, locale, entering.FLOW)


Restricted = Callable[[Turn, int, str, str], Awaitable[None]]

RESTRICTED: Mapping[str, tuple[str, Restricted]] = {
    "mesdossiers": ("referent", lists.mine),
    "dossier": ("referent", lists.one),
    "nouveau": ("referent", _enter),
    "note": ("referent", noting.command),
    "absence": ("referent", absence_screens.command),
    "stats": ("coordinator", stats),
    "attente": ("coordinator", to_assign.show_waiting),
    "reaffecter": ("coordinator", reassign.command),
    "inviter": ("coordinator", coming.invite),
}
"""Commands that not everybody may give: who may, and what they do. A coordinator may give all of them."""
