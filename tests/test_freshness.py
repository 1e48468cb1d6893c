"""Freshness: owners are asked once for all of theirs; what they do not answer for is shown nowhere from then on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from handlers.freshness import asking
from handlers.market import card
from handlers.offers import gone
from handlers.privacy.looks import forget
from handlers.turn.events import OfferShown
from handlers.turn.turn import Turn
from network.freshness import asked_at, lasts, paces
from network.offers import Kind
from storage import freshness, interests, market, offers, owners, replay
from storage.durable import gathered, mail_acts, mails
from storage.durable.gathered import Gathered
from storage.durable.mail_acts import MailAct
from storage.engine import erased
from storage.engine.database import Connection
from storage.offers import Status
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, rows, value

TAUVES = "63426"


async def posted(stage: Stage, *kinds: Kind, phone: str = "", by: str = "conseillere-bouche") -> list[int]:
    """Offers of one owner are shown: of whoever wrote them down, or of somebody with a telephone alone."""
    numbers: list[int] = []

    async def arm(turn: Turn) -> None:
        owner = (
            await owners.of_contact(turn.here, "La mairie de Tauves", phone, "")
            if phone
            else await owners.of_actor(turn.here, by, "Conseillère")
        )
        for kind in kinds:
            told = {"kind": kind, "commune": TAUVES, "words": "Une phrase d’exemple"}
            number = await offers.post(turn.here, owner, by, turn.now, told)
            assert await offers.becomes(turn.here, number, Status.SHOWN, [Status.WAITING], turn.now)
            await turn.happened(OfferShown(number))
            numbers.append(number)

    await happen(stage, BOUCHE, arm)
    return numbers


async def statuses(url: str) -> list[str]:
    """How each offer stands, in order."""
    return [row.status for row in await rows(url, "SELECT status FROM offer ORDER BY id")]


def questions(stage: Stage, who: int, words: str) -> int:
    """How many messages of somebody say so."""
    return sum(words in one for one in stage.texts(who))


def test_a_kind_lasts_and_an_owner_may_choose_less() -> None:
    assert lasts(Kind.HOUSING, None) == lasts(Kind.JOB, None) == timedelta(days=30)
    assert {lasts(kind, None) for kind in set(Kind) - {Kind.HOUSING, Kind.JOB}} == {timedelta(days=90)}
    assert lasts(Kind.LAND, 15) == lasts(Kind.JOB, 15) == timedelta(days=15)
    assert lasts(Kind.JOB, 30) == timedelta(days=30)
    assert asked_at(Kind.JOB, datetime(2026, 3, 2, tzinfo=UTC), 15) == datetime(2026, 3, 17, tzinfo=UTC)
    assert paces({Kind.JOB}) == (15,)
    assert paces({Kind.JOB, Kind.LAND}) == (15, 30)


async def test_one_date_and_one_question_for_all_of_an_owner(database_url: str) -> None:
    async with staged(database_url) as stage:
        await posted(stage, Kind.HOUSING, Kind.JOB, Kind.LAND, Kind.PREMISES)
        waiting = "SELECT count(*) FROM due WHERE kind = 'fresh:ask' AND status = 'waiting'"
        assert await value(database_url, waiting) == 1
        await stage.pass_time(timedelta(days=31))
        assert questions(stage, BOUCHE, "Ces 2 annonces") == 1
        assert await statuses(database_url) == ["asked", "asked", "shown", "shown"]
        assert await value(database_url, waiting) == 1
        await stage.press(BOUCHE, "Tout est d’actualité")
        assert await statuses(database_url) == ["shown"] * 4
        await stage.pass_time(timedelta(days=16))
        assert await statuses(database_url) == ["shown"] * 4
        assert questions(stage, BOUCHE, "plus montr") == 0


async def test_whoever_posted_it_asks_an_owner_with_a_telephone_alone(database_url: str) -> None:
    async with staged(database_url) as stage:
        await posted(stage, Kind.HOUSING, phone="+33199000077")
        await stage.pass_time(timedelta(days=31))
        assert "Demandez-le à La mairie de Tauves : 01 99 00 00 77" in stage.last(BOUCHE).replace("\u00a0", " ")
        await press(stage, BOUCHE, "fresh|every|1|15")
        assert await value(database_url, "SELECT pace FROM owner") == 15


async def test_a_silent_owner_is_told_once_is_seen_and_comes_back(database_url: str) -> None:
    async with staged(database_url) as stage:
        await posted(stage, Kind.HOUSING)
        await stage.pass_time(timedelta(days=31))
        await stage.pass_time(timedelta(days=16))
        assert await statuses(database_url) == ["stale"]
        await stage.pass_time(timedelta(days=60))
        assert questions(stage, BOUCHE, "n’est plus montrée à personne") == 1
        assert questions(stage, BOUCHE, "toujours d’actualité") == 1
        await stage.say(COORDINATOR, "/attente")
        assert "ne répond plus depuis" in stage.last(COORDINATOR)
        await stage.press(BOUCHE, "La remettre")
        assert await statuses(database_url) == ["shown"]
        assert await value(database_url, "SELECT count(*) FROM owner WHERE silent_since IS NOT NULL") == 0
        await stage.say(COORDINATOR, "/attente")
        assert "ne répond plus" not in stage.last(COORDINATOR)


@pytest.mark.parametrize("back", [True, False])
async def test_what_is_hidden_and_not_brought_back_is_over(back: bool, database_url: str) -> None:
    """Nothing is kept for good: ninety days later it is withdrawn, and who asked for it hears; it goes as others do."""
    async with staged(database_url) as stage:
        [number] = await posted(stage, Kind.HOUSING)
        await happen(stage, PERSON, lambda turn: wanted_by(turn, PERSON, number))
        await stage.pass_time(timedelta(days=31))
        await stage.pass_time(timedelta(days=16))
        await stage.pass_time(timedelta(days=2))
        if back:
            await stage.press(BOUCHE, "La remettre")
            await stage.pass_time(timedelta(days=31))
            await stage.press(BOUCHE, "Toujours d’actualité")
            await stage.pass_time(timedelta(days=31))
            await stage.press(BOUCHE, "Toujours d’actualité")
        await stage.pass_time(timedelta(days=29 if back else 91))
        await stage.pass_time(timedelta(days=3))
        assert await statuses(database_url) == ["asked" if back else "withdrawn"]
        assert await value(database_url, "SELECT status FROM interest") == ("asked" if back else "gone")
        assert (await value(database_url, "SELECT ended_at FROM offer") is None) is back


async def wanted_by(turn: Turn, who: int, number: int) -> None:
    """Somebody asks for an offer."""
    told = {"account": who, "name": "Sam", "words": "Ouvrir", "phone": "", "email": "", "when_band": "open"}
    assert await interests.ask(turn.here, number, turn.now, told)


@pytest.mark.parametrize("yes_first", [True, False])
async def test_a_yes_and_the_date_at_the_same_moment(database_url: str, yes_first: bool) -> None:
    async with staged(database_url) as stage:
        await posted(stage, Kind.HOUSING)
        await stage.pass_time(timedelta(days=31))
        expects = {"owner": 1, "question": 2}
        late = happen(stage, 0, lambda turn: asking.hide_is_due(turn, expects))
        yes = press(stage, BOUCHE, "fresh|all|1|2")
        await asyncio.gather(*((yes, late) if yes_first else (late, yes)))
        await stage.settle()
        assert await statuses(database_url) == ["shown"]
        assert await value(database_url, "SELECT silent_since FROM owner") is None
        assert questions(stage, BOUCHE, "plus montrée à personne") == 0
        await happen(stage, 0, lambda turn: asking.hide_is_due(turn, expects))
        await happen(stage, 0, lambda turn: asking.ask_is_due(turn, {"owner": 1, "round": 1}))
        assert await statuses(database_url) == ["shown"]


async def test_people_are_counted_once_and_an_erasing_leaves_no_mark(database_url: str) -> None:
    async with staged(database_url) as stage:
        [number] = await posted(stage, Kind.HOUSING)

        async def look(turn: Turn, who: int) -> None:
            one = await offers.find(turn.here, number)
            assert one is not None
            await card.opened(turn, who, one)

        for who in (PERSON, PERSON, ENGLISH, BOUCHE, SANCY_ARTENSE, COORDINATOR, PERSON):
            await happen(stage, who, lambda turn, who=who: look(turn, who))  # type: ignore[misc]
        assert await value(database_url, "SELECT looks FROM offer") == 2
        assert await value(database_url, "SELECT count(*) FROM offer_look") == 2
        await stage.say(PERSON, "/mes_donnees")
        assert any("Vous avez ouvert 1 offre" in one for one in stage.texts(PERSON))
        marks = stage.running.runtime.marks

        async def restored(connection: Connection) -> None:
            """A copy from before is brought back: who had everything erased since is erased in it again."""
            await replay.erase_again(connection, lambda whom: whom == erased.person(PERSON), [marks])
            kept = [row.mark for row in await connection.execute(freshness.offer_look.select())]
            assert kept == [marks.of(f"look:sancy-volcans:{number}:{ENGLISH}")]
            raise InterruptedError

        with pytest.raises(InterruptedError):
            await stage.running.database.run(restored)
        await happen(stage, PERSON, lambda turn: forget(turn, PERSON))
        assert await value(database_url, "SELECT count(*) FROM offer_look") == 1
        assert await value(database_url, "SELECT looks FROM offer") == 2
        await happen(stage, BOUCHE, lambda turn: freshness.renew(turn.here, [number], turn.now))
        assert await value(database_url, "SELECT count(*) FROM offer_look") == 0
        assert await value(database_url, "SELECT looks FROM offer") == 0


async def test_letters_that_wait_show_nothing_that_is_hidden(database_url: str) -> None:
    """The one letter of a day, and a letter that the mail server has not taken yet."""
    async with staged(database_url) as stage:
        [number, other] = await posted(stage, Kind.HOUSING, Kind.LAND)

        async def write(turn: Turn) -> None:
            for name, shows in (("alert:1", number), ("alert:2", other)):
                letter = Gathered("a@exemple.fr", ENGLISH, "Maison de village", [], name=name)
                await gathered.add(turn.here, letter, turn.now)
                mail_id = await mails.put(turn.here, "a@exemple.fr", "Offres", "Maison", turn.now, None, locale="fr")
                await mail_acts.offer(turn.here, [MailAct(mail_id, 0, ENGLISH, name, turn.now)], ())
                await market.shows_these(turn.here, ENGLISH, name, [shows])
            assert await freshness.lapse(turn.here, [number], 0) == []
            hidden = await offers.find(turn.here, number)
            assert hidden is not None
            await gone.leave(turn, hidden)

        await happen(stage, ENGLISH, write)
        assert [row.name for row in await rows(database_url, "SELECT name FROM gathered")] == ["alert:2"]
        left: Sequence[str] = [row.data for row in await rows(database_url, "SELECT data FROM mail_act")]
        assert list(left) == ["alert:2"]


async def test_an_offer_that_nobody_looks_at_is_reminded_of_once_and_stays_in_sight(database_url: str) -> None:
    async with staged(database_url) as stage:
        await stage.say(BOUCHE, "/offre")
        await stage.press(BOUCHE, "Logement")
        await stage.say(BOUCHE, "Tauves")
        await stage.say(BOUCHE, "Maison de village")
        await stage.press(BOUCHE, "Moi")
        await stage.pass_time(timedelta(days=3))
        assert questions(stage, COORDINATOR, "Une offre à relire") == 1
        await stage.pass_time(timedelta(days=6))
        await stage.pass_time(timedelta(hours=1))
        assert questions(stage, COORDINATOR, "Une offre à relire") == 1
        assert questions(stage, COORDINATOR, "1 offre attend d’être relue") >= 1
        await stage.say(COORDINATOR, "/attente")
        assert "à relire" in stage.last(COORDINATOR)
        await stage.press(COORDINATOR, "Relire l’offre\u00a01")
        await stage.press(COORDINATOR, "Publier")
        before = questions(stage, COORDINATOR, "attend d’être relue")
        await stage.pass_time(timedelta(days=10))
        assert questions(stage, COORDINATOR, "attend d’être relue") == before
