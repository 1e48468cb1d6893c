"""Files in words: how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from network.phrase import Phrase, phrase

KINDS = ("photo", "document", "voice")
"""What is kept of what somebody sends besides words."""
BUILT_KEYS = {"files.count.{}": KINDS}


def counted(kinds: Iterable[str]) -> Phrase | None:
    """ "2 images, 1 message vocal"; None where there are none."""
    count = Counter(kinds)
    said = tuple(phrase(f"files.count.{kind}", count=count[kind]) for kind in KINDS if count[kind])
    return phrase("files.line", items=said) if said else None
