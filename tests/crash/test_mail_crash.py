"""The real program is killed at each named step of an answer by e-mail: no act is lost, and none is done twice."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path

import pytest

from bot.clock import real_now
from bot.loops import mail, mailbox
from storage.durable.crash_points import MAIL_STEPS
from tests.crash.killing import killed
from tests.stage import COORDINATOR, on_the_wire
from tests.stage.correspondent import Correspondent
from tests.stage.inside import rows, send_case, until
from tests.stage.letter_box import letter_box
from tests.stage.mailing import enclosing
from tests.stage.post_office import post_office
from tests.test_referents import without_account

ADVISER = "conseillere-bouche@example.org"
TAKEN = "SELECT count(*) = {} FROM slot WHERE taken_by = 'conseillere-bouche'"


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(2, id="2 kills", marks=pytest.mark.proof),
        pytest.param(20, id="20 kills", marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize("step", MAIL_STEPS)
async def test_killed_at(
    step: str, kills: int, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each kill a referent takes a case by mail, and the next program goes on. In the end each is taken once, each
    answered; what was told twice is known by its Message-ID.
    """
    for where, name in ((mail, "FIRST_PAUSE"), (mail, "NET"), (mailbox, "NET")):
        monkeypatch.setattr(where, name, 0.1)
    network = without_account(tmp_path)
    async with (
        post_office() as office,
        letter_box() as box,
        on_the_wire(
            database_url, at=real_now(), greeted=(), smtp_url=office.url, imap_url=box.url, network_file=network
        ) as stage,
    ):
        adviser = Correspondent(ADVISER, stage, office, box)
        for _ in range(kills):
            await send_case(stage)
        proposed = list(adviser.letters)
        assert len(proposed) == kills
        for number, letter in enumerate(proposed, 1):
            await stage.stop()
            await box.put(adviser.composed("Je m’en occupe", letter))
            assert await killed(stage, step, office, box) == -signal.SIGKILL
            await stage.start()
            await until(database_url, TAKEN.format(number))
            await stage.settle()
        taken = await rows(database_url, "SELECT case_id FROM case_act WHERE kind = 'taken'")
        assert len(taken) == len({row.case_id for row in taken}) == kills
        told = Counter(one.message["Message-ID"] for one in adviser.letters if "C’est à vous" in one.text)
        assert len(told) == kills
        assert sum(told.values()) <= 2 * kills
        print(f"{step}, {kills} kills: {len(taken)} acts, {sum(told.values()) - kills} answers sent twice")


@pytest.mark.proof
@pytest.mark.parametrize("step", MAIL_STEPS)
async def test_killed_with_a_file(
    step: str, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is attached to a note of a referent is with the case once, whole, and the coordination has it."""
    for where, name in ((mail, "FIRST_PAUSE"), (mail, "NET"), (mailbox, "NET")):
        monkeypatch.setattr(where, name, 0.1)
    network = without_account(tmp_path)
    async with (
        post_office() as office,
        letter_box() as box,
        on_the_wire(
            database_url, at=real_now(), greeted=(COORDINATOR,), smtp_url=office.url, imap_url=box.url,
            network_file=network,
        ) as stage,
    ):  # fmt: skip
        adviser = Correspondent(ADVISER, stage, office, box)
        await send_case(stage)
        await box.put(adviser.composed("Je m’en occupe"))
        await until(database_url, TAKEN.format(1))
        await stage.settle()
        await stage.stop()
        await box.put(enclosing(adviser.answer("Mon avis."), ["avis.pdf"]))
        assert await killed(stage, step, office, box) == -signal.SIGKILL
        await stage.start()
        await until(database_url, "SELECT count(*) = 1 FROM case_message WHERE length(data) = 17")
        await stage.settle()
        assert len(await rows(database_url, "SELECT id FROM case_message")) == 1
        assert len(await rows(database_url, "SELECT id FROM case_note")) == 1
        assert await rows(database_url, "SELECT id FROM enclosure") == []
        shown = [
            m.content["document"]["file_name"]
            for m in stage.world.said_by_bot(COORDINATOR)
            if m.content.get("document")
        ]
        assert set(shown) == {"avis.pdf"}
