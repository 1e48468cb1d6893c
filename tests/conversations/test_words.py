"""The catalogues: complete, equal, well set, and every key that the code names is there."""

from __future__ import annotations

import html
import re
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from conversations.engine.check import check_all, visible
from conversations.words.catalogue import CatalogueError, in_words, keys, locales, merged, words
from handlers.turn.screen import far_day
from network import file
from network.phrase import Phrase, phrase
from tests.conversations.conftest import NETWORK_FILE
from tests.conversations.readability import PARTNERS

ROOT = Path(__file__).parents[2]
escape = partial(html.escape, quote=False)
TEXTS = [(locale, key, form) for locale in locales() for key, forms in words(locale).texts.items() for form in forms]


def test_nothing_is_missing_unequal_or_too_long() -> None:
    assert check_all(file.load(NETWORK_FILE)) == []


def test_french_and_english_have_the_same_keys() -> None:
    assert locales() == ("fr", "en")
    assert keys("fr") == keys("en")


CATALOGUES = ROOT / "conversations" / "locale"


def test_a_feature_has_a_catalogue_in_each_language_that_says_what_it_is() -> None:
    features = {locale: [path.name for path in sorted((CATALOGUES / locale).iterdir())] for locale in locales()}
    assert features["fr"] == features["en"]
    for path in CATALOGUES.glob("*/*.po"):
        first, second, *_ = path.read_text(encoding="utf-8").splitlines()
        assert re.fullmatch(r"# [A-Z].{30,}\.", first), path
        assert second.startswith({"fr": "# French.", "en": "# English."}[path.parent.name]), path


@pytest.mark.parametrize("second", ["notes.po", "letters.po"], ids=["in one file", "in two files"])
def test_a_key_stands_once(second: str, tmp_path: Path) -> None:
    for name in ("notes.po", second):
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write('msgid "notes.kept"\nmsgstr "Gardé."\n\n')
    with pytest.raises(CatalogueError, match=r"notes\.kept stands in .* and in (notes|letters)\.po"):
        merged(sorted(tmp_path.iterdir()), "fr")


FRENCH = [(key, form) for locale, key, form in TEXTS if locale == "fr"]
ENGLISH = [(key, form) for locale, key, form in TEXTS if locale == "en"]


def test_french_typography() -> None:
    faults = {
        "write ’": r"'",
        "a non-breaking space stands before ? ! ;": r"[^\u00a0\u202f][?!;]",
        "a non-breaking space stands before :": r"[^\u00a0]:(?!//)",
        "non-breaking spaces stand inside « »": r"«[^\u00a0]|[^\u00a0]»",
        "write …": r"\.\.\.",
    }
    for key, form in FRENCH:
        assert not [fault for fault, pattern in faults.items() if re.search(pattern, visible(form))], key


def test_english_typography() -> None:
    faults = {"write ’": r"'", "write “ ”": '"', "no space stands before ? ! ; :": r"\s[?!;:]"}
    for key, form in ENGLISH:
        assert not [fault for fault, pattern in faults.items() if re.search(pattern, form)], key


def test_no_text_is_longer_than_a_message_on_a_phone() -> None:
    for locale, key, form in TEXTS:
        if key.startswith("words."):  # what people type, which is never shown
            continue
        button = ".button." in key or key.startswith("button.")
        most = 200 if key.startswith(("press.", "toast.", "nudge.")) else 45 if button else 600
        assert len(visible(form)) <= most, (locale, key)


def test_plain_words_only() -> None:
    """What project holders read has no word of the trade."""
    jargon = r"référent|\bEPCI\b|communauté de communes|porteu[rs]|formulaire Cerfa|referent|project holder"
    for locale, key, form in TEXTS:
        if not key.startswith(PARTNERS):
            assert not re.search(jargon, re.sub(r"\{\w+\}", "", form)), (locale, key)


def test_parameters_are_escaped_and_ours_are_not() -> None:
    said = phrase("settled", label=phrase("intake.name.label"), value="<b>Paul</b> & fils {label}")
    assert words("en").write(said, escape) == "✓ Name: &lt;b&gt;Paul&lt;/b&gt; &amp; fils {label}"
    assert words("en").write(said, str) == "✓ Name: <b>Paul</b> & fils {label}"
    assert words("fr").write(phrase("over.language"), escape).startswith("<b>")


def test_lists_and_plurals() -> None:
    for locale, none, one, two in (
        ("fr", "0 demande", "1 demande", "2 demandes"),
        ("en", "0 requests", "1 request", "2 requests"),
    ):
        told = [words(locale).write(phrase("stats.cases", count=count), str) for count in (0, 1, 2)]
        assert told == [none, one, two]
    said = phrase("said.list", items=(phrase("nature.creation"), "B", 3))
    assert words("fr").write(said, str) == "création, B, 3"


def test_the_first_of_a_month_has_its_rank_in_french() -> None:
    first, eleventh = date(2026, 4, 1), date(2026, 4, 11)
    assert in_words(first, "fr") == "mercredi 1er avril"
    assert in_words(first, "fr", year=True) == "mercredi 1er avril 2026"
    assert far_day("fr", first) == "1er avril 2026"
    assert in_words(first, "en") == "Wednesday 1 April"
    assert in_words(eleventh, "fr") == "samedi 11 avril"
    assert words("fr").write(phrase("dates.one", day=first), str) == "le mercredi 1er avril"


ARROWS = r"[\u2039\u203a\u2190-\u21ff\u25a0-\u25ff\u2b00-\u2bff]"


def test_no_arrow_says_what_words_say() -> None:
    """Whoever hears the screen hears no arrow; « Retour » is enough."""
    for locale, key, form in TEXTS:
        assert not re.search(ARROWS, form), (locale, key)


def test_no_end_of_a_line_breaks_a_telephone_number() -> None:
    for locale, key, form in TEXTS:
        assert not re.search(r"\d\d \d\d \d\d|\+\d+ \d", form), (locale, key)
    said = words("fr").write(phrase("help.contact", contact="Claire Roux", phone="01 99 00 00 31"), escape)
    assert "Claire Roux, 01\u00a099\u00a000\u00a000\u00a031." in said


def test_the_label_of_the_network_speaks_both_languages() -> None:
    label = phrase("label", fr="Bâtiment", en="Building")
    assert words("fr").write(label, str) == "Bâtiment"
    assert words("en").write(label, str) == "Building"


def test_an_unknown_language_is_french_and_an_unknown_key_an_error() -> None:
    assert words("de").locale == "fr"
    with pytest.raises(KeyError):
        words("en").write(Phrase("no.such.key"), str)
    with pytest.raises(KeyError):
        words("fr", strict=True).write(phrase("settled", label="x"), str)
