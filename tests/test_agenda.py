"""Agendas of meetings: what they count, who edits them, and that everybody reads one once for each date."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from conversations.engine.effects import Submit
from handlers.incoming import router
from handlers.meetings import agenda as edits
from handlers.meetings import changing, gathering
from handlers.turn.screen import plain
from handlers.turn.turn import Turn
from network import file
from network.agenda import MOST_LINES, State, Topic, told_at
from network.model import Role
from network.offers import Kind
from network.phrase import phrase
from storage import acts, agenda, coordinators, decisions, meetings, offers, owners, privacy
from storage.meetings import Status
from tests.reports import paper
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, GROUP, NETWORK, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import ends_once, happen, press, rows, send_case, value
from tests.stage.post_office import post_office
from tests.stage.story import plain as plain_text

PARIS = ZoneInfo("Europe/Paris")
MEETS = datetime(2026, 3, 20, 14, tzinfo=PARIS)
"""A Friday, in ten days."""
TOLD = "SELECT count(*) FROM outbox WHERE name LIKE 'meeting agenda told:%' AND method = 'sendMessage'"


async def meets(stage: Stage, at: datetime = MEETS) -> None:
    """A coordinator has asked for a date, and chooses it."""

    async def write(t: Turn) -> None:
        one = await meetings.write(t.here, "animatrice-reseau", "Point", "Mairie", 60, 3, at, [at], t.now)
        await meetings.becomes(t.here, one.id, Status.ASKED, [Status.DRAFT], t.now)

    await happen(stage, COORDINATOR, write)
    number = await value(stage.settings.database_url, "SELECT max(id) FROM meeting_date")
    await press(stage, COORDINATOR, f"meeting|choose|{number}")
    await stage.settle()


async def adds(stage: Stage, words: str, account: int = COORDINATOR, number: int = 1) -> None:
    """The form of a point is sent."""
    form = Submit(edits.FLOW, {"words": words}, about=f"meeting:{number}")
    await happen(stage, account, lambda t: edits.hand_in(t, account, "fr", form))
    await stage.settle()


async def moves(t: Turn, day: int) -> None:
    """A coordinator has typed another day of March."""
    typed = Submit(changing.FLOW, {"at": f"2026-03-{day}T14:00"}, about="meeting:1")
    await changing.hand_in(t, COORDINATOR, "fr", typed)


async def counts(stage: Stage) -> dict[Topic, int]:
    """What is counted by now, of what came in three months."""
    found: dict[Topic, int] = {}

    async def look(t: Turn) -> None:
        found.update(await agenda.counted(t.here, t.now - timedelta(days=90), t.now))

    await happen(stage, 0, look)
    return {topic: count for topic, count in found.items() if count}


# --- when -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meets", "told"),
    [
        ((2026, 3, 24, 14), (2026, 3, 23, 10)),
        ((2026, 3, 23, 8), (2026, 3, 20, 10)),  # a Monday
        ((2026, 4, 7, 9), (2026, 4, 3, 10)),  # the day after Easter Monday
        ((2026, 3, 30, 0), (2026, 3, 27, 10)),  # the clocks were changed on the Sunday
    ],
)
def test_it_is_told_a_working_day_before(meets: tuple[int, int, int, int], told: tuple[int, int, int, int]) -> None:
    assert told_at(datetime(*meets, tzinfo=PARIS).astimezone(UTC), PARIS.key) == datetime(*told, tzinfo=PARIS)


# --- what it counts ---------------------------------------------------------------------------------------------------


async def test_a_request_counts_while_it_is_there(database_url: str) -> None:
    """New, then late; a confidential one never; once it is erased, no more."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await send_case(
            stage,
            SANCY_ARTENSE,
            discretion={"choice": "confidential", "version": "1"},
            contact={"phone": "+33199000002"},
        )
        assert await counts(stage) == {Topic.NEW: 1}
        await stage.pass_time(timedelta(days=9))
        assert await counts(stage) == {Topic.NEW: 1, Topic.LATE: 1}
        await happen(stage, 0, lambda t: privacy.erase_case(t.here, 1, PARIS.key))
        assert await counts(stage) == {}


