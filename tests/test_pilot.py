"""The pilot: who may propose and answer it, what is so from one commit on, who hears of it, and how often."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.loops.alarms import Trouble
from conversations.engine.effects import Submit
from handlers.pilot import answering
from handlers.turn import forms
from handlers.turn.turn import Turn
from network import file
from network.pilot import Facts, holder, taken_over
from network.text import code
from simulator.cast import Person
from storage import cases, members, networks, people, pilot
from storage.engine.here import Here
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, ENGLISH, NETWORK, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import ANSWERS, happen, press, rows, send_case, value
from tests.stage.post_office import post_office

CHAMBER, BAKERS = "chambre-metiers", "conseillere-bouche"
NAME = "Chambre de métiers et de l'artisanat"
FACTS: Mapping[str, str] = {
    "decided": "Le bureau, le 9 mars",
    "address": "3 place de l'Exemple, 63000 Exempleville",
    "status": "public",
    "contact": "L'accueil de la chambre",
    "phone": "01 99 00 00 77",
    "email": "accueil@chambre-exemple.example.org",
    "officer": "La déléguée de la chambre",
    "officer_email": "donnees@chambre-exemple.example.org",
}
TOLD = "SELECT count(*) FROM outbox WHERE name = 'new pilot:1' AND method = 'sendMessage' AND chat_id = :who"
STATUS = "SELECT status FROM pilot ORDER BY id DESC LIMIT 1"


def seen(facts: Mapping[str, str]) -> str:
    """The code of exactly these facts, as a button has it."""
    return hashlib.sha256(json.dumps(dict(facts), sort_keys=True).encode()).hexdigest()[:8]


async def proposed(stage: Stage) -> None:
    """It was proposed to the chamber, whose adviser has said what there is to say of it."""
    await press(stage, COORDINATOR, f"pilot|propose|{code(BAKERS)}")
    await happen(stage, BOUCHE, lambda t: pilot.fill(t.here, 1, FACTS))
    await stage.settle()


async def accepted(stage: Stage) -> None:
    """They have accepted."""
    await press(stage, BOUCHE, f"pilot|accept|1|{seen(FACTS)}")
    await stage.settle()


async def version(stage: Stage) -> networks.Stored:
    """The network as the next turn sees it."""
    found = await stage.running.database.run(lambda c: networks.load(Here(c, "sancy-volcans")))
    assert found is not None
    return found


async def invited(stage: Stage) -> str:
    """A link by which a second adult joins the first case."""
    made: list[str] = []

    async def invite(t: Turn) -> None:
        made.append(await members.invite(t.here, 1, t.now))

    await happen(stage, PERSON, invite)
    return made[-1]


def test_what_is_another_one_and_what_is_not() -> None:
    """Contact, controller and officer are its own; everything else of the network is as it was."""
    network = file.load(NETWORK)
    after = taken_over(network, network.organisation_by_id[CHAMBER], Facts(**FACTS))  # type: ignore[arg-type]
    was, now = holder(network), holder(after)
    assert was is not None
    assert now is not None
    assert (was.id, now.id) == ("comite-expansion", CHAMBER)
    assert after.identity.privacy is not None
    assert network.identity.privacy is not None
    assert (after.identity.privacy.controller, after.identity.contact.email) == (NAME, FACTS["email"])
    assert after.identity.privacy.stored == network.identity.privacy.stored
    same = {"contact", "privacy", "pilot"}
    assert after.identity.model_dump(exclude=same) == network.identity.model_dump(exclude=same)
    assert after.model_dump(exclude={"identity"}) == network.model_dump(exclude={"identity"})


async def test_each_hears_once_in_the_way_that_reaches_them(database_url: str) -> None:
    """Somebody with two open cases and their second adult hear once; somebody by e-mail once, from the new address,
    where alarms go as well; whoever has no way by the voice of who entered them. Whoever came later has read the new
    notice, and whoever's case is over is left alone. What was to be assigned and promised dates are as they were.
    """
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        for who in (1501, 1502):
            stage.world.add_person(Person(id=who, first_name="P", phone=f"+3319900{who}", language_code="fr"))
        for _ in range(2):
            await send_case(stage)
        await happen(stage, SANCY_ARTENSE, lambda t: people.meet(t.here, ENGLISH, "en", t.now))
        stage.world.chat(ENGLISH).started = True
        token = await invited(stage)
        await happen(stage, 0, lambda t: members.join(t.here, token, ENGLISH, t.now))
        mailed = {**ANSWERS, "contact": {"phone": "+33199000061", "email": "porteuse@example.org"}}
        spoken = {**ANSWERS, "contact": {"phone": "+33199000062", "email": None}}
        for told in (mailed, mailed, spoken):
            form = Submit("counter", told)
            await happen(stage, BOUCHE, lambda t, form=form: forms.hand_in(t, BOUCHE, "fr", form))  # type: ignore[misc]
        await send_case(stage, 1501)
        await happen(stage, 0, lambda t: cases.mark(t.here, 6, closed_at=t.now))
        await stage.pass_time(timedelta(minutes=2))
        before = [tuple(row) for row in await rows(database_url, SLOTS)]
        await proposed(stage)
        letters = len(office.letters)
        await accepted(stage)
        for who, count in ((PERSON, 1), (ENGLISH, 1), (1501, 0)):
            assert await value(database_url, TOLD, who=who) == count, who
        assert f"{NAME} pilots the network" in stage.last(ENGLISH)
        theirs = [one for one in office.letters[letters:] if one.recipients == ("porteuse@example.org",)]
        assert len(theirs) == 1
        assert FACTS["email"] in str(theirs[0].message["From"])
        assert f"{NAME} pilote le réseau" in theirs[0].text
        assert "/confidentialite" not in theirs[0].text
        stage.running.alarms.raised(Trouble.DISK)
        await stage.running.alarms.once()
        assert office.letters[-1].recipients == (FACTS["email"],)
        aloud = [text for text in stage.texts(BOUCHE) if "À dire de vive voix" in text and "pilote le réseau" in text]
        assert len(aloud) == 1
        assert "SV-0005" in aloud[0]
        kept = await rows(
            database_url, "SELECT case_id, actor FROM case_act WHERE kind = 'pilot_told' ORDER BY case_id"
        )
        assert [tuple(row) for row in kept] == [(number, "clock") for number in range(1, 6)]
        assert [tuple(row) for row in await rows(database_url, SLOTS)] == before
        signed = await rows(database_url, "SELECT author, reason FROM network_version ORDER BY version DESC LIMIT 1")
        assert tuple(signed[0]) == (BAKERS, f"pilot {CHAMBER}")
        await send_case(stage, 1502)
        await accepted(stage)
        assert await value(database_url, TOLD, who=1502) == 0
        assert await value(database_url, "SELECT count(*) FROM network_version") == 2


SLOTS = "SELECT case_id, role, status, referent_id, taken_by, take_by, contact_by FROM slot ORDER BY case_id, role"


async def test_at_night_nobody_is_woken(database_url: str) -> None:
    """Accepted in the evening, it is so at once; people hear of it in the morning."""
    async with staged(database_url, at=A_TUESDAY + timedelta(hours=13)) as stage:
        await send_case(stage)
        await proposed(stage)
        await accepted(stage)
        assert (await version(stage)).network.identity.contact.organisation == NAME
        assert await value(database_url, TOLD, who=PERSON) == 0
        await stage.pass_time(timedelta(hours=14))
        assert await value(database_url, TOLD, who=PERSON) == 1


@pytest.mark.parametrize("first", ["accept", "back", "refuse", "lapse"])
async def test_it_ends_once(first: str, database_url: str) -> None:
    """Whatever comes first counts; what is pressed after that, forged, again or typed to its end, changes nothing."""
    acts = {
        "accept": (BOUCHE, f"pilot|accept|1|{seen(FACTS)}"),
        "back": (COORDINATOR, "pilot|back|1"),
        "refuse": (BOUCHE, "pilot|refuse|1"),
    }
    async with staged(database_url) as stage:
        await proposed(stage)
        await press(stage, BOUCHE, "pilot|accept|1|00000000")
        assert await value(database_url, STATUS) == "waiting"
        if first == "lapse":
            await stage.pass_time(timedelta(days=31))
        else:
            await press(stage, *acts[first])
        ended = {"accept": "accepted", "refuse": "refused", "lapse": "lapsed"}.get(first, first)
        assert await value(database_url, STATUS) == ended
        given = {name: FACTS[name] for name in FACTS if name not in ("contact", "phone")}
        form = Submit("new-pilot", {**given, "desk": "Un autre", "phone": "+33199000078"}, "1")
        for who, data in (*acts.values(), (BOUCHE, "pilot|fill|1"), (SANCY_ARTENSE, acts["accept"][1])):
            await press(stage, who, data)
        await happen(stage, BOUCHE, lambda t: answering.hand_in(t, BOUCHE, "fr", form))
        assert await value(database_url, STATUS) == ended
        assert await value(database_url, "SELECT count(*) FROM network_version") == 1 + (first == "accept")
        assert (await version(stage)).network.identity.contact.name.fr != "Un autre"


async def test_all_at_the_same_moment(database_url: str) -> None:
    """Two accept as one takes it back, while somebody else changes the network: one outcome, and no change is lost."""
    async with staged(database_url) as stage:
        await proposed(stage)

        async def rename(t: Turn) -> None:
            identity = t.network.identity.model_copy(update={"perimeter": "2027"})
            network = t.network.model_copy(update={"identity": identity})
            await t.amend(network, "animatrice-reseau", "perimeter")

        accept = f"pilot|accept|1|{seen(FACTS)}"
        await asyncio.gather(
            press(stage, BOUCHE, accept),
            press(stage, COORDINATOR, "pilot|back|1"),
            press(stage, BOUCHE, accept),
            happen(stage, SANCY_ARTENSE, rename),
        )
        identity, ended = (await version(stage)).network.identity, await value(database_url, STATUS)
        assert ended in ("accepted", "back")
        assert identity.perimeter == "2027"
        assert (identity.contact.organisation == NAME) is (ended == "accepted")
        assert await value(database_url, "SELECT count(*) FROM network_version") == 2 + (ended == "accepted")


async def test_who_cannot_be_asked(database_url: str) -> None:
    """Not the pilot itself, not whoever proposes it, and nobody while it waits; whoever works elsewhere since then
    answers no more.
    """
    async with staged(database_url) as stage:
        await press(stage, COORDINATOR, f"pilot|propose|{code('animatrice-reseau')}")
        assert await value(database_url, "SELECT count(*) FROM pilot") == 0
        await proposed(stage)
        await press(stage, COORDINATOR, f"pilot|propose|{code('charge-accueil-sancy-artense')}")
        assert await value(database_url, "SELECT count(*) FROM pilot") == 1

        async def elsewhere(t: Turn) -> None:
            moved = [r.model_copy(update={"organisation": "boutique-gestion"}) if r.id == BAKERS else r
                     for r in t.network.referents]  # fmt: skip
            await t.amend(t.network.model_copy(update={"referents": tuple(moved)}), "coordinator", "moved")

        await happen(stage, COORDINATOR, elsewhere)
        await accepted(stage)
        assert await value(database_url, STATUS) == "waiting"
