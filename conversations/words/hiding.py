"""Hiding: words by which somebody wants their request to be shown elsewhere no more; both languages."""

from __future__ import annotations

import re

from conversations.words.cleaning import fold

_WHAT = r"(?:la|le|les|l|ma demande|mon projet|mon dossier|mes reponses|it|my request|my project|my case)"
_BID = r"(?:montrez|montre|partagez|partage|affichez|affiche|transmettez|transmets)"
_TO = r"(?:montrer|partager|afficher|transmettre)"
_SEEN = r"(?:voie|voient|voit|vu|vue|montre|montree)"
_WAYS = re.compile(
    rf"\bne (?:{_WHAT} )?{_BID} (?:plus|pas)\b"
    rf"|\b(?:ne plus|veux plus|veux pas|souhaite plus|souhaite pas) (?:{_WHAT} )?{_TO}\b"
    rf"|\b(?:arretez|arrete|arreter|cessez) de (?:{_WHAT} )?{_TO}\b|\b(?:cachez|masquez|cacher|masquer) {_WHAT}\b"
    rf"|\b(?:retirez|enlevez|retirer|enlever) {_WHAT} (?:de|d|a|au|la bas)\b"
    rf"|\b(?:veux|souhaite) (?:plus|pas) (?:que|qu)\b.* {_SEEN}\b"
    rf"|\bne (?:doit|doivent|peut|peuvent) plus (?:{_WHAT} )?voir\b"
    rf"|\b(?:stop|no longer|quit) (?:showing|show|sharing|share)\b"
    rf"|\b(?:don t|do not|dont|never) (?:show|share) {_WHAT}\b"
    rf"|\bhide {_WHAT}\b|\b(?:don t|do not|dont) want .* to see {_WHAT}\b"
)
_LONGEST = 120
"""Characters of a text that says no more than this."""


def wanted(text: str) -> bool:
    """Whether a text asks that a request be shown no more, "ne montrez plus ma demande à Besse"; no question does."""
    return len(text) <= _LONGEST and "?" not in text and _WAYS.search(fold(text)) is not None
