"""Contact: a telephone number, an e-mail address, or both. Value: {"phone": E.164 or None, "email": str or None}."""

from __future__ import annotations

import re
from collections.abc import Callable

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Shared, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words.addresses import address_in
from conversations.words.cleaning import clip
from conversations.words.contacts import for_reading, phone_in, phone_shared
from conversations.words.heard import Heard
from conversations.words.matching import says
from conversations.words.negation import heard
from network.phrase import Phrase, phrase

LONGEST = 400
SHOWN = 60
A_NUMBER = 5
"""Digits beside an address that are meant as a number."""


class ContactStep(Step):
    """`share` offers the button that shares one's own number."""

    share: bool = True


Hear = Callable[[str], Heard[JsonValue]]


def contact_in(text: str) -> Heard[JsonValue]:
    """A number, an address, or both, in typed words."""
    text = re.sub(r"(?<=\S)[^\S\n]*@[^\S\n]*(?=\S)", "@", text[:LONGEST])
    address = address_in(text)
    if address is None:
        phone = phone_in(text)
        nothing = phone.why is not None and phone.why.key == "refused.phone_none"
        value = None if phone.value is None else {"phone": phone.value, "email": None}
        return Heard(value, phrase("refused.contact") if nothing else phone.why, value)
    rest, email = address
    phone = phone_in(rest) if len(re.findall(r"[0-9]", rest)) >= A_NUMBER else Heard(None)
    why = email.why or phone.why
    if email.value is None or (phone.value is None and phone.why is not None):
        return Heard(None, why)
    as_written = email.written if email.why else email.value
    written = {"phone": phone.value, "email": as_written} if as_written else None
    return Heard({"phone": phone.value, "email": email.value}, why, written)


def _ask(at: Moment[ContactStep]) -> Message:
    return asked(at, contact_in)


def asked(at: Moment[ContactStep], hear: Hear) -> Message:
    """The question; or, where what was typed is not sure, whether that is meant."""
    share = phrase("button.share_contact") if at.step.share else None
    doubt = _doubt(at, hear)
    if doubt is None or doubt.why is None:
        return Message((at.text("ask"),), contact_button=share)
    kept = doubt.written not in (None, doubt.value)
    no = Button(phrase("button.as_written"), "written") if kept else Button(phrase("button.retype"), "retype")
    return Message((doubt.why,), ((Button(phrase("button.as_meant"), "meant"), no),), share)


def _doubt(at: Moment[ContactStep], hear: Hear) -> Heard[JsonValue] | None:
    """What was typed before and is not sure yet."""
    said = at.data.get("said")
    made = hear(said) if isinstance(said, str) else None
    return made if made is not None and made.value is not None and made.why is not None else None


def _read(at: Moment[ContactStep], offered: Offered) -> Outcome:
    return read(at, offered, contact_in, lambda phone: {"phone": phone, "email": None})


def read(at: Moment[ContactStep], offered: Offered, hear: Hear, of_phone: Callable[[str], JsonValue]) -> Outcome:
    """What was typed or shared, as `hear` makes it out; a number alone is a value by `of_phone`."""
    match offered:
        case Shared(_, own=True) if not at.step.share:
            return Refused(phrase("refused.contact_own"))
        case Shared(_, own=False) if at.step.share:
            return Refused(phrase("refused.contact_other"))
        case Shared(phone, _):
            number = phone_shared(phone)
            return Accepted(of_phone(number)) if number else Refused(phrase("refused.phone_abroad"))
        case Typed(text):
            return _typed(at, text[:LONGEST], hear)
        case Tapped(value):
            return _tapped(value, _doubt(at, hear))
        case _:
            return Unknown()


def _tapped(value: str, doubt: Heard[JsonValue] | None) -> Outcome:
    match value:
        case "meant" if doubt is not None:
            return Accepted(doubt.value)
        case "written" if doubt is not None and doubt.written is not None:
            return Accepted(doubt.written)
        case "retype" if doubt is not None:
            return Drafted({})
        case _:
            return Unknown()


def _typed(at: Moment[ContactStep], text: str, hear: Hear) -> Outcome:
    """What is not sure is asked back; yes takes it, the same words again stand as they are, no asks anew."""
    doubt = _doubt(at, hear)
    if doubt is not None and says(text, at.write(phrase("words.yes"))):
        return Accepted(doubt.value)
    if doubt is not None and says(text, at.write(phrase("words.no"))):
        return Drafted({})
    made = hear(text)
    if made.value is None:
        why = made.why or phrase("refused.contact")
        return Refused(why) if doubt is None else Drafted({}, why)
    if made.why is not None and made == doubt and made.written is not None:
        return Accepted(made.written)
    return Accepted(made.value) if made.why is None else Drafted({"said": text})


def _hears(at: Moment[ContactStep], text: str) -> JsonValue:
    """A number or an address in words about more, where nothing is to be asked and they do not deny it."""
    pieces = [piece for piece in re.split(r"[;!?\n]|[.,]\s", text) if re.search(r"@|[0-9](?:[\s.]*[0-9]){7}", piece)]
    made = contact_in(" ; ".join(pieces)) if pieces and not any(heard(piece).denials for piece in pieces) else None
    return made.value if made is not None and made.why is None else None


def _say(at: Moment[ContactStep], value: JsonValue) -> Phrase:
    return _whole(at, {**value, "email": clip(value["email"] or "", SHOWN)})


def _fits(step: ContactStep, value: JsonValue, knowledge: Knowledge) -> bool:
    if not isinstance(value, dict) or set(value) != {"phone", "email"}:
        return False
    known = [part for part in value.values() if part is not None]
    return bool(known) and all(isinstance(part, str) and part for part in known)


def _whole(at: Moment[ContactStep], value: JsonValue) -> Phrase:
    parts = (for_reading(value["phone"]), value["email"] or "")
    return phrase("said.list", items=tuple(part for part in parts if part))


KIND = Kind(
    _ask, _read, _say, _fits, only("ask"), ContactStep, whole=_whole, number=lambda value: value["phone"], hears=_hears
)
