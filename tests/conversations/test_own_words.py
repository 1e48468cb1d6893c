"""Answers in people's own words, as readers of the first version typed them."""

from __future__ import annotations

import pytest

from conversations.engine.flow import Flow
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Outcome, Refused, Typed
from conversations.engine.state import JsonValue
from tests.conversations.chat import Chat, spaced
from tests.conversations.samples import SENT, options_of
from tests.conversations.test_inputs import READY

TAKEN: list[tuple[str, str, JsonValue, str]] = [
    ("fr", "when", "months_3", "dès que possible|au plus vite|un mois|dans deux mois|trois mois|ce mois-ci"),
    ("fr", "when", "months_6", "quatre mois|d'ici cinq mois|6 mois|trois à six mois"),
    ("fr", "when", "months_12", "neuf mois|l'année prochaine|dans un an"),
    ("fr", "when", "later", "plus d'un an|dans un peu plus d'un an"),
    ("fr", "when", "open", "peu importe|ça dépend|aucune idée"),
    ("en", "when", "months_3", "asap|next month|two months"),
    ("en", "when", "months_12", "next year"),
    ("en", "when", "open", "whenever|it depends|no idea"),
    ("fr", "household", {"adults": 2}, "ma femme et moi|mon mari et moi|je viens avec ma compagne"),
    ("fr", "household", {"adults": 1}, "moi seul|juste moi"),
    ("fr", "household", {"adults": 2, "nursery": 1}, "mon conjoint, moi et un bébé|2 adultes et un bébé"),
    ("en", "household", {"adults": 2}, "my wife and I|my husband and me|just my partner and me"),
    ("en", "household", {"adults": 1}, "just me"),
    ("fr", "stage", "place_found", "trouvé le local|nous avons trouvé une maison"),
    ("fr", "stage", "funded", "prêt accordé|le prêt est accordé|la banque est d'accord"),
    ("fr", "stage", "study", "on cherche|on visite"),
    ("fr", "stage", "idea", "au début|nous sommes au tout début"),
    ("fr", "nature", ["creation", "takeover"], "créer ou reprendre"),
    ("fr", "nature", ["takeover"], "acheter|racheter une ferme"),
    ("en", "nature", ["unknown"], "not sure"),
    ("fr", "needs", ["nothing"], "non merci, rien"),
    ("fr", "followed", ["nobody"], "rien, personne"),
    ("fr", "jobs", 0, "juste moi|que moi|seulement le mien|je serai seul|un apprenti"),
    ("fr", "jobs", 2, "deux|moi et 2 salariés|2 salariés et un apprenti|3 salariés dont un apprenti|3 dont moi"),
    ("en", "jobs", 0, "just me|on my own"),
    ("en", "jobs", 2, "two employees and me|three including me|2 workers and an apprentice"),
    ("fr", "contact", {"phone": None, "email": "jean@example.org"}, "jean @ example.org|jean@ example.org"),
]


def read(step: str, text: str, locale: str, intake: Flow, knowledge: Knowledge) -> Outcome:
    at = Moment("intake", intake.step_by_id[step], knowledge, locale)
    return kind_of(at.step).read(at, Typed(text))


@pytest.mark.parametrize(("locale", "step", "value", "texts"), TAKEN)
def test_own_words(locale: str, step: str, value: JsonValue, texts: str, intake: Flow, knowledge: Knowledge) -> None:
    for text in texts.split("|"):
        assert read(step, text, locale, intake, knowledge) == Accepted(value), text


