"""Questions, commands and approaches: what a sentence is, and what an ordinary project is never taken for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.engine.asides import known
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.words.approaches import approach
from conversations.words.questions import asks
from conversations.words.typed_commands import Named, taken_back, within
from tests.conversations.chat import Chat

TRADES = sorted(
    {
        line.partition("|")[2].strip()
        for file in (Path(__file__).parents[1] / "network" / "data").glob("activities_*.txt")
        for line in file.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
)
TOLD = (
    "{}", "Je veux ouvrir ceci : {}", "Nous voudrions reprendre : {}", "Bonjour, mon projet : {}", "{} à Murol",
    "Mon mari et moi cherchons un local pour : {}", "I would like to start this: {}", "{}, avec ma fille",
    "C'est pour {}", "Je viens de Lyon pour {}",
)  # fmt: skip
COMMANDS = ("annuler", "cancel", "supprimer", "mes_donnees", "monprojet", "passer", "rappel", "langue", "aide")


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TRADES), st.sampled_from(TOLD))
def test_a_project_is_no_question_and_nobody_elses(knowledge: Knowledge, trade: str, told: str) -> None:
    said = told.format(trade)
    assert approach(said) is None
    assert known(said, knowledge.network) is None
    assert not asks(said, free=True)


def test_no_trade_as_it_is_told_is_a_question_or_somebody_elses(knowledge: Knowledge) -> None:
    assert len(TRADES) > 150
    assert [trade for trade in TRADES if approach(trade) or asks(trade, free=True)] == []
    assert [trade for trade in TRADES if known(trade, knowledge.network)] == []


def test_every_way_of_asking_finds_its_own_question(knowledge: Knowledge) -> None:
    asked = [(way, question.id) for question in knowledge.network.questions for way in question.ways]
    wrong = [
        (way, id_) for way, id_ in asked if (found := known(f"{way} ?", knowledge.network)) is None or found.id != id_
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "name", "argument"),
    [
        ("/Annuler, merci", "annuler", "merci"),
        ("je veux /annuler", "annuler", ""),
        ("/supprimér", "supprimer", ""),
        ("/mes données", "mes_donnees", ""),
        ("/mes_données !", "mes_donnees", ""),
        ("/mon projet svp", "monprojet", "svp"),
        ("ok /passer…", "passer", ""),
        ("pas de souci, /passer", "passer", ""),
        ("«/aide»", "aide", ""),
        ("/langue, anglais", "langue", "anglais"),
        ("I would like to /cancel", "cancel", ""),
    ],
)
def test_a_command_is_heard_in_a_sentence(said: str, name: str, argument: str) -> None:
    assert within(said, COMMANDS) == Named(name, argument, denied=False)


@pytest.mark.parametrize(
    "said",
    [
        "ne pas /annuler",
        "je ne veux pas /supprimer",
        "don't /cancel please",
        "n'utilisez jamais /supprimer",
        "no, never /cancel",
    ],
)
def test_a_command_that_is_denied_is_known_to_be(said: str) -> None:
    assert (named := within(said, COMMANDS)) is not None
    assert named.denied


@pytest.mark.parametrize(
    ("name", "behind", "back"),
    [
        *(("annuler", behind, True) for behind in ("non", "finalement non", "non je continue", "pas", "no", "not now")),
        *(("supprimer", behind, True) for behind in ("non merci", "je ne veux pas", "surtout pas", "don't")),
        *(("annuler", behind, False) for behind in ("", "merci", "tout", "oui", "svp", "please")),
        *(("passer", "non", True), ("rappel", "non merci", True), ("aide", "je ne comprends pas l'étape", False)),
        *(("start", "non", False), ("langue", "anglais", False), ("note", "SV-0001", False)),
    ],
)
def test_a_no_behind_a_command_takes_it_back(name: str, behind: str, back: bool) -> None:
    assert taken_back(name, behind) == back


@pytest.mark.parametrize(
    "said",
    [
        "et/ou", "gîte et/ou annuler", "/srv/annuler", "https://exemple.fr/annuler", "voir /index.html",
        "boulangerie /pâtisserie", "24/7", "annuler",
        "J'ai essayé la commande /monprojet hier soir et encore ce matin, mais je ne vois toujours rien du tout venir",
    ],
)  # fmt: skip
def test_a_path_or_a_stroke_is_no_command(said: str) -> None:
    assert within(said, COMMANDS) is None


def test_a_question_that_is_edited_stands_once(intake: Flow, knowledge: Knowledge) -> None:
    """Its new words stand in the place of the old; edited into a statement it is kept no more."""
    first, second, other = (
        "Y a-t-il une boulangerie à vendre ?",
        "Y a-t-il une boulangerie à louer ?",
        "Faut-il parler auvergnat ?",
    )
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type(first)
    assert chat.state.value("asked") == [first]
    chat.edit(chat.written, second)
    assert chat.state.value("asked") == [second], "while it was the last word"
    chat.type("Ouvrir un gîte à Murol. " + other)
    assert chat.state.value("asked") == [second, other]
    chat.edit(1, first)
    assert chat.state.value("asked") == [other, first], "after an answer"
    chat.edit(2, f"Ouvrir une auberge à Murol. {second}")
    assert chat.state.value("project") == "Ouvrir une auberge à Murol."
    assert chat.state.value("asked") == [first, second], "beside an answer, which is corrected too"
    chat.edit(1, "merci")
    assert chat.state.value("asked") == [second]
    assert "je ne garde plus votre question" in " ".join(chat.said[-2:])
    chat.edit(2, "Ouvrir une auberge à Murol.")
    assert chat.state.value("asked") is None


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("On est la mairie de Picherande et on cherche un boulanger", "town"),
        ("Bonjour, mairie de Chastreix, nous cherchons un médecin", "town"),
        ("je suis adjointe au maire, notre école va fermer, on cherche des familles", "town"),
        ("I'm the mayor of a village, we are looking for a baker", "town"),
        ("nous sommes une commune, nous ne cherchons rien", None),
        ("je travaille à la mairie et je cherche un logement", None),
        ("je suis adjointe administrative et je cherche un emploi", None),
        ("je suis conseiller en assurance, je cherche un local", None),
        ("Commune souhaitée : Besse, je cherche un gîte", None),
        ("Nous sommes un couple qui cherche une boulangerie", None),
        ("We are a young couple looking for a farm", None),
        ("nous sommes une famille qui cherche une ferme", None),
        ("un couple d'amis cherche une ferme", "companion"),
        ("j'accompagne une famille", "companion"),
        ("j'accompagne ma femme, qui est mutée à Besse", None),
        ("À céder cause retraite : bar tabac", "seller"),
        ("For sale: village shop", "seller"),
        ("À reprendre une boulangerie", None),
        ("je ferme mon salon, si ça intéresse quelqu'un", "seller"),
        ("j'arrête mon commerce, retraite en juin", "seller"),
        ("j'arrête mon commerce à Lyon pour ouvrir un gîte", None),
    ],
)
def test_who_speaks_and_for_whom_is_known(said: str, who: str | None) -> None:
    assert approach(said) == who
