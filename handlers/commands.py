"""Commands outside a form: /start, /aide, /langue, /stats, and links that bind an account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from conversations.events import Commanded
from handlers import mycase, mydata, talk
from handlers.taking import RECORD, show_records
from handlers.turn import Turn
from network.model import Network, Role
from network.phrase import Param, Phrase, phrase
from storage import accounts, conversations, people
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
}

INVITE = "invite-"


async def command(turn: Turn, chat_id: int, telegram_id: int, locale: str, name: str, argument: str) -> None:
    """Any command, in a group or in private. Rights are checked here, from the account, on every call."""
    if chat_id < 0:
        await _in_group(turn, chat_id, name)
    elif name == "debut" and argument.startswith(INVITE):
        await _bind(turn, telegram_id, locale, argument.removeprefix(INVITE))
    elif name == "debut" and argument.startswith(mycase.ADULT):
        await mycase.join(turn, telegram_id, locale, argument.removeprefix(mycase.ADULT))
    elif name in _OWN:
        person = await people.meet(turn.connection, turn.network_id, chat_id, locale, turn.now)
        await _OWN[name](turn, chat_id, person.locale)
    elif name == "stats":
        await stats(turn, telegram_id, locale)
    elif name == "debut":
        await _start(turn, chat_id, locale, argument)
    elif name not in NAMES.values():
        await _unknown(turn, chat_id, locale)
    else:
        await _in_private(turn, chat_id, locale, Commanded(name, argument))


async def _call_back(turn: Turn, chat_id: int, locale: str) -> None:
    await talk.begin(turn, chat_id, locale, "callback")


_OWN: Mapping[str, Callable[[Turn, int, str], Awaitable[None]]] = {
    "monprojet": mycase.show,
    "completer": mycase.complete,
    "mes_donnees": mydata.show,
    "supprimer": mydata.ask,
    "rappel": _call_back,
}
"""What somebody asks about themselves, in a form or outside of one."""


async def _in_group(turn: Turn, chat_id: int, name: str) -> None:
    greeted = name in ("aide", "debut")
    key = "start.group" if greeted else "refused.private_only" if name in {"stats", *_OWN} else None
    if key is not None:
        await turn.say(chat_id, phrase(key))


async def _start(turn: Turn, chat_id: int, locale: str, argument: str) -> None:
    """Whoever has a role gets what waits for them: records that could not be sent before they wrote."""
    referent = turn.referent_of(chat_id)
    known = await people.find(turn.connection, chat_id)
    await talk.talk(turn, chat_id, locale, Commanded("debut"))
    if referent is not None and argument.startswith(RECORD):
        await show_records(turn, chat_id, referent, argument.removeprefix(RECORD))
    elif referent is not None and (known is None or known.blocked_at is not None):
        await show_records(turn, chat_id, referent)


async def _in_private(turn: Turn, chat_id: int, locale: str, event: Commanded) -> None:
    under_way = (await conversations.load(turn.connection, chat_id)).active is not None
    if under_way:
        await talk.talk(turn, chat_id, locale, event)
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


async def _bind(turn: Turn, telegram_id: int, locale: str, token: str) -> None:
    person = await people.meet(turn.connection, turn.network_id, telegram_id, locale, turn.now)
    outcome, referent_id = await accounts.redeem(turn.connection, token, telegram_id, turn.now)
    referent = turn.network.referent_by_id.get(referent_id or "")
    if outcome == "bound" and referent is not None:
        organisation = turn.network.organisation_by_id[referent.organisation].name
        said = phrase("invite.done", referent=referent.name.in_(person.locale), organisation=organisation)
    elif outcome == "used" and turn.accounts.get(referent_id or "") == telegram_id:
        said = phrase("invite.already")
    else:
        said = phrase(f"invite.{outcome}")
    await turn.say(telegram_id, said, locale=person.locale)
    if outcome == "bound" and referent is not None:
        await show_records(turn, telegram_id, referent)


# --- /stats -----------------------------------------------------------------------------------------------------------


async def stats(turn: Turn, telegram_id: int, locale: str) -> None:
    """The figures in words, for coordinators."""
    person = await people.meet(turn.connection, turn.network_id, telegram_id, locale, turn.now)
    if telegram_id not in turn.coordinators():
        await turn.say(telegram_id, phrase("refused.not_coordinator"), locale=person.locale)
        return
    counted = await figures(turn.connection, turn.network_id)
    said = [phrase("stats.title", holders=phrase("stats.holders", count=counted.holders),
                   cases=phrase("stats.cases", count=counted.cases))]  # fmt: skip
    if counted.cases:
        said += [
            _list("stats.stages", [(phrase(f"stats.stage.{key}"), n) for key, n in counted.stages.items()]),
            _list("stats.territories", _territories(turn.network, counted.territories)),
            _list("stats.sectors", _sectors(turn.network, counted.sectors, person.locale)),
            _list("stats.open", [(phrase(f"case.slot.{role}"), counted.open_slots.get(role, 0))
                                 for role in (Role.TECHNICAL, Role.TERRITORIAL)]),
        ]  # fmt: skip
    await turn.say(telegram_id, *said, locale=person.locale)


Counts = list[tuple[Param, int]]


def _list(key: str, counts: Counts) -> Phrase:
    return phrase(key, items=tuple(phrase("stats.item", what=what, count=n) for what, n in counts))


def _territories(network: Network, counts: Mapping[str, int]) -> Counts:
    known = network.territory_by_id
    return [(known[k].name if k in known else phrase("place.undecided"), n) for k, n in counts.items()]


def _sectors(network: Network, counts: Mapping[str, int], locale: str) -> Counts:
    known = network.sector_by_id
    return [(known[k].label.in_(locale) if k in known else phrase("sector.none"), n) for k, n in counts.items()]
