"""Supposing: what a text says only in case something happens, "si je trouve un local", is not so; both languages."""

from __future__ import annotations

import re

from conversations.words.cleaning import fold


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(f" {way.strip()} " for way in listed.split(","))


_SAID = _phrases(
    "si,s il,s ils,quand,lorsque,lorsqu,des que,des qu,une fois que,une fois qu,une fois le,une fois la,une fois les,"
    "a condition,sous reserve,au cas ou,tant que,avant que,avant qu,avant de,avant d,en attendant de,en attendant que,"
    "a supposer,pourvu que,pourvu qu,j espere,nous esperons,on espere,if,when,whenever,once,as soon as,provided,"
    "providing,unless,until,till,in case,assuming,before i,before we,hope,hoping,hopefully,"
    "bientot,prochainement,presque,futur,future,l an prochain,l annee prochaine,je serai,soon,almost,about to,"
    "next year,i will be,i ll be"
)
"""Words by which a sentence supposes …"""
_SO = _phrases("meme si,comme si,even if,as if,if possible,si possible,at once,once and for all")
"""… and what only looks like them."""
_CONDITION = re.compile(
    r"(?<!savoir )(?<!voir )(?<!demande )(?<!demander )(?<!sais pas )(?<!know )(?<!see )(?<!wonder )(?<!comme )(?<!as )"
    r"\b(?:(?:si|if)\s|s['’](?=ils?\b))(?!possible|besoin|necessaire|nécessaire|needed)\s*[^\s,;.!?]+\s+[^,;.!?\n]*?"
    r"(?=[,;.!?\n]|$|\b(?:alors|je|nous|on|then|i|we)\b|\bj['’]|\bmais\b|\bbut\b)",
    re.IGNORECASE,
)
"""A clause that says on what condition, up to what depends on it."""


def without_conditions(text: str) -> str:
    """What a text says besides its conditions: "si la banque suit, j’ouvre une boulangerie" → "j’ouvre une
    boulangerie".
    """
    return _CONDITION.sub(" ", text).strip(" ,;.!?\n")


def stated(text: str) -> str:
    """The sentences of a text that say how things are; "mais" and "but" begin another."""
    parts = re.split(r"(?<=[.;!?\n])|\b(?=mais\b|but\b)", text)
    return " ".join(part.strip() for part in parts if part.strip() and not _supposes(part))


def _supposes(sentence: str) -> bool:
    said = f" {fold(sentence)} "
    for way in _SO:
        said = said.replace(way, " ")
    return any(way in said for way in _SAID)
