"""Resource persons: shown to partners once they agreed, and gone from everywhere once they withdraw."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from functools import partial

import pytest

from handlers.directory import printed
from handlers.turn.turn import Turn
from network import inclusion
from network.canonical import document
from reports.sheet import to_json
from storage import networks, privacy, replay, resources
from storage.conversations import ConflictError
from storage.engine import erased
from storage.engine.database import Connection
from storage.engine.here import Here
from storage.resources import Status
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.databases import sqlite_first
from tests.stage.inside import happen, press, rows, send_case, tap, value
from tests.stage.post_office import post_office
from tests.test_planted import Planted, in_chats, in_files, in_tables

TAUVES, MUROL = "63426", "63247"
TOLD = {"kind": "notary", "name": "Étude Exemple", "what": "Baux et reprises de commerces", "phone": "+33199000066"}
"""What is written down of somebody."""
LINK = re.compile(r"start=(ressource-[\w-]+)")
WORDS = Planted(
    {
        "qorname": "the name",
        "qorwhat": "the line",
        "qormail@example.org": "the address",
        "99007788": "the number",
        str(ENGLISH): "the number of the account",
    }
)


async def write_down(stage: Stage) -> None:
    """The adviser for food crafts writes somebody down, in words that nobody else says."""
    await stage.say(BOUCHE, "/annuaire ressources")
    await stage.press(BOUCHE, "Indiquer une personne")
    await tap(stage, BOUCHE, "on:notary")
    await stage.say(BOUCHE, "Qorname")
    await stage.say(BOUCHE, "Qorwhat, baux et reprises")
    await tap(stage, BOUCHE, "on:premises")
    await tap(stage, BOUCHE, "ok")
    await stage.say(BOUCHE, "La Tour-d'Auvergne")
    await stage.say(BOUCHE, "01 99 00 77 88 ou qormail@example.org")


async def be_found(stage: Stage) -> None:
    """They follow the link, agree, and stand in answers, on a card, in the list, and beside a case."""
    await stage.press(BOUCHE, "Un lien à lui transmettre")
    [token] = LINK.findall(stage.last(BOUCHE))
    stage.world.start(ENGLISH, token)
    await stage.settle()
    await press(stage, ENGLISH, "resource|agree|1")
    await stage.settle()
    for who in (SANCY_ARTENSE, COORDINATOR):
        await stage.say(who, "/annuaire notair à La Tour d'Auvergne")
        assert "Qorname" in stage.last(who)
        await press(stage, who, "resource|card|1")
    await stage.say(COORDINATOR, "/annuaire ressources")
    await press(stage, SANCY_ARTENSE, "helps|SV-0001")
    await stage.settle()


async def _published(turn: Turn) -> str:
    """What leaves the program without a partner: the file of the network, the exchange format, the paper."""
    network = await networks.load(turn.here)
    assert network is not None
    shared = inclusion.exported(network.network, turn.today)
    return f"{document(network.network)} {shared} {to_json(printed.sheet(turn))}"


@sqlite_first("way", ("Retirez-moi", "/supprimer", "resource|leave|1"), also="Retirez-moi")
async def test_nothing_of_them_is_left(way: str, database_url: str) -> None:
    """In no table, no file, no chat; while they are shown, in nothing that a person or the public can see."""
    sqlite = database_url.startswith("sqlite")
    async with post_office() as office, staged(database_url, smtp_url=office.url, greeted=PARTNERS) as stage:
        await send_case(stage)
        await stage.press(SANCY_ARTENSE, "Je m’en occupe (sur place)", GROUP)
        await write_down(stage)
        await stage.press(BOUCHE, "Lui écrire par e-mail")
        await be_found(stage)
        assert {*WORDS.words.values()} == {WORDS.words[word] for word in await in_tables(database_url, WORDS)} | {
            WORDS.words[word] for word in in_chats(stage, WORDS)
        }
        assert not sqlite or in_files(database_url, WORDS)
        await stage.say(PERSON, "/annuaire Qorname")
        await stage.say(PERSON, "/annuaire notaire La Tour d'Auvergne")
        assert WORDS.found_in("\n".join(stage.texts(PERSON))) == {}
        seen: list[str] = []
        await happen(stage, 0, lambda t: _see(t, seen))
        assert WORDS.found_in("\n".join(seen)) == {}
        if "|" in way:
            await press(stage, ENGLISH, way)
        else:
            await stage.say(ENGLISH, way)
        if way == "/supprimer":
            await stage.press(ENGLISH, "Yes, delete everything")
            await stage.press(ENGLISH, "Delete for good")
        await stage.settle()
        await stage.running.scrubber.once()
        assert await in_tables(database_url, WORDS) == {}
        assert in_chats(stage, WORDS) == {}
        assert not sqlite or in_files(database_url, WORDS) == {}
        await stage.say(SANCY_ARTENSE, "/annuaire notaire à La Tour d'Auvergne")
        assert "Qorname" not in stage.last(SANCY_ARTENSE)


async def _see(turn: Turn, seen: list[str]) -> None:
    seen.append(await _published(turn))


PARTNERS = frozenset({BOUCHE, SANCY_ARTENSE, COORDINATOR, PERSON})


async def enter(stage: Stage, **told: object) -> None:
    """Somebody is written down by the adviser for food crafts, and has not answered."""

    async def put(turn: Turn) -> None:
        number = await resources.begin(turn.here, "conseillere-bouche", turn.now)
        every = {**TOLD, "email": "", "needs": [], "sectors": [], "zone": [], **told}
        assert await resources.enter(turn.here, number, every)

    await happen(stage, BOUCHE, put)


async def test_by_mail(database_url: str) -> None:
    """Without Telegram they answer yes or no to an e-mail, which is noted; a yes that was never asked for is none. A
    year later they are asked again; who says nothing is shown no more, then erased.
    """
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await enter(stage, email="etude@example.org")
        assert "ne sert plus" in (await press(stage, BOUCHE, "resource|yes|1")).text
        await press(stage, BOUCHE, "resource|write|1")
        await stage.settle()
        [letter] = office.letters
        assert letter.recipients == ("etude@example.org",)
        assert "répondez OUI ou NON" in letter.text
        assert LINK.search(letter.text)
        await stage.pass_time(timedelta(seconds=5))
        await press(stage, BOUCHE, "resource|yes|1")
        assert await value(database_url, "SELECT status FROM resource") == Status.SHOWN
        for days, count, status in ((366, 2, Status.ASKED), (15, 3, Status.ASKED), (17, 4, Status.HIDDEN)):
            await stage.pass_time(timedelta(days=days))
            assert len(office.letters) == count
            assert await value(database_url, "SELECT status FROM resource") == status
        await stage.pass_time(timedelta(days=61))
        assert await value(database_url, "SELECT count(*) FROM resource") == 0
        assert "n’a pas répondu : sa fiche est effacée" in stage.last(BOUCHE).replace("\N{NO-BREAK SPACE}", " ")
        assert not any("Étude Exemple" in text for text in stage.texts(BOUCHE)[-1:])
        assert "Étude" not in "".join(row[0] for row in await rows(database_url, "SELECT body FROM mail"))


async def test_who_never_answers_is_erased(database_url: str) -> None:
    """Begun and left, or written down and never answered: after thirty days there is nothing, and a link is worth
    nothing.
    """
    async with staged(database_url) as stage:
        await write_down(stage)
        await stage.press(BOUCHE, "Un lien à lui transmettre")
        [token] = LINK.findall(stage.last(BOUCHE))
        await stage.say(SANCY_ARTENSE, "/annuaire ressources")
        await stage.press(SANCY_ARTENSE, "Indiquer une personne")
        await stage.pass_time(timedelta(days=35))
        assert await value(database_url, "SELECT count(*) FROM resource") == 0
        assert in_chats(stage, WORDS) == {}
        stage.world.start(ENGLISH, token)
        await stage.settle()
        assert "serves no more" in stage.last(ENGLISH)


async def test_of_two_who_follow_a_link_one_is_meant(database_url: str) -> None:
    async with staged(database_url, greeted=(BOUCHE,)) as stage:
        await enter(stage)
        tokens: list[str] = []

        async def link(turn: Turn) -> None:
            tokens.append(await resources.link(turn.here, 1, turn.now, timedelta(days=1)))

        await happen(stage, BOUCHE, link)
        for who in (ENGLISH, PERSON):
            stage.world.start(who, f"ressource-{tokens[0]}")
        await asyncio.wait_for(stage.settle(), 60)
        told = [who for who in (ENGLISH, PERSON) if any("Exemple" in text for text in stage.texts(who))]
        assert told == [await value(database_url, "SELECT account FROM resource")]
        for who in {ENGLISH, PERSON} - set(told):
            assert "ne sert plus" in (await press(stage, who, "resource|agree|1")).text or who == ENGLISH
        assert await value(database_url, "SELECT status FROM resource") == Status.ENTERED


async def test_who_can_help_here(database_url: str) -> None:
    """To a case are shown those of its place, first who answers a need or its trade; nobody from elsewhere."""
    everybody = (
        {"name": "Du lieu", "zone": [TAUVES]},
        {"name": "D'ailleurs", "zone": [MUROL], "sectors": ["alimentaire"]},
        {"name": "Du métier", "sectors": ["alimentaire"]},
        {"name": "Pas encore d'accord", "zone": ["sancy-artense"]},
        {"name": "Du territoire", "zone": ["sancy-artense"], "sectors": ["alimentaire"]},
    )
    async with staged(database_url) as stage:
        await send_case(stage, place={"kind": "commune", "commune": TAUVES, "territory": "sancy-artense"})
        for number, told in enumerate(everybody, 1):
            await enter(stage, **told)
            if number != 4:
                await happen(stage, BOUCHE, partial(_agree, number=number))
        assert "pas à vous" in (await press(stage, BOUCHE, "helps|SV-0001")).text
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await press(stage, BOUCHE, "helps|SV-0001")
        await stage.settle()
        shown = stage.last(BOUCHE)
        assert re.findall(r"(?m)^(D[^,\n]+|Pas[^,\n]+),", shown) == ["Du territoire", "Du métier", "Du lieu"]
        assert "Tauves" in shown
        assert await value(database_url, "SELECT count(*) FROM message WHERE name LIKE 'told:SV-0001:helps:%'") == 1
        await press(stage, BOUCHE, "why|SV-0001|technical|other")
        await stage.settle()
        assert not any("Qui peut aider ici" in text for text in stage.texts(BOUCHE)), "it goes with the record"


async def _agree(turn: Turn, number: int) -> None:
    assert await resources.confirm(turn.here, number, 0, turn.now)


async def test_a_copy_does_not_bring_them_back(database_url: str) -> None:
    """What the list beside the copies names is erased again, and nobody else."""
    async with staged(database_url) as stage:
        await enter(stage)
        await enter(stage)
        network = stage.running.runtime.network_id
        named = {erased.resource(network, 1)}
        again = await stage.running.database.run(lambda c: replay.erase_again(c, lambda whom: whom in named))
        assert again == 1
        assert await value(database_url, "SELECT id FROM resource") == 2


async def test_who_withdraws_stands_in_no_list_that_is_written_meanwhile(database_url: str) -> None:
    """The list is committed before and found, or its turn begins anew without them."""
    async with staged(database_url) as stage:
        await enter(stage)
        database, network = stage.running.database, stage.running.runtime.network_id
        shown, goes_on = asyncio.Event(), asyncio.Event()

        async def show(connection: Connection) -> None:
            await resources.shows_these(Here(connection, network), BOUCHE, "annuaire:1", [1])
            shown.set()
            await goes_on.wait()

        async def erase(connection: Connection) -> None:
            await privacy.erase_resource(Here(connection, network), 1)

        showing = asyncio.create_task(database.run(show))
        await shown.wait()
        erasing = asyncio.create_task(database.run(erase))
        await asyncio.sleep(0)
        goes_on.set()
        await asyncio.gather(showing, erasing)
        assert await value(database_url, "SELECT count(*) FROM resource_shown") == 0
        with pytest.raises(ConflictError):
            await database.run(show)


@pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
async def test_a_wish_to_stop_is_no_withdrawing_of_whoever_has_a_case(database_url: str) -> None:
    async with staged(database_url) as stage:
        await send_case(stage)
        await enter(stage)
        await rows(database_url, "UPDATE resource SET account = :who", who=PERSON)
        await stage.say(PERSON, "Stop")
        assert await value(database_url, "SELECT count(*) FROM resource") == 1
        await stage.say(PERSON, "/mes_donnees")
        assert any("Étude Exemple" in text for text in stage.texts(PERSON))
        await stage.say(PERSON, "Je me retire")
        assert await value(database_url, "SELECT count(*) FROM resource") == 0
        assert await value(database_url, "SELECT count(*) FROM case_file") == 1
