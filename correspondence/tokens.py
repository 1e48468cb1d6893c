"""Tokens: what a link in a letter carries, so that nobody can make one; with a key of their own from a secret."""

from __future__ import annotations

import base64
import hmac
import re
from dataclasses import dataclass

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TOKEN = re.compile(r"#([0-9a-z]{1,12})\.([0-9]{1,2})\.([a-z2-7]{13})")
_LETTER = re.compile(r"<([0-9]{1,18})\.[0-9]{14}\.([a-z2-7]{13})\.[^@>\s]*@[^>\s]+>")


@dataclass(frozen=True, slots=True)
class Named:
    """What a token or a Message-ID names: a letter of ours, and one of its links; 0 for none in particular."""

    mail_id: int
    number: int = 0


class Tokens:
    """Makes and reads them. Sixty-five bits are enough: a wrong one can be tried once a mail, and is answered."""

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"mail", "sha256")

    def of(self, mail_id: int, number: int, account: int, data: str, until: str) -> str:
        """The token of a link: of one letter, one act, one account, until then."""
        return f"#{_base36(mail_id)}.{number}.{self._signed(f'act {mail_id} {number} {account} {data} {until}')}"

    def matches(self, token: str, mail_id: int, number: int, account: int, data: str, until: str) -> bool:
        """Whether a token is the one of such a link."""
        return hmac.compare_digest(token, self.of(mail_id, number, account, data, until))

    def seal(self, mail_id: int) -> str:
        """What stands in the Message-ID of a letter."""
        return self._signed(f"letter {mail_id}")

    def letter(self, message_id: str) -> Named | None:
        """The letter of ours that a Message-ID is of; None where it is none."""
        found = _LETTER.fullmatch(message_id)
        if found is None or not hmac.compare_digest(found[2], self.seal(int(found[1]))):
            return None
        return Named(int(found[1]))

    def _signed(self, words: str) -> str:
        return base64.b32encode(hmac.digest(self._key, words.encode(), "sha256")).decode().lower()[:13]


def named(token: str) -> Named | None:
    """What a token names, whoever made it."""
    found = _TOKEN.fullmatch(token)
    return Named(int(found[1], 36), int(found[2])) if found is not None else None


def _base36(number: int) -> str:
    written = ""
    while number or not written:
        number, rest = divmod(number, 36)
        written = _DIGITS[rest] + written
    return written
