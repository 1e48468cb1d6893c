"""Contact: a telephone number, an e-mail address, or both. Value: {"phone": E.164 or None, "email": str or None}."""

from __future__ import annotations

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Shared, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.kind import Kind, only
from conversations.words.cleaning import clip
from network.phrase import Phrase, phrase

REGION = "FR"
LONGEST = 400
SHOWN = 60
NATIONAL = 10
"""Digits of a French number, …"""
FOREIGN = 9
"""… and of one from abroad, at least."""
_ADDRESS = re.compile(r"[^\s,;:<>()\"]+@[^\s,;<>()\"]*")


def _ask(at: Moment) -> Message:
    return Message((at.text("ask"),), contact_button=phrase("button.share_contact") if at.step.share else None)


def _read(at: Moment, offered: Offered) -> Outcome:
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
        return Accepted({"phone": number, "email": None}) if number else Refused(_why(text, "refused.contact"))
    email = email_in(address[0])
    if email is None:
        return Refused(phrase("refused.email"))
    return Accepted({"phone": phone_in(text.replace(address[0], " ")), "email": email})


def _why(text: str, without_digits: str) -> Phrase:
    """Why a text holds no number: it has none, too few or too many digits, or those of another country."""
    digits = re.sub(r"[^0-9]", "", text)
    if not digits:
        return phrase(without_digits)
    national = digits.startswith("0") and len(digits) <= NATIONAL
    return phrase("refused.phone" if national or len(digits) < FOREIGN else "refused.phone_abroad")


def email_in(text: str) -> str | None:
    """The address, normalised; whether its domain exists is not looked up."""
    try:
        return validate_email(text.rstrip("."), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def phone_in(text: str) -> str | None:
    """The first telephone number in `text`, as E.164; French unless it says otherwise.

    Only a possible length is asked for: the ranges reserved for fiction are in no plan of valid numbers, and new
    ranges open before a library knows them.
    """
    matcher = phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE)
    found = next(iter(matcher), None)
    if found is None:
        return None
    return str(phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.E164))


def _say(at: Moment, value: JsonValue) -> Phrase:
    return phrase("said.list", items=tuple(readable(value)))


def readable(value: JsonValue) -> list[str]:
    """Number and address as people write them."""
    phone, email = value["phone"], value["email"]
    return [*([spaced(phone)] if phone else []), *([clip(email, SHOWN)] if email else [])]


def phone_shared(phone: str) -> str | None:
    """The number of a shared contact as E.164; Telegram writes it with its country code, with or without the plus."""
    return phone_in(phone if phone.startswith("+") else f"+{phone}")


def _read_phone(at: Moment, offered: Offered) -> Outcome:
    """A telephone number and nothing else."""
    if isinstance(offered, Typed):
        number = phone_in(offered.text[:LONGEST])
        return Accepted(number) if number else Refused(_why(offered.text[:LONGEST], "refused.phone"))
    outcome = _read(at, offered)
    return Accepted(outcome.value["phone"]) if isinstance(outcome, Accepted) else outcome


def spaced(phone: str) -> str:
    """A number as people write it: in the national way, or with its country code where it is foreign."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    national = number.country_code == phonenumbers.country_code_for_region(REGION)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    if not isinstance(value, dict) or set(value) != {"phone", "email"}:
        return False
    known = [part for part in value.values() if part is not None]
    return bool(known) and all(isinstance(part, str) and part for part in known)


def _whole(at: Moment, value: JsonValue) -> Phrase:
    parts = (spaced(value["phone"]) if value["phone"] else "", value["email"] or "")
    return phrase("said.list", items=tuple(part for part in parts if part))


CONTACT = Kind(_ask, _read, _say, _fits, only("ask"), whole=_whole)

PHONE = Kind(
    _ask,
    _read_phone,
    lambda at, value: phrase("said.text", text=spaced(value)),
    lambda step, value, knowledge: isinstance(value, str) and value.startswith("+"),
    only("ask"),
)
