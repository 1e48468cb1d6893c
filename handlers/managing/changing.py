"""Changing: a field asked for, shown before it is kept, signed; an entry added. Who was faster is said."""

from __future__ import annotations

from conversations.engine.effects import Submit
from handlers.managing import cards
from handlers.slots.record import author_phrase
from handlers.turn import forms
from handlers.turn.audience import can_be_written_to, email_of
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.rights import manages
from handlers.turn.screen import far_day
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.fields import Ask, Field, Key, Table, Values, field_of, fingerprint, values
from network.managing import ManagingError, added, changed, find, name_of
from network.phrase import Phrase, phrase
from network.text import plain
from storage import conversations, managing
from storage.managing import Noted
from storage.networks import FILE

FLOW = "new-value"
NEW = {Table.ORGANISATIONS: "new-organisation", Table.SERVICES: "new-service", Table.REFERENTS: "new-referent"}
WORDS = {"service": Table.SERVICES, "referent": Table.REFERENTS}


# --- asked ------------------------------------------------------------------------------------------------------------


async def press_field(turn: Turn, telegram_id: int, key: Key, name: str) -> None:
    """A field was chosen: the question."""
    field = field_of(key, name)
    if field is None or find(turn.network, key) is None:
        turn.answer(phrase("press.over"))
    else:
        await ask(turn, telegram_id, key, field, pressed=True)


async def ask(
    turn: Turn, telegram_id: int, key: Key, field: Field, new: Values | None = None, *, pressed: bool = False
) -> None:
    """The question for a field; with a `new` value, whether that is kept."""
    entry = find(turn.network, key)
    was = fingerprint(values(entry, field)) if entry is not None else ""
    known = None if new is None else {"value": {"set": new, "was": was}}
    about = f"{key} {field.name}"
    await _leave_others(turn, telegram_id, about)
    await forms.begin(turn, telegram_id, PARTNER_LOCALE, FLOW, about, known, pressed=pressed)


async def _leave_others(turn: Turn, telegram_id: int, about: str) -> None:
    """Whoever asks for another field has done with the one before, which is not asked again behind it."""
    under_way = await conversations.load(turn.here, telegram_id)
    for state in under_way.stack:
        if state.flow in (FLOW, *NEW.values()) and state.about != about:
            await forms.drop(turn, telegram_id, state.about)


async def press_new(turn: Turn, telegram_id: int) -> None:
    """An organisation is to come."""
    await _begin(turn, telegram_id, Key(Table.ORGANISATIONS))


async def press_add(turn: Turn, telegram_id: int, key: Key, what: str) -> None:
    """Something is to come under an organisation."""
    if key.table is not Table.ORGANISATIONS or find(turn.network, key) is None:
        turn.answer(phrase("press.over"))
    else:
        await _begin(turn, telegram_id, Key(WORDS[what], under=key.id))


async def _begin(turn: Turn, telegram_id: int, key: Key) -> None:
    await _leave_others(turn, telegram_id, str(key))
    await forms.begin(turn, telegram_id, PARTNER_LOCALE, NEW[key.table], str(key), pressed=True)


# --- kept -------------------------------------------------------------------------------------------------------------


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """Another value was seen beside the old one, and agreed to."""
    about, _, name = form.about.partition(" ")
    key = Key.read(about)
    field, entry = field_of(key, name), find(turn.network, key)
    if not await manages(turn, telegram_id, key, name):
        await turn.say(telegram_id, phrase("refused.not_keeper"), locale=locale)
    elif field is None or entry is None:
        await turn.say(telegram_id, phrase("managing.gone"), locale=PARTNER_LOCALE)
    elif form.answers["agreed"] != "save":
        await cards.show(turn, telegram_id, key, phrase("managing.kept_as_is"))
    elif fingerprint(values(entry, field)) != form.answers["value"]["was"]:
        await turn.say(telegram_id, await _faster(turn, key, field), locale=PARTNER_LOCALE)
        await ask(turn, telegram_id, key, field)
    else:
        await _keep(turn, telegram_id, key, field, form.answers["value"]["set"])


