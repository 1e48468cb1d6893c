"""The whole intake: haste, calls, places elsewhere, the household, discretion, and what comes after sending."""

from __future__ import annotations

import pytest

from conversations.engine import engine, flows
from conversations.engine.effects import Ask, Erase, Redraw, Start, Submit
from conversations.engine.events import Commanded, Elapsed, Pressed, Said
from conversations.engine.flow import COMPLETING, Flow
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Refused, Typed
from conversations.engine.reading_out import changed, lines, module
from conversations.engine.state import JsonValue
from conversations.words.catalogue import keys, words
from network.phrase import Phrase
from tests.conversations.chat import MODES, Chat, spaced
from tests.conversations.samples import NASTY, SENT, options_of
from tests.conversations.test_stories import until_name, until_place, until_recap

MODULES = [name for name, flow in flows.load_all().items() if flow.module]


def written(said: Phrase) -> str:
    return spaced(words("fr").write(said, str))


# --- the number of questions ------------------------------------------------------------------------------------------


def test_the_total_is_ten_and_never_grows(intake: Flow) -> None:
    assert intake.total == 10
    numbers = [step.number for step in intake.steps if step.number]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 11))


@pytest.mark.parametrize(("locale", "said"), [("fr", "{} questions au plus"), ("en", "{} questions at most")])
def test_the_notice_says_how_many_questions_may_follow(
    locale: str, said: str, intake: Flow, knowledge: Knowledge
) -> None:
    """Each that somebody may be asked counts, also where several stand at one step."""
    asked = {step.id for step in intake.steps if step.number}
    assert said.format(len(asked)) in Chat(intake, knowledge, locale).last


@pytest.mark.parametrize("mode", MODES)
def test_a_language_is_asked_first_where_it_is_not_known(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, engine.UNKNOWN, mode)
    assert chat.last == "Dans quelle langue voulez-vous continuer ?\nChoose your language."
    assert list(chat.buttons) == ["Français", "English"]
    assert "Would you rather talk?" in chat.press("English")
    chat.press("I have read it, let us start")
    assert chat.type("en français").startswith("C'est entendu, nous parlons français.")


def test_jobs_are_asked_only_where_they_decide(intake: Flow, knowledge: Knowledge) -> None:
    for trade, sector, nature, asked in (
        ("boulangerie", "Métiers de bouche et agroalimentaire", "Reprendre une activité", True),
        ("boulangerie", "Métiers de bouche et agroalimentaire", "Trouver un emploi", False),
        ("gîte", "Hébergement touristique", "Créer une activité", False),
    ):
        chat = Chat(intake, knowledge)
        chat.press("J'ai lu, on commence")
        chat.type(trade)
        assert f"1. Domaine : {sector}" in chat.last
        chat.press("C'est juste", nature, "C'est tout")
        assert chat.open == ("jobs" if asked else "place"), (trade, nature)


def test_somebody_without_a_business_is_not_stuck(intake: Flow, knowledge: Knowledge) -> None:
    for answer in ("passer", "aucun", "sans activité"):
        chat = Chat(intake, knowledge)
        chat.press("J'ai lu, on commence")
        chat.type("Vivre au calme avec mes enfants")
        assert chat.open == "sector"
        chat.type(answer)
        assert chat.open == "nature", answer
        chat.press("M'installer, sans activité")
        assert chat.open == "place", "an answer that goes with no other needs no second press"


# --- in haste ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_sending_right_away_from_the_third_question_on(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    chat.press("J'ai lu, on commence")
    chat.type("Nous voulons reprendre une boulangerie")
    assert "Envoyer tout de suite" not in chat.buttons
    chat.press("C'est juste", "2")
    chat.press("Envoyer tout de suite")
    assert chat.open == "name"
    assert "Envoyer tout de suite" not in chat.buttons
    chat.type("Camille Roux")
    chat.share("33199000011")
    assert chat.open == "recap"
    chat.correct("Avancement", "C'est une idée")
    assert chat.open == "recap"
    chat.press("Envoyer")
    [answers] = chat.submitted
    assert answers["stage"] == "idea"
    assert "place" not in answers
    assert "hours" not in answers


