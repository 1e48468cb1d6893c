"""Telephone numbers in typed words, and how people write them."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, ValidationResult

from conversations.words.catalogue import on_one_line
from conversations.words.cleaning import fold
from conversations.words.heard import Heard
from conversations.words.numbers import numbers_in
from network.phrase import Phrase, phrase

REGION = "FR"
NATIONAL = 10
"""Digits of a French number with its 0."""
FOREIGN = 9
"""Digits that a number from abroad has at least, with its country code."""
MOST = 15
"""Digits that a number has at most, with its country code (ITU-T E.164)."""
SPELLED = 5
"""Digits in words that are meant as a number."""
_NOUGHTS = {"zero": "0", "oh": "0", "o": "0"}
_TWICE = frozenset({"double"})
_SET_ASIDE = re.compile(r"\+44(1632960|7700900)\d{3}")
"""Numbers for examples that no plan holds (Ofcom, numbers for drama use); those of France and North America it does."""
_RUN = re.compile(r"\+?[0-9](?:[\s().\-/]*[0-9])*")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LETTERS = re.compile(r"[0-9][\s.-]?[OoIl]{1,2}(?:[\s.-]?[0-9OoIl]|$)|(?:^|\s)[OoIl][0-9]")
"""Letters that look like digits, in the place of one."""


def phone_in(text: str) -> Heard[str]:
    """The first telephone number in `text` that can be called, as E.164; French unless it says otherwise.

    One whose length is possible but that no plan holds is asked back: new ranges open before a library knows them, and
    elsewhere a number may have several lengths. A French one never lacks a digit.
    """
    said = _spelled(text)
    if said is not None:
        heard = phone_in(said)
        why = None if heard.value is None else phrase("doubt.phone_read", phone=for_reading(heard.value))
        return Heard(heard.value, why or heard.why)
    matcher = phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE)
    found = [one.number for one in matcher if _is_whole(one.number)]
    known = next((number for number in found if _is_known(number)), None)
    if known is not None:
        return Heard(_written(known))
    if found and not _LETTERS.search(text):
        phone = _written(found[0])
        return Heard(phone, phrase("doubt.phone", phone=for_reading(phone)), phone)
    return Heard(None, _why_none(text))


def _reached(text: str) -> list[tuple[int, int]]:
    """Where words say how somebody is reached: by telephone or by e-mail."""
    matcher = phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE)
    phones = [(one.start, one.end) for one in matcher if _is_whole(one.number) and _is_known(one.number)]
    return sorted([*phones, *(one.span() for one in _ADDRESS.finditer(text))])


def reaches(text: str) -> bool:
    """Whether words say how somebody is reached."""
    return bool(_reached(text))


def unreached(text: str) -> str:
    """Words without what says how somebody is reached: "…" stands in its place."""
    for start, end in reversed(_reached(text)):
        text = f"{text[:start]}…{text[end:]}"
    return text


def _spelled(text: str) -> str | None:
    """The digits of a number that is said in words, or partly: "zéro six, trente-neuf, …"; None where none is."""
    if len(_digits(text)) >= FOREIGN:
        return None
    runs = [""]
    for part in re.split(r"[,;.\n]", text):
        words = fold(part).split()
        numbers = {number.first: number for number in numbers_in(words, "fr")}
        at, doubled = 0, False
        while at < len(words):
            word, number = words[at], numbers.get(at)
            if word in _TWICE:
                doubled, at = True, at + 1
                continue
            if word.isdigit() or word in _NOUGHTS:
                digits, end = _NOUGHTS.get(word, word), at + 1
            else:
                digits, end = (str(number.value), number.end) if number and number.value < 100 else ("", at + 1)
            digits, doubled = digits * (1 + doubled), False
            runs = [*runs[:-1], runs[-1] + digits] if digits else [*runs, ""]
            at = end
    longest = max(runs, key=len)
    return longest if len(longest) >= SPELLED and len(longest) > len(_digits(text)) else None


def _written(number: PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _is_known(number: PhoneNumber) -> bool:
    return phonenumbers.is_valid_number(number) or _SET_ASIDE.fullmatch(_written(number)) is not None


def _is_whole(number: PhoneNumber) -> bool:
    """Whether it has all its digits. "01 99 00 12 3" is read as one of nine digits that begins with a nought."""
    return not (number.country_code == phonenumbers.country_code_for_region(REGION) and number.italian_leading_zero)


def _why_none(text: str) -> Phrase:
    """Why a text holds no number that can be called."""
    run = max(_RUN.findall(text), key=lambda one: len(_digits(one)), default="")
    digits = _digits(run)
    if not digits:
        return phrase("refused.phone_none")
    if _LETTERS.search(text):
        return phrase("refused.phone_letters")
    if run.startswith("+") or digits.startswith("00"):
        return _why_none_abroad(run)
    if len(digits) < FOREIGN or (digits.startswith("0") and len(digits) < NATIONAL):
        return phrase("refused.phone_short", digits=str(len(digits)))
    if len(digits) > MOST or (digits.startswith("0") and len(digits) > NATIONAL):
        return phrase("refused.phone_long", digits=str(len(digits)))
    return phrase("refused.phone_abroad")


def _why_none_abroad(run: str) -> Phrase:
    try:
        number = phonenumbers.parse(run, REGION)
    except NumberParseException as error:
        nowhere = error.error_type == NumberParseException.INVALID_COUNTRY_CODE
        long = error.error_type == NumberParseException.TOO_LONG
        if nowhere:
            return phrase("refused.phone_code")
        return phrase("refused.phone_long_abroad" if long else "refused.phone_short_abroad")
    length = phonenumbers.is_possible_number_with_reason(number)
    long = length in (ValidationResult.TOO_LONG, ValidationResult.INVALID_LENGTH)
    return phrase("refused.phone_long_abroad" if long else "refused.phone_short_abroad")


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def phone_shared(phone: str) -> str | None:
    """The number of a shared contact as E.164; Telegram writes it with its country code, with or without the plus."""
    return phone_in(phone if phone.startswith("+") else f"+{phone}").value


def unsigned(text: str) -> str:
    """A text with an ellipsis in the place of every number that can be called and every e-mail address."""
    matcher = phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE)
    for found in reversed([one for one in matcher if _is_whole(one.number)]):
        text = f"{text[: found.start]}…{text[found.end :]}"
    return _ADDRESS.sub("…", text)


def spaced(phone: str) -> str:
    """A number as people write it: in the national way, or with its country code where it is foreign."""
    try:
        number = phonenumbers.parse(phone)
    except NumberParseException:
        return phone
    national = number.country_code == phonenumbers.country_code_for_region(REGION)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))


def for_reading(phone: str | None) -> str:
    """The same on one line, wherever a line may end; empty where there is none."""
    return on_one_line(spaced(phone)) if phone else ""
