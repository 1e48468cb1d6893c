"""Interests: who is asked, who hears, by when, what never leaves before both agreed, and what is left of it."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest

from conversations.words import meetings
from handlers.interests import asking
from handlers.turn.events import OfferEnded
from handlers.turn.turn import Turn
from network.offers import Kind
from simulator.cast import Person
from storage import interests, members, offers, owners, people, pictures, privacy, replay
from storage.conversations import ConflictError
from storage.engine import erased
from storage.engine.database import Connection
from storage.offers import Status as OfferStatus
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, rows, send_case, value
from tests.stage.story import plain
from tests.test_planted import Planted, in_chats, in_files, in_tables

TAUVES = "63426"
OTHERS = (311, 312)
OWNER = "Mairie de Qorowner"
PRIVATE = {"name": "Qorname", "phone": "+33199007788", "email": "qormail@example.org", "words": "Ouvrir un qorwords"}
"""What somebody without a case tells."""


async def offered(stage: Stage, kind: Kind = Kind.PREMISES, account: int | None = None, **told: Any) -> int:
    """An offer in Tauves that is shown; without an account the adviser who wrote it down speaks for its owner."""
    made: list[int] = []

    async def arm(t: Turn) -> None:
        owner = await owners.of_contact(t.here, OWNER, "+33199009977", "")
        if account is not None:
            await people.meet(t.here, account, "fr", t.now)
            await owners.speaks(t.here, owner, account, t.now, 1)
        facts = {"energy": "c", "climate": "c", "cost": [900, 1200]} if kind is Kind.HOUSING else {}
        words = {"kind": kind, "commune": TAUVES, "words": "Ancienne épicerie", "facts": facts, **told}
        number = await offers.post(t.here, owner, "conseillere-bouche", t.now, words)
        await offers.becomes(t.here, number, OfferStatus.SHOWN, [OfferStatus.WAITING], t.now)
        made.append(number)

    await happen(stage, BOUCHE, arm)
    return made[0]


async def code(stage: Stage, number: int = 1) -> str:
    """What the buttons of an offer say of it."""
    return str(await value(stage.settings.database_url, "SELECT code FROM offer WHERE id = :n", n=number))


async def asks(stage: Stage, who: int, offer: int) -> None:
    """Somebody without a case asks for an offer."""

    async def arm(t: Turn) -> None:
        await people.meet(t.here, who, "fr", t.now)
        one = await offers.find(t.here, offer)
        assert one is not None
        await asking.ask(t, one, {"account": who, "when_band": "months_3", **PRIVATE})

    stage.world.chat(who).started = True
    await happen(stage, who, arm)
    await stage.settle()


async def status(stage: Stage, number: int = 1) -> str:
    """How an interest stands."""
    return str(await value(stage.settings.database_url, "SELECT status FROM interest WHERE id = :n", n=number))


# --- asked ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.PREMISES, Kind.HOUSING])
async def test_an_owner_reads_what_is_sought_and_no_name(kind: Kind, database_url: str) -> None:
    """Trade, when, surface and budget by the answers; who comes along only where a home is offered."""
    async with staged(database_url) as stage:
        told: dict[str, Any] = {
            "when": "months_3",
            "needs": ["premises", "housing"],
            "household": {"adults": 2, "children": 2},
            "completer-premises": {"kind": ["shop"], "surface": "40 à 60 m²"},
            "completer-means": {"budget": "to_50"},
            "completer-housing": {"kind": ["rent"], "budget": "to_700"},
        }
        await send_case(stage, **told)
        number = await offered(stage, kind)
        await press(stage, PERSON, f"want|{await code(stage, number)}")
        await stage.settle()
        asked = stage.last(BOUCHE)
        assert "Alimentaire" in asked or "alimentaire" in asked.lower()
        assert "Dominique" not in asked
        assert "99 00" not in asked
        assert ("40 à 60" in asked.replace("\xa0", " ")) == (kind is Kind.PREMISES)
        assert ("4 personnes" in asked.replace("\xa0", " ")) == (kind is Kind.HOUSING)
        assert ("700" in asked) == (kind is Kind.HOUSING)
        assert "C’est demandé" in stage.last(PERSON)


async def test_several_cases_are_asked_about_and_two_adults_ask_once(database_url: str) -> None:
    """One of two projects is chosen; the other adult of it asks for the same, and it is the same interest."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await send_case(stage, project="Ouvrir un gîte", sector=["hebergement"])
        number = await offered(stage)
        await press(stage, PERSON, f"want|{await code(stage, number)}")
        await stage.settle()
        assert "Pour lequel de vos projets" in stage.last(PERSON)
        await press(stage, PERSON, f"want|{await code(stage, number)}|SV-0002")

        async def joins(t: Turn) -> None:
            await people.meet(t.here, ENGLISH, "en", t.now)
            token = await members.invite(t.here, 2, t.now)
            await members.join(t.here, token, ENGLISH, t.now)

        await happen(stage, ENGLISH, joins)
        assert "already" in (await press(stage, ENGLISH, f"want|{await code(stage, number)}")).text
        assert await value(database_url, "SELECT count(*) FROM interest") == 1
        assert await value(database_url, "SELECT case_reference FROM interest") == "SV-0002"


