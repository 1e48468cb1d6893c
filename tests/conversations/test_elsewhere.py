"""Elsewhere: who receives people at another place sees a case after a yes alone, for the places it was given for."""

from __future__ import annotations

import pytest

from conversations.engine import engine
from conversations.engine.flow import Flow
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Typed
from network.elsewhere import apart, readers
from network.project import Project
from tests.conversations.samples import SENT

HERE = {"kind": "commune", "commune": "63247", "territory": "massif-du-sancy"}
THERE = {"kind": "commune", "commune": "63192", "territory": "sancy-artense"}
BESIDE = {"kind": "commune", "commune": "63038", "territory": "massif-du-sancy"}


@pytest.mark.parametrize(
    ("locale", "choice", "said"),
    [
        ("fr", "yes", ("oui", "Oui, elle peut la voir", "d'accord", "pas de souci, oui", "oui allez-y")),
        ("fr", "no", ("non", "surtout pas", "elle ne peut pas la voir", "oui mais pas maintenant", "je ne sais pas")),
        ("fr", None, ("peut-être", "si elle est gentille", "qui est-ce", "Murol", "je voudrais en parler avant")),
        ("en", "yes", ("yes", "they may see it", "of course", "yes please")),
        ("en", "no", ("no", "they may not see it", "not yet", "don't show it", "I don't know")),
        ("en", None, ("maybe", "who is that", "let me think about it")),
    ],
)
def test_a_yes_alone_shows_it(
    intake: Flow, knowledge: Knowledge, locale: str, choice: str | None, said: tuple[str, ...]
) -> None:
    step, place = intake.step_by_id["elsewhere"], {**HERE, "also": [THERE]}
    at = Moment("intake", step, knowledge, locale, ((intake.step_by_id["place"], place),))
    for text in said:
        outcome = kind_of(step).read(at, Typed(text))
        given = outcome.value["choice"] if isinstance(outcome, Accepted) else None
        assert given == choice, text


def test_it_is_asked_where_another_territory_is_named(knowledge: Knowledge) -> None:
    network = knowledge.network
    assert apart(network, {**HERE, "also": [BESIDE, THERE, THERE]}) == ("sancy-artense",)
    assert apart(network, {**HERE, "also": [BESIDE]}) == apart(network, HERE) == apart(network, None) == ()


def test_nobody_reads_without_a_yes(knowledge: Knowledge) -> None:
    place = {**HERE, "also": [THERE]}
    yes = {"place": place, "elsewhere": {"choice": "yes", "territories": ["sancy-artense"]}}
    no = {**yes, "elsewhere": {"choice": "no", "territories": ["sancy-artense"]}}
    assert readers(knowledge.network, Project.of(yes)) == ("charge-accueil-sancy-artense",)
    assert [readers(knowledge.network, Project.of(told)) for told in (no, {"place": place}, {})] == [()] * 3


def test_a_yes_counts_for_the_places_it_was_given_for(intake: Flow, knowledge: Knowledge) -> None:
    """Of other places it is asked anew; a case of one place is not asked."""
    yes = {"choice": "yes", "territories": ["sancy-artense"]}
    for place, asked in (({**HERE, "also": [THERE]}, "recap"), ({**THERE, "also": [HERE]}, "elsewhere")):
        told = {**SENT, "place": place, "elsewhere": yes}
        state, _ = engine.begin(intake, knowledge, "fr", about="SV-0001", answers=told)
        assert state.draft is not None
        assert state.draft.step == asked
    state, _ = engine.begin(intake, knowledge, "fr", about="SV-0001", answers=SENT)
    assert state.draft is not None
    assert state.draft.step == "recap"
    assert "elsewhere" not in state.answers
