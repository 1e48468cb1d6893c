"""One promise, one date: whatever screen names it, and whoever reads it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from handlers.incoming import router
from handlers.turn.turn import Turn
from network.text import code
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, Stage, staged
from tests.stage.inside import happen, press, send_case
from tests.stage.story import plain

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
OTHER = "conseiller-batiment"


async def give(stage: Stage, referent: str) -> None:
    """The coordination gives the technical slot to somebody."""
    done = await press(stage, COORDINATOR, f"to|SV-0001|technical|{code(referent)}|late")
    assert "Proposé" in done.text, done.text
    await stage.settle()


async def shown(stage: Stage, who: int, command: str) -> str:
    """What a command shows."""
    await stage.say(who, command)
    return plain(stage.last(who))


async def printed(stage: Stage) -> str:
    """The record on paper, as it is handed to the printer."""
    found: list[str] = []

    async def arm(t: Turn) -> None:
        await router.press_for(t, COORDINATOR, ["pdf", "SV-0001", "technical"])
        query = text("SELECT payload FROM outbox WHERE method = 'sendDocument' ORDER BY id DESC LIMIT 1")
        found.append(str((await t.connection.execute(query)).scalar_one()))

    await happen(stage, COORDINATOR, arm)
    return plain(found[0])


async def test_whoever_was_asked_late_reads_one_date(database_url: str) -> None:
    """After the promised date somebody else is asked: card, proposal, list and paper name the date that is theirs."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.pass_time(3 * DAY)
        await give(stage, OTHER)
        await give(stage, "conseillere-bouche")
        theirs = "mardi 17 mars"
        proposal = next(plain(text) for text in reversed(stage.texts(BOUCHE)) if "vous est proposé" in text)
        assert f"Réponse attendue le {theirs} au plus tard" in proposal
        assert f"réponse attendue le {theirs} au plus tard" in plain(stage.texts(GROUP)[-1])
        assert f"répondre, d'ici le {theirs}" in await shown(stage, BOUCHE, "/mesdossiers")
        assert theirs in await printed(stage)


async def test_whoever_took_it_late_reads_one_date(database_url: str) -> None:
    """Taken after the person should have been called: the person, the record, the lists and the paper agree."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.pass_time(9 * DAY)
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await stage.settle()
        await stage.pass_time(MINUTE)
        theirs = "jeudi 26 mars"
        assert any(f"au plus tard le {theirs}" in plain(text) for text in stage.texts(PERSON))
        assert any(f"À contacter au plus tard le {theirs}" in plain(text) for text in stage.texts(BOUCHE))
        assert f"vous contactera au plus tard le {theirs}" in await shown(stage, PERSON, "/monprojet")
        assert f"appeler la personne, d'ici le {theirs}" in await shown(stage, BOUCHE, "/mesdossiers")
        assert "doit noter un contact" not in await shown(stage, COORDINATOR, "/attente")
        assert theirs in await printed(stage)
