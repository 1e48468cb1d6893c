"""Common questions and their answers: the network's own words, with facts from the rest of its file."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping

from network.model import Network, Question
from network.phrase import Phrase, phrase

_UNITS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "fr": {"days": ("jour ouvré", "jours ouvrés"), "months": ("mois", "mois")},
    "en": {"days": ("working day", "working days"), "months": ("month", "months")},
}
FACTS: Mapping[str, Callable[[Network, str], str]] = {
    "network": lambda network, locale: network.identity.name,
    "contact": lambda network, locale: network.identity.contact.name.in_(locale),
    "organisation": lambda network, locale: network.identity.contact.organisation,
    "phone": lambda network, locale: network.identity.contact.phone.replace(" ", "\N{NO-BREAK SPACE}"),
    "email": lambda network, locale: network.identity.contact.email,
    "taken_within": lambda network, locale: _counted(network.charter.take_within_days, "days", locale),
    "contact_within": lambda network, locale: _counted(network.charter.contact_within_days, "days", locale),
    "kept": lambda network, locale: _counted(network.identity.privacy_months, "months", locale),
    "communes": lambda network, locale: str(sum(len(territory.communes) for territory in network.territories)),
    "territories": lambda network, locale: ", ".join(territory.name for territory in network.territories),
}
"""What an answer may name in braces: delays come from the charter, the contact from the network."""


def _counted(count: int, unit: str, locale: str) -> str:
    one, more = _UNITS[locale][unit]
    return f"{count}\N{NO-BREAK SPACE}{one if count == 1 else more}"


def named(text: str) -> tuple[str, ...]:
    """The facts that an answer names. Raises ValueError where its braces are not closed."""
    return tuple(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def answer(network: Network, question: Question) -> Phrase:
    """The answer to a question, with its facts."""
    said = {"fr": question.answer.fr, "en": question.answer.en}
    facts = {locale: {name: FACTS[name](network, locale) for name in named(text)} for locale, text in said.items()}
    return phrase("label", **{locale: text.format_map(facts[locale]) for locale, text in said.items()})