async def _faster(turn: Turn, key: Key, field: Field) -> Phrase:
    """Somebody has changed the same field meanwhile: who, and when."""
    label, theirs = cards.labelled(field), await managing.newest(turn.here, 1, key, field.name)
    if not theirs:
        return phrase("managing.faster.unknown", field=label)
    return phrase("managing.faster", field=label, **signed(turn, theirs[0]))


def signed(turn: Turn, noted: Noted) -> dict[str, Phrase | str]:
    """Who changed something, and when, for a phrase."""
    known = phrase("managing.file") if noted.author == FILE else author_phrase(turn, noted.author)
    return {"who": known or phrase("managing.gone_author"), "day": far_day(PARTNER_LOCALE, turn.day(noted.at))}


async def _keep(turn: Turn, telegram_id: int, key: Key, field: Field, new: Values) -> None:
    try:
        network = changed(turn.network, key, new)
    except ManagingError:
        await turn.say(telegram_id, phrase("managing.unfit"), locale=PARTNER_LOCALE)
        await ask(turn, telegram_id, key, field)
        return
    reached_at = email_of(turn, key.id)
    await turn.amend(network, turn.actor(telegram_id), f"{field.name} {key}")
    if key.table is Table.REFERENTS and field.ask in _REACHES:
        await _tell_whom(turn, telegram_id, key, field, reached_at)
    await cards.show(turn, telegram_id, key, phrase("managing.done", field=cards.labelled(field)))


def _called(turn: Turn, name: str) -> str | None:
    """An organisation of that name, which somebody else may have added meanwhile."""
    known = turn.network.known_organisations.values()
    return next((one.name for one in known if plain(one.name) == plain(name)), None)


_REACHES = (Ask.PHONE, Ask.EMAIL)


async def _tell_whom(turn: Turn, telegram_id: int, key: Key, field: Field, reached_at: str) -> None:
    """Somebody else changed how a referent is reached: they hear of it where they were reached until now, since what is
    theirs goes to the other address from now on.
    """
    theirs = turn.accounts.get(key.id)
    if theirs == telegram_id:
        return
    who = author_phrase(turn, turn.actor(telegram_id)) or phrase("managing.gone_author")
    said = phrase("managing.yours_changed", who=who, field=cards.labelled(field), **turn.contact)
    if theirs is not None and not is_by_mail(theirs) and await can_be_written_to(turn, theirs):
        await turn.say(theirs, said, locale=PARTNER_LOCALE)
    elif field.ask is Ask.EMAIL:
        subject = phrase("managing.yours_changed.subject", network=turn.network.identity.name)
        await turn.mail(reached_at, subject, [said], locale=PARTNER_LOCALE)


async def hand_in_new(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """An entry was told, seen, and agreed to."""
    key = Key.read(form.about)
    above = Key(Table.ORGANISATIONS, key.under)
    what = next((word for word, table in WORDS.items() if table is key.table), "")
    if not await manages(turn, telegram_id, above if key.under else key, what):
        await turn.say(telegram_id, phrase("refused.not_keeper"), locale=locale)
        return
    if form.answers["agreed"] != "save":
        await turn.say(telegram_id, phrase("managing.kept_as_is"), locale=PARTNER_LOCALE)
        return
    given = [answer["set"] for step, answer in form.answers.items() if step != "agreed"]
    told = {name: value for one in given for name, value in one.items()}
    if key.table is Table.ORGANISATIONS and (there := _called(turn, told["name"])):
        await turn.say(telegram_id, phrase("managing.twice", name=there), locale=PARTNER_LOCALE)
        return
    try:
        if key.under and find(turn.network, above) is None:
            raise ManagingError("gone")
        network, new = added(turn.network, key, told)
    except ManagingError:
        await turn.say(telegram_id, phrase("managing.gone"), locale=PARTNER_LOCALE)
        return
    await turn.amend(network, turn.actor(telegram_id), f"new {new}")
    await cards.show(turn, telegram_id, new, phrase("managing.added", name=name_of(turn.network, new)))