async def test_late_is_what_a_promised_date_has_passed_of(database_url: str) -> None:
    """Who was reminded at half of the time is not late yet; what the agenda counts is what /attente lists."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)
        await stage.pass_time(timedelta(days=1, hours=4))
        assert await value(database_url, "SELECT count(*) FROM case_act WHERE kind = 'take_nudge'") == 2
        assert await counts(stage) == {Topic.NEW: 1}
        await stage.say(COORDINATOR, "/attente")
        assert "retard" not in stage.last(COORDINATOR)
        await stage.pass_time(timedelta(days=1, hours=8))
        assert await counts(stage) == {Topic.NEW: 1, Topic.LATE: 1}
        await stage.say(COORDINATOR, "/attente")
        assert "Dont 1 en retard" in plain_text(stage.last(COORDINATOR))


async def test_two_words_that_contradict_each_other(database_url: str) -> None:
    """A contact is noted, then the person says that there was none: until they say otherwise, or it is noted anew. What
    they said before it was noted, or of the other referent, contradicts nothing.
    """
    async with staged(database_url) as stage:
        await send_case(stage)
        await press(stage, BOUCHE, "take|SV-0001|technical")

        async def says(answer: str, role: str | None) -> None:
            async def write(t: Turn) -> None:
                await acts.note_act(t.here, 1, f"contacted_{answer}", "person", t.now, role=role)

            await happen(stage, PERSON, write)

        async def contradicted() -> int:
            return (await counts(stage)).get(Topic.CONTRADICTED, 0)

        await says("no", "technical")
        assert not await contradicted()
        await press(stage, BOUCHE, "contacted|SV-0001|technical")
        assert not await contradicted()
        await says("no", "territorial")
        assert not await contradicted()
        for role in ("technical", None):
            await says("no", role)
            assert await contradicted() == 1
            await says("yes", role)
            assert not await contradicted()
        await says("no", "technical")
        taken_back = await press(stage, BOUCHE, "undo|SV-0001|technical|3")
        assert taken_back.text
        assert not await contradicted()
        await press(stage, BOUCHE, "contacted|SV-0001|technical")
        assert not await contradicted()


async def test_what_waits_for_the_coordination(database_url: str) -> None:
    """A request for which nobody is proposed, and offers that nobody has looked at, but for secret ones."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await happen(stage, 0, partial(proposed, secret=False))
        await happen(stage, 0, partial(proposed, secret=True))
        await rows(database_url, "UPDATE slot SET status = 'coordinator' WHERE role = 'technical'")
        assert await counts(stage) == {Topic.NEW: 1, Topic.UNSERVED: 1, Topic.OFFERS: 1}


async def proposed(t: Turn, *, secret: bool) -> None:
    """Somebody has proposed a business."""
    owner = await owners.of_actor(t.here, "conseillere-bouche", "Conseillère métiers de bouche")
    told = {"kind": Kind.TAKEOVER, "commune": "63192", "confidential": secret}
    await offers.post(t.here, owner, "conseillere-bouche", t.now, told)


async def test_new_is_what_came_since_the_meeting_before(database_url: str) -> None:
    async with staged(database_url) as stage:
        await send_case(stage)
        await meets(stage, A_TUESDAY + timedelta(days=1))
        await meets(stage, MEETS)
        await press(stage, COORDINATOR, "agenda|show|2")
        await stage.settle()
        assert "Nouvelles demandes : 1" in said(stage, COORDINATOR), "one that is to come was not before it"
        await stage.pass_time(timedelta(days=2))
        await press(stage, COORDINATOR, "agenda|show|2")
        await stage.settle()
        assert "Nouvelles demandes" not in stage.last(COORDINATOR)
        await send_case(stage, SANCY_ARTENSE, contact={"phone": "+33199000002"})
        await stage.pass_time(timedelta(minutes=1))
        await press(stage, COORDINATOR, "agenda|show|2")
        await stage.settle()
        assert "Nouvelles demandes : 1 depuis le mercredi 11 mars" in said(stage, COORDINATOR)


def said(stage: Stage, chat: int) -> str:
    """What the bot said there last, in plain spaces."""
    return stage.last(chat).replace("\xa0", " ").replace("\u202f", " ")