@pytest.mark.parametrize("step", ["sector", "jobs", "stage", "household", "needs", "followed", "way"])
@pytest.mark.parametrize("text", ["je ne sais pas", "Peu importe", "aucune idée !", "ça dépend", "sans avis"])
def test_not_knowing_skips_what_may_be_skipped(step: str, text: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY[step](chat)
    chat.type(text)
    assert chat.open != step
    assert chat.state.value(step) is None


def test_no_period_is_guessed(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["when"](chat)
    chat.type("quand les enfants seront grands")
    assert chat.last.startswith("Touchez la période la plus proche.")
    chat.type("peu importe")
    assert chat.state.value("when") == "open", "an option's own words count before a skip"


def test_two_things_among_other_words_are_ticked_to_be_confirmed(intake: Flow, knowledge: Knowledge) -> None:
    outcome = read("nature", "je veux créer mais peut-être reprendre", "fr", intake, knowledge)
    assert isinstance(outcome, Drafted)
    assert outcome.data["picks"] == ["creation", "takeover"]


def test_a_number_left_open_is_chosen_by_a_button(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["jobs"](chat)
    chat.type("3 ou 4")
    assert spaced(chat.last).startswith("J'ai compris : 3, 4. Quel nombre est le plus juste ?")
    chat.press("4")
    assert chat.state.value("jobs") == 4


def test_a_typed_household_replaces_half_made_ticks(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["household"](chat)
    chat.press("1 adulte", "Primaire")
    chat.type("2 adultes et un bébé")
    assert chat.state.value("household") == {"adults": 2, "nursery": 1}


def test_an_address_is_no_trade_however_often_it_is_said(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["sector"](chat)
    for _ in range(2):
        chat.type("jean @ example.org")
        assert chat.open == "sector"
        assert chat.last.startswith("Je n'ai pas reconnu ce domaine.")
    for _ in range(2):
        chat.type("un truc")
        assert chat.open == "sector"


def test_a_proposed_field_is_confirmed_by_yes(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Une boulangeri")  # like a trade's name, and not one
    assert chat.open == "sector"
    chat.type("oui")
    assert chat.state.value("sector") == ["alimentaire"]


@pytest.mark.parametrize(
    ("text", "why"),
    [("44 1632 960000", "S'il est de l'étranger, commencez par +"), ("01632 960000", "commencez par +"),
     ("01 99 00", "Il manque des chiffres"), ("bonjour", "Il me faut un numéro")],
)  # fmt: skip
def test_a_number_that_is_not_known(text: str, why: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["contact"](chat)
    chat.type(text)
    assert chat.open == "contact"
    assert any(why in said for said in chat.said[-2:])


def test_hours_are_said_alike_for_a_call(intake: Flow, knowledge: Knowledge) -> None:
    from conversations.words.catalogue import words

    for locale in ("fr", "en"):
        texts = words(locale, strict=True).texts
        for hour in options_of(intake.step_by_id["hours"]):
            assert texts[f"callback.hours.{hour}.words"] == texts[f"intake.hours.{hour}.words"]


@pytest.mark.parametrize("text", ["le Puy-de-Dôme", "en Auvergne"])
def test_a_region_leads_to_the_list(text: str, intake: Flow, knowledge: Knowledge) -> None:
    assert read("place", text, "fr", intake, knowledge) == Drafted({"list": True})


def test_nothing_elsewhere_is_offered_beside_a_territory(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["place"](chat)
    chat.type("autour du Sancy")
    assert {"Massif du Sancy", "Sancy Artense"} <= chat.buttons.keys()
    assert not any("Seine-et-Marne" in label or "hors réseau" in label for label in chat.buttons)


def test_all_communes_of_a_shared_postal_code_are_shown(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["place"](chat)
    chat.type("on cherche vers 63210")
    shared = [c for c, _ in knowledge.network.commune_by_insee.values() if "63210" in c.postal_codes]
    assert {f"{commune.name} (63210)" for commune in shared} <= chat.buttons.keys()
    assert len(shared) == 11


def test_a_name_that_others_bear_is_told_with_its_department(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["place"](chat)
    chat.type("Murat")
    assert {
        "Murat-le-Quaire (63150)",
        "Murat (Cantal, hors réseau)",
        "Murat (Allier, hors réseau)",
    } <= chat.buttons.keys()
    chat.type("Murat (Cantal)")
    assert "Murat (Cantal) n'est pas dans le réseau" in chat.last


def test_a_place_abroad_is_not_of_the_network_and_nothing_else_is_offered(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["place"](chat)
    chat.type("Liège")
    assert any("n'est pas dans le réseau" in said for said in chat.said[-2:])


# --- what is typed before anything is asked ---------------------------------------------------------------------------


def test_the_information_stays_to_be_read(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    told = chat.said[0]
    chat.type("bonjour")
    assert chat.settled == [told]
    assert chat.last == "Pour commencer, touchez le bouton ci-dessous."
    chat.press("J'ai lu, on commence")
    assert chat.settled[-1] == told


def test_what_was_typed_too_soon_is_offered_as_the_first_answer(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.type("Nous voulons reprendre une boulangerie")
    assert chat.open == "info"
    assert spaced(chat.last).startswith("Je garde votre message pour la première question.")
    chat.press("J'ai lu, on commence")
    assert chat.state.value("project") == "Nous voulons reprendre une boulangerie"
    assert chat.open == "understood"


def test_what_was_typed_too_soon_and_says_nothing_more_is_offered(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.type("Vivre au calme")
    chat.press("J'ai lu, on commence", "Garder : Vivre au calme")
    assert chat.state.value("project") == "Vivre au calme"
    assert chat.open == "sector"


def test_no_digit_that_is_no_number(intake: Flow, knowledge: Knowledge) -> None:
    for text in ("²", "3,5", "1e3", "=1+1", "-1", "beaucoup"):
        assert isinstance(read("jobs", text, "fr", intake, knowledge), Refused), text


# --- the recap --------------------------------------------------------------------------------------------------------


def test_yes_at_the_recap_names_the_button_and_repeats_nothing(intake: Flow, knowledge: Knowledge) -> None:
    for about, button in (("", "Envoyer"), ("SV-0001", "Envoyer les changements")):
        chat = Chat(intake, knowledge, about=about, answers=dict(SENT))
        for text in ("oui", "c'est bon", "Parfait !"):
            before = len(chat.said)
            chat.type(text)
            assert chat.said[before:] == [f"Pour envoyer, touchez « {button} »."]
        chat.press(button)
        assert len(chat.submitted) == 1


def test_the_question_stands_last_under_one_title(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY["recap"](chat)
    assert chat.last.endswith("Est-ce que tout est juste ?")
    assert sum(said.startswith("Voici votre demande.") for said in chat.said) == 1