def test_the_words_send_right_away(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    until_place(chat)
    chat.type("Envoyer tout de suite")
    assert chat.open == "name"
    chat.type("envoyer tout de suite")
    assert chat.last.startswith("Cette réponse nous est nécessaire")


@pytest.mark.parametrize("mode", MODES)
def test_being_called_back_at_any_time(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    press = chat.buttons["Être rappelé"]
    chat.press("Être rappelé")
    assert chat.started == ["callback"]
    assert not engine.is_over(chat.state)
    chat.state, effects = engine.resume(intake, chat.state, knowledge)
    assert [type(effect) for effect in effects] == [Ask], "nothing is edited that is not on the screen"
    chat._show(effects)
    assert chat.open == "info"
    chat.play(press)
    assert chat.started == ["callback"]
    until_recap(chat)
    chat.type("être rappelé")
    assert chat.started == ["callback"] * 2
    assert "✓" not in chat.last


def test_the_call_asks_a_number_a_time_and_a_name(knowledge: Knowledge) -> None:
    chat = Chat(flows.load("callback"), knowledge)
    chat.type("camille@example.org")
    assert chat.open == "phone"
    chat.share("33199000011")
    assert chat.open == "hours"
    chat.share("33199000011")
    chat.play(Commanded("rappel"))
    assert not chat.started
    chat.press("Le soir")
    chat.type("Camille")
    assert chat.submitted == [{"phone": "+33199000011", "hours": "evening", "name": "Camille"}]
    given_up = Chat(flows.load("callback"), knowledge)
    given_up.play(Commanded("annuler"))
    assert given_up.last.startswith("Faut-il s'arrêter là ?")
    given_up.press("Arrêter")
    assert given_up.erased == 1


def test_whoever_told_nothing_is_led_on(intake: Flow, knowledge: Knowledge) -> None:
    """Nobody asks them to go on with what they have not begun; the word of a day later says so."""
    chat = Chat(intake, knowledge)
    asked = chat.last
    chat.play(Commanded("debut"))
    assert chat.last == asked
    chat.play(Elapsed("remind", chat.state.revision))
    assert chat.last.startswith("Vous n'avez pas encore parlé de votre projet.")
    chat.press("J'ai lu, on commence")
    chat.play(Commanded("debut"))
    assert chat.last.startswith("Étape 1 sur 10\nQuel est votre projet ?")
    chat.type("Ouvrir une épicerie")
    chat.play(Commanded("debut"))
    assert chat.last.startswith("Vous étiez en train de décrire votre projet.")


def test_what_is_said_before_the_first_question_is_told(intake: Flow, knowledge: Knowledge) -> None:
    """Words that came before the notice was agreed to are a beginning."""
    chat = Chat(intake, knowledge)
    chat.type("Ouvrir une épicerie")
    chat.play(Commanded("debut"))
    assert chat.last.startswith("Vous étiez en train de décrire votre projet.")


def test_whoever_asked_to_be_called_is_not_pushed_on(intake: Flow, knowledge: Knowledge) -> None:
    """Their questions rest: a word is no answer to what is not asked, and nobody recalls them after a day."""
    chat = Chat(intake, knowledge)
    chat.press("J'ai lu, on commence", "Être rappelé")
    assert chat.started == ["callback"]
    told = list(chat.said)
    chat.play(Elapsed("remind", chat.state.revision))
    assert chat.said == told
    chat.type("Reprendre une boulangerie, et merci de votre appel")
    assert chat.open == "project"
    assert chat.last.startswith("Étape 1 sur 10\nQuel est votre projet ?")
    chat.type("Reprendre une boulangerie")
    assert chat.open == "understood"


def test_keyboards_stay_calm(intake: Flow, knowledge: Knowledge) -> None:
    """Few rows, and labels that fit side by side on a narrow phone."""
    state, effects = engine.begin(intake, knowledge, "fr")
    for _ in range(40):
        asked = [effect for effect in effects if isinstance(effect, Ask)]
        for ask in asked:
            assert len(ask.message.rows) <= 11, ask.step
            for row in ask.message.rows:
                assert sum(len(written(button.label)) for button in row) <= 48, (ask.step, row)
        if engine.is_over(state) or state.draft is None or state.draft.step == "recap":
            break
        answer = {"info": "read", "understood": "right", "project": "", "name": "", "contact": ""}.get(
            state.draft.step, "skip"
        )
        event = Pressed(state.draft.step, state.draft.revision, answer)
        said = {"project": "Un gîte", "name": "Camille Roux", "contact": "01 99 00 00 11", "nature": "création",
                "place": "Murol"}.get(state.draft.step)  # fmt: skip
        state, effects = engine.advance(intake, state, Said(said) if said else event, knowledge)
    assert state.draft is not None
    assert state.draft.step == "recap"


# --- who would come ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 adultes, 1 enfant en primaire", {"adults": 2, "primaire": 1}),
        ("Deux adultes et un enfant au collège", {"adults": 2, "college": 1}),
        ("un couple sans enfant", {"adults": 2}),
        ("je viens seule", {"adults": 1}),
        ("seul avec 2 enfants de 8 et 10 ans", {"adults": 1, "primaire": 2}),
        ("2 adultes, 3 enfants : 2 en maternelle et 1 au lycée", {"adults": 2, "maternelle": 2, "lycee": 1}),
        ("un couple, un bébé et un collégien", {"adults": 2, "nursery": 1, "college": 1}),
        ("2 adultes et un enfant de 4 ans", {"adults": 2, "maternelle": 1}),
    ],
)
def test_a_household_in_words(text: str, value: JsonValue, intake: Flow, knowledge: Knowledge) -> None:
    at = Moment("intake", intake.step_by_id["household"], knowledge, "fr")
    assert kind_of(at.step).read(at, Typed(text)) == Accepted(value)
    assert kind_of(at.step).fits(at.step, value, knowledge)