async def test_a_referent_asks_for_somebody_without_telegram(database_url: str) -> None:
    """Whoever entered them reads it out, and answers for them."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await rows(database_url, "UPDATE case_file SET person_id = NULL, entered_by = 'accueil-sancy-artense'")
        entered = "UPDATE case_file SET entered_by = :who"
        who = next(id_ for id_, account in (await _accounts(stage)).items() if account == SANCY_ARTENSE)
        await rows(database_url, entered, who=who)
        await press(stage, SANCY_ARTENSE, "take|SV-0001|territorial")
        await stage.settle()
        number = await offered(stage)
        await press(stage, SANCY_ARTENSE, f"want|{await code(stage, number)}")
        await stage.settle()
        assert "Pour quel dossier" in stage.last(SANCY_ARTENSE)
        await press(stage, SANCY_ARTENSE, f"want|{await code(stage, number)}|SV-0001")
        await stage.settle()
        assert "de vive voix" in stage.last(SANCY_ARTENSE)
        assert await value(database_url, "SELECT account FROM interest") is None
        await press(stage, BOUCHE, "interest|free|1")
        await stage.settle()
        assert "c’est disponible" in stage.last(SANCY_ARTENSE)
        await press(stage, SANCY_ARTENSE, "interest|agree|1|0")
        await stage.settle()
        assert await status(stage) == "agreed"
        assert "Dominique Exemple" in stage.last(BOUCHE)


async def _accounts(stage: Stage) -> dict[str, int]:
    found: dict[str, int] = {}

    async def arm(t: Turn) -> None:
        found.update(t.accounts)

    await happen(stage, COORDINATOR, arm)
    return found


# --- refused ----------------------------------------------------------------------------------------------------------


async def test_nobody_answers_for_others(database_url: str) -> None:
    """Each button, pressed by whoever has no part in it, changes nothing and says so."""
    ours = ("free", "gone", "unfit", "all", "not_all", "called", "open", "visit", "drop", "whole")
    data = [*(f"interest|{word}|1" for word in ours), "interest|because|1|budget", "interest|agree|1|0"]
    data += ["interest|suits|1|0", "interest|at|1|202701151000"]
    async with staged(database_url) as stage:
        number = await offered(stage)
        await asks(stage, PERSON, number)
        stage.world.chat(ENGLISH).started = True
        for one in data:
            assert (await press(stage, ENGLISH, one)).text, one
        owners_alone = {"free", "gone", "unfit", "all", "called", "open"}
        for one in data:
            if one.split("|")[1] in owners_alone:
                assert (await press(stage, PERSON, one)).text, one
        for word in ("agree|1|0", "drop|1"):
            assert (await press(stage, BOUCHE, f"interest|{word}")).text
        assert await status(stage) == "asked"


# --- a visit ----------------------------------------------------------------------------------------------------------

SAID = {
    "samedi 10 h": "2026-12-05T10:00",
    "samedi 5 décembre à 10 h 30": "2026-12-05T10:30",
    "demain 14h": "2026-12-01T14:00",
    "5/12 à 10:30": "2026-12-05T10:30",
    "lundi à midi": "2026-12-07T12:00",
    "samedi matin 10h": "2026-12-05T10:00",
    "Saturday at 10 am": "2026-12-05T10:00",
    "Dec 5 2:30 pm": "2026-12-05T14:30",
    "samedi": None,
    "10 h": None,
    "samedi 10 h ou 14 h": None,
    "samedi ou dimanche 10 h": None,
    "quand vous voulez": None,
    "pas samedi 10 h": None,
    "samedi 25 h": None,
}


@pytest.mark.parametrize("text", SAID)
def test_a_day_and_an_hour_are_read(text: str) -> None:
    """Both, and each once; what says anything else is none."""
    found = meetings.read(text, date(2026, 11, 30))
    assert (found.isoformat(timespec="minutes") if found is not None else None) == SAID[text]


async def test_a_visit_is_proposed_answered_and_recalled_once(database_url: str) -> None:
    """The owner says when, the person another time, the owner agrees; both are reminded the day before."""
    async with staged(database_url) as stage:
        number = await offered(stage)
        await asks(stage, PERSON, number)
        await press(stage, BOUCHE, "interest|visit|1")
        await stage.settle()
        await stage.say(BOUCHE, "un de ces jours")
        assert "samedi 10 h" in stage.last(BOUCHE).replace("\xa0", " ")
        day = (stage.clock.now() + timedelta(days=9)).date()
        await stage.say(BOUCHE, f"{day.day}/{day.month} à 10 h")
        assert "une visite est possible" in stage.last(PERSON)
        await press(stage, PERSON, "interest|visit|1")
        await stage.settle()
        await stage.say(PERSON, f"{day.day}/{day.month} à 14 h 30")
        assert "14 h 30" in stage.last(BOUCHE).replace("\xa0", " ")
        assert "Qorname" not in "".join(stage.texts(BOUCHE))
        assert (await press(stage, PERSON, "interest|agree|1|0")).text, "the earlier time is over"
        await press(stage, BOUCHE, "interest|suits|1|1")
        await press(stage, BOUCHE, "interest|suits|1|1")
        await stage.settle()
        assert "Qorname" in stage.last(BOUCHE)
        assert OWNER in stage.last(PERSON)
        met = "SELECT count(*) FROM outbox WHERE name = 'interest:1:met' AND method = 'sendMessage'"
        assert await value(database_url, met) == 1
        before = len(stage.texts(PERSON))
        await stage.pass_time(timedelta(days=8, hours=1))
        near = [text for text in stage.texts(PERSON)[before:] if "Rappel" in text]
        assert len(near) == 1
        assert "14 h 30" in near[0].replace("\xa0", " ")
        await stage.pass_time(timedelta(days=10))
        assert len([text for text in stage.texts(PERSON) if "Rappel" in text]) == 1


# --- the clock --------------------------------------------------------------------------------------------------------


async def test_a_silent_owner_to_the_eighth_day(database_url: str) -> None:
    """Each hears once; the coordination has it until somebody has called the person."""
    async with staged(database_url) as stage:
        number = await offered(stage)
        await asks(stage, PERSON, number)
        await stage.pass_time(timedelta(days=20))
        told = "SELECT name FROM outbox WHERE name LIKE 'interest:1:%' AND method = 'sendMessage' ORDER BY id"
        names = [row[0] for row in await rows(database_url, told)]
        assert len(names) == len(set(names)), "nobody is reminded twice"
        wanted = {"again:0", "waits:3", "referent:0", "waits:5", "late:0", "waits:8"}
        assert {name.removeprefix("interest:1:") for name in names} >= wanted
        await stage.say(COORDINATOR, "/attente")
        assert "sans réponse depuis" in "".join(stage.texts(COORDINATOR)[-2:])
        digests = [text for text in stage.texts(COORDINATOR) if "personnes sans réponse" in text]
        assert digests
        answers = await asyncio.gather(
            press(stage, COORDINATOR, "interest|called|1"), press(stage, SANCY_ARTENSE, "interest|free|1")
        )
        assert sum("Merci" in one.text for one in answers) == 1
        await stage.settle()
        assert await status(stage) in ("called", "free")
        await stage.say(COORDINATOR, "/attente")
        assert "sans réponse depuis" not in stage.last(COORDINATOR)


async def test_an_owner_is_reminded_once_of_all_who_wait(database_url: str) -> None:
    """Of one offer, since one day: by numbers, never by names; it goes on without whoever was answered or gave up. Of
    who asked later they hear later.
    """
    async with staged(database_url) as stage:
        number = await offered(stage)
        for who in OTHERS:
            stage.world.add_person(Person(id=who, first_name="Q", phone=f"+33199000{who}", language_code="fr"))
        for who in (PERSON, ENGLISH, OTHERS[0]):
            await asks(stage, who, number)
        await stage.pass_time(timedelta(days=1))
        await asks(stage, OTHERS[1], number)
        await stage.pass_time(timedelta(days=3))
        reminders = [one for one in stage.world.said_by_bot(BOUCHE) if "attendent votre réponse" in one.text]
        assert [one.labels for one in reminders] == [[[f"Répondre à la demande {n}"] for n in (1, 2, 3)]]
        assert "Demande 2, du" in reminders[0].text
        assert "qor" not in reminders[0].text.replace("Qorowner", "").lower()
        await press(stage, BOUCHE, "interest|free|1")
        await press(stage, ENGLISH, "interest|drop|2")
        await stage.settle()
        assert "1 personne attend votre réponse" in reminders[0].text
        assert reminders[0].labels == [["Répondre à la demande 3"]]
        await press(stage, BOUCHE, "interest|visit|3")
        await stage.settle()
        day = (stage.clock.now() + timedelta(days=9)).date()
        await stage.say(BOUCHE, f"{day.day}/{day.month} à 10 h")
        assert reminders[0].labels == []
        assert "Une réponse a été donnée" in reminders[0].text
        await stage.pass_time(timedelta(days=3))
        assert [one for one in stage.texts(BOUCHE) if "Quelqu’un attend votre réponse" in one]


async def test_who_is_erased_waits_no_more(database_url: str) -> None:
    """With a case or without one: what reminds the owner of several goes on with the others alone."""
    async with staged(database_url) as stage:
        await send_case(stage)
        number = await offered(stage)
        await press(stage, PERSON, f"want|{await code(stage, number)}")
        await stage.settle()
        stage.world.add_person(Person(id=OTHERS[0], first_name="Q", phone="+33199000077", language_code="fr"))
        for who in (ENGLISH, OTHERS[0]):
            await asks(stage, who, number)
        await stage.pass_time(timedelta(days=4))
        [reminder] = [one for one in stage.world.said_by_bot(BOUCHE) if "attendent votre réponse" in one.text]
        assert "3 personnes" in reminder.text
        await erase(stage, PERSON)
        assert "2 personnes" in reminder.text
        assert reminder.labels == [["Répondre à la demande 2"], ["Répondre à la demande 3"]]
        await erase(stage, OTHERS[0])
        assert reminder.labels == [["Répondre à la demande 2"]]


@pytest.mark.parametrize("what", ["offer", "dropped", "erased"])
async def test_a_date_that_comes_too_late_does_nothing(what: str, database_url: str) -> None:
    """The offer is gone, the interest taken back, the person erased."""
    async with staged(database_url) as stage:
        await send_case(stage)
        number = await offered(stage)
        await press(stage, PERSON, f"want|{await code(stage, number)}")
        await stage.settle()
        if what == "offer":
            await press(stage, BOUCHE, f"offer|withdraw|{number}")
        elif what == "dropped":
            await press(stage, PERSON, "interest|drop|1")
        else:
            await erase(stage, PERSON)
        await stage.settle()
        before = len(stage.texts(BOUCHE))
        await stage.pass_time(timedelta(days=20))
        said = stage.texts(BOUCHE)[before:]
        assert not [text for text in said if "attend votre réponse" in text or "ne répond pas" in text]
        assert await value(database_url, "SELECT count(*) FROM inbox WHERE status = 'parked'") == 0


async def test_who_asked_has_an_answer_though_the_case_was_closed_meanwhile(database_url: str) -> None:
    """What somebody asked an owner is no part of the referents’ work, and does not end with it."""
    async with staged(database_url) as stage:
        await send_case(stage)
        number = await offered(stage)
        await press(stage, PERSON, f"want|{await code(stage, number)}")
        await stage.settle()
        await rows(database_url, "UPDATE case_file SET closed_at = submitted_at")
        await stage.pass_time(timedelta(days=20))
        assert "attend votre réponse" in "".join(stage.texts(BOUCHE))
        assert "n’avons pas pu joindre" in "".join(stage.texts(PERSON))
        assert await value(database_url, "SELECT late_since FROM interest") is not None
        await press(stage, COORDINATOR, "interest|called|1")
        await stage.settle()
        assert await status(stage) == "called"


# --- races ------------------------------------------------------------------------------------------------------------


async def test_the_person_agrees_while_the_owner_says_gone(database_url: str) -> None:
    """In whatever order: both heard of each other, or nobody did; and the person hears that it is gone."""
    async with staged(database_url) as stage:
        number = await offered(stage)
        await asks(stage, PERSON, number)
        await press(stage, BOUCHE, "interest|free|1")
        await stage.settle()
        await asyncio.gather(press(stage, PERSON, "interest|agree|1|0"), press(stage, BOUCHE, "interest|all|1"))
        await stage.settle()
        assert await status(stage) == "gone"
        assert ("Qorname" in "".join(stage.texts(BOUCHE))) == (OWNER in "".join(stage.texts(PERSON)))
        assert "Ce n’est plus libre" in stage.last(PERSON)


async def test_what_waits_to_be_sent_of_an_offer_that_is_gone_is_not_sent(database_url: str) -> None:
    """“C’est disponible” waits in the outbox while the offer is withdrawn."""
    async with staged(database_url) as stage:
        number = await offered(stage)
        await asks(stage, PERSON, number)
        await press(stage, BOUCHE, "interest|free|1")
        await press(stage, BOUCHE, f"offer|withdraw|{number}")
        await stage.settle()
        assert not [text for text in stage.texts(PERSON) if "Bonne nouvelle" in text]
        assert "Ce n’est plus libre" in stage.last(PERSON)


# --- nothing before both agreed ---------------------------------------------------------------------------------------


async def test_no_name_and_no_number_before_both_agreed(database_url: str) -> None:
    """Whatever is pressed, but the last word: no message says who the other one is."""
    theirs, ours = ("qorname", "99 00 77 88", "99007788", "qormail"), ("qorowner", "99 00 99 77", "99009977")
    async with staged(database_url) as stage:
        number = await offered(stage)
        await asks(stage, PERSON, number)
        await stage.pass_time(timedelta(days=16))
        for data in ("interest|gone|1", "interest|not_all|1", "interest|unfit|1", "interest|open|1", "interest|free|1"):
            await press(stage, BOUCHE, data)
            await stage.settle()
        await stage.say(PERSON, "/monprojet")
        said = {who: "".join(stage.texts(who)).lower().replace("\xa0", " ") for who in stage.world.chats if who > 0}
        for who, words in said.items():
            assert not [word for word in ours if word in words and who == PERSON], who
            assert not [word for word in theirs if word in words and who != PERSON], who
        await press(stage, PERSON, "interest|agree|1|0")
        await stage.settle()
        assert "qorname" in stage.last(BOUCHE).lower()
        assert await value(database_url, "SELECT agreed_at FROM interest") is not None


async def test_why_it_does_not_suit_is_told_to_the_referents_alone(database_url: str) -> None:
    """The person reads “pas cette fois”."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await press(stage, SANCY_ARTENSE, "take|SV-0001|territorial")
        number = await offered(stage)
        await press(stage, PERSON, f"want|{await code(stage, number)}")
        await press(stage, BOUCHE, "interest|unfit|1")
        await press(stage, BOUCHE, "interest|because|1|chosen")
        await stage.settle()
        assert "Quelqu’un est déjà choisi" in "".join(stage.texts(SANCY_ARTENSE))
        assert "déjà choisi" not in "".join(stage.texts(PERSON))
        assert "ne convient pas cette fois" in stage.last(PERSON)


