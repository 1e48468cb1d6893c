"""Where a sector splits: the words decide, or a question with two buttons; the size is asked where it then decides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.engine.leading import situation
from network.project import Project
from network.routing import route
from tests.conversations.chat import MODES, Chat

FOOD, SHOPS = "Restaurant, café, bar", "Commerce, multiple rural, ambulant"
WOOD, CRAFT = "Forêt et bois", "Métiers de bouche et agroalimentaire"


def told(intake: Flow, knowledge: Knowledge, words: str, sector: str, nature: str, mode: str = "plain") -> Chat:
    """Somebody who has told their project, its sector and its nature."""
    chat = Chat(intake, knowledge, mode=mode)
    chat.press("J'ai lu, on commence")
    chat.type(words)
    if "Type de projet" in chat.last and nature not in chat.last:
        chat.correct("Type de projet", nature, "C'est tout")
    if chat.open == "understood":
        chat.press("C'est juste")
    if chat.open == "sector" and sector not in chat.buttons:
        chat.press("Voir toute la liste")
    if chat.open == "sector" and sector not in chat.buttons:
        chat.type(sector)
    elif chat.open == "sector":
        chat.press(sector, "C'est tout")
    if chat.open == "nature":
        chat.press(nature, "C'est tout")
    return chat


def technical(chat: Chat, knowledge: Knowledge) -> str | None:
    """Who would be proposed for what was answered so far."""
    project = Project.of({step: answer.value for step, answer in chat.state.answers.items()})
    return route(knowledge.network, situation(project, knowledge)).technical.referent


@pytest.mark.parametrize("mode", MODES)
def test_what_the_words_leave_open_is_asked_once_then_the_size_where_it_decides(
    mode: str, intake: Flow, knowledge: Knowledge
) -> None:
    chat = told(intake, knowledge, "ouvrir une pizzeria", FOOD, "Créer une activité", mode)
    assert chat.open == "branch"
    assert "à emporter, ou servis sur place" in chat.last
    assert technical(chat, knowledge) == "conseillere-tourisme"
    chat.press("Plats à emporter")
    assert chat.open == "jobs"
    assert technical(chat, knowledge) == "conseillere-bouche"


@pytest.mark.parametrize(
    ("words", "open_", "referent"),
    [
        ("Plats servis sur place", "place", "conseillere-tourisme"),
        ("plutôt en salle", "place", "conseillere-tourisme"),
        ("à emporter surtout", "jobs", "conseillere-bouche"),
        ("pas à emporter", "branch", "conseillere-tourisme"),
        ("je ne sais pas trop", "branch", "conseillere-tourisme"),
        ("2", "place", "conseillere-tourisme"),
    ],
)
def test_the_question_is_answered_in_words_too(
    words: str, open_: str, referent: str, intake: Flow, knowledge: Knowledge
) -> None:
    chat = told(intake, knowledge, "ouvrir une pizzeria", FOOD, "Créer une activité")
    chat.type(words)
    assert chat.open == open_
    assert technical(chat, knowledge) == referent


@pytest.mark.parametrize(
    ("words", "sector", "nature", "open_"),
    [
        ("un restaurant, pas de vente à emporter", FOOD, "Créer une activité", "place"),
        ("un food truck", FOOD, "Créer une activité", "jobs"),
        ("fleuriste", SHOPS, "Reprendre une activité", "jobs"),
        ("une épicerie", SHOPS, "Reprendre une activité", "place"),
        ("ouvrir un commerce", SHOPS, "Créer une activité", "branch"),
        ("ouvrir un commerce", SHOPS, "Trouver un emploi", "place"),
        ("reprendre une scierie", WOOD, "Reprendre une activité", "jobs"),
        ("bûcheron", WOOD, "Créer une activité", "place"),
        ("une boulangerie", CRAFT, "Reprendre une activité", "jobs"),
    ],
)
def test_the_size_is_asked_where_it_decides_and_only_there(
    words: str, sector: str, nature: str, open_: str, intake: Flow, knowledge: Knowledge
) -> None:
    assert told(intake, knowledge, words, sector, nature).open == open_


def test_a_skip_leaves_the_lead_to_the_sector(intake: Flow, knowledge: Knowledge) -> None:
    chat = told(intake, knowledge, "ouvrir un commerce", SHOPS, "Créer une activité")
    chat.press("Passer")
    assert chat.open == "place"
    assert technical(chat, knowledge) == "conseiller-commerce"


def test_an_answer_to_what_other_words_had_left_open_counts_for_nothing(intake: Flow, knowledge: Knowledge) -> None:
    chat = told(intake, knowledge, "ouvrir une pizzeria", FOOD, "Créer une activité")
    chat.press("Plats à emporter", "2")
    chat.edit(1, "ouvrir un restaurant")
    assert technical(chat, knowledge) == "conseillere-tourisme"


@pytest.mark.parametrize(
    ("salaried", "asked"), [("10", False), ("dix", False), ("11", True), ("onze salariés et moi", True)]
)
def test_a_big_craft_business_that_is_taken_over_stays_one_if_the_register_says_so(
    salaried: str, asked: bool, intake: Flow, knowledge: Knowledge
) -> None:
    chat = told(intake, knowledge, "une boulangerie", CRAFT, "Reprendre une activité")
    assert "Sans vous compter, et sans les apprentis." in chat.last
    chat.type(salaried)
    assert chat.open == ("register" if asked else "place")
    if not asked:
        assert technical(chat, knowledge) == "conseillere-bouche"
        return
    assert technical(chat, knowledge) == "conseiller-industrie"
    chat.press("Oui, artisanale")
    assert chat.open == "place"
    assert technical(chat, knowledge) == "conseillere-bouche"


@pytest.mark.parametrize("answer", ["Non", "Je ne sais pas", "pas artisanale", "Passer"])
def test_without_the_register_eleven_go_to_the_other_chamber(answer: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = told(intake, knowledge, "une boulangerie", CRAFT, "Reprendre une activité")
    chat.type("onze")
    chat.type(answer)
    assert technical(chat, knowledge) == "conseiller-industrie"


def test_a_creation_of_that_size_is_not_asked_for_a_register(intake: Flow, knowledge: Knowledge) -> None:
    chat = told(intake, knowledge, "une boulangerie", CRAFT, "Créer une activité")
    chat.type("onze")
    assert chat.open == "place"
    assert technical(chat, knowledge) == "conseiller-industrie"


def test_a_network_without_leads_asks_nothing_more(intake: Flow, knowledge: Knowledge) -> None:
    bare = Knowledge.of(knowledge.network.model_copy(update={"leads": (), "splits": ()}))
    chat = told(intake, replace(bare, today=knowledge.today), "ouvrir une pizzeria", FOOD, "Créer une activité")
    assert chat.open == "place"