@pytest.mark.parametrize(
    "text", ["2 adultes et 2 enfants", "un enfant en primaire", "4", "deux", "2 adultes, 3", "99999999999 adultes"]
)
def test_a_household_half_told_is_shown_and_asked(text: str, intake: Flow, knowledge: Knowledge) -> None:
    at = Moment("intake", intake.step_by_id["household"], knowledge, "fr")
    assert isinstance(kind_of(at.step).read(at, Typed(text)), Drafted)


@pytest.mark.parametrize("text", ["nous", "30 adultes", "toute la famille", "x" * 500])
def test_a_household_not_told(text: str, intake: Flow, knowledge: Knowledge) -> None:
    at = Moment("intake", intake.step_by_id["household"], knowledge, "fr")
    assert isinstance(kind_of(at.step).read(at, Typed(text)), Refused)


@pytest.mark.parametrize("mode", MODES)
def test_a_household_by_buttons(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    until_place(chat)
    chat.type("Murol")
    chat.tell(household="Primaire")
    assert "C'est tout" not in chat.buttons
    chat.press("✓ 1 en primaire", "2 adultes", "Crèche", "Sans enfant", "Collège", "1 adulte", "C'est tout")
    assert chat.state.value("household") == {"adults": 1, "college": 1}
    assert "✓ Qui viendrait : 1 adulte, 1 au collège" in chat.settled


# --- places elsewhere -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_somebody_who_wants_to_go_elsewhere_is_told_and_may_go_on(
    mode: str, intake: Flow, knowledge: Knowledge
) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    until_place(chat)
    chat.type("Clermont-Ferrand")
    assert "Clermont-Ferrand (Puy-de-Dôme) n'est pas dans le réseau Sancy Volcans (périmètre 2005)." in chat.last
    chat.press("Écrire une commune")
    chat.type("Clermont-Ferrand")
    chat.press("C'est bien là que je veux aller")
    assert chat.said[-2].startswith("Pour Clermont-Ferrand,")
    assert chat.open == "when"
    outside = {"insee": "63113", "name": "Clermont-Ferrand", "department": "Puy-de-Dôme"}
    value = {"kind": "outside", "commune": None, "territory": None, "outside": outside}
    assert chat.state.value("place") == value
    chat.press("Envoyer tout de suite")
    chat.type("Camille Roux")
    chat.type("camille@example.org")
    assert chat.line("Lieu souhaité") == "Clermont-Ferrand (Puy-de-Dôme), hors du réseau"
    assert "hors du réseau. Ni votre nom" in chat.last
    chat.press("Envoyer")
    assert chat.submitted[0]["place"] == value