# --- kept and erased --------------------------------------------------------------------------------------------------

WORDS = Planted(
    {
        "qorname": "the name",
        "qorwords": "the sentence",
        "qormail@example.org": "the address",
        "99007788": "the number",
        str(PERSON): "the number of the account",
    }
)
OF_OWNER = Planted({"qorowner": "the name of the owner", "99009977": "the number", "qorpremises": "the offer"})


async def erase(stage: Stage, who: int) -> None:
    """Somebody has everything erased."""
    await stage.say(who, "/supprimer")
    await stage.press(who, "Oui, tout supprimer")
    await stage.press(who, "Supprimer pour toujours")
    await stage.settle()


async def test_what_is_asked_is_shown_and_erased(database_url: str) -> None:
    """/mes_donnees has it; after /supprimer no word of it is in a table, a file or a chat."""
    async with staged(database_url) as stage:
        number = await offered(stage)
        await asks(stage, PERSON, number)
        await press(stage, BOUCHE, "interest|free|1")
        await press(stage, PERSON, "interest|agree|1|0")
        await stage.settle()
        assert "Qorname" in stage.last(BOUCHE)
        await stage.say(PERSON, "/mes_donnees")
        assert "Demandé le" in "".join(stage.texts(PERSON)[-2:])
        await erase(stage, PERSON)
        left = await in_tables(database_url, WORDS)
        assert left == {}
        assert in_chats(stage, WORDS) == {}
        assert not database_url.startswith("sqlite") or in_files(database_url, WORDS) == {}
        assert await value(database_url, "SELECT count(*) FROM offer") == 1, "the offer stays"


