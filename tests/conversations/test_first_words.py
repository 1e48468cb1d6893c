"""First words: what a sentence says of later questions is put together before the person, and nothing it denies."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.engine import engine
from conversations.engine.effects import Start
from conversations.engine.events import Said
from conversations.engine.flow import Flow
from conversations.engine.hearing import hear
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.state import Draft, JsonValue, State
from conversations.kinds.household import HouseholdStep, earlier
from tests.conversations.chat import MODES, Chat

TABLE = Path(__file__).parent / "data" / "first_words.txt"
HALVES = TABLE.with_name("half_households.txt")
TODAY = date(2026, 5, 12)  # a Tuesday
ALL_OF_IT = (
    "Nous sommes un couple avec deux enfants en primaire, nous voulons reprendre une boulangerie à La Bourboule ou "
    "Besse dans 6 mois, nous cherchons un logement. Je m'appelle Dominique Exemple, 01 99 00 00 11, appelez-moi le soir"
)


def heard_in(text: str, locale: str, intake: Flow, knowledge: Knowledge) -> dict[str, JsonValue]:
    here = replace(knowledge, today=TODAY)
    return dict(hear(intake, State("intake", locale), here, intake.step_by_id["understood"], text))


def plain(name: str, value: JsonValue, knowledge: Knowledge) -> str:
    """A value as the table writes it."""
    match name, value:
        case "place", _:
            places = [value, *value.get("also", [])]
            ours = knowledge.network.commune_by_insee
            return ", ".join(
                place["outside"]["name"] if place["kind"] == "outside" else ours[place["commune"]][0].name
                for place in places
            )
        case "contact", _:
            return ", ".join(part for part in value.values() if part)
        case "household", _:
            return ", ".join(f"{who} {count}" for who, count in value.items())
        case _:
            return ", ".join(value) if isinstance(value, list) else str(value)


def test_first_words_are_understood(intake: Flow, knowledge: Knowledge) -> None:
    lines = [line.split(" | ") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) >= 60
    wrong = []
    for locale, said, wanted in lines:
        values = heard_in(said, locale, intake, knowledge)
        came = "; ".join(f"{name} = {plain(name, value, knowledge)}" for name, value in values.items()) or "-"
        if came != wanted:
            wrong.append(f"{said!r}: {came}, not {wanted}")
    assert not wrong, "\n".join(wrong)


DENIED = {
    "fr": (
        (
            "place",
            "Murol",
            ("pas à Murol", "surtout pas à Murol", "je ne veux pas aller à Murol", "ni à Murol", "sauf à Murol"),
        ),
        ("nature", "takeover", ("pas de reprise", "je ne veux pas reprendre", "sans reprendre", "ne pas racheter")),
        ("nature", "creation", ("pas de création", "je ne veux pas créer", "plutôt que de créer", "ne rien ouvrir")),
        ("sector", "alimentaire", ("pas de boulangerie", "jamais de boulangerie", "surtout pas une boulangerie")),
        ("needs", "housing", ("pas besoin de logement", "je ne cherche pas de logement", "sans chercher de maison")),
        ("hours", "evening", ("ne m'appelez pas le soir", "surtout pas m'appeler le soir")),
        ("name", "Jean", ("je ne m'appelle pas Jean",)),
        ("contact", "+33199001234", ("pas au 01 99 00 12 34", "ne m'appelez pas au 01 99 00 12 34")),
        ("household", "primaire", ("sans enfants", "pas d'enfant en primaire", "aucun enfant")),
        ("when", "months_6", ("pas dans 6 mois", "surtout pas dans 6 mois", "pas avant 6 mois")),
    ),
    "en": (
        ("place", "Murol", ("not in Murol", "never in Murol", "I don't want to go to Murol", "anywhere but in Murol")),
        ("nature", "takeover", ("not to take over", "I don't want to take over", "without taking over")),
        ("nature", "creation", ("I don't want to create one", "not to start one", "never open one")),
        ("sector", "alimentaire", ("not a bakery", "no bakery", "anything but a bakery")),
        ("needs", "housing", ("we don't need a house", "not looking for a house", "no need of a flat")),
        ("hours", "evening", ("don't call me in the evening", "never call me in the evening")),
        ("contact", "+33199001234", ("not on 01 99 00 12 34", "don't call 01 99 00 12 34")),
        ("household", "primaire", ("no children", "without a child in primary school")),
        ("when", "months_6", ("not in 6 months", "never in 6 months", "not before 6 months")),
    ),
}
AROUND = {
    "fr": ("{}", "Bonjour, {}.", "{}, merci", "Nous venons bientôt, {}", "Voilà notre idée. {} !", "Je réfléchis : {}"),
    "en": ("{}", "Hello, {}.", "{}, thanks", "We will come soon, {}", "Here is our idea. {} !", "I am thinking: {}"),
}


@settings(max_examples=150)
@given(locale=st.sampled_from(("fr", "en")), which=st.integers(0, 99), how=st.integers(0, 99), around=st.integers(0, 5))
def test_what_is_denied_is_never_proposed(
    locale: str, which: int, how: int, around: int, intake: Flow, knowledge: Knowledge
) -> None:
    cases = DENIED[locale]
    step, value, ways = cases[which % len(cases)]
    said = AROUND[locale][around].format(ways[how % len(ways)])
    values = heard_in(said, locale, intake, knowledge)
    assert value not in plain(step, values[step], knowledge) if step in values else True, (said, values)


@pytest.mark.parametrize("mode", MODES)
def test_a_couple_says_everything_in_the_first_sentence(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    """Before the notice is agreed to: nothing they said is asked again, and their words stay whole."""
    chat = Chat(intake, knowledge, mode=mode)
    chat.type(ALL_OF_IT)
    chat.press("J'ai lu, on commence")
    assert chat.open == "understood"
    assert "3. Lieu souhaité : La Bourboule (Massif du Sancy), ou Besse" in chat.last
    chat.press("C'est juste")
    asked = [chat.open]
    while chat.open != "recap":
        chat.press("Passer")
        asked.append(chat.open)
    assert set(asked) == {"jobs", "stage", "followed", "way", "recap"}
    assert chat.presses <= 8
    assert chat.written <= 2
    assert chat.state.value("project") == ALL_OF_IT
    assert chat.line("Qui viendrait") == "2 adultes, 2 en primaire"
    assert chat.line("Contact") == "01 99 00 00 11"


@pytest.mark.parametrize("mode", MODES)
def test_a_line_is_corrected_or_left_out(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie à Murol, nous sommes un couple avec un bébé")
    chat.press("Corriger", "3. Lieu souhaité")
    chat.type("Besse")
    assert "3. Lieu souhaité : Besse-et-Saint-Anastaise" in chat.last
    chat.press("Corriger", "4. Qui viendrait", "Passer")
    assert "Qui viendrait" not in chat.last
    assert chat.type("non, plutôt à Tauves").count("3. Lieu souhaité : Tauves") == 1
    chat.type("oui, c'est juste")
    assert chat.open == "jobs"
    assert chat.state.value("household") is None
    assert chat.state.value("place")["commune"] == "63426"


def test_the_other_line_stands_until_it_is_answered(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie à Murol")
    chat.press("Corriger", "2. Type de projet")
    assert "Garder : Reprendre une activité" in chat.buttons
    chat.press("Garder : Reprendre une activité")
    assert chat.open == "understood"
    chat.type("non")
    assert "Quelle ligne voulez-vous corriger ?" in chat.last
    chat.type("2")
    assert chat.open == "nature"


def test_words_that_are_edited_are_read_again(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie à Murol")
    chat.edit(1, "Ouvrir un gîte à Besse")
    assert "Créer une activité" in chat.last
    assert "Besse" in chat.last
    assert "Murol" not in chat.last


def test_going_back_to_the_words_reads_the_new_ones(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie à Murol")
    chat.press("Retour")
    assert chat.open == "project"
    chat.type("Vivre au calme")
    assert chat.open == "sector"
    assert "place" not in chat.state.answers


@pytest.mark.parametrize("mode", MODES)
def test_somebody_writes_instead_of_pressing(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    for text in (
        "Bonjour, je voudrais racheter, sinon créer, une fromagerie à Besse ou Murol", "oui allez-y", "oui",
        "le lait viendra de notre ferme", "deux salariés", "dans 6 mois",
        "je commence à y penser", "mon mari et moi, sans enfants", "un logement",
        "personne", "je m'appelle Camille Exemple", "01 99 00 00 11, plutôt le soir", "par message",
    ):  # fmt: skip
        chat.type(text)
    assert chat.open == "recap", chat.last
    assert chat.line("Type de projet") == "Reprendre une activité, Créer une activité"
    assert chat.line("Lieu souhaité").startswith("Besse-et-Saint-Anastaise")
    chat.type("envoyez")
    assert chat.presses == 0
    [answers] = chat.submitted
    assert answers["nature"] == ["takeover", "creation"]
    place = chat.state.value("place")
    assert [other["commune"] for other in place["also"]] == ["63247"]


def test_other_words_take_nothing_that_was_said_elsewhere(intake: Flow, knowledge: Knowledge) -> None:
    """What the older words said goes with them; hours that came with the number, and were never asked, stay."""
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie à Murol")
    chat.press("C'est juste")
    chat.until("name")
    chat.type("Camille Roux")
    chat.type("01 99 00 00 11, le soir")
    assert chat.state.value("hours") == "evening"
    while chat.open != "project":
        chat.type("retour")
    chat.type("Ouvrir un gîte")
    assert chat.state.value("nature") is None
    assert chat.state.value("hours") == "evening"


def test_half_a_household_is_said_back(intake: Flow, knowledge: Knowledge) -> None:
    """What is sure of it is counted, what is not is asked, and nobody whom it denies is there."""
    lines = [line.split(" | ") for line in HALVES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    words, step = intake.step_by_id["project"], intake.step_by_id["household"]
    assert isinstance(step, HouseholdStep)
    wrong = []
    for locale, said, *wanted in lines:
        told = earlier(Moment("intake", step, replace(knowledge, today=TODAY), locale, ((words, said),)))
        came = ["-"]
        if told is not None:
            counts = plain("household", told.counts, knowledge) or "-"
            came = [told.said, counts, "children" if told.unplaced else "-"]
        assert "household" not in heard_in(said, locale, intake, knowledge), said
        if came != wanted:
            wrong.append(f"{said!r}: {came}, not {wanted}")
    assert len(lines) >= 25
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("mode", MODES)
def test_half_a_household_is_completed(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie, avec mes deux enfants")
    chat.press("C'est juste")
    chat.tell(place="Pas encore décidé")
    chat.until("household")
    assert "Vous avez écrit : « avec mes deux enfants ». Combien d'adultes ? Et pour chaque enfant" in chat.last
    chat.press("1 adulte", "C'est tout")
    assert chat.open == "household"
    assert "Sans enfant" in chat.toasts[-1]
    chat.press("Primaire", "✓ 1 en primaire", "C'est tout")
    assert chat.state.value("household") == {"adults": 1, "primaire": 2}


def test_what_is_typed_joins_half_a_household(intake: Flow, knowledge: Knowledge) -> None:
    """Adults join the children who stand; those whose school is not known are not forgotten for it."""
    for said, typed, first, then in (
        ("Ouvrir un gîte, deux enfants en primaire", "deux adultes", {"adults": 2, "primaire": 2}, ""),
        ("Ouvrir un gîte, avec mes enfants", "deux adultes", None, "un en primaire et un bébé"),
        ("Ouvrir un gîte, avec mes enfants", "2 adultes sans enfants", {"adults": 2}, ""),
        ("Ouvrir un gîte, un couple et un enfant", "il a 4 ans", {"adults": 2, "maternelle": 1}, ""),
    ):
        chat = Chat(intake, knowledge)
        chat.press("J'ai lu, on commence")
        chat.type(said)
        chat.press("C'est juste")
        chat.tell(place="Pas encore décidé")
        chat.until("household")
        chat.type(typed)
        assert chat.state.value("household") == first, (said, typed, chat.last)
        if then:
            chat.type(then)
            assert chat.state.value("household") == {"adults": 2, "nursery": 1, "primaire": 1}


@pytest.mark.parametrize(
    ("locale", "said", "lines", "first"),
    [
        ("fr", "boulangerie et salon de thé", ("boulangerie : Métiers de bouche", "salon de thé : Resta"), "Métiers"),
        ("fr", "salon de thé ou boulangerie", ("salon de thé : Restaurant", "boulangerie : Métiers"), "Restaurant"),
        ("fr", "Plombier ou taxi à Murol", ("plombier : Bâtiment et travaux", "taxi : Transport"), "Bâtiment"),
        ("fr", "infirmière, mon mari est menuisier", ("infirmière : Santé", "menuisier : Bâtiment"), "Santé"),
        ("en", "a bakery and a tea room", ("bakery: Food crafts", "tea room: Restaurant"), "Food crafts"),
    ],
)
def test_two_trades_are_both_offered_in_the_order_they_were_said(
    locale: str, said: str, lines: tuple[str, str], first: str, intake: Flow, knowledge: Knowledge
) -> None:
    chat = Chat(intake, knowledge, locale)
    chat.press(next(iter(chat.buttons)))
    chat.type(said)
    if chat.open == "understood":
        chat.press(next(iter(chat.buttons)))
    assert chat.open == "sector"
    assert chat.state.value("sector") is None
    assert re.search("\n".join(f"{line}.*" for line in lines), chat.last), chat.last
    assert next(iter(chat.buttons)).startswith(first)


def test_two_trades_of_one_sector_or_of_one_name_are_one(intake: Flow, knowledge: Knowledge) -> None:
    assert heard_in("menuisier ou charpentier", "fr", intake, knowledge) == {"sector": ["batiment"]}
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("reprendre un hôtel restaurant")
    chat.press("C'est juste")
    assert "Est-ce bien ce domaine ?" in chat.last


@pytest.mark.parametrize("mode", MODES)
def test_both_trades_are_kept_and_the_first_leads(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    chat.press("J'ai lu, on commence")
    chat.type("Tenir une petite ferme et un gîte")
    chat.press("Agriculture, élevage", "Hébergement touristique", "C'est tout")
    assert chat.state.value("sector") == ["agriculture", "hebergement"]
    assert chat.state.value("project") == "Tenir une petite ferme et un gîte"
    chat.press("Retour")
    assert "Garder : Agriculture, élevage…" in chat.buttons


def test_trades_that_are_typed_at_the_question_are_offered_too(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Vivre au calme")
    chat.type("pas de taxi, plutôt menuisier et coiffeuse")
    assert "menuisier : Bâtiment et travaux\ncoiffeuse : Coiffure, esthétique, bien-être" in chat.last
    assert "taxi" not in chat.last


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("les deux", ["alimentaire", "beaute"]),
        ("les deux sauf la coiffure", ["alimentaire"]),
        ("pas la coiffure", None),
    ],
)
def test_of_two_trades_both_are_taken_and_the_denied_goes(
    said: str, kept: list[str] | None, intake: Flow, knowledge: Knowledge
) -> None:
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Je suis boulanger et ma femme est coiffeuse")
    if chat.open == "understood":
        chat.press("C'est juste")
    chat.type(said)
    assert chat.state.value("sector") == kept
    if kept is None:
        assert "Métiers de bouche et agroalimentaire" in chat.buttons
        assert "Coiffure, esthétique, bien-être" not in chat.buttons


def test_people_who_are_only_counted_are_told_apart(intake: Flow, knowledge: Knowledge) -> None:
    """The number is kept: of four people two adults leave two children, four leave none."""
    for typed, counts in (
        (("nous serons 4", "2", "un en primaire et un bébé"), {"adults": 2, "nursery": 1, "primaire": 1}),
        (("nous serons 4", "2 adultes", "Sans enfant"), {"adults": 2}),
        (("4", "quatre"), {"adults": 4}),
        (("4", "4 adultes"), {"adults": 4}),
        (("nous serons 4", "nous serons 4", "nous serons 3", "deux", "un bébé"), {"adults": 2, "nursery": 1}),
    ):
        chat = _asked_who_comes(intake, knowledge)
        for text in typed:
            assert chat.open == "household"
            chat.press(text) if text in chat.buttons else chat.type(text)
        if chat.open == "household":
            chat.press("C'est tout")
        assert chat.state.value("household") == counts, typed
    chat = _asked_who_comes(intake, knowledge)
    chat.type("nous serons 4")
    chat.type("2 adultes")
    assert "4 personnes en tout, il en reste 2" in chat.last
    chat.press("C'est tout")
    assert "Sans enfant" in chat.toasts[-1]
    chat.press("4 adultes", "C'est tout")
    assert chat.state.value("household") == {"adults": 4}


def _asked_who_comes(intake: Flow, knowledge: Knowledge) -> Chat:
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie")
    chat.press("C'est juste")
    chat.tell(place="Pas encore décidé")
    chat.until("household")
    return chat


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("je vends ma boulangerie à Murol", "Murol"),
        ("mon fils cherche une ferme à Picherande", "Picherande"),
        ("la commune de Murat cherche un médecin", None),  # there is another
        ("je vends mon restaurant de La Bourboule ou celui de Besse", None),
        ("mon fils habite à Murol et cherche une ferme", None),
    ],
)
def test_a_place_that_is_surely_named_is_taken_along(
    said: str, where: str | None, intake: Flow, knowledge: Knowledge
) -> None:
    state = State("intake", "fr", 5, draft=Draft("info", 5, since=5))
    _, effects = engine.advance(intake, state, Said(said, 1), knowledge)
    [began] = [effect.answers for effect in effects if isinstance(effect, Start)]
    assert began.get("where") == where
