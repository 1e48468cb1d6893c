"""Commands: the words that stand for them when they are typed alone, and those named in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from conversations.words import negation
from conversations.words.cleaning import fold
from conversations.words.denials import ANSWERS, WEAK
from network.text import unaccented

NO = ANSWERS - WEAK

_WORDS = {
    "aide": ("aide", "aidez moi", "help", "?"),
    "annuler": ("annuler", "annule", "stop", "quitter", "cancel", "quit"),
    "retour": ("retour", "precedent", "revenir", "back", "go back"),
    "passer": ("passer", "skip"),
    "garder": ("garder", "keep"),
    "rappel": ("rappel", "etre rappele", "etre rappelee", "rappelez moi", "call me", "call me back", "callback"),
    "envoyer_tout_de_suite": ("envoyer tout de suite", "send right away", "send now"),
    "recommencer": ("recommencer", "restart", "start again"),
    "langue": ("langue", "language"),
}
_LANGUAGES = {
    "fr": (
        "francais", "en francais", "french", "in french", "en francais svp", "en francais s il vous plait",
        "je prefere en francais", "je prefere le francais", "je parle francais", "parlez vous francais",
        "french please", "in french please",
    ),
    "en": (
        "english", "in english", "anglais", "en anglais", "english please", "in english please",
        "i prefer english", "i d prefer english", "i speak english", "do you speak english", "can we speak english",
        "en anglais svp", "en anglais s il vous plait",
    ),
}  # fmt: skip
"""How somebody names a language, alone, anywhere: they want to be spoken to in it."""
_LOCALES = {word: locale for locale, words in _LANGUAGES.items() for word in (locale, *words)}
_MEANT = {
    **{word: name for name, words in _WORDS.items() for word in words},
    **{word: "langue" for words in _LANGUAGES.values() for word in words},
}


def meant(text: str) -> str | None:
    """The canonical name of the command that `text`, and nothing else, stands for."""
    return _MEANT.get(fold(text) or text.strip())


def locale_named(text: str) -> str | None:
    """The language somebody names: "en", "anglais", "English"."""
    return _LOCALES.get(fold(text))


MOST_WORDS = 12
"""A text of more words tells something, and only names the command."""
_NAMED = re.compile(r"(?:^|(?<=[\s(«“\"',;:]))/(\w+)(?:@\w+)?(?![/\w]|\.\w)")
"""A stroke and a word, where it is no part of a path or of "et/ou"."""
_JOINED = 2
"""Words after the first that a name may be written with: "/mes données"."""


@dataclass(frozen=True, slots=True)
class Named:
    """A command that a sentence names, what stands behind it, and whether the sentence denies it."""

    name: str
    argument: str
    denied: bool


def within(text: str, known: Iterable[str]) -> Named | None:
    """The command named in a short sentence, of those that are `known`: "je veux /annuler", "ok /passer…"."""
    if "/" not in text or len(text.split()) > MOST_WORDS:
        return None
    known = tuple(known)
    for found in _NAMED.finditer(text):
        name, argument = whole(found[1], text[found.end() :], known)
        if name in known:
            return Named(name, argument, _is_denied(text, found.start(1), found[1]))
    return None


_LOSING = frozenset({"annuler", "supprimer"})
"""Commands that lose something: whatever denies behind them takes them back."""


_EXPLAINED = frozenset({"stats"})
"""Commands behind which a question mark alone asks what they mean."""


def taken_back(name: str, argument: str) -> bool:
    """Whether what stands behind a command says no to it: "/annuler non", "/supprimer finalement non"."""
    if name in _LOSING:
        return bool(negation.heard(argument).denials) or not NO.isdisjoint(fold(argument).split())
    return name != "start" and negation.refuses(argument, ())


def whole(word: str, rest: str, known: Iterable[str]) -> tuple[str, str]:
    """A command as it is known and what stands behind it, accents, capitals and blanks aside; else as it was typed."""
    by_letters = _by_letters(tuple(known))
    following = list(re.finditer(r"\w+", rest))
    for count in range(_JOINED, -1, -1):
        if count <= len(following):
            written = fold(" ".join([word, *(one[0] for one in following[:count])])).replace(" ", "")
            if written in by_letters:
                behind = rest[following[count - 1].end() :] if count else rest
                name, said = by_letters[written], re.sub(r"^[^\w+]+", "", behind).strip()
                return name, "?" if not said and name in _EXPLAINED and "?" in behind else said
    return word, rest.strip()


@cache
def _by_letters(known: tuple[str, ...]) -> dict[str, str]:
    """The commands by what is left of each, accents, capitals and blanks aside."""
    return {fold(name).replace(" ", ""): name for name in known}


def _is_denied(text: str, start: int, word: str) -> bool:
    said = negation.heard(text)
    at = len(re.findall(r"[a-z0-9]+", unaccented(text[:start]).lower()))
    span = at, at + len(re.findall(r"[a-z0-9]+", unaccented(word).lower()))
    return said.denied([(span, said.words[slice(*span)])])[0]