def test_fields_that_nobody_takes() -> None:
    """In the network of the tests there are none; without anybody of the trades each of them is, everywhere."""
    network = file.load(NETWORK)
    assert not list(gathering.missing(network))
    left = tuple(one for one in network.referents if Role.TECHNICAL not in one.roles)
    found = [plain("fr", one) for one in gathering.missing(network.model_copy(update={"referents": left}))]
    assert len(found) == len(network.sectors)
    assert all(line.endswith(", partout") for line in found)


async def test_what_no_offer_meets_is_told_line_by_line(database_url: str) -> None:
    """Four of them, and how many more there are."""
    async with staged(database_url) as stage:
        await meets(stage)

        async def look(t: Turn) -> None:
            lines = [phrase("unmet.in", what=phrase("unmet.housing", count=at), place="Tauves") for at in range(5, 11)]
            t.read = State(t.today, {}, {Topic.UNMET: tuple(lines)})
            await router.press_for(t, COORDINATOR, ["agenda", "show", "1"])

        await happen(stage, COORDINATOR, look)
        await stage.settle()
        told = said(stage, COORDINATOR)
        assert "1. Besoins sans offre : 6 · 5 personnes" in told.replace("\n", " ")
        assert "8 personnes" in told
        assert "9 personnes" not in told
        assert "et encore 2" in told


# --- who edits it -----------------------------------------------------------------------------------------------------


async def test_two_coordinators_edit_one_agenda(database_url: str) -> None:
    """What one of them changes stands in the message of the other, too."""
    async with staged(database_url) as stage:
        await happen(stage, 0, lambda t: coordinators.keep(t.here, SANCY_ARTENSE, t.now))
        await meets(stage)
        both = (COORDINATOR, SANCY_ARTENSE)
        for who in both:
            await press(stage, who, "agenda|show|1")
        await stage.settle()
        assert all("1. Chartes à signer" in stage.last(who) for who in both)
        answers = await asyncio.gather(*(press(stage, who, "agenda|drop|1|charter") for who in both))
        await stage.settle()
        assert sorted(answer.text for answer in answers) == ["C’est déjà noté.", "C’est noté."]
        assert all("Rien de particulier" in stage.last(who) for who in both)
        await adds(stage, "Préparer la rentrée", SANCY_ARTENSE)
        assert all("1. Préparer la rentrée" in stage.last(who) for who in both)
        point = await value(database_url, "SELECT id FROM agenda_item WHERE topic = ''")
        answers = await asyncio.gather(*(press(stage, who, f"agenda|remove|1|{point}") for who in both))
        await stage.settle()
        assert sorted(answer.text for answer in answers) == ["C’est déjà noté.", "C’est noté."]
        assert all("Rien de particulier" in stage.last(who) for who in both)


async def test_who_may_add_a_point_and_how_many(database_url: str) -> None:
    """Nobody else’s form counts, nor one of a meeting that has begun or is none; the ninth is refused in words."""
    async with staged(database_url) as stage:
        await meets(stage)
        await meets(stage, A_TUESDAY + timedelta(hours=2))
        await adds(stage, "Préparer la rentrée", BOUCHE)
        await adds(stage, "Préparer la rentrée", number=99)
        assert await value(database_url, "SELECT count(*) FROM agenda_item") == 0
        for number in range(MOST_LINES + 1):
            await adds(stage, f"Point {number} ".ljust(120, "x"))
        assert "au plus" in stage.last(COORDINATOR)
        await adds(stage, "Préparer la rentrée", number=2)
        await stage.pass_time(timedelta(hours=3))
        over = plain("fr", phrase("press.over"))
        await adds(stage, "Préparer la rentrée", number=2)
        assert stage.last(COORDINATOR) == over
        begun = ("agenda|show|2", "agenda|drop|2|charter", "agenda|add|2", "agenda|send|2", "agenda|remove|2|9")
        assert [(await press(stage, COORDINATOR, data)).text for data in begun] == [over] * 5
        elsewhere = await press(stage, COORDINATOR, "agenda|remove|1|9")  # a point of the other meeting
        assert elsewhere.text == plain("fr", phrase("press.noted"))
        kept = await rows(database_url, "SELECT meeting_id, words FROM agenda_item WHERE topic = ''")
        assert sorted(row.meeting_id for row in kept) == [1] * MOST_LINES + [2]


