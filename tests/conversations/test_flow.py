"""A flow's file: what it may say, and errors that name the file, the step and the fix."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from conversations.engine import engine, flows
from conversations.engine.check import CALLBACK_BYTES
from conversations.engine.effects import Ask
from conversations.engine.events import Pressed, Said
from conversations.engine.flow import FlowError
from conversations.engine.flows import parse
from conversations.engine.kind import kinds
from conversations.engine.knowledge import Knowledge
from conversations.engine.state import State
from tests.conversations.chat import Chat
from tests.conversations.samples import options_of, several, skippable

HERE = Path("flows/sample.toml")
MODULES = "description experience means premises housing services winter joining news"
NATURE = '[[step]]\nid = "nature"\nask = "choices"\noptions = ["creation", "job"]\n'


def test_the_intake_has_its_steps_in_order() -> None:
    order = "info project sector nature jobs place when stage household needs followed name contact hours way"
    known = [*order.split(), "discretion", "recap"]
    assert [step.id for step in flows.load("intake").steps if step.id in known] == known


def test_a_kind_is_a_file_in_its_folder() -> None:
    shared = {"__init__", "lines", "listing", "offered", "offered_facts", "picking", "whereabouts"}
    assert set(kinds()) == {path.stem for path in Path(str(files("conversations.kinds"))).glob("*.py")} - shared


@pytest.mark.parametrize("ask", sorted(kinds()))
def test_a_step_may_say_what_its_kind_knows_and_no_more(ask: str) -> None:
    known = {"band", "choice", "choices", "given", "household", "offering", "period"}
    options = 'options = ["x", "y"]\n' if ask in known else ""
    options += {"period": "within = [3]\n", "band": "begins = [3]\n", "amount": 'of = "m2"\n'}.get(ask, "")
    step = f'[[step]]\nid = "a"\nask = "{ask}"\n{options}'
    assert [type(one) for one in parse(step, HERE).steps] == [kinds()[ask].step]
    foreign = 'group = ["a"]' if ask != "recap" else "quick = [1]"
    with pytest.raises(FlowError, match="not permitted"):
        parse(step + foreign, HERE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[step]\n", ("sample.toml", "not valid TOML")),
        ("", ("step", "required")),
        ('[[step]]\nid = "a"\nask = "dance"\n', ("step 'a'", "ask", "'number'")),
        ('[[step]]\nid = "a"\nask = "choice"\noptions = ["x"]\n', ("step 'a'", "at least two")),
        ('[[step]]\nid = "a"\nask = "text"\ncolour = 1\n', ("step 'a'", "colour", "not permitted")),
        ('[[step]]\nask = "text"\n', ("step 'number 1'", "id", "required")),
        (NATURE + NATURE, ("step 'nature'", "stands twice")),
        ('module = 1\n[[step]]\nid = "a"\nask = "text"\n', ("module", "completer-")),
        ('[step]\nid = "a"\nask = "text"\n', ("step", "[[step]]")),
        ('[[step]]\nid = "a"\nask = "choice"\noptions = ["x", "y"]\nmost = 2\n', ("step 'a'", "choices")),
        ('[[step]]\nid = "a"\nask = "choices"\noptions = ["x", "y"]\nalone = ["z"]\n', ("step 'a'", "z is not among")),
        (NATURE + '[[step]]\nid = "b"\nask = "text"\nonly_if.c = ["x"]\n', ("step 'b'", "c is not an earlier step")),
        (NATURE + '[[step]]\nid = "b"\nask = "text"\nonly_if.nature = ["x"]\n', ("step 'b'", "creation, job")),
        ('[[step]]\nid = "a"\nask = "recap"\noptional = true\n', ("step 'a'", "cannot be skipped")),
    ],
)
def test_a_wrong_file_is_explained(text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(FlowError) as error:
        parse(text, HERE)
    assert all(word in str(error.value) for word in ("sample.toml", *words)), str(error.value)


@pytest.mark.parametrize("name", ["../secret", "no_such_flow", "", "Intake"])
def test_no_other_file_can_be_loaded(name: str) -> None:
    with pytest.raises(FlowError):
        flows.load(name)


def test_two_features_cannot_have_flows_of_one_name(tmp_path: Path) -> None:
    for feature in ("notes", "letters"):
        (tmp_path / feature).mkdir()
        (tmp_path / feature / "note.toml").touch()
    with pytest.raises(FlowError, match=r"two features have a file note\.toml"):
        flows.files_in(tmp_path)


def test_the_modules_come_last_in_the_order_in_which_they_are_offered() -> None:
    offered = [name for name, flow in flows.load_all().items() if flow.module]
    assert offered == [f"completer-{name}" for name in MODULES.split()]
    assert list(flows.load_all())[-len(offered) :] == offered


def test_a_step_that_does_not_apply_is_not_asked_nor_sent(knowledge: Knowledge) -> None:
    chat = Chat(several(), knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Trouver un poste d'infirmière")
    chat.press("C'est juste", "Trouver un emploi", "C'est tout")
    assert chat.open == "when"
    chat.until("name")
    chat.type("Camille Roux")
    chat.type("camille@example.org")
    chat.correct("Type de projet")
    chat.press("Créer une activité", "C'est tout")
    assert chat.open == "place"
    chat.type("Murol")
    assert chat.open == "recap"
    chat.correct("Type de projet", "Trouver un emploi", "C'est tout")
    assert chat.open == "recap"
    assert "place" in chat.state.answers, "kept, should it apply again"
    chat.press("Envoyer")
    assert "place" not in chat.submitted[0]


def test_several_answers_with_ticks(knowledge: Knowledge) -> None:
    chat = Chat(several(), knowledge, mode="doubled")
    chat.press("J'ai lu, on commence")
    chat.type("Un gîte, et moniteur de ski")
    assert "Plusieurs choix possibles" in chat.last
    chat.press("Hébergement touristique")
    assert "✓ Hébergement touristique" in chat.buttons
    chat.press("Sport, loisirs et tourisme de nature", "C'est tout")
    assert chat.state.value("sector") == ["hebergement", "loisirs-nature"]
    chat.press("Créer une activité", "✓ Créer une activité")
    assert "C'est tout" not in chat.buttons
    chat.press("Créer une activité", "Je ne sais pas encore")
    assert "Créer une activité" in chat.buttons, "not known yet goes with no other"
    chat.press("Créer une activité", "Reprendre une activité", "Développer mon activité", "Trouver un emploi")
    assert "3 réponses au plus. Touchez-en une pour la retirer." in chat.toasts
    chat.press("✓ Reprendre une activité", "C'est tout")
    assert chat.state.value("nature") == ["creation", "development"]


def test_several_answers_typed(knowledge: Knowledge) -> None:
    chat = Chat(several(), knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Zzzz zzzz")
    chat.type("3, hébergement touristique")
    assert chat.state.value("sector") == ["alimentaire", "hebergement"]
    chat.type("1 et télétravail")
    assert chat.state.value("nature") == ["creation", "telework"]


def test_optional_steps_can_be_skipped_and_are_left_out(knowledge: Knowledge) -> None:
    chat = Chat(skippable(), knowledge)
    chat.press("J'ai lu, on commence", "Passer")
    chat.type("passer")
    chat.type("passer")
    assert chat.open == "nature"
    assert chat.last.startswith("Cette réponse nous est nécessaire")
    chat.type("reprise")
    chat.type("camille@example.org")
    chat.press("Passer")
    assert "Nom :" not in chat.last
    assert chat.line("Type de projet") == "Reprendre une activité"
    chat.press("Envoyer")
    assert set(chat.submitted[0]) == {"info", "nature", "contact"}


def test_a_flow_that_grows_asks_the_new_step_next(knowledge: Knowledge) -> None:
    steps = ('id = "info"\nask = "notice"', 'id = "name"\nask = "name"', 'id = "recap"\nask = "recap"')
    small = parse("\n".join(f"[[step]]\n{step}" for step in steps), Path("intake.toml"))
    chat = Chat(small, knowledge)
    chat.press("J'ai lu, on commence")
    chat.flow = skippable()
    chat.type("Camille Roux")
    assert chat.state.value("name") == "Camille Roux"
    assert chat.open == "project"


def test_a_flow_that_shrinks_asks_what_is_left(knowledge: Knowledge) -> None:
    chat = Chat(flows.load("intake"), knowledge)
    chat.press("J'ai lu, on commence")
    chat.type("Reprendre une boulangerie")
    assert chat.open == "understood"
    old = next(iter(chat.buttons.values()))
    chat.flow = skippable()
    chat.type("Camille Roux")
    assert chat.open == "name", "the text answered another question"
    assert "name" not in chat.state.answers
    chat.play(old)
    assert chat.open == "name"


def test_a_flow_without_recap_is_sent_after_its_last_answer(knowledge: Knowledge) -> None:
    flow = parse('[[step]]\nid = "name"\nask = "name"\n', Path("intake.toml"))
    state, _ = engine.begin(flow, knowledge, "fr")
    state, effects = engine.advance(flow, state, Said("Camille Roux"), knowledge)
    assert engine.is_over(state)
    assert type(effects[-1]).__name__ == "Submit"


def test_a_conversation_that_is_over_stays_so(knowledge: Knowledge) -> None:
    over = State("intake")
    assert engine.advance(flows.load("intake"), over, Said("x"), knowledge) == (over, [])
    state, effects = engine.advance(flows.load("intake"), over, Pressed("recap", 1, "send"), knowledge)
    assert state == over
    assert [type(effect).__name__ for effect in effects] == ["Toast"]


def test_revisions_count_on_from_where_they_are_told(knowledge: Knowledge) -> None:
    state, effects = engine.begin(flows.load("intake"), knowledge, "xx", revision=500)
    assert state.locale == "fr"
    assert state.revision == 501
    assert isinstance(effects[0], Ask)


def test_a_state_of_another_version_is_read() -> None:
    raw = {
        "flow": "intake",
        "locale": "fr",
        "revision": 3,
        "answers": {"name": {"value": "A", "message_id": 1, "future": True}},
        "draft": {"step": "place", "revision": 3, "correcting": False, "data": {}},
    }
    assert State.from_json(raw).value("name") == "A"


def test_every_button_fits_behind_telegrams_limit(knowledge: Knowledge) -> None:
    network = knowledge.network
    values = {
        "sector": [f"off:{sector.id}" for sector in network.sectors],
        "place": [*(f"c:{c}" for c in network.commune_by_insee), *(f"t:{t}" for t in network.territory_by_id)],
        "recap": ["restart:yes", *(f"line:{step.id}" for step in flows.load("intake").steps)],
        "nature": [f"off:{option}" for option in options_of(flows.load("intake").step_by_id["nature"])],
    }
    for step, tried in values.items():
        for value in tried:
            assert len(f"intake|{step}|99999999|{value}".encode()) <= CALLBACK_BYTES