def test_the_nearest_is_one_press_away(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    until_place(chat)
    chat.type("Saint-Nectaire")
    near = next(label for label in chat.buttons if label.startswith("Murol"))
    chat.press(near)
    assert chat.state.value("place")["commune"] == "63247"


# --- the recap --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_a_confidential_project_is_one_press(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode)
    until_recap(chat)
    before = len(chat.said)
    chat.press("Projet confidentiel")
    assert len(chat.said) == before, "redrawn in place"
    assert "Le groupe ne verra rien." in chat.settled[-1]
    assert "verra seulement" not in chat.settled[-1]
    chat.correct("Nom", "Garder : Paul et Marie Martin")
    assert "Projet partagé" in chat.buttons, "the choice is kept"
    chat.press("Projet partagé", "Projet confidentiel", "Envoyer")
    assert chat.submitted[0]["discretion"] == {"choice": "confidential", "version": "1"}


def test_the_recap_is_whole_in_one_message(intake: Flow, knowledge: Knowledge) -> None:
    """With every line, in order, and nothing cut off."""
    project = "Nous voulons reprendre une boulangerie, et faire le pain au levain pour les marchés du coin. " * 5
    full = {**SENT, "project": project.strip(), "needs": [*options_of(intake.step_by_id["needs"])[:11]],
            "sector": ["foret-bois", "hebergement", "loisirs-nature"], "branch": "sciage",
            "nature": ["creation", "takeover", "telework"], "when": "open", "stage": "funded",
            "followed": [*options_of(intake.step_by_id["followed"])[:7]], "way": "message", "jobs": 12,
            "register": "trades", "partner_trade": "infirmière libérale",
            "place": {**SENT["place"], "also": [{"kind": "commune", "commune": "63192", "territory": "sancy-artense"}]},
            "elsewhere": {"choice": "yes", "territories": ["sancy-artense"]}}  # fmt: skip
    for locale in ("fr", "en"):
        chat = Chat(intake, knowledge, locale, about="SV-0001", answers=dict(full))
        [recap] = chat.said
        assert project.strip() in recap
        numbered = [line.partition(".")[0] for line in recap.splitlines() if line[:1].isdigit()]
        assert numbered == [str(number) for number in range(1, len(numbered) + 1)]
        assert len(numbered) == len([step for step in intake.steps if step.number])


def test_what_was_left_out_has_no_line_and_can_still_be_answered(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(
        intake, knowledge, answers={step: SENT[step] for step in ("info", "project", "nature", "name", "contact")}
    )
    assert "Besoins" not in chat.last
    assert list(chat.buttons).count("Corriger") == 1
    chat.correct("Besoins", "Un logement", "C'est tout")
    assert chat.line("Besoins") == "Un logement"
    assert "Lieu souhaité" not in chat.last
    chat.press("Corriger")
    labels = [label for label in chat.buttons if label[:1].isdigit()]
    assert [label.partition(".")[0] for label in labels] == [str(number) for number in range(1, len(labels) + 1)]


# --- changing what was sent -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_a_sent_case_is_changed_at_its_recap(mode: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, mode=mode, about="SV-0001", answers=dict(SENT))
    assert chat.open == "recap"
    assert {"Envoyer les changements", "Corriger", "Ne rien changer"} <= chat.buttons.keys()
    assert not {"Tout effacer", "Être rappelé", "Retour"} & chat.buttons.keys()
    chat.correct("Lieu souhaité")
    chat.type("Tauves")
    chat.press("Envoyer les changements")
    [after] = chat.submitted
    assert after["place"]["commune"] == "63426"  # type: ignore[index]
    assert after["project"] == SENT["project"]
    told = [(written(label), written(value)) for label, value in changed(intake, SENT, after, knowledge)]
    assert told == [("Lieu souhaité", "Tauves (Sancy Artense)")]


@pytest.mark.parametrize("way", ["Ne rien changer", "annuler", "recommencer", "forget"])
def test_giving_a_change_up_never_reads_as_erasing_the_case(way: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge, about="SV-0001", answers=dict(SENT))
    if way == "forget":
        chat.play(Elapsed("forget", chat.state.revision))
    elif way == "Ne rien changer":
        chat.press(way)
    else:
        chat.play(Commanded(way))
    if way == "recommencer":
        assert chat.state.answers
        return
    if way == "annuler":
        chat.press("Arrêter")
    assert engine.is_over(chat.state)
    assert chat.erased == 1
    assert not any("effac" in said for said in (*chat.said, *chat.settled))


def test_submit_and_state_know_what_they_are_about(intake: Flow, knowledge: Knowledge) -> None:
    state, _ = engine.begin(intake, knowledge, "fr", about="SV-0001", answers=SENT)
    assert state.about == "SV-0001"
    assert state.draft is not None
    _, effects = engine.advance(intake, state, Pressed("recap", state.draft.revision, "send"), knowledge)
    submit = effects[-1]
    assert isinstance(submit, Submit)
    assert submit.about == "SV-0001"
    assert submit.answers == SENT


# --- completing a case ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_module_is_short_and_all_of_it_can_be_skipped(name: str, locale: str, knowledge: Knowledge) -> None:
    flow = flows.load(name)
    assert 1 <= len(flow.steps) <= 6
    assert f"module.{module(name)}.title" in keys("fr")
    chat = Chat(flow, knowledge, locale, about="SV-0001")
    for step in flow.steps:
        assert chat.open == step.id
        chat.play(Commanded("aide"))
        chat.type("passer")
    assert chat.submitted == [{}]
    assert len(chat.said) == 2 * len(flow.steps), "what is said of it in the end is the handlers' to say"


@pytest.mark.parametrize("name", [*MODULES, "callback"])
@pytest.mark.parametrize("text", NASTY, ids=[ascii(text)[:30] for text in NASTY])
def test_nasty_inputs_in_every_small_flow(name: str, text: str, knowledge: Knowledge) -> None:
    chat = Chat(flows.load(name), knowledge)
    for _ in range(3):
        if not engine.is_over(chat.state):
            chat.type(text)
            assert all(len(said) <= 600 for said in chat.said)
        if not engine.is_over(chat.state):
            chat.type("passer")


def test_a_module_filled_in_is_read_out(knowledge: Knowledge) -> None:
    flow = flows.load(COMPLETING + "winter")
    chat = Chat(flow, knowledge, about="SV-0001")
    chat.press("Oui, l'hiver aussi", "Une visite", "Voir des habitants", "C'est tout")
    assert chat.submitted == [{"winter": "yes", "visit": ["visit", "people"]}]
    told = [(written(label), written(value)) for label, value in lines(flow, chat.submitted[0], knowledge)]
    assert told == [("Connaît l'hiver ici", "Oui, l'hiver aussi"), ("Visite", "Une visite, Voir des habitants")]


# --- reading out ------------------------------------------------------------------------------------------------------


def test_stored_answers_are_read_out_whole(intake: Flow, knowledge: Knowledge) -> None:
    told = {written(label): written(value) for label, value in lines(intake, SENT, knowledge)}
    assert told["Projet"] == SENT["project"]
    assert told["Qui viendrait"] == "2 adultes, 1 en primaire"
    assert told["Contact"] == "01 99 00 00 11"
    assert told["Discrétion"] == "projet partagé"
    only = lines(intake, SENT, knowledge, {"name", "place"})
    assert [written(value) for _, value in only] == ["Murol (Massif du Sancy)", "Camille Roux"]
    assert lines(intake, {"name": 3, "place": "x", "gone": 1}, knowledge, {"name", "place"}) == []


def test_the_recap_tells_what_the_group_will_see(intake: Flow, knowledge: Knowledge) -> None:
    seen = Chat(intake, knowledge, answers=SENT)
    assert "création · Hébergement touristique · Massif du Sancy" in seen.recap
    unsaid = {step: value for step, value in SENT.items() if step not in ("sector", "place")}
    assert "création · domaine à préciser · lieu pas encore décidé" in Chat(intake, knowledge, answers=unsaid).recap


def test_what_was_taken_back_is_told(intake: Flow, knowledge: Knowledge) -> None:
    after = {step: value for step, value in SENT.items() if step != "household"}
    told = [(written(label), written(value)) for label, value in changed(intake, SENT, after, knowledge)]
    assert told == [("Qui viendrait", "pas de réponse")]


def test_effects_are_plain_data(intake: Flow, knowledge: Knowledge) -> None:
    assert Start("callback") == Start(flow="callback")
    chat = Chat(intake, knowledge)
    until_name(chat)
    _, effects = engine.advance(intake, chat.state, Elapsed("forget", chat.state.revision), knowledge)
    assert {type(effect) for effect in effects} >= {Redraw, Erase}
