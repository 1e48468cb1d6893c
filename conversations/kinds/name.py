"""Name: how somebody is called. Value: str, on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.engine.effects import Message
from conversations.engine.kind import Kind, only
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.text import TextStep, fits, is_small_talk, whole
from conversations.words.cleaning import clip, fold, folded
from conversations.words.names import by_parts, written
from conversations.words.negation import heard, refuses
from network.phrase import Phrase, phrase

FOREIGN_TO_NAMES = frozenset("0123456789@=<>{}[]|/\\_#*+:;?")
SHOWN = 60
MOST_WORDS = 5
"""A name in a sentence has no more words."""
HESITATING = frozenset(
    [
        "finalement",
        "en",
        "fait",
        "euh",
        "heu",
        "ben",
        "bah",
        "bof",
        "enfin",
        "actually",
        "well",
        "um",
        "uh",
        "hmm",
        "hum",
    ]
)
"""Words that may stand beside a no, and make no name of it: "finalement non"."""


def _ask(at: Moment[TextStep]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[TextStep], offered: Offered) -> Outcome:
    if not isinstance(offered, Typed):
        return Unknown()
    name = " ".join(offered.text.split())
    if len(name) > at.step.at_most:
        return Refused(phrase("refused.text_long", most=at.step.at_most, length=len(name)))
    name = _bare(at, name)
    name = by_parts(name, _spelled(at, "first_name"), _spelled(at, "last_name")) or name
    none = sum(c.isalpha() for c in name) < at.step.least or fold(name) in _listed(at, "name_before")
    if none or FOREIGN_TO_NAMES & set(name) or is_small_talk(at, name) or _withheld(at, offered.text):
        return Refused(phrase("refused.name"))
    others = f" {fold(name)} "
    return Accepted(name if any(f" {way} " in others for way in _listed(at, "no_person")) else written(name))


def _bare(at: Moment[TextStep], said: str) -> str:
    """The name without what is said around it: "Bonjour, je m'appelle Jean Martin." → "Jean Martin"."""
    before, after = _listed(at, "name_before"), _listed(at, "name_after")
    spots = [found.end() for found in re.finditer(r"[\s,:'’]+", said)]
    for spot in reversed(spots):
        if fold(said[:spot]) in before:
            return _bare(at, said[spot:])
    for spot in spots:
        if fold(said[spot:]) in after:
            return _bare(at, said[:spot])
    return said.strip(" ,.!")


def _hears(at: Moment[TextStep], text: str) -> JsonValue:
    """The name, in words about more, behind what says that it is one: "je m'appelle Jean Martin et je …"."""
    said = _told(at, "name_said", text) or _told(at, "name_capital", text, r"(?=[A-ZÀ-Þ][a-zà-þ])")
    if said is None or heard(text[: said.start("name")].rpartition(".")[2]).denials:
        return None
    clause = re.split(
        r"[,.;:!?\n(]|\s(?:et|and)\s(?![A-ZÀ-Þ]{2}|[A-ZÀ-Þ][a-zà-þ])|\s(?:je|j['’]|we|nous|on)\s", said["name"]
    )[0].strip()
    capital = re.match(r"(?:(?:[A-ZÀ-Þ][\w'’-]*|de|du|la|le|von|van|et|and|&)(?:\s+|$))+", f"{clause} ")
    name = capital[0].strip() if capital else clause
    name = re.sub(r"(?:\s+(?:de|du|la|le|von|van|et|and|&))+$", "", name)
    outcome = _read(at, Typed(name))
    return outcome.value if isinstance(outcome, Accepted) and len(name.split()) <= MOST_WORDS else None


def _told(at: Moment[TextStep], cues: str, text: str, begins: str = "") -> re.Match[str] | None:
    """What stands behind words that say that it is a name; `begins`: what it must begin with for that."""
    cue = "|".join(way.replace(" ", r"[\s,'’]+") for way in _listed(at, cues))
    return re.search(rf"(?i:\b(?:{cue}))[\s:]+{begins}(?P<name>.+)", text)


def _withheld(at: Moment[TextStep], text: str) -> bool:
    """Whether a text is a refusal, or says what the name is not."""
    said = heard(text)
    speaks = set(said.words) & set(_listed(at, "i"))
    nameless = any(f" {way} " in f" {' '.join(said.words)} " for way in _listed(at, "nameless"))
    firm = " ".join(word for word in said.words if word not in HESITATING)
    return refuses(firm, ()) or nameless or bool(said.denials and speaks)


def _listed(at: Moment[TextStep], name: str) -> Sequence[str]:
    return [folded(word) for word in at.write(phrase(f"words.{name}")).split(",")]


def _spelled(at: Moment[TextStep], name: str) -> Sequence[str]:
    return at.write(phrase(f"words.{name}")).split(",")


def _say(at: Moment[TextStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=clip(value, SHOWN))


BUILT_KEYS = {"words.{}": ("name_before", "name_after", "name_said", "name_capital", "nameless", "i", "first_name",
                          "last_name", "no_person")}  # fmt: skip
KIND = Kind(_ask, _read, _say, fits, only("ask"), TextStep, whole=whole, hears=_hears)
