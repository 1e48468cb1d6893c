"""A contact as a file that any telephone's address book opens (vCard 3.0, RFC 2426)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from network.organisations import Address

_ENDS = "\r\n"
_MOST = 75
"""Bytes of a line; what is longer goes on in the next one, after a space."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to be kept in an address book: an organisation, or with `person` somebody of it."""

    organisation: str
    person: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    address: Address | None = None
    note: str = ""


def written(*contacts: Contact) -> str:
    """The text of a file that holds some contacts."""
    return "".join(_folded(line) + _ENDS for contact in contacts for line in _lines(contact))


def _lines(contact: Contact) -> Iterator[str]:
    name = contact.person or contact.organisation
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"N:{_escaped(name)};;;;"
    yield f"FN:{_escaped(name)}"
    yield f"ORG:{_escaped(contact.organisation)}"
    plain = {
        "TITLE": contact.role,
        "TEL;TYPE=WORK,VOICE": contact.phone,
        "EMAIL;TYPE=INTERNET,WORK": contact.email,
        "NOTE": contact.note,
    }
    yield from (f"{field}:{_escaped(value)}" for field, value in plain.items() if value)
    if contact.site:
        yield f"URL:{_on_a_line(contact.site)}"  # a URI is not escaped
    if (at := contact.address) is not None:
        parts = ("", at.more, at.street, at.town, "", at.postal_code, "France")
        yield f"ADR;TYPE=WORK:{';'.join(map(_escaped, parts))}"
    yield "END:VCARD"


def _escaped(text: str) -> str:
    for mark, written_as in (("\\", "\\\\"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n"), (",", "\\,"), (";", "\\;")):
        text = text.replace(mark, written_as)
    return text


def _on_a_line(text: str) -> str:
    return "".join(text.split())


def _folded(line: str) -> str:
    """The line in pieces of at most `_MOST` bytes; no character is cut."""
    pieces = [""]
    room = _MOST
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(" ")
            room = _MOST - 1
        pieces[-1] += character
        room -= size
    return _ENDS.join(pieces)
