"""Own words: what somebody wrote in a mail, without what it quotes, without signature and disclaimer."""

from __future__ import annotations

import re

from mailparser_reply import EmailReplyParser

ABOVE = ("répondez au-dessus de cette ligne", "reply above this line")
"""How the line begins that stands above each letter of ours: what follows it is ours."""

LONGEST = 4000
"""Characters of somebody’s own words that are read; nobody means more in an answer."""
_MOST = 40_000
"""Characters of a mail that are looked at, what it quotes among them."""

_WIDTH = 400
"""Of one line: what a program writes above a quotation is shorter."""

_PARSER = EmailReplyParser(languages=["fr", "en"])
_ARMOUR = re.compile(r"-{5}BEGIN PGP SIGNED MESSAGE-{5}\n(?:\w+: .*\n)*\n?")
_EMPTY = re.compile(r"\n{3,}")
_QUOTED = re.compile(r"\s*>")
_WROTE = re.compile(r"(le|on|el|am)\b.{4,200}?(a écrit|wrote|escribió|schrieb)\s*:", re.I | re.S)
_DATED = re.compile(r"(le|on|el|am)\b[^<@]{0,40}\d", re.I)
# Separators of programs that are common here, and that the library does not know, or not in French.
_BEGINS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\s*>?\s*-{2,}\s*((message|mail) (d.origine|transféré|original)|original message|forwarded message)",
        r"\s*>?\s*(>\s*)?message du\b.{5,}",  # Orange
        r"\s*_{10,}\s*$",  # Outlook
        r"\s*={10,}\s*$",  # SFR
        r"\s*\*?(de|from)\s?:\*?\s.*@.*",
        r"\s*\*?(de|from)\s?:\*?\s\S.*$(?=\n\s*\*?(envoyé|sent|date|à|to)\s?:)",
        r"\s*début du message (transféré|réexpédié)",
    )
)
_ENDS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"--\s*$",
        r"-{5}BEGIN PGP SIGNATURE",
        r"(cordialement|bien cordialement|bien à vous|respectueusement|best regards|kind regards|cdlt|cdt)\b.{0,20}$",
        r"(envoyé|sent) (de|depuis|from)\b.{0,80}$",
        r"(télécharge[rz]|obtenir|get) outlook\b",
        r"(ce (message|courriel|mail)|this (e-?mail|message))\b.{0,80}(confidenti|pièces? jointe|attachment|intended)",
        r"(pensez à l.environnement|avant d.imprimer|please consider the environment)",
    )
)


def own_words(text: str) -> str:
    """What somebody wrote themselves, above what they quote; where nothing stands there, between and below it."""
    text = text[:_MOST].replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ")
    lines = _ARMOUR.sub("", text).split("\n")
    first = _first_quoted(lines)
    above = _signed_off(lines[:first])
    if above:
        said = _EMPTY.sub("\n\n", "\n".join(above)[:LONGEST])
        return (_PARSER.read(said).latest_reply or said).strip()
    quoted = next((place for place, line in enumerate(lines) if _QUOTED.match(line)), len(lines))
    below = [line for line in lines[quoted:] if not _QUOTED.match(line)]
    return "\n".join(_signed_off(below))[:LONGEST].strip()


def _first_quoted(lines: list[str]) -> int:
    """The number of the first line that is not theirs; so many as there are where all of them are."""
    short = [" ".join(line.split())[:_WIDTH] for line in lines]  # a pattern takes its time over blanks
    for place, line in enumerate(short):
        some = "\n".join(short[place : place + 3])
        ours = any(words in line.lower() for words in ABOVE)
        wrote = _attributes(short[place : place + 3])
        if ours or _QUOTED.match(line) or wrote or any(begins.match(some) for begins in _BEGINS):
            return place
    return len(lines)


def _attributes(some: list[str]) -> bool:
    """Whether the first of some lines begins the one that says who wrote what is quoted. Words of theirs that begin
    alike ("Le bail est signé.") and stand above such a line do not.
    """
    some = some[: some.index("")] if "" in some else some
    whole = _WROTE.match("\n".join(some))
    if whole is None:
        return False
    before = some[: whole[0].count("\n")]
    later = (_DATED.match(line) and _WROTE.match("\n".join(some[at:])) for at, line in enumerate(some) if at)
    return not any(line.endswith((".", "?", "!", "…")) for line in before) and not any(later)


def _signed_off(lines: list[str]) -> list[str]:
    """The lines before a signature or a disclaimer, without empty ones around them."""
    end = next((n for n, line in enumerate(lines) if any(ends.match(line.strip()) for ends in _ENDS)), len(lines))
    kept = [line.rstrip() for line in lines[:end]]
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
