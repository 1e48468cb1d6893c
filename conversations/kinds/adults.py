"""Adults: how many of so many are women, how many are men; the others say neither. Value: {"women": 1, "men": 1}."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, reads
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Outcome, Refused, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import columned
from conversations.words.cleaning import fold, folded
from conversations.words.negation import asserted
from conversations.words.numbers import AND, numbers_in
from network.phrase import Phrase, phrase
from network.profile import MEN, MOST_ADULTS, WOMEN
from network.text import unaccented

LONGEST = 120
OTHERS = "unsaid"


class AdultsStep(Step):
    """`of` is the earlier step that says how many adults there are: "n2" is two."""

    of: str = ""

    def refers_to(self) -> tuple[str, ...]:
        """How many there are."""
        return (self.of,) if self.of else ()


def _many(at: Moment[AdultsStep]) -> int:
    told = re.fullmatch(r"n([0-9]+)", str(at.answer(at.step.of)))
    return int(told[1]) if told is not None else 0


def _ask(at: Moment[AdultsStep]) -> Message:
    many = _many(at)
    each = [(women, many - women) for women in range(many, -1, -1)]
    buttons = [Button(_say(at, {WOMEN: women, MEN: men}), f"{women}-{men}") for women, men in each]
    return Message((at.text("ask", count=many),), columned(buttons, 2))


def _tapped(at: Moment[AdultsStep], value: str) -> Outcome:
    found = re.fullmatch(r"([0-9])-([0-9])", value)
    if found is None or int(found[1]) + int(found[2]) != _many(at):
        return Unknown()
    return Accepted({WOMEN: int(found[1]), MEN: int(found[2])})


def _typed(at: Moment[AdultsStep], text: str) -> Outcome:
    """ "1 femme et 1 homme"; a number that is not that of the household is asked about, and changes nothing of it."""
    many = _many(at)
    counts = _counted(at, text[:LONGEST], many)
    if not counts:
        return Refused(at.text("refused"))
    if (said := sum(counts.values())) != many:
        return Refused(at.text("refused.sum", said=said, count=many))
    return Accepted({WOMEN: counts.get(WOMEN, 0), MEN: counts.get(MEN, 0)})


def _counted(at: Moment[AdultsStep], text: str, many: int) -> dict[str, int]:
    """How many of each a text names, of so `many`; nothing where a number in it counts something else."""
    called = {who: _words(at, who) for who in (WOMEN, MEN, OTHERS)}
    unsaid = "|".join(sorted(called[OTHERS], key=len, reverse=True))  # "non précisé" denies nothing
    said = asserted(re.sub(rf"\b(?:{unsaid})\b", called[OTHERS][-1], unaccented(text).lower()))
    words = fold(re.sub(r"(?<=\d)(?=[^\W\d])", " ", said)).split()
    counts: dict[str, int] = {}
    for number in numbers_in(words, at.locale):
        who = _who(called, words[number.end :])
        if number.half or who is None:
            return {}
        counts[who] = counts.get(who, 0) + number.value
    return counts or _one_by_one(called, words, many)


def _one_by_one(called: dict[str, list[str]], words: Sequence[str], many: int) -> dict[str, int]:
    """Without a number each word is one of them: "un" may be left out; "non précisé" alone is all of them."""
    counts: dict[str, int] = {}
    at = 0
    while at < len(words):
        who = _who(called, words[at:])
        if who is None and words[at] not in AND:
            return {}
        if who is not None:
            counts[who] = counts.get(who, 0) + 1
        at += max((len(way.split()) for way in called[who] if _begins(words[at:], way)), default=1) if who else 1
    return {OTHERS: many} if set(counts) == {OTHERS} else counts


def _words(at: Moment[AdultsStep], who: str) -> list[str]:
    return [folded(word) for word in at.write(at.text(f"{who}.words")).split(",")]


def _who(called: dict[str, list[str]], words: Sequence[str]) -> str | None:
    return next((who for who, ways in called.items() if any(_begins(words, way) for way in ways)), None)


def _begins(words: Sequence[str], way: str) -> bool:
    return f"{' '.join(words)} ".startswith(f"{way} ")


def _say(at: Moment[AdultsStep], value: JsonValue) -> Phrase:
    some = tuple(at.text(who, count=value[who]) for who in (WOMEN, MEN) if value[who])
    return phrase("said.list", items=some or (at.text("none"),))


def _fits(_step: AdultsStep, value: JsonValue, _knowledge: Knowledge) -> bool:
    if not isinstance(value, dict) or set(value) != {WOMEN, MEN}:
        return False
    counts = list(value.values())
    return all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in counts) and sum(counts) <= MOST_ADULTS


def _texts(_step: AdultsStep) -> frozenset[str]:
    words = {f"{who}.words" for who in (WOMEN, MEN, OTHERS)}
    return frozenset({"ask", "refused", "refused.sum", "none", WOMEN, MEN, *words})


KIND = Kind(_ask, reads(_tapped, _typed), _say, _fits, _texts, AdultsStep, closed=True)
