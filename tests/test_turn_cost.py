"""What a turn costs: each is logged by its feature and its word, with how many statements it ran."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.stage import BOUCHE, COORDINATOR, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.databases import Files
from tests.stage.inside import press, send_case
from tests.stage.logged import logged
from tests.test_statements import listening

SPENT: Mapping[str, int] = {
    "welcome.start": 10,
    "slots.take": 14,
    "slots.slot:tell": 9,
    "slots.pass": 6,
    "slots.why": 16,
    "slots.undo": 14,
    "slots.contacted": 11,
    "slots.open": 13,
    "followup.where": 15,
    "notes.note": 10,
    "heard.open_question": 14,
    "slots.done": 27,
    "lists.mesdossiers": 4,
    "lists.attente": 8,  # who is silent about offers
    "cases.monprojet": 7,
    "heard.stranger": 7,
}
"""The statements of each act, but for those of features that act on what it did. Who makes one cheaper lowers its
number; who raises one says why: a record, a proposal and /monprojet look once for offers that suit the case.
"""


async def _live(stage: Stage) -> None:
    """A case is sent, taken, followed and ended."""
    await send_case(stage)
    await stage.settle()
    for who, said in (
        (BOUCHE, "take|SV-0001|technical"),
        (SANCY_ARTENSE, "pass|SV-0001|territorial"),
        (SANCY_ARTENSE, "why|SV-0001|territorial|too_many"),
        (SANCY_ARTENSE, "undo|SV-0001|territorial|2"),
        (BOUCHE, "contacted|SV-0001|technical"),
        (COORDINATOR, "open|SV-0001"),
        (PERSON, "where|SV-0001|going"),
        (BOUCHE, "note|SV-0001"),
    ):
        await press(stage, who, said)
        await stage.settle()
        await stage.pass_time(timedelta(minutes=2))
    await stage.say(BOUCHE, "Ils ont trouvé un four.")
    await press(stage, BOUCHE, "done|SV-0001|technical")
    for who, said in ((BOUCHE, "/mesdossiers"), (COORDINATOR, "/attente"), (PERSON, "/monprojet"), (PERSON, "bonjour")):
        await stage.say(who, said)


async def test_what_each_act_costs(files: Files) -> None:
    """Nobody makes an act read twice what it has read, without its table saying so."""
    with logged() as lines:
        async with staged(files.migrated(), greeted=(COORDINATOR, SANCY_ARTENSE, BOUCHE)) as stage:  # anew, not brought
            await _live(stage)
    spent: dict[str, int] = {}
    for line in lines:
        if line["event"] == "turn":
            spent[line["act"]] = max(spent.get(line["act"], 0), line["statements"] - line["noticed"])
    assert {act: spent.get(act) for act in SPENT} == dict(SPENT)


async def test_a_press_looks_its_case_up_once(files: Files) -> None:
    """The router looks it up, for the right and for the act."""
    async with staged(files.migrated()) as stage:
        await send_case(stage)
        await stage.settle()
        with listening() as statements:
            await press(stage, BOUCHE, "take|SV-0001|technical")
    assert sum("FROM case_file" in statement for statement, _ in statements) == 1
