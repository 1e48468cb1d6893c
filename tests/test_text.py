"""The text boundary: one way in for what people wrote, one way out to Telegram's HTML."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.words.cleaning import clean
from handlers.turn.screen import MOST_CHARACTERS, escape, split, units
from simulator import html as telegram

FAMILY = "👩‍👩‍👧"

NASTY = [
    ("nothing", "", ""),
    ("blanks only", " \n\t \u00a0", ""),
    ("NUL", "a\x00b", "ab"),
    ("a lone surrogate", "a\ud83db\udc00", "ab"),
    ("marks of writing direction", "\u202eabc\u202c \u2066x\u2069 \u200fy\u200e", "abc x y"),
    ("zero width", "bou\u200blan\u2060ge\ufeffrie", "boulangerie"),
    ("a soft hyphen", "bou\u00adlangerie", "boulangerie"),
    ("lines as Windows ends them", "a\r\nb\rc", "a\nb\nc"),
    ("a tab", "a\tb", "a b"),
    ("control characters", "a\x07\x1b[31mb\x85", "a[31mb"),
    ("an accent of its own", "Be\u0301zier", "Bézier"),
    ("an emoji family", FAMILY, FAMILY),
    ("a coloured heart", "❤\ufe0f", "❤\ufe0f"),
    ("Persian", "می\u200cخواهم", "می\u200cخواهم"),
    ("Arabic stays as it is", "مرحبا", "مرحبا"),
    ("HTML is kept as it is", "<b>x</b> & <script>", "<b>x</b> & <script>"),
    ("a formula", "=1+1", "=1+1"),
    ("invisible tags", "a\U000e0041b", "ab"),
    ("5,000 characters", "x" * 5000, "x" * 5000),
]


@pytest.mark.parametrize(("given_text", "kept"), [row[1:] for row in NASTY], ids=[row[0] for row in NASTY])
def test_in(given_text: str, kept: str) -> None:
    """What is kept of what somebody typed."""
    assert clean(given_text) == kept
    assert clean(kept) == kept


anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@given(anything)
def test_whatever_comes_in_can_be_stored_and_sent(given_text: str) -> None:
    """No sequence of code points gets through that a database, JSON or Telegram would refuse."""
    kept = clean(given_text)
    kept.encode("utf-8")
    assert kept == clean(kept) == unicodedata.normalize("NFC", kept)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in kept if c != "\n")
    assert html.unescape(escape(given_text)) == html.unescape(kept) if "&" in kept else True


@given(anything)
def test_user_text_never_becomes_markup(given_text: str) -> None:
    """Escaped, it is read by Telegram as exactly the text it was, with no entity."""
    shown, entities = telegram.parse(f"<b>{escape(given_text)}</b>")
    assert shown == clean(given_text)
    assert all(entity["type"] == "bold" for entity in entities)


words = st.text("abé ’\n&<>😀👩‍👧", max_size=40)
marked = st.recursive(
    words.map(escape),
    lambda inner: st.tuples(st.sampled_from("biu"), st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=12,
)


@given(st.lists(marked, max_size=8).map("".join), st.integers(20, 90))
def test_out_in_parts(markup: str, limit: int) -> None:
    """Each part is whole HTML within the limit as Telegram counts, and together they say everything in order."""
    parts = split(markup, limit)
    shown = []
    for part in parts:
        plain_text, _ = telegram.parse(part)
        assert units(plain_text) <= limit
        shown.append(plain_text)
    whole, _ = telegram.parse(markup)
    assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", whole)


@pytest.mark.parametrize(
    "markup",
    [
        "<b>" + "mot " * 3000 + "</b>",
        "x" * 9000,
        "😀" * 5000,
        "&amp;" * 9000,
        "<i><b>" + "ligne de texte\n" * 700 + "</b></i>",
        "a " + '<a href="https://example.org/?a=1&amp;b=2">' + "lien " * 2000 + "</a>",
        FAMILY * 1500,
    ],
)
def test_long_messages(markup: str) -> None:
    """At Telegram's own limit, nothing is lost and nothing is refused."""
    parts = split(markup)
    shown = [telegram.parse(part) for part in parts]
    assert len(parts) > 1
    assert all(0 < units(plain_text) <= MOST_CHARACTERS for plain_text, _ in shown)
    whole, _ = telegram.parse(markup)
    assert re.sub(r"\s", "", "".join(t for t, _ in shown)) == re.sub(r"\s", "", whole)
    if markup.startswith("<"):
        assert all(entities for _, entities in shown), "marks go on in the next part"


def test_a_short_message_is_left_alone() -> None:
    """One part, the same text."""
    assert split("<b>Bonjour</b>\n\n  deux ") == ["<b>Bonjour</b>\n\n  deux "]


def test_cuts_fall_at_the_end_of_a_line() -> None:
    """A paragraph goes whole to the next part where there is room for it."""
    parts = split("\n".join(f"ligne {number:03d}" for number in range(100)), 90)
    assert all(re.fullmatch(r"(ligne \d{3}\n?)+", part) for part in parts)
