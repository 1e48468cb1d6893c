"""Reading picks: what a press or a typed word does to a list of options, one or several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conversations.engine.reading import Accepted, Drafted, Nudged, Outcome, Refused, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import page_in, picks_in
from conversations.words.cleaning import fold, folded
from conversations.words.matching import heard, match
from network.phrase import Phrase, phrase


def named(text: str, ways: Mapping[str, Sequence[str]], otherwise: str, *, numbered: bool = False) -> Outcome:
    """The one option that a text names by one of its `ways`, the first of which is its label, or by its place where
    they are `numbered`; else what it denies, or the text `otherwise`.
    """
    meant = match(text, ways, numbered=numbered)
    if meant is not None:
        return Accepted(meant)
    denied = tuple(ways[value][0] for value in heard(text, ways).denied)
    return Refused(phrase("heard.not", items=denied) if denied else phrase(otherwise))


@dataclass(frozen=True, slots=True)
class Picking:
    """`options` in their order; `data` is the draft's. The answer is a list, the first pick first.

    `most` is how many may be picked; with 1 a press answers at once. `alone` are options that go with no other,
    `lacking` those that say what is wanting: "j'ai déjà un local" is none.
    """

    options: Mapping[str, Phrase]
    data: Mapping[str, JsonValue]
    most: int
    alone: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    def tap(self, value: str) -> Outcome:
        """A button: on:X, off:X, page:N or ok."""
        verb, _, what = value.partition(":")
        match verb:
            case "on" if what in self.options:
                return self._on(what)
            case "off" if what in self.options:
                return self._draft([pick for pick in self._picks if pick != what])
            case "page" if what.isascii() and what.isdigit():
                return Drafted({**self.data, "page": int(what)})
            case "ok" if not what:
                return Accepted(self._picks) if self._picks else Nudged(phrase("nudge.pick_one"))
            case _:
                return Unknown()

    @property
    def _picks(self) -> list[str]:
        return picks_in(self.data, self.options)

    def _on(self, option: str) -> Outcome:
        if self.most == 1:
            return Accepted([option])
        picks = self._picks
        if not picks and option in self.alone:
            return Accepted([option])
        if option in picks:
            return self._draft(picks)
        kept = [] if option in self.alone else [pick for pick in picks if pick not in self.alone]
        if len(kept) >= self.most:
            return Nudged(phrase("nudge.most", most=self.most))
        return self._draft([*kept, option])

    def _draft(self, picks: list[str]) -> Drafted:
        return Drafted({**self.data, "picks": picks, "page": page_in(self.data)})

    def is_done(self, text: str, ways: Sequence[str]) -> bool:
        """Whether words say that the ticks are all: they answer only where some stand."""
        return bool(self._picks) and fold(text) in {folded(way) for way in ways}

    def typed(self, text: str, labels: Mapping[str, Sequence[str]]) -> list[str]:
        """The options that `text` clearly means; empty where any part of it is unclear."""
        parts = self._parts(text, labels) if self.most > 1 else []
        if len(parts) > 1:
            return parts if len(parts) <= self.most and not set(parts) & set(self.alone) else []
        whole = match(text, labels, lacking=self.lacking)
        return [whole] if whole is not None else []

    def several(self, text: str, labels: Mapping[str, Sequence[str]]) -> list[str]:
        """Several options that `text` names among other words, to be confirmed; none where they do not go together."""
        found = list(heard(text, labels, self.lacking).meant) if self.most > 1 else []
        return found if 1 < len(found) <= self.most and not set(found) & set(self.alone) else []

    def said(self, text: str, labels: Mapping[str, Sequence[str]], only: Sequence[str] = ()) -> Outcome | None:
        """What typed words do to the ticks: they join them. Words of `only` put theirs in their place, and so does an
        option that goes with no other, which is shown first. None where they name no option.
        """
        found = self.typed(text, labels)
        sure, found = bool(found), found or self.several(text, labels)
        named = heard(text, labels, self.lacking)
        denied = named.denied
        if not found:
            return self.without(denied, named.surely) if denied else None
        kept = [pick for pick in self._picks if pick not in (*denied, *self.alone)]
        if not kept or says_only(text, only):
            picks = found
        elif set(found) & set(self.alone):
            return Drafted({**self.data, "picks": found}, phrase("heard.instead", items=self._named(found)))
        else:
            picks = list(dict.fromkeys((*kept, *found)))
        if len(picks) > self.most:
            return Drafted({**self.data, "picks": picks[: self.most]}, phrase("heard.most", most=self.most))
        return Accepted(picks) if sure else Drafted({**self.data, "picks": picks}, phrase("nearly.several"))

    def joined(self, found: Sequence[str]) -> list[str]:
        """The ticks that stand, then what was found beside them; as many as there may be."""
        return list(dict.fromkeys((*self._picks, *found)))[: self.most]

    def _named(self, options: Sequence[str]) -> tuple[Phrase, ...]:
        return tuple(self.options[option] for option in options)

    def without(self, denied: Sequence[str], surely: Sequence[str]) -> Outcome:
        """What a text denies loses its tick, and the question is asked again; what is surely denied is said."""
        said = phrase("heard.not", items=self._named(surely)) if surely else phrase("heard.unsure")
        if self.most == 1:
            return Refused(said)
        return Drafted({**self.data, "picks": [pick for pick in self._picks if pick not in denied]}, said)

    def _parts(self, text: str, labels: Mapping[str, Sequence[str]]) -> list[str]:
        found = [
            match(part, labels, lacking=self.lacking)
            for part in re.split(r"[,;/\n&+]| et | and | ou | or ", text)
            if part.strip()
        ]
        return [] if None in found else list(dict.fromkeys(option for option in found if option is not None))


def says_only(text: str, only: Sequence[str]) -> bool:
    """Whether a text has one of the words that leave nothing but what it names."""
    said = f" {fold(text)} "
    return any(f" {folded(word)} " in said for word in only)
