"""What everybody must be able to read: labels whole on a small telephone, short questions, no symbol without words."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

import pytest

from conversations.words.catalogue import locales, words
from handlers.turn.screen import fits
from network import file
from tests.calls import rows_of_buttons
from tests.stage import NETWORK
from tests.stage.story import FOLDER

LONGEST = 600
WORKED_WITH = re.compile(
    r"Voici votre demande|Here is your request|Votre demande \w+-|Your request \w+-|Dossier |Record |[A-Z]+-\d+ · |"
    r"\d+ délais? passés?|Signatures de la charte"
)
"""How messages begin that show what was told, what waits, who has signed: a recap, a case, a record, a digest."""
END_OF_A_RECORD = "Ces informations ne sont que pour vous."
A_LETTER = re.compile(r"    [^:]+: “")
"""What stands above a letter, which is read on paper or in a mailbox, and may be long; see `tests.calls`."""


def test_no_row_holds_more_than_a_small_telephone_shows() -> None:
    """Names of people, organisations and services stand in a row of their own, as long as they are."""
    network = file.load(NETWORK)
    services = [service.title for one in network.organisations for service in one.services]
    names = [referent.name.in_(locale) for referent in network.referents for locale in ("fr", "en")]
    names += [title.in_(locale) for title in services for locale in ("fr", "en")]
    names += (organisation.name for organisation in network.organisations)
    rows = rows_of_buttons()
    assert len(rows) > 300
    long = [row for row in rows if not all(fits(label, len(row)) for label in row)]
    assert [row for row in long if len(row) > 1] == []
    assert [label for [label] in long if not any(name in label for name in names)] == []


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_sector_fits_a_row_and_a_short_label_is_short_for_something(locale: str) -> None:
    sectors = file.load(NETWORK).sectors
    labels = [sector.on_button.in_(locale) for sector in sectors]
    assert [label for label in labels if not fits(label, 1)] == []
    assert len(set(labels)) == len(labels)
    assert all(fits(one.label.fr, 1) + fits(one.label.en, 1) < 2 for one in sectors if one.short)


def with_buttons() -> Iterator[tuple[str, str]]:
    """Every message of a chat in the stories that has buttons: the story, and the words as they are read."""
    for path in sorted((FOLDER / "calls").glob("*.txt")):
        said: list[str] = []
        in_a_letter = False
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("        "):
                in_a_letter = A_LETTER.match(line) is not None
            if in_a_letter:
                said = []
            elif line.startswith("        |"):
                said.append(line[10:])
            elif line.startswith("        ["):
                if said:
                    yield path.stem, html.unescape(re.sub(r"</?[a-z]+>", "", "\n".join(said)))
                said = []
            else:
                said = []


def test_a_message_that_asks_is_short() -> None:
    asked = list(with_buttons())
    assert len(asked) > 500
    long = {
        (story, text[:60])
        for story, text in asked
        if len(text) > LONGEST and not WORKED_WITH.match(text) and not text.endswith(END_OF_A_RECORD)
    }
    assert long == set()


@pytest.mark.parametrize("locale", locales())
def test_no_symbol_stands_without_words(locale: str) -> None:
    """A sign helps the eye where words say the same beside it; no picture, no arrow, no coloured dot."""
    typed = re.compile(r"(^|\.)words(\.|$)")  # lists of what is typed, which nobody is shown
    told = {key: form for key, forms in words(locale).texts.items() if not typed.search(key) for form in forms}
    signs = {
        key: {sign for sign in form if unicodedata.category(sign) in ("So", "Sm", "Sk") and sign not in "+=<>|"}
        for key, form in told.items()
    }
    assert set().union(*signs.values()) <= {"✓"}
    for key, found in signs.items():
        assert not found or re.search(r"[a-z]{3}|\{label\}", told[key]), key
