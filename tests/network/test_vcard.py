"""A contact as a file: what address books need, and nothing that could break out of its field."""

from __future__ import annotations

from network.organisations import Address
from network.vcard import Contact, written

AT = Address(street="1 place de l'Exemple; cour", postal_code="63790", town="Murol", insee="63247")


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_what_stands_in_it() -> None:
    card = Contact(
        "Agence, exemple", "Conseillère", "Accueil", "+33199000001", "a@example.org", "https://example.org", AT
    )
    assert unfolded(written(card)) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Conseillère;;;;",
        "FN:Conseillère",
        "ORG:Agence\\, exemple",
        "TITLE:Accueil",
        "TEL;TYPE=WORK,VOICE:+33199000001",
        "EMAIL;TYPE=INTERNET,WORK:a@example.org",
        "URL:https://example.org",
        "ADR;TYPE=WORK:;;1 place de l'Exemple\\; cour;Murol;;63790;France",
        "END:VCARD",
        "",
    ]


def test_nothing_breaks_out_of_its_field() -> None:
    nasty = "A\r\nTEL:+33199000099\nEND:VCARD\\;,"
    lines = unfolded(written(Contact(nasty, note=nasty, site="https://example.org/\r\nTEL:1")))
    assert [line for line in lines if line.startswith(("TEL", "END:"))] == ["END:VCARD"]
    assert "NOTE:A\\nTEL:+33199000099\\nEND:VCARD\\\\\\;\\," in lines


def test_no_line_is_longer_than_75_bytes_and_no_character_is_cut() -> None:
    name = "é" * 300
    lines = written(Contact(name)).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert f"FN:{name}" in unfolded(written(Contact(name)))
