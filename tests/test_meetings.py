"""Meetings: their dates are read, asked and chosen once; calendars follow them, and nobody’s address is told."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from sqlalchemy import update

from conversations.engine.effects import Submit
from handlers.meetings import changing
from handlers.turn.turn import Turn
from network.meetings import Says, Tally, by_favour, closes_at, reminded_at
from reports.meetings import Entry, calendar
from storage import coordinators, meetings, networks, privacy
from storage.meetings import KEPT
from tests.reports import paper
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, GROUP, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import ends_once, happen, press, rows, value
from tests.stage.post_office import Letter, post_office
from tests.stage.story import plain

PARIS = ZoneInfo("Europe/Paris")
FIRST, SECOND = datetime(2026, 3, 24, 14, tzinfo=PARIS), datetime(2026, 3, 26, 9, 30, tzinfo=PARIS)
MOVED = datetime(2026, 3, 30, 10, tzinfo=PARIS)


async def asked(stage: Stage) -> None:
    """A coordinator has asked for two dates."""

    async def write(t: Turn) -> None:
        by = closes_at(t.now, 5, FIRST, PARIS.key)
        subject, place = "Point trimestriel", "Mairie de Tauves"
        await meetings.write(t.here, "animatrice-reseau", subject, place, 120, 5, by, [FIRST, SECOND], t.now)

    await happen(stage, COORDINATOR, write)
    await press(stage, COORDINATOR, "meeting|send|1")
    await stage.settle()


async def moves(t: Turn, at: datetime) -> None:
    """A coordinator has typed another time."""
    typed = Submit(changing.FLOW, {"at": f"{at:%Y-%m-%dT%H:%M}"}, about="meeting:1")
    await changing.hand_in(t, COORDINATOR, "fr", typed)


# --- when -------------------------------------------------------------------------------------------------------------


def test_answers_end_in_working_days_and_before_the_first_date() -> None:
    monday = datetime(2026, 3, 9, 10, tzinfo=PARIS)
    assert closes_at(monday, 3, SECOND, PARIS.key) == datetime(2026, 3, 12, 18, tzinfo=PARIS)
    assert closes_at(monday, 10, datetime(2026, 3, 12, 9, tzinfo=PARIS), PARIS.key) == datetime(
        2026, 3, 11, 18, tzinfo=PARIS
    )
    evening = datetime(2026, 3, 11, 19, tzinfo=PARIS)
    assert closes_at(evening, 3, datetime(2026, 3, 12, 9, tzinfo=PARIS), PARIS.key) == evening
    assert reminded_at(datetime(2026, 4, 7, 18, tzinfo=PARIS), PARIS.key) == datetime(
        2026, 4, 2, 10, tzinfo=PARIS
    )  # Easter Monday lies between


def test_the_date_that_suits_most_comes_first() -> None:
    def tally(number: int, *says: Says) -> Tally:
        return Tally(number, FIRST + timedelta(days=number), {str(at): one for at, one in enumerate(says)})

    dates = [
        tally(1, Says.NO, Says.NO),
        tally(2, Says.YES, Says.NO),
        tally(3, Says.YES, Says.MAYBE),
        tally(4),
    ]
    assert [one.number for one in by_favour(dates)] == [3, 2, 1, 4]


# --- calendars --------------------------------------------------------------------------------------------------------


def an_entry(starts: datetime, **changes: object) -> Entry:
    known = {"uid": "a@b", "sequence": 0, "subject": "Réunion, à « Tauves » ; suite", "place": "Mairie\nde Tauves"}
    known |= {"starts": starts, "minutes": 120, "timezone": PARIS.key, "stamped": datetime(2026, 3, 1, tzinfo=UTC)}
    return Entry(**{**known, "organizer": ("Camille Exemple", "equipe@example.org"), **changes})  # type: ignore[arg-type]


def read(text: str) -> Any:
    """A file by the rules that stand in it: the library keeps the first it met of a time zone, and reads all others by
    them.
    """
    vobject.icalendar.registerTzid(PARIS.key, None)
    return vobject.readOne(text)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 28), 1),
        (date(2026, 3, 29), 2),
        (date(2026, 3, 30), 2),
        (date(2026, 10, 24), 2),
        (date(2026, 10, 25), 1),
        (date(2026, 10, 26), 1),
        (date(2027, 1, 4), 1),
        (date(2027, 7, 5), 2),
    ],
)
def test_another_library_reads_the_same_hour_across_the_clock_changes(day: date, hours: int) -> None:
    """By the rules that stand in the file, which are all that a calendar without ours would have."""
    starts = datetime.combine(day, time(14), PARIS).astimezone(UTC)
    made = calendar(an_entry(starts))
    assert made == calendar(an_entry(starts))
    event = read(made.decode()).vevent
    begins, ends = event.dtstart.value, event.dtend.value
    assert (begins.date(), begins.time(), begins.utcoffset()) == (day, time(14), timedelta(hours=hours))
    assert begins.astimezone(UTC) == starts
    assert ends - begins == timedelta(hours=2)
    assert event.summary.value == "Réunion, à « Tauves » ; suite"
    assert event.location.value == "Mairie\nde Tauves"


def test_whom_a_file_is_for_says_what_it_asks() -> None:
    starts = FIRST.astimezone(UTC)
    everybody, one = (read(calendar(an_entry(starts, attendee=who)).decode()) for who in ("", "x@example.org"))
    over = read(calendar(an_entry(starts, attendee="x@example.org", cancelled=True)).decode())
    assert [each.method.value for each in (everybody, one, over)] == ["PUBLISH", "REQUEST", "CANCEL"]
    assert "attendee" not in everybody.vevent.contents
    assert one.vevent.attendee.value == "mailto:x@example.org"
    assert one.vevent.organizer.value == "mailto:equipe@example.org"
    assert over.vevent.status.value == "CANCELLED"


def files(letters: list[Letter]) -> list[tuple[str, str, str]]:
    """Of each letter that brings one: its reader, the method outside of the file, the file."""
    found = []
    for letter in letters:
        for part in letter.message.walk():
            if part.get_content_type() == "text/calendar":
                data = part.get_payload(decode=True)
                assert isinstance(data, bytes)
                found.append((letter.recipients[0], str(part.get_param("method")), data.decode()))
    return found


async def test_calendars_follow_a_meeting_by_mail(database_url: str) -> None:
    """Chosen, moved, called off: one file each to each address, with the same identity, counted on; in each nobody’s
    address but the reader’s own and the network’s.
    """
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await asked(stage)
        await press(stage, COORDINATOR, "meeting|choose|2")
        await stage.pass_time(timedelta(minutes=2))
        await happen(stage, COORDINATOR, lambda t: moves(t, MOVED))
        await stage.pass_time(timedelta(minutes=2))
        await press(stage, COORDINATOR, "meeting|cancelled|1")
        await stage.pass_time(timedelta(minutes=2))
        came = files(office.letters)
        readers = {who for who, *_ in came}
        assert len(readers) > 3
        assert len(came) == 3 * len(readers)
        for who in readers:
            theirs = [(method, read(text)) for reader, method, text in came if reader == who]
            assert [method for method, _ in theirs] == ["REQUEST", "REQUEST", "CANCEL"]
            assert [file.method.value for _, file in theirs] == ["REQUEST", "REQUEST", "CANCEL"]
            events = [file.vevent for _, file in theirs]
            assert len({event.uid.value for event in events}) == 1
            assert [event.sequence.value for event in events] == ["0", "1", "2"]
            assert {event.attendee.value for event in events} == {f"mailto:{who}"}
            starts = [event.dtstart.value.astimezone(PARIS).replace(tzinfo=PARIS) for event in events]
            assert starts == [SECOND, MOVED, MOVED]
        assert all(text.count("@example.org") <= 2 for *_, text in came)


# --- once -------------------------------------------------------------------------------------------------------------


async def test_two_choose_at_once(database_url: str) -> None:
    """Two coordinators choose different dates in the same moment: one of them counts, and is told once."""
    async with staged(database_url) as stage:
        await happen(stage, 0, lambda t: coordinators.keep(t.here, SANCY_ARTENSE, t.now))
        await asked(stage)
        pairs = ((COORDINATOR, "meeting|choose|1"), (SANCY_ARTENSE, "meeting|choose|2"))
        answers = await asyncio.gather(*(press(stage, who, data) for who, data in pairs))
        assert sum("vient d’être choisie" in answer.text for answer in answers) == 1
        await stage.pass_time(timedelta(minutes=2))
        at = (await rows(database_url, "SELECT sequence, told_status FROM meeting"))[0]
        assert tuple(at) == (1, "set")
        assert sum("Réunion du réseau : " in text.replace("\xa0", " ") for text in stage.texts(GROUP)[1:]) == 1


async def test_moved_there_and_back_is_nothing_to_tell(database_url: str) -> None:
    async with staged(database_url) as stage:
        await asked(stage)
        await press(stage, COORDINATOR, "meeting|choose|2")
        await stage.pass_time(timedelta(minutes=2))
        for at in (MOVED, SECOND):
            await happen(stage, COORDINATOR, partial(moves, at=at))
        await stage.pass_time(timedelta(minutes=3))
        assert await value(database_url, "SELECT sequence FROM meeting") == 1


async def test_an_answer_is_one_row_and_goes_after_a_year(database_url: str) -> None:
    async with staged(database_url) as stage:
        await asked(stage)
        for says in (Says.YES, Says.YES, Says.NO, Says.MAYBE):
            await press(stage, BOUCHE, f"attend|{says}|1")
        assert [tuple(row) for row in await rows(database_url, "SELECT who, says FROM meeting_answer")] == [
            ("conseillere-bouche", "maybe")
        ]
        later = stage.clock.now() + KEPT + timedelta(days=1)
        await happen(stage, 0, lambda t: privacy.prune(t.connection, "meeting_answer", later))
        assert await value(database_url, "SELECT count(*) FROM meeting_answer") == 0


async def test_the_last_who_have_not_answered_are_named(database_url: str) -> None:
    """Whoever has to ring round knows whom, once they are few; until then it says how many, so that the question stays
    short. Those who have answered to some date are not among them.
    """
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await asked(stage)

        async def answers(t: Turn, but: int) -> None:
            for one in list(t.network.referents)[: len(t.network.referents) - but]:
                await meetings.answer(t.here, 1, one.id, Says.YES, t.now)

        for but, said in ((7, "N'ont pas répondu : 7"), (2, "N'ont pas répondu (2) : Chargé d'accueil Les Cheires, ")):
            await happen(stage, COORDINATOR, partial(answers, but=but))
            await stage.say(COORDINATOR, "/reunion")
            await stage.press(COORDINATOR, "Point trimestriel")
            assert said in plain(stage.last(COORDINATOR))


async def test_without_a_group_each_account_is_asked_and_told(database_url: str) -> None:
    """Where there is no group, each account has a ballot of its own, with its own answers, and hears the date."""
    async with staged(database_url) as stage:
        await happen(stage, 0, lambda t: networks.lose_group(t.here, GROUP, t.now))
        before = len(stage.texts(GROUP))
        await asked(stage)
        assert "quelles dates vous conviennent" in stage.last(BOUCHE)
        await press(stage, BOUCHE, "attend|yes|2")
        await stage.settle()
        assert "vous avez répondu oui" in stage.last(BOUCHE)
        assert "vous avez répondu" not in stage.last(SANCY_ARTENSE)
        await press(stage, COORDINATOR, "meeting|choose|2")
        await stage.pass_time(timedelta(minutes=2))
        assert "jeudi 26 mars à 9 h 30" in stage.last(BOUCHE).replace("\xa0", " ")
        assert len(stage.texts(GROUP)) == before


async def test_whom_nobody_reaches_is_named_when_they_are_reminded(database_url: str) -> None:
    """Two working days before the end: who answered hears nothing, the others are asked once more, and the coordination
    reads whom to call.
    """
    async with staged(database_url) as stage:
        await asked(stage)
        await press(stage, BOUCHE, "attend|no|1")
        await stage.pass_time(timedelta(days=3))
        assert not any("manque encore" in text for text in stage.texts(BOUCHE))
        assert sum("manque encore" in text for text in stage.texts(SANCY_ARTENSE)) == 1
        assert "merci de les appeler" in stage.last(COORDINATOR)
        await stage.pass_time(timedelta(days=5))
        assert sum("manque encore" in text for text in stage.texts(SANCY_ARTENSE)) == 1
        assert sum("Quelle date retenir" in text for text in stage.texts(COORDINATOR)) == 1


async def test_a_chosen_date_ends_reminders_and_a_night_waits(database_url: str) -> None:
    """Chosen in the evening: no reminder, no deadline; everybody hears in the morning, once."""
    async with staged(database_url, at=A_TUESDAY + timedelta(hours=13)) as stage:
        await asked(stage)
        await press(stage, COORDINATOR, "meeting|choose|2")
        await stage.pass_time(timedelta(hours=1))
        assert await value(database_url, "SELECT sequence FROM meeting") == 0
        await stage.pass_time(timedelta(hours=13))
        assert await value(database_url, "SELECT sequence FROM meeting") == 1
        await stage.pass_time(timedelta(days=8))
        assert not any("manque encore" in text for text in stage.texts(SANCY_ARTENSE))
        assert not any("Quelle date retenir" in text for text in stage.texts(COORDINATOR))


async def test_a_notice_that_ends_in_the_middle_is_told_once(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything of the notice is written, and the program ends before its commit: the next try tells it, once."""
    async with staged(database_url) as stage:
        await asked(stage)
        await press(stage, COORDINATOR, "meeting|choose|2")
        ended = ends_once(monkeypatch)
        await stage.pass_time(timedelta(minutes=5))
        assert ended
        assert await value(database_url, "SELECT sequence FROM meeting") == 1
        documents = "SELECT count(*) FROM outbox WHERE method = 'sendDocument' AND name = 'meeting told:1:0'"
        assert await value(database_url, documents) == 1


