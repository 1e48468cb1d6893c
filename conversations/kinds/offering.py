"""Offering: what is offered, by its button, or in a sentence that says it. Value: the id of an option."""

from __future__ import annotations

from dataclasses import replace

from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed
from conversations.engine.state import JsonValue
from conversations.kinds.choice import KIND as CHOICE
from conversations.kinds.choice import ChoiceStep
from conversations.words import offered as said
from conversations.words.fairness import refused
from network.offers import Kind as OfferKind


def _read(at: Moment[ChoiceStep], offered: Offered) -> Outcome:
    outcome = CHOICE.read(at, offered)
    if isinstance(offered, Typed) and isinstance(outcome, Refused):
        kind = said.kind_said(offered.text)
        return Accepted(str(kind)) if kind in at.step.options else outcome
    return outcome


def heard(knowledge: Knowledge, text: str) -> dict[str, JsonValue]:
    """The answers of a form that a first sentence gives; nothing where it does not say what is offered, or chooses
    people, which is said where it is asked. Of a business it is asked first whether it is a secret.
    """
    kind = said.kind_said(text)
    if kind is None or refused(text, kind) is not None:
        return {}
    words = None if kind is OfferKind.TAKEOVER else said.sentence(text, knowledge.places)
    told = {
        "offered": str(kind),
        "what": said.sought(text) if kind in (OfferKind.SERVICE, OfferKind.JOB) else None,
        "where": said.commune_said(text, knowledge.places, knowledge.network),
        "told": {"kind": "text", "text": words} if words else None,
    }
    return {name: value for name, value in told.items() if value is not None}


KIND = replace(CHOICE, read=_read)
