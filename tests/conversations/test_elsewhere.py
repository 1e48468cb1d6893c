"""Elsewhere: who receives people at another place sees a case after a yes alone, for the places it was given for."""

from __future__ import annotations

import pytest

from conversations.engine import engine
from conversations.engine.flow import Flow
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Refused, Typed
from conversations.words.hiding import wanted
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
        ("fr", "no", ("non", "surtout pas", "elle ne peut pas la voir", "je ne sais pas")),
        ("fr", None, ("peut-être", "si elle est gentille", "qui est-ce", "Murol", "je voudrais en parler avant")),
        ("fr", None, ("oui mais seulement si le premier ne donne rien", "oui mais sans mon numéro", "oui après le 15")),
        ("fr", None, ("oui mais pas à Orcival", "oui mais pas maintenant", "d'accord, sauf mon nom")),
        ("fr", None, ("elle peut la voir mais pas avant lundi", "non, sauf si le premier ne donne rien")),
        ("en", "yes", ("yes", "they may see it", "of course", "yes please")),
        ("en", "no", ("no", "they may not see it", "not yet", "don't show it", "I don't know")),
        ("en", None, ("maybe", "who is that", "let me think about it")),
        ("en", None, ("yes but only if the first one fails", "yes, without my number", "ok but not in Orcival")),
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


def test_a_condition_is_said_back_and_several_places_are_several(intake: Flow, knowledge: Knowledge) -> None:
    step = intake.step_by_id["elsewhere"]
    further = {"kind": "commune", "commune": "63264", "territory": "rochefort-montagne"}
    for also, asked in (([THERE], "La personne qui accueille"), ([THERE, further], "Les personnes qui accueillent")):
        at = Moment("intake", step, knowledge, "fr", ((intake.step_by_id["place"], {**HERE, "also": also}),))
        message = kind_of(step).ask(at)
        assert asked in at.write(message.paragraphs[0])
        assert len(message.rows) == 2
    outcome = kind_of(step).read(at, Typed("oui mais sans mon numéro"))
    assert isinstance(outcome, Refused)
    assert "oui mais sans mon numéro" in at.write(outcome.why)


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


@pytest.mark.parametrize(
    ("hides", "said"),
    [
        (True, ("ne montrez plus ma demande à Besse", "arrêtez de montrer mon dossier au Sancy", "cachez ma demande")),
        (
            True,
            ("je ne veux plus que Besse voie ma demande", "ne la montrez plus là-bas", "retirez ma demande de Besse"),
        ),
        (True, ("stop showing my request in Besse", "please don't show it there any more", "hide my request")),
        (False, ("je n'ai pas montré mon projet à la banque", "la mairie ne veut pas montrer le local", "montrez-la")),
        (False, ("pouvez-vous ne plus la montrer ?", "je ne veux plus qu'on m'appelle le matin", "retirez ma demande")),
        (False, ("merci de transmettre ma demande", "show my request in Besse", "I don't want to see the premises")),
    ],
)
def test_words_that_hide_it(hides: bool, said: tuple[str, ...]) -> None:
    assert [text for text in said if wanted(text) is not hides] == []