async def test_who_came_is_counted_by_signatures_or_else_by_answers(database_url: str) -> None:
    """/stats counts the signatures of a meeting once somebody has, also where there were none; until then who said yes
    to its date, and not who did to another; and where neither is known any more, it says so.
    """
    async with staged(database_url) as stage:
        await asked(stage)
        for who, number in ((BOUCHE, 1), (SANCY_ARTENSE, 1), (BOUCHE, 2)):
            await press(stage, who, f"attend|yes|{number}")
        await press(stage, COORDINATOR, "meeting|choose|1")
        await stage.pass_time(timedelta(days=15))

        async def signs(t: Turn, present: int) -> None:
            one = await meetings.find(t.here, 1)
            assert one is not None
            await meetings.came(t.here, one, present)

        for present, came in ((None, "2, dont 0 par signature"), (9, "9, dont 9"), (0, "0, dont 0")):
            if present is not None:
                await happen(stage, 0, partial(signs, present=present))
            await stage.say(COORDINATOR, "/stats réseau")
            assert f"1 réunion tenue dans la période (présences : {came}" in plain(stage.last(COORDINATOR))
            assert "non renseigné" not in plain(stage.last(COORDINATOR))

        async def forget(t: Turn) -> None:
            await t.connection.execute(update(meetings.meeting).values(present=None))
            await privacy.prune(t.connection, "meeting_answer", stage.clock.now() + KEPT)

        await happen(stage, 0, forget)
        await stage.say(COORDINATOR, "/stats réseau")
        assert "non renseigné : les présences de 1 réunion" in plain(stage.last(COORDINATOR))


# --- on paper ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("poppler")
async def test_every_page_of_a_sheet_says_its_day(database_url: str) -> None:
    """Two meetings of one subject lie beside each other, a page at a time."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await asked(stage)
        await press(stage, COORDINATOR, "meeting|choose|2")
        await press(stage, COORDINATOR, "meeting|sheet|1")
        await stage.settle()
        sent = stage.world.said_by_bot(COORDINATOR)[-1].content["document"]
        pages = paper.pages(stage.world.files.by_id(sent["file_id"]).data)
    footer = paper.squeezed("Point trimestriel · jeudi 26 mars 2026")
    assert len(pages) > 1
    assert [page for page in pages if footer not in paper.squeezed(page)] == []
