"""The HTML parse mode: what becomes text, what becomes an entity, what is refused and in which words."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.detect import detect
from simulator.errors import ApiError
from simulator.html import parse, trim, units


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length} | more


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b>", "a", [entity("bold", 0, 1)]),
        ("<strong>a</strong><em>b</em>", "ab", [entity("bold", 0, 1), entity("italic", 1, 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [entity("strikethrough", n, 1) for n in range(3)]),
        ("🥖<b>é</b>", "🥖é", [entity("bold", 2, 1)]),
        ("<b>🥖</b>", "🥖", [entity("bold", 0, 2)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<code>a &lt; b</code>", "a < b", [entity("code", 0, 5)]),
        ("<pre>a</pre>", "a", [entity("pre", 0, 1)]),
        ('<pre><code class="language-py">a</code></pre>', "a", [entity("pre", 0, 1, language="py")]),
        ("<code><b>a</b></code>", "a", [entity("code", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        (
            '<a href="https://example.org/x?a=1&amp;b=2">a</a>',
            "a",
            [entity("text_link", 0, 1, url="https://example.org/x?a=1&b=2")],
        ),
        ("<a href='example.org'>a</a>", "a", [entity("text_link", 0, 1, url="http://example.org")]),
        ('<a href="nonsense">a</a>', "a", []),
        ("<B>a</B>", "a", [entity("bold", 0, 1)]),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("&lt;&gt;&amp;&quot;&#39;&#x1F956;", "<>&\"'🥖", []),
        ("a & b &nbsp; &eacute;", "a & b &nbsp; &eacute;", []),
    ],
)
def test_a_source_gives_text_and_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_a_wrong_source_is_refused(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


def test_white_space_around_a_text_is_cut_and_entities_follow() -> None:
    assert trim(*parse(" \n<b>a </b> ")) == ("a", [entity("bold", 0, 1)])


def test_lengths_are_utf16_code_units() -> None:
    assert units("a🥖é") == 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [entity("bot_command", 0, 6)]),
        ("/start abc", [entity("bot_command", 0, 6)]),
        ("see /aide@the_bot!", [entity("bot_command", 4, 13)]),
        ("Appeler : +33199000001.", [entity("phone_number", 10, 12)]),
        ("01 99 00 00 01", []),
        ("1/2 and/or", []),
        ("https://example.org/a.", [entity("url", 0, 21)]),
        ("write to a.b@example.org", [entity("email", 9, 15)]),
        ("ask @anna_b", [entity("mention", 4, 7)]),
    ],
)
def test_telegram_finds_entities_nobody_marked(text: str, found: list[dict[str, Any]]) -> None:
    assert detect(text, []) == found