async def test_an_owner_is_shown_what_they_told_of_an_offer(database_url: str) -> None:
    """Its facts as its card says them, also of a secret one, which is theirs; and in the file for another service."""
    async with staged(database_url) as stage:
        home = {"rent": 450, "surface": 60, "energy": "c", "climate": "d", "cost": [900, 1200], "free_since": "mars"}
        await offered(stage, Kind.HOUSING, PERSON, facts=home)
        await offered(stage, Kind.TAKEOVER, PERSON, facts={"price": 80000}, confidential=True)
        await stage.say(PERSON, "/mes_donnees")
        shown = plain("\n".join(stage.texts(PERSON)[-3:]))
        for told in ("60 m²", "450 € par mois", "mars", "CLASSE ÉNERGIE C", "80 000 €"):
            assert told in shown
        [held] = [one.content["document"] for one in stage.world.said_by_bot(PERSON) if "document" in one.content]
        exported = json.loads(stage.world.files.by_id(held["file_id"]).data)["offers"]
        assert [one["facts"] for one in exported] == [home, {"price": 80000}]


async def test_a_case_takes_what_it_asked_for_along(database_url: str) -> None:
    """An interest with a case goes with it, with every message about it."""
    planted = Planted({"qordominique": "the name"})
    async with staged(database_url) as stage:
        await send_case(stage, name="Qordominique")
        number = await offered(stage)
        await press(stage, PERSON, f"want|{await code(stage, number)}")
        await press(stage, BOUCHE, "interest|free|1")
        await press(stage, PERSON, "interest|agree|1|0")
        await stage.settle()
        assert "Qordominique" in stage.last(BOUCHE)
        await erase(stage, PERSON)
        assert await in_tables(database_url, planted) == {}
        assert in_chats(stage, planted) == {}
        assert await value(database_url, "SELECT count(*) FROM interest") == 0


