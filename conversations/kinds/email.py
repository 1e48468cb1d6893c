"""Email: an e-mail address and nothing else, of at most so many characters. Value: str."""

from __future__ import annotations

from conversations.engine.effects import Message
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Shared
from conversations.engine.state import JsonValue
from conversations.kinds.contact import ContactStep, asked, read
from conversations.words.addresses import address_in
from conversations.words.cleaning import clip
from conversations.words.heard import Heard
from network.phrase import Phrase, phrase

SHOWN = 60


class EmailStep(ContactStep):
    """Nothing is shared: Telegram knows of no address. `at_most`: characters that an address has room for."""

    share: bool = False
    at_most: int = 120


def email_in(text: str) -> Heard[JsonValue]:
    """The address in typed words."""
    found = address_in(text)
    if found is None:
        return Heard(None, phrase("refused.email"))
    return Heard(found[1].value, found[1].why, found[1].written)


def _ask(at: Moment[EmailStep]) -> Message:
    return asked(at, email_in)


def _read(at: Moment[EmailStep], offered: Offered) -> Outcome:
    if isinstance(offered, Shared):
        return Refused(phrase("refused.email"))
    outcome, most = read(at, offered, email_in, lambda phone: phone), at.step.at_most
    if isinstance(outcome, Accepted) and len(outcome.value) > most:
        return Refused(phrase("refused.text_long", most=most, length=len(outcome.value)))
    return outcome


def _say(at: Moment[EmailStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=clip(value, SHOWN))


def _fits(step: EmailStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, str) and "@" in value


KIND = Kind(_ask, _read, _say, _fits, only("ask"), EmailStep)
