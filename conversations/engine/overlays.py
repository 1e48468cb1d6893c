"""Small questions laid over the open one for a moment: erase everything? stop here? begin again? which language?"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.words.catalogue import locales
from conversations.words.matching import commands, heard, match, number_of
from conversations.words.negation import refuses, without_answers
from network.phrase import phrase

_YES_NO = {
    "erase": {"erase:yes": "button.erase", "erase:no": "button.keep_all"},
    "leave": {"erase:yes": "button.stop", "erase:no": "button.go_on"},
    "restart": {"restart:yes": "button.restart", "restart:no": "button.keep_all"},
}
LOSING = ("erase", "restart")
"""Those that lose what was said; what keeps it may stand among other words, since it costs nothing."""
NAMES = ("language", *_YES_NO)
BUILT_KEYS = {"over.{}": NAMES, "language.{}": locales(), "words.{}": ("yes", "no", "keep", *_YES_NO)}


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
    """The button that typed words press, or None. What is lost is lost by a yes that stands alone, never by a no."""
    shown = buttons(over, at.knowledge)
    labels = {value: [at.write(phrase(key))] for value, key in shown.items()}
    if over == "language":
        return match(text, {value: [*ways, value.partition(":")[2]] for value, ways in labels.items()})
    values, index = tuple(shown), number_of(text, len(shown))
    if index is not None:
        return values[index]
    yes, no = values
    agreed = [*labels[yes], *_typed(at, "yes"), *_typed(at, over)]
    if commands(text, agreed):
        return yes
    if refuses(text, agreed) or commands(text, [*labels[no], *_typed(at, "no")]):
        return no
    return no if over in LOSING and _keeps(text, agreed, _typed(at, "keep")) else None


def _keeps(text: str, agreed: Sequence[str], ways: Sequence[str]) -> bool:
    """Whether a text says, among other words, that things are to stay as they are, and nothing of the contrary."""
    said = heard(without_answers(text), {"lost": agreed, "kept": ways})
    return said.meant == ("kept",) and not said.denied


def _typed(at: Moment[Step], name: str) -> list[str]:
    return at.write(phrase(f"words.{name}")).split(",")