async def test_an_owner_takes_their_offers_and_pictures_along(database_url: str) -> None:
    """Whoever waited for them hears; nothing of the offer is left, nor comes back with a copy."""
    async with staged(database_url) as stage:
        number = await offered(stage, account=ENGLISH, what="Qorpremises")
        stage.world.chat(ENGLISH).started = True

        async def pictured(t: Turn) -> None:
            await pictures.bring(t.here, number, ["file"])
            await pictures.keep(t.here, 1, b"qorpremises")

        await happen(stage, BOUCHE, pictured)
        await asks(stage, PERSON, number)
        await stage.say(PERSON, "/offres")
        await press(stage, PERSON, "offers|premises|0")
        await stage.settle()
        await stage.say(ENGLISH, "/mes_donnees")
        assert "Qorpremises" in "".join(stage.texts(ENGLISH))
        marks = stage.running.runtime.marks

        async def lost(connection: Connection) -> None:
            named = {marks.of(erased.person(ENGLISH))}
            assert await replay.erase_again(connection, lambda whom: marks.of(whom) in named) > 0
            assert (await connection.execute(offers.offer.select())).first() is None
            raise InterruptedError

        with pytest.raises(InterruptedError):
            await stage.running.database.run(lost)
        await erase(stage, ENGLISH)
        for table in ("owner", "offer", "picture", "interest"):
            assert await value(database_url, f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608 - our own tables
        assert await in_tables(database_url, OF_OWNER) == {}
        assert in_chats(stage, OF_OWNER) == {}
        assert "n’est plus proposée" in stage.last(PERSON)


async def test_what_is_over_goes_in_time(database_url: str) -> None:
    """An interest sixty days after it ended, an offer with its pictures ninety days after."""
    async with staged(database_url) as stage:
        number = await offered(stage)
        await asks(stage, PERSON, number)

        async def pictured(t: Turn) -> None:
            await pictures.bring(t.here, number, ["file"])

        await happen(stage, BOUCHE, pictured)
        await press(stage, PERSON, "interest|drop|1")
        await press(stage, BOUCHE, f"offer|taken|{number}")
        await stage.settle()
        now = stage.clock.now()

        async def swept(connection: Connection, days: int) -> None:
            for name in privacy.that_go():
                await privacy.prune(connection, name, now + timedelta(days=days))

        await stage.running.database.run(lambda c: swept(c, 59))
        assert await value(database_url, "SELECT count(*) FROM interest") == 1
        await stage.running.database.run(lambda c: swept(c, 61))
        assert await value(database_url, "SELECT count(*) FROM interest") == 0
        assert await value(database_url, "SELECT count(*) FROM offer") == 1
        await stage.running.database.run(lambda c: swept(c, 91))
        assert await value(database_url, "SELECT count(*) FROM offer") == 0
        assert await value(database_url, "SELECT count(*) FROM picture") == 0


async def test_two_cases_that_become_one_ask_once(database_url: str) -> None:
    """The one that stays keeps its own interest; what only the other asked for goes along."""
    async with staged(database_url) as stage:
        one, other = await offered(stage), await offered(stage)

        async def arm(t: Turn) -> None:
            for offer, reference in ((one, "SV-0001"), (one, "SV-0002"), (other, "SV-0002")):
                await interests.ask(t.here, offer, t.now, {"case_reference": reference})
            await interests.go_along(t.here, "SV-0001", "SV-0002")
            found = await interests.of_case(t.here, "SV-0001")
            assert [asked.offer_id for asked in found] == [one, other]
            assert await interests.of_case(t.here, "SV-0002") == []

        await happen(stage, BOUCHE, arm)


@pytest.mark.parametrize("further", ["SV-0001", "SV-0002"])
async def test_of_two_cases_that_become_one_what_got_further_stands(further: str, database_url: str) -> None:
    """Both asked for the same: who has agreed goes on having agreed, whichever case it was of."""
    async with staged(database_url) as stage:
        number = await offered(stage)

        async def arm(t: Turn) -> None:
            for reference in ("SV-0001", "SV-0002"):
                asked = await interests.ask(t.here, number, t.now, {"case_reference": reference})
                status = interests.Status.AGREED if reference == further else interests.Status.DROPPED
                assert await interests.becomes(t.here, asked or 0, status, [interests.Status.ASKED], t.now)
            await interests.go_along(t.here, "SV-0001", "SV-0002")
            [kept] = await interests.of_case(t.here, "SV-0001")
            assert kept.status is interests.Status.AGREED

        await happen(stage, BOUCHE, arm)
        assert await value(database_url, "SELECT count(*) FROM interest") == 1


async def test_what_a_case_sells_is_sold_by_the_one_that_goes_on_for_it(database_url: str) -> None:
    """Whoever follows the seller carries a secret sale on, also after their two cases became one."""
    async with staged(database_url) as stage:
        await send_case(stage, nature=["transfer"])
        await send_case(stage, SANCY_ARTENSE, nature=["transfer"])
        secret: dict[str, Any] = {"confidential": True, "sectors": ["alimentaire"], "case_reference": "SV-0001"}
        await offered(stage, Kind.TAKEOVER, **secret)
        await press(stage, COORDINATOR, "twice|keep|SV-0002|SV-0001")
        await stage.settle()
        assert await value(database_url, "SELECT case_reference FROM offer") == "SV-0002"


@pytest.mark.parametrize("what", ["agree", "want"])
async def test_an_offer_ends_at_the_moment_in_which_somebody_acts(what: str, database_url: str) -> None:
    """Two connections, each having read what was so before: nobody stays who waits for what is gone."""
    async with staged(database_url) as stage:
        number = await offered(stage)
        if what == "agree":
            await asks(stage, PERSON, number)
            await press(stage, BOUCHE, "interest|free|1")
        reached, go_on = asyncio.Event(), asyncio.Event()

        async def ends(t: Turn) -> None:
            one = await offers.find(t.here, number)
            assert one is not None
            await offers.becomes(t.here, number, OfferStatus.TAKEN, offers.SHOWN, t.now)
            await t.happened(OfferEnded(number, taken=True))
            reached.set()
            if t.here.connection.dialect.name == "postgresql":  # of SQLite there is one writer at a time
                await asyncio.wait_for(go_on.wait(), 5)

        async def acts() -> None:
            await reached.wait()
            acting = asyncio.ensure_future(
                press(stage, PERSON, "interest|agree|1|0") if what == "agree" else asks(stage, PERSON, number)
            )
            await asyncio.wait([acting], timeout=0.3)
            go_on.set()
            with suppress(ConflictError):
                await acting

        await asyncio.gather(happen(stage, BOUCHE, ends), acts())
        await stage.settle()
        found = await rows(database_url, "SELECT status FROM interest")
        assert [row.status for row in found] == (["gone"] if what == "agree" else [])
