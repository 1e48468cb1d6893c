"""Small questions laid over the open one for a moment: erase everything? stop here? begin again? which language?"""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.words.catalogue import locales
from conversations.words.matching import match
from network.phrase import phrase

_YES_NO = {
    "erase": {"erase:yes": "button.erase", "erase:no": "button.keep_all"},
    "leave": {"erase:yes": "button.stop", "erase:no": "button.go_on"},
    "restart": {"restart:yes": "button.restart", "restart:no": "button.keep_all"},
}
NAMES = ("language", *_YES_NO)
BUILT_KEYS = {"over.{}": NAMES, "language.{}": locales()}
_WORDS = {"yes": "words.yes", "no": "words.no"}


def languages(knowledge: Knowledge) -> tuple[str, ...]:
    """The languages of the network that there are words for."""
    return tuple(locale for locale in knowledge.network.identity.languages if locale in locales()) or ("fr",)


def buttons(over: str, knowledge: Knowledge) -> dict[str, str]:
    """The values of an overlay's buttons, and the catalogue keys of their labels."""
    if over == "language":
        return {f"lang:{locale}": f"language.{locale}" for locale in languages(knowledge)}
    return _YES_NO[over]


def message(over: str, knowledge: Knowledge) -> Message:
    """The overlay as it is asked."""
    row = tuple(Button(phrase(key), value) for value, key in buttons(over, knowledge).items())
    return Message((phrase(f"over.{over}"),), (row,))


def meant(over: str, at: Moment[Step], text: str) -> str | None:
    """The button that typed words press, or None."""
    ways = {}
    for value, key in buttons(over, at.knowledge).items():
        answer = value.partition(":")[2]
        other = at.write(phrase(_WORDS[answer])).split(",") if answer in _WORDS else [answer]
        ways[value] = [at.write(phrase(key)), *other]
    return match(text, ways)
