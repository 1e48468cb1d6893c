"""Contact: a telephone number, an e-mail address, or both. Value: {"phone": E.164 or None, "email": str or None}."""

from __future__ import annotations

import re

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Shared, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words.cleaning import clip
from conversations.words.contacts import email_in, phone_in, phone_shared, spaced
from network.phrase import Phrase, phrase

LONGEST = 400
SHOWN = 60
NATIONAL = 10
"""Digits of a French number, …"""
FOREIGN = 9
"""… and of one from abroad, at least."""
_ADDRESS = re.compile(r"[^\s,;:<>()\"]+@[^\s,;<>()\"]*")


class ContactStep(Step):
    """`share` offers the button that shares one's own number."""

    share: bool = True


def _ask(at: Moment[ContactStep]) -> Message:
    return Message((at.text("ask"),), contact_button=phrase("button.share_contact") if at.step.share else None)


def _read(at: Moment[ContactStep], offered: Offered) -> Outcome:
    match offered:
        case Shared(_, own=True) if not at.step.share:
            return Refused(phrase("refused.contact_own"))
        case Shared(_, own=False) if at.step.share:
            return Refused(phrase("refused.contact_other"))
        case Shared(phone, _):
            number = phone_shared(phone)
            return Accepted({"phone": number, "email": None}) if number else Refused(phrase("refused.phone"))
        case Typed(text):
            return _typed(text[:LONGEST])
        case _:
            return Unknown()


def _typed(text: str) -> Outcome:
    text = re.sub(r"(?<=\S)[^\S\n]*@[^\S\n]*(?=\S)", "@", text)
    address = _ADDRESS.search(text)
    if address is None:
        number = phone_in(text)
        return Accepted({"phone": number, "email": None}) if number else Refused(why_no_number(text, "refused.contact"))
    email = email_in(address[0])
    if email is None:
        return Refused(phrase("refused.email"))
    return Accepted({"phone": phone_in(text.replace(address[0], " ")), "email": email})


def why_no_number(text: str, without_digits: str) -> Phrase:
    """Why a text holds no number: it has none, too few or too many digits, or those of another country."""
    digits = re.sub(r"[^0-9]", "", text)
    if not digits:
        return phrase(without_digits)
    national = digits.startswith("0") and len(digits) <= NATIONAL
    return phrase("refused.phone" if national or len(digits) < FOREIGN else "refused.phone_abroad")


def _say(at: Moment[ContactStep], value: JsonValue) -> Phrase:
    return _whole(at, {**value, "email": clip(value["email"] or "", SHOWN)})


def _fits(step: ContactStep, value: JsonValue, knowledge: Knowledge) -> bool:
    if not isinstance(value, dict) or set(value) != {"phone", "email"}:
        return False
    known = [part for part in value.values() if part is not None]
    return bool(known) and all(isinstance(part, str) and part for part in known)


def _whole(at: Moment[ContactStep], value: JsonValue) -> Phrase:
    parts = (spaced(value["phone"]) if value["phone"] else "", value["email"] or "")
    return phrase("said.list", items=tuple(part for part in parts if part))


KIND = Kind(_ask, _read, _say, _fits, only("ask"), ContactStep, whole=_whole, number=lambda value: value["phone"])
