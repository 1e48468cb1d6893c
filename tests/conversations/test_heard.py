"""What people type at each question, and what is understood: the tables of data/, through the real engine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from anyascii import anyascii
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.engine import engine, flows
from conversations.engine.effects import Ask, Effect, Erase, Say, SetLocale, Submit, Toast
from conversations.engine.events import Said
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.state import Answer, Draft, State
from conversations.kinds.choices import ChoicesStep, ways_to_say
from conversations.words.catalogue import words
from conversations.words.negation import denials_in
from tests.conversations.chat import spaced
from tests.conversations.samples import SENT

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 5, 12)  # a Tuesday


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    number: int
    locale: str
    flow: str
    step: str
    over: str
    ticked: tuple[str, ...]
    said: str
    outcome: str
    told: str


def table(name: str = "heard.txt") -> Iterator[Line]:
    """The lines, comments and empty ones left out."""
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            locale, where, said, outcome, *told = (part.strip() for part in line.split(" | "))
            flow, _, step = where.partition(".")
            step, *ticked = step.split("*")
            step, _, over = step.partition("+")
            yield Line(number, locale, flow, step, over, tuple(ticked), said, outcome, told[0] if told else "")


def standing(locale: str, flow: str, step: str, over: str = "", ticked: Sequence[str] = ()) -> State:
    """A conversation whose open question is `step`; what stands before it in an intake is answered."""
    steps = flows.load(flow).step_by_id
    before = [*steps][: [*steps].index(step)]
    answers = {name: Answer(SENT.get(name)) for name in before} if flow == "intake" else {}
    if flow == "intake":  # what is asked of some alone is asked of them
        answers |= {name: Answer([*values]) for name, values in steps[step].only_if.items() if name == "needs"}
    about = "claire" if flow == "absence" else ""
    data = {"picks": list(ticked)} if ticked else {}
    return State(flow, locale, 5, answers, Draft(step, 5, data=data, over=over, since=5), about=about)


def _standing(line: Line) -> State:
    return standing(line.locale, line.flow, line.step, line.over, line.ticked)


def said_to(state: State, text: str, knowledge: Knowledge) -> tuple[State, list[Effect], str]:
    """What typing does, and what is told."""
    after, effects = engine.advance(flows.load(state.flow), state, Said(text, 1), knowledge)
    told = [part for effect in effects if isinstance(effect, Ask | Say) for part in effect.message.paragraphs]
    told += [effect.phrase for effect in effects if isinstance(effect, Toast)]
    return after, effects, " ".join(spaced(words(after.locale).write(part, str)) for part in told)


def came_of(line: Line, after: State, effects: list[Effect]) -> str:
    """What came of it, in the words of the table."""
    if any(isinstance(effect, Submit) for effect in effects) and not line.outcome.startswith("="):
        return "sent"
    if any(isinstance(effect, Erase) for effect in effects):
        return "erased"
    if line.step in after.answers:
        return f"= {json.dumps(after.answers[line.step].value, ensure_ascii=False)}"
    if after.draft is None or after.draft.step != line.step:
        return f"opened {after.draft.step if after.draft else ''}"
    if any(isinstance(effect, SetLocale) for effect in effects):
        return f"speaks {after.locale}"
    picks = after.draft.data.get("picks")
    return f"ticks {' '.join(picks)}" if picks else "asked"


def same(wanted: str, came: str) -> bool:
    """Whether an outcome is the wanted one; one word may stand for a JSON string, and "~" for any."""
    if wanted.startswith("= ") and came.startswith("= "):
        return any(_like(one, came[2:]) for one in (wanted[2:], json.dumps(wanted[2:])))
    return wanted == came


def _like(wanted: str, came: str) -> bool:
    before, anything, after = wanted.partition("~")
    return came.startswith(before) and came.endswith(after) if anything else wanted == came


@pytest.mark.parametrize("name", ["heard.txt", "hundred.txt"])
def test_what_is_typed_is_understood(name: str, knowledge: Knowledge) -> None:
    here, wrong = replace(knowledge, today=TODAY), []
    for line in table(name):
        after, effects, told = said_to(_standing(line), line.said, here)
        came = came_of(line, after, effects)
        if not same(line.outcome, came) or line.told not in told.replace("“", '"').replace("”", '"').replace("<b>", ""):
            wrong.append(f"{line.number}: {line.said!r} at {line.step}: {came}, not {line.outcome}; told: {told[:90]}")
    assert not wrong, "\n".join(wrong)


def test_the_table_says_yes_as_well_and_no_line_twice() -> None:
    lines = list(table())
    said = Counter((line.locale, line.flow, line.step, line.over, line.ticked, line.said) for line in lines)
    assert len(lines) >= 600
    assert sum(line.outcome != "asked" for line in lines) >= 60
    assert not [one for one, times in said.items() if times > 1]


def test_whoever_does_not_agree_leaves_nothing(knowledge: Knowledge) -> None:
    begun = standing("fr", "intake", "info")
    told, _, _ = said_to(begun, "Je veux ouvrir un gîte", knowledge)
    assert told.draft is not None
    assert told.draft.data
    after, _, _ = said_to(told, "finalement je ne suis pas d'accord", knowledge)
    assert after.draft is not None
    assert after.draft.data == {}


def test_the_last_day_alone_waits_for_the_first(knowledge: Knowledge) -> None:
    here = replace(knowledge, today=TODAY)
    after, _, _ = said_to(standing("fr", "absence", "days"), "jusqu'au 15", here)
    after, _, _ = said_to(after, "demain", here)
    assert after.answers["days"].value == {"first": "2026-05-13", "last": "2026-05-15"}


def test_what_is_denied_loses_its_tick(knowledge: Knowledge) -> None:
    ticked = standing("fr", "intake", "needs", ticked=("housing", "land"))
    after, _, _ = said_to(ticked, "finalement pas de logement", knowledge)
    assert after.draft is not None
    assert after.draft.data["picks"] == ["land"]


def test_a_place_that_is_denied_is_offered_no_more(knowledge: Knowledge) -> None:
    asked = standing("fr", "intake", "place")
    assert asked.draft is not None
    asked = replace(asked, draft=replace(asked.draft, data={"communes": ["63247"]}))
    after, effects, _ = said_to(asked, "non, pas Murol", knowledge)
    values = [b.value for e in effects if isinstance(e, Ask) for row in e.message.rows for b in row]
    assert "c:63247" not in values
    assert after.draft is not None
    assert not after.draft.data


# --- No text that negates the act sends, erases or agrees; none ticks what it negates

REFUSALS = {
    "fr": (
        "ne pas {}", "pas {}", "je ne veux pas {}", "je veux pas {}", "surtout pas {}", "non, pas {}", "jamais {}",
        "je refuse {}", "ni {} ni rien", "sans {}", "{}, non", "{} non merci", "{}, surtout pas", "{} c'est non",
        "inutile de {}", "je ne suis pas prêt à {}", "oui mais pas {}", "merci de ne pas {}", "{} : jamais",
        "pas question de {}", "bonjour, je ne souhaite pas {} pour le moment", "d'accord mais ne pas {}",
        "j'aimerais ne pas {}", "pas de souci mais pas {}", "aucun problème pour ne pas {}",
    ),
    "en": (
        "do not {}", "don't {}", "not {}", "please dont {}", "I don't want to {}", "never {}", "no, not {}", "{}, no",
        "{}? no", "I'd rather not {}", "without {}", "I won't {}", "no need to {}", "yes but don't {}",
        "I refuse to {}",
        "no problem but not {}", "{}, not really", "neither {} nor anything",
    ),
}  # fmt: skip
TYPED: tuple[Callable[[str], str], ...] = (
    str, str.upper, str.capitalize, anyascii, lambda text: text.replace("’", ""), lambda text: f"{text} !",
)  # fmt: skip
"""How people type: in capitals, without accents or apostrophes."""
ACTS = (
    ("intake", "recap", "", ("words.send", "button.send", "words.yes")),
    ("intake", "info", "", ("words.read", "words.yes", "intake.info.button")),
    ("intake", "project", "erase", ("words.erase", "button.erase", "words.yes")),
    ("intake", "name", "restart", ("words.restart", "button.restart", "words.yes")),
    ("completer-joining", "joining", "leave", ("words.leave", "button.stop", "words.yes")),
)
COSTLY = [
    (locale, flow, step, over, way)
    for flow, step, over, keys in ACTS
    for locale in REFUSALS
    for key in keys
    for way in words(locale).texts[key][0].split("," if key.startswith("words.") else "|")
]
"""The words that cost something, where they do."""


def in_negation(locale: str, way: str, which: int, typed_as: int) -> str:
    """A way to say something in one of the refusals."""
    refusals = REFUSALS[locale]
    return TYPED[typed_as](refusals[which % len(refusals)].format(way))


@settings(max_examples=200)
@given(act=st.integers(0, len(COSTLY) - 1), which=st.integers(0, 99), typed_as=st.integers(0, len(TYPED) - 1))
def test_no_refusal_is_a_yes(act: int, which: int, typed_as: int, knowledge: Knowledge) -> None:
    locale, flow, step, over, way = COSTLY[act]
    text, before = in_negation(locale, way, which, typed_as), standing(locale, flow, step, over)
    after, effects, _ = said_to(before, text, knowledge)
    assert not any(isinstance(effect, Submit | Erase) for effect in effects), text
    assert after.answers == before.answers, text


CHOICES = [
    (name, step.id)
    for name in flows.names()
    for step in flows.load(name).steps
    if step.ask in ("choice", "choices", "period") and flows.load(name).like is None
]


@settings(max_examples=250)
@given(
    locale=st.sampled_from(tuple(REFUSALS)),
    where=st.integers(0, len(CHOICES) - 1),
    word=st.integers(0, 999),
    which=st.integers(0, 99),
    typed_as=st.integers(0, len(TYPED) - 1),
)
def test_nothing_negated_is_ticked(
    locale: str, where: int, word: int, which: int, typed_as: int, knowledge: Knowledge
) -> None:
    flow = flows.load(CHOICES[where][0])
    step = flow.step_by_id[CHOICES[where][1]]
    assert isinstance(step, ChoicesStep)
    ways = ways_to_say(Moment(flow.texts, step, knowledge, locale))
    named = [(option, way) for option, said in ways.items() for way in said
             if option not in step.alone and not any(map(denials_in, said))]  # fmt: skip
    if not named:  # of "no" and "nothing" there is no denial
        return
    option, way = named[word % len(named)]
    text = in_negation(locale, way, which, typed_as)
    after, _, _ = said_to(standing(locale, flow.name, step.id), text, knowledge)
    ticked = after.answers[step.id].value if step.id in after.answers else after.draft and after.draft.data.get("picks")
    assert option not in ([ticked] if isinstance(ticked, str) else ticked or []), f"{text!r} at {step.id}: {ticked}"