async def test_an_agenda_is_one_message_however_long(database_url: str) -> None:
    """So it can be changed in its place: of decisions the oldest stand there, and how many follow."""
    async with staged(database_url) as stage:
        await meets(stage, A_TUESDAY + timedelta(days=1))
        await meets(stage)

        async def decide(t: Turn) -> None:
            one = await meetings.find(t.here, 1)
            assert one is not None
            for _ in range(10):
                await decisions.note(t.here, one, "Décision ".ljust(120, "x"), "conseiller-industrie", None, t.now)

        await happen(stage, COORDINATOR, decide)
        for number in range(MOST_LINES):
            await adds(stage, f"Point {number} ".ljust(120, "x"), number=2)
        before = len(stage.texts(COORDINATOR))
        await press(stage, COORDINATOR, "agenda|show|2")
        await stage.settle()
        assert len(stage.texts(COORDINATOR)) == before + 1
        assert "1. Décisions à suivre : 10" in said(stage, COORDINATOR)
        assert "et encore 6" in said(stage, COORDINATOR)


# --- everybody reads it -----------------------------------------------------------------------------------------------


async def test_it_is_told_once_for_each_date(database_url: str) -> None:
    """Two coordinators send it at once, then its own date comes; moved away and back to another day, once more."""
    async with staged(database_url) as stage:
        await happen(stage, 0, lambda t: coordinators.keep(t.here, SANCY_ARTENSE, t.now))
        await meets(stage)
        await stage.pass_time(timedelta(minutes=2))
        await asyncio.gather(*(press(stage, who, "agenda|send|1") for who in (COORDINATOR, SANCY_ARTENSE)))
        await stage.settle()
        assert await value(database_url, TOLD) == 1
        assert "1. Chartes à signer" in stage.last(GROUP)
        again = await press(stage, COORDINATOR, "agenda|send|1")
        assert again.text == plain("fr", phrase("press.noted"))
        await stage.pass_time(timedelta(days=9, hours=2))
        assert await value(database_url, TOLD) == 1
        for day in (24, 25):
            await happen(stage, COORDINATOR, partial(moves, day=day))
        await stage.pass_time(timedelta(days=4))
        assert await value(database_url, TOLD) == 1
        await stage.pass_time(timedelta(days=1))
        assert await value(database_url, TOLD) == 2
        assert "mercredi 25 mars" in stage.last(GROUP)


