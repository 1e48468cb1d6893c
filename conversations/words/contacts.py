"""Telephone numbers and e-mail addresses in typed words, and how people write them."""

from __future__ import annotations

import phonenumbers

REGION = "FR"


def email_in(text: str) -> str | None:
    """The address, normalised; whether its domain exists is not looked up."""
    from email_validator import EmailNotValidError, validate_email  # compiling its rules takes a start's time

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


def phone_shared(phone: str) -> str | None:
    """The number of a shared contact as E.164; Telegram writes it with its country code, with or without the plus."""
    return phone_in(phone if phone.startswith("+") else f"+{phone}")


def spaced(phone: str) -> str:
    """A number as people write it: in the national way, or with its country code where it is foreign."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    national = number.country_code == phonenumbers.country_code_for_region(REGION)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))


def for_reading(phone: str | None) -> str:
    """The same on one line, wherever a line may end; empty where there is none."""
    return spaced(phone).replace(" ", "\N{NO-BREAK SPACE}") if phone else ""
