"""Decisions of meetings: noted by whoever coordinates, carried over until they are done, done once."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from conversations.engine.effects import Submit
from handlers.meetings import deciding
from handlers.meetings.showing import CARRIED_SHOWN
from handlers.turn.screen import plain
from handlers.turn.turn import Turn
from network.meetings import Says
from network.phrase import phrase
from storage import coordinators, decisions, meetings, privacy
from storage.meetings import KEPT, Status
from tests.reports import paper
from tests.stage import BOUCHE, COORDINATOR, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, rows, value


async def meets(stage: Stage, days: int, status: Status = Status.SET) -> None:
    """A meeting is set, so many days from now."""

    async def write(t: Turn) -> None:
        at = t.now + timedelta(days=days)
        one = await meetings.write(t.here, "animatrice-reseau", "Point", "Mairie", 60, 3, at, [at], t.now)
        await meetings.becomes(t.here, one.id, status, [Status.DRAFT], t.now, at=at)

    await happen(stage, COORDINATOR, write)


async def decides(stage: Stage, account: int, what: str, number: int = 1, who: str = "@nobody") -> None:
    """The form of a decision is sent."""
    form = Submit(deciding.FLOW, {"what": what, "who": who, "day": "2026-04-10"}, about=f"meeting:{number}")
    await happen(stage, account, lambda t: deciding.hand_in(t, account, "fr", form))
    await stage.settle()


async def test_an_organisation_sees_to_it_by_its_short_name(database_url: str) -> None:
    """The only one of its kind is called by that, as everybody does; a kind of several names none of them."""
    async with staged(database_url) as stage:
        await meets(stage, 1)
        await press(stage, COORDINATOR, "meeting|decide|1")
        await stage.settle()
        await stage.say(COORDINATOR, "Relancer les chartes")
        await stage.say(COORDINATOR, "territorial")
        assert "pas reconnu ce nom" in stage.last(COORDINATOR)
        await stage.say(COORDINATOR, "CMA")
        assert "Pour quel jour" in stage.last(COORDINATOR)
        await stage.press(COORDINATOR, "Passer")
        assert "Relancer les chartes · Chambre de métiers" in stage.last(COORDINATOR)


async def test_what_is_not_done_is_carried_over_to_later_meetings(database_url: str) -> None:
    """Also of a meeting that was called off afterwards; what was done since a meeting still stood open at it."""
    async with staged(database_url) as stage:
        for days in (1, 9, 20):
            await meets(stage, days)
        for what in ("La première", "La deuxième"):
            await decides(stage, COORDINATOR, what)
        await decides(stage, COORDINATOR, "La troisième", 2)
        await happen(stage, COORDINATOR, lambda t: decisions.done(t.here, 1, t.now))
        await stage.pass_time(timedelta(days=10))
        await happen(stage, COORDINATOR, lambda t: decisions.done(t.here, 2, t.now))

        async def look(t: Turn) -> None:
            await meetings.becomes(t.here, 2, Status.CANCELLED, [Status.SET], t.now)
            for number, carried in ((1, []), (2, ["La deuxième"]), (3, ["La troisième"])):
                one = await meetings.find(t.here, number)
                assert one is not None
                assert [each.what for each in await decisions.carried_over(t.here, one)] == carried
                assert all(each.by == date(2026, 4, 10) for each in await decisions.of_meeting(t.here, one))

        await happen(stage, COORDINATOR, look)


async def test_two_say_at_once_that_it_is_done(database_url: str) -> None:
    async with staged(database_url) as stage:
        await happen(stage, 0, lambda t: coordinators.keep(t.here, SANCY_ARTENSE, t.now))
        await meets(stage, 3)
        await decides(stage, COORDINATOR, "Refaire l’affiche")
        pairs = (COORDINATOR, SANCY_ARTENSE, COORDINATOR)
        answers = await asyncio.gather(*(press(stage, who, "meeting|done|1|1") for who in pairs))
        assert sorted(answer.text for answer in answers) == ["C’est déjà noté.", "C’est déjà noté.", "C’est noté."]
        assert await value(database_url, "SELECT count(*) FROM decision WHERE done_at IS NOT NULL") == 1


async def test_what_is_done_is_taken_back(database_url: str) -> None:
    """Within five minutes, by whoever coordinates, once; also what was carried over, and so no longer stands there."""
    async with staged(database_url) as stage:
        for days in (3, 9):
            await meets(stage, days)
        await decides(stage, COORDINATOR, "Refaire l’affiche")
        await decides(stage, COORDINATOR, "Relire la charte")
        await decides(stage, COORDINATOR, "Chercher une salle", 2)
        await press(stage, COORDINATOR, "meeting|done|1|2")
        await press(stage, COORDINATOR, "meeting|done|3|2")
        await stage.settle()
        shown = stage.world.said_by_bot(COORDINATOR)[-1]
        assert [row for row in shown.labels if "Annuler (5" in row[0]] == [
            ["Annuler (5 min)\u00a0: Chercher une…"],
            ["Annuler (5 min)\u00a0: Refaire l’affiche"],
        ]
        answers = await asyncio.gather(*(press(stage, COORDINATOR, "meeting|undone|1|2") for _ in range(2)))
        assert sorted(answer.text for answer in answers) == ["C’est annulé.", "Il n’y a plus rien à annuler ici."]
        await stage.settle()
        shown = stage.world.said_by_bot(COORDINATOR)[-1]
        assert "Refaire l’affiche" in shown.text
        await stage.pass_time(timedelta(minutes=6))
        late = await press(stage, COORDINATOR, "meeting|undone|3|2")
        assert late.text == "Il n’y a plus rien à annuler ici."
        assert await rows(database_url, "SELECT id FROM decision WHERE done_at IS NOT NULL") == [(3,)]


async def test_who_may_decide_and_how_much(database_url: str) -> None:
    """Nobody else’s form counts, nor one of a meeting that has no date; the eleventh decision is refused in words."""
    async with staged(database_url) as stage:
        await meets(stage, 3)
        await meets(stage, 4, Status.ASKED)
        await decides(stage, BOUCHE, "Refaire l’affiche")
        await decides(stage, COORDINATOR, "Refaire l’affiche", 2)
        await decides(stage, COORDINATOR, "Refaire l’affiche", 99)
        assert await value(database_url, "SELECT count(*) FROM decision") == 0
        for number in range(deciding.MOST + 1):
            await decides(stage, COORDINATOR, f"Décision {number:3} ".ljust(120, "x"), who="conseillere-bouche")
        assert "dix décisions" in stage.last(COORDINATOR)
        kept = await rows(database_url, "SELECT what, who FROM decision")
        assert len(kept) == deciding.MOST
        assert {row.who for row in kept} == {"conseillere-bouche"}


async def test_a_meeting_is_one_message_however_much_it_has_to_do(database_url: str) -> None:
    """So it can be changed in its place: of what was carried over the oldest stand there, and how many follow."""
    async with staged(database_url) as stage:
        await meets(stage, 3)
        await meets(stage, 9)
        long = "Décision ".ljust(120, "x")
        for number in (1, 2):
            for _ in range(deciding.MOST):
                await decides(stage, COORDINATOR, long, number, who="conseiller-industrie")
        before = len(stage.texts(COORDINATOR))
        await press(stage, COORDINATOR, "meeting|show|2")
        await stage.settle()
        assert len(stage.texts(COORDINATOR)) == before + 1
        last = stage.last(COORDINATOR)
        assert "Encore 6" in last
        assert last.count("Décision xx") == deciding.MOST + CARRIED_SHOWN


SAID = ("Compte rendu", "11 mars 2026", "Mairie", "Avaient répondu oui", "Refaire l’affiche", "12 mars 2026")


@pytest.mark.usefixtures("poppler")
async def test_minutes_say_what_is_kept_by_now(database_url: str) -> None:
    """Not before the meeting has begun. Whom the network knows no more is named nowhere, nor who answered once that is
    erased; everything else stands.
    """
    async with staged(database_url) as stage:
        await meets(stage, 1)
        await happen(stage, BOUCHE, lambda t: meetings.answer(t.here, 1, "conseillere-bouche", Says.YES, t.now))
        await decides(stage, COORDINATOR, "Refaire l’affiche", who="conseillere-bouche")
        await decides(stage, COORDINATOR, "Relire la charte", who="partie-depuis")
        early = await press(stage, COORDINATOR, "meeting|record|1")
        assert early.text == plain("fr", phrase("press.over"))
        await stage.pass_time(timedelta(days=2))
        await happen(stage, COORDINATOR, lambda t: decisions.done(t.here, 1, t.now))
        whole = await printed(stage)
        assert all(paper.squeezed(said) in whole for said in SAID)
        assert whole.count(paper.squeezed("Conseillère métiers de bouche")) == 2
        assert "partie-depuis" not in whole
        later = stage.clock.now() + KEPT + timedelta(days=1)
        await happen(stage, 0, lambda t: privacy.prune(t.connection, "meeting_answer", later))
        less = await printed(stage)
        assert paper.squeezed("Avaient répondu") not in less
        assert paper.squeezed("Refaire l’affiche") in less


async def printed(stage: Stage) -> str:
    """The minutes of the first meeting, as they are read."""
    await stage.pass_time(timedelta(minutes=1))
    await press(stage, COORDINATOR, "meeting|record|1")
    await stage.settle()
    sent = stage.world.said_by_bot(COORDINATOR)[-1].content["document"]
    return paper.squeezed("".join(paper.pages(stage.world.files.by_id(sent["file_id"]).data)))
