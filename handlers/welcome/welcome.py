"""The welcome: whoever writes while no form is under way begins to tell a project, or is told where they stand."""

from __future__ import annotations

from conversations.engine.asides import known
from conversations.engine.events import Commanded, Event, OtherSent, Said
from conversations.words import typed_commands
from conversations.words.typed_commands import locale_named
from handlers.cases.status_lines import states
from handlers.cases.verbs import BEGIN, MINE
from handlers.partners import departures
from handlers.slots.record import show_records
from handlers.turn import forms, register
from handlers.turn.events import Heard
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import Turn
from network.phrase import Phrase, phrase
from network.questions import answer
from storage import cases, members, people
from storage import departures as stored

START = "debut"
"""What the engine calls /start."""


async def hear(turn: Turn, chat_id: int, locale: str, event: Event) -> None:
    """What somebody says goes to the form under way; without one they are welcomed."""
    if not await forms.talk(turn, chat_id, locale, event):
        await welcome(turn, chat_id, locale)


async def welcome(turn: Turn, chat_id: int, locale: str, first: Said | OtherSent | None = None) -> None:
    """Somebody without a form under way begins to tell a project, or is told where they stand; `first` are their
    words. Whoever may read neither of our languages is asked at their very first word which it shall be.
    """
    new = turn.caller.foreign and await people.find(turn.here, chat_id) is None
    person = await people.meet(turn.here, chat_id, locale, turn.now)
    if turn.referent_of(chat_id) is not None:
        role = "coordinator" if chat_id in turn.coordinators() else "referent"
        await turn.say(chat_id, phrase(f"start.{role}"), locale=person.locale)
    elif references := await members.references_of(turn.here, chat_id):
        await _where_it_stands(turn, chat_id, person.locale, references)
    else:
        if isinstance(first, OtherSent) and first.content is not None:
            await turn.say(chat_id, phrase("files.before"), locale=person.locale)
        said = first if isinstance(first, Said) else None
        await forms.begin(turn, chat_id, person.locale, "intake", which_language=new, first=said)


async def _where_it_stands(turn: Turn, chat_id: int, locale: str, references: list[str]) -> None:
    said: list[Paragraph] = [phrase("start.returning", **turn.contact)]
    for reference in references:
        case = await cases.get(turn.here, reference)
        said.append((phrase("project.title", reference=reference), *states(turn.network, case, turn.now)))
    rows = [[MINE.button("start.mine")], [BEGIN.button("start.another", "intake")]]
    await turn.show(chat_id, Screen(said, rows, locale))


# --- commands ---------------------------------------------------------------------------------------------------------


async def start(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """/start. Whoever has a role gets what waits for them: records that could not be sent before they wrote."""
    referent = turn.referent_of(chat_id)
    known = await people.find(turn.here, chat_id)
    away = await stored.departed(turn.here)
    if referent is not None and (referent.id in away or (known is not None and known.blocked_at is not None)):
        await departures.come_back(turn, referent, chat_id)
        await hear(turn, chat_id, locale, Commanded(START))
        return
    await hear(turn, chat_id, locale, Commanded(START))
    if referent is not None and known is None:
        await show_records(turn, chat_id, referent)


async def open_record(turn: Turn, telegram_id: int, locale: str, reference: str) -> None:
    """The link of a press on a card, for whoever could not be written to until now."""
    await hear(turn, telegram_id, locale, Commanded(START))
    referent = turn.referent_of(telegram_id)
    if referent is not None:
        await show_records(turn, telegram_id, referent, reference)


async def help_(turn: Turn, chat_id: int, locale: str, argument: str) -> None:
    """/aide."""
    if await forms.talk(turn, chat_id, locale, Commanded("aide", argument)):
        return
    person = await people.meet(turn.here, chat_id, locale, turn.now)
    await turn.say(chat_id, _help(turn, chat_id), locale=person.locale)


def _help(turn: Turn, telegram_id: int) -> Phrase:
    contact = turn.network.identity.contact
    if telegram_id in turn.coordinators():
        return phrase("help.coordinator")
    if turn.referent_of(telegram_id) is not None:
        return phrase("help.referent", phone=contact.phone)
    return phrase("help.person", phone=contact.phone)


async def language(turn: Turn, chat_id: int, locale: str, argument: str) -> None:
    """/langue, and which; without one, the other of the two."""
    if await forms.talk(turn, chat_id, locale, Commanded("langue", argument)):
        return
    person = await people.meet(turn.here, chat_id, locale, turn.now)
    named = locale_named(argument) if argument.strip() else "en" if person.locale == "fr" else "fr"
    chosen = named if named is not None and named in turn.network.identity.languages else person.locale
    await people.set_locale(turn.here, chat_id, chosen)
    await turn.say(chat_id, phrase("locale.changed"), locale=chosen)


async def asks_a_question(turn: Turn, heard: Heard) -> bool:
    """A common question of somebody who has sent their project is answered where no form is under way; whoever has not
    yet is answered in the form that begins with it.
    """
    chat_id, said = turn.caller.chat_id, heard.event.text if isinstance(heard.event, Said) else ""
    question = known(said, turn.network)
    if question is None or turn.referent_of(chat_id) is not None or not await members.references_of(turn.here, chat_id):
        return False
    person = await people.meet(turn.here, chat_id, turn.caller.locale, turn.now)
    rows = [[BEGIN.button("button.call", "callback")]] if question.calls else []
    await turn.show(chat_id, Screen([answer(turn.network, question)], rows, person.locale))
    return True


async def names_a_language(turn: Turn, heard: Heard) -> bool:
    """`français` or `english`, typed where no form is under way, is /langue with that."""
    said = heard.event.text if isinstance(heard.event, Said) else ""
    if typed_commands.meant(said) != "langue":
        return False
    await language(turn, turn.caller.chat_id, turn.caller.locale, said if locale_named(said) else "")
    return True


def of_a_form(name: str) -> register.Asked:
    """A command that means something in a form alone: /annuler, /retour, /passer."""

    async def command(turn: Turn, chat_id: int, locale: str, argument: str) -> None:
        if not await forms.talk(turn, chat_id, locale, Commanded(name, argument)):
            person = await people.meet(turn.here, chat_id, locale, turn.now)
            await turn.say(chat_id, phrase("cancel.nothing"), locale=person.locale)

    return command