async def test_whoever_reads_by_mail_reads_it_there(database_url: str) -> None:
    """Each address that hears of the date has the agenda too, once, without a file."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await meets(stage)
        await stage.pass_time(timedelta(minutes=2))
        date = sorted(letter.recipients[0] for letter in office.letters)
        await press(stage, COORDINATOR, "agenda|send|1")
        await stage.pass_time(timedelta(minutes=2))
        told = office.letters[len(date) :]
        assert sorted(letter.recipients[0] for letter in told) == date
        assert len(date) > 3
        words = {letter.message.get_content().split("\n\nVous recevez")[0] for letter in told}
        assert len(words) == 1
        assert "1. Chartes à signer : 14" in words.pop().replace("\xa0", " ")


async def test_a_meeting_that_is_called_off_has_none(database_url: str) -> None:
    async with staged(database_url) as stage:
        await meets(stage)
        await press(stage, COORDINATOR, "meeting|cancelled|1")
        await stage.pass_time(timedelta(days=11))
        assert await value(database_url, TOLD) == 0


async def test_it_says_that_it_follows_the_date(database_url: str) -> None:
    """Sent before anybody was told the date, it is not said to be done: it goes right after the date."""
    async with staged(database_url) as stage:
        await meets(stage)
        answered = await press(stage, COORDINATOR, "agenda|send|1")
        assert answered.text == "Il part juste après la date, dans une minute ou deux."
        assert await value(database_url, TOLD) == 0
        for _ in range(2):
            await stage.pass_time(timedelta(minutes=2))
        assert await value(database_url, TOLD) == 1
        date, told = stage.texts(GROUP)[-2:]
        assert "l’ordre du jour" in told
        assert "l’ordre du jour" not in date


async def test_nobody_is_woken_by_it_and_it_follows_the_date(database_url: str) -> None:
    """A meeting of tomorrow, chosen in the evening: in the morning everybody reads the date, then the agenda."""
    async with staged(database_url, at=A_TUESDAY + timedelta(hours=12)) as stage:
        await meets(stage, datetime(2026, 3, 11, 14, tzinfo=PARIS))
        answered = await press(stage, COORDINATOR, "agenda|send|1")
        assert "prochaine heure d’envoi" in answered.text
        await stage.pass_time(timedelta(hours=1))
        assert await value(database_url, TOLD) == 0
        await stage.pass_time(timedelta(hours=11))
        await stage.pass_time(timedelta(minutes=5))
        date, told = [text for text in stage.texts(GROUP) if "11 mars" in text]
        assert "l’ordre du jour" not in date
        assert "l’ordre du jour" in told


async def test_there_is_nothing_to_tell(database_url: str) -> None:
    """Where everything was dropped nobody reads an empty agenda; by then it can still be written, and sent."""
    async with staged(database_url) as stage:
        await meets(stage)
        await press(stage, COORDINATOR, "agenda|drop|1|charter")
        await stage.pass_time(timedelta(days=9, hours=2))
        assert await value(database_url, TOLD) == 0
        await adds(stage, "Préparer la rentrée")
        assert "pas encore parti" in stage.last(COORDINATOR)
        await press(stage, COORDINATOR, "agenda|send|1")
        await stage.settle()
        assert await value(database_url, TOLD) == 1


async def test_an_agenda_that_ends_in_the_middle_is_told_once(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything of it is written, and the program ends before its commit: the next try tells it, once."""
    async with staged(database_url) as stage:
        await meets(stage)
        await stage.pass_time(timedelta(minutes=2))
        ended = ends_once(monkeypatch)
        await stage.pass_time(timedelta(days=9, hours=2))
        assert ended
        assert await value(database_url, TOLD) == 1
        assert [tuple(row) for row in await rows(database_url, "SELECT topic, told FROM agenda_item")] == [
            ("charter", True)
        ]


async def test_a_later_agenda_takes_the_place_of_an_earlier_one(database_url: str) -> None:
    """Kept is what everybody read last; the same date is told once."""
    async with staged(database_url) as stage:
        await meets(stage)

        async def tell(t: Turn) -> None:
            one = await meetings.find(t.here, 1)
            assert one is not None
            assert await agenda.told(t.here, one, [Topic.NEW, Topic.LATE])
            assert not await agenda.told(t.here, one, [Topic.CHARTER])
            assert (await agenda.edited(t.here, one)).told == {Topic.NEW, Topic.LATE}
            later = MEETS + timedelta(days=5)
            await meetings.becomes(t.here, 1, Status.SET, [Status.SET], t.now, at=later)
            assert not await agenda.told(t.here, one, [Topic.CHARTER]), "it takes place then no more"
            assert await agenda.told(t.here, replace(one, at=later), [Topic.LATE])
            assert (await agenda.edited(t.here, one)).told == {Topic.LATE}

        await happen(stage, 0, tell)


# --- on paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("poppler")
async def test_minutes_name_what_everybody_read(database_url: str) -> None:
    """The topics by their names, without counts, and the coordination’s points; none that was dropped since."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await meets(stage)
        await stage.pass_time(timedelta(minutes=2))
        await press(stage, COORDINATOR, "agenda|send|1")
        await stage.settle()
        await press(stage, COORDINATOR, "agenda|drop|1|charter")
        await adds(stage, "Préparer la rentrée")
        await stage.pass_time(timedelta(days=11))
        await press(stage, COORDINATOR, "meeting|record|1")
        await stage.settle()
        sent = stage.world.said_by_bot(COORDINATOR)[-1].content["document"]
        printed = paper.squeezed("".join(paper.pages(stage.world.files.by_id(sent["file_id"]).data)))
        assert paper.squeezed("Ordre du jour 1. Nouvelles demandes 2. Préparer la rentrée") in printed
        assert paper.squeezed("Chartes à signer") not in printed
