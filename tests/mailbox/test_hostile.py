"""Mails that are made to do harm: they cost little, are nobody’s where it is not sure whose, and ask for nothing."""

from __future__ import annotations

import time

import pytest

from correspondence.reading import read

FULL = 250_000
"""As much of a mail as is fetched."""
BODIES = (" ", "\n", "On a ", "le ", "_", "> ")
PAGES = ("<!--", "</", "<a ", "<a x='", "<?", "<![", "&#9", "<blockquote><i></b>")
HEADS = {
    "From": ("a@x.fr, ", '"a" ', "=?utf-8?q?a?= ", "a.", "a:", "("),
    "Subject": ("=?utf-8?q?a?= ", "=?"),
    "Message-ID": ("(", "<a."),
    "Content-Type": ("text/plain; a=b; ", ";", "text/plain ("),
    "Content-Disposition": ("attachment; filename*0=a; ",),
}


def made(body: str = "1", **heads: str) -> bytes:
    lines = {"From": "a@example.org", **{name.replace("_", "-"): said for name, said in heads.items()}}
    return ("".join(f"{name}: {said}\n" for name, said in lines.items()) + f"\n{body}\n").encode()


def full(unit: str) -> str:
    return (unit * FULL)[:FULL]


HARMFUL = [
    *(made(full(unit) + "x") for unit in BODIES),
    *(made(full(unit), Content_Type="text/html") for unit in PAGES),
    *(made(**{name.replace("-", "_"): full(unit)}) for name, units in HEADS.items() for unit in units),
    b"From: a@example.org\n" + b"Content-Type: message/rfc822\n\n" * 8000,
    b"From: a@example.org\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1500)),
]


@pytest.mark.parametrize("number", range(len(HARMFUL)))
def test_no_mail_takes_long_to_read(number: int) -> None:
    """The library took minutes over some, in which nobody was answered, and the same again after each start."""
    before = time.thread_time()
    read(HARMFUL[number])
    assert time.thread_time() - before < 5


@pytest.mark.parametrize(
    "written",
    [
        "conseillere@example.org <intrus@example.net>",
        "<conseillere@example.org> <intrus@example.net>",
        "conseillere@example.org;intrus@example.net",
        "conseillere@example.org\n intrus@example.net",
        "intrus@example.net\nFrom: conseillere@example.org",
        "conseillere\u200b@example.org",
    ],
)
def test_of_two_senders_neither_is_believed(written: str) -> None:
    """Whoever checks senders on the way may have looked at the other one."""
    assert read(made(From=written)).sender == ""


def test_one_sender_however_it_is_written() -> None:
    for written in (
        "Claire J. D. <c@x.org>",
        "c@x.org <C@x.org>",
        '"a@b.org" <c@x.org>',
        "c@x.org (chambre)",
        "g: c@x.org;",
    ):
        assert read(made(From=written)).sender == "c@x.org"
    assert read(made(From='"noreply@x.org" <noreply@x.org>')).robot


@pytest.mark.parametrize("words", ["1 ?", "+1", "-1", "10 €", "20 %", "1\n2"])
def test_a_number_that_is_no_choice(words: str) -> None:
    assert read(made(words, Content_Type="text/plain; charset=utf-8")).number is None


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "undefined", "zlib", "a\0b"])
def test_what_no_reader_sees_stays_outside(charset: str) -> None:
    said = read(made("a\0b\u202e \\ud800 +2AA-", Content_Type=f'text/plain; charset="{charset}"', Subject="x\0\u202ey"))
    for text in (said.words, said.subject):
        assert text.replace("\n", "").isprintable()
