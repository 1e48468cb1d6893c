"""Correspondents: a few of an organisation speak for it, while they work for it, and read of no case what is in it."""

from __future__ import annotations

import re
from datetime import timedelta

from conversations.engine.effects import Submit
from handlers.partners import departures
from handlers.privacy import erasing
from handlers.turn import forms
from network.text import code
from simulator.cast import Person
from storage import coordinators
from storage.correspondents import MOST
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, staged
from tests.stage.inside import happen, press, rows, send_case, value
from tests.stage.story import plain
from tests.test_confirmations import CHAMBER, joins, speaks

LINKS = "SELECT count(*) FROM invite"
OPEN = "SELECT referent_id FROM correspondent WHERE ended_at IS NULL ORDER BY id"


async def test_three_at_the_most(database_url: str) -> None:
    """Those who were asked count; whoever refuses makes room. Nobody has the role twice."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        others = ("conseiller-batiment", "conseillere-production", "conseiller-mecanique", "conseillere-beaute")
        for who in ("conseillere-bouche", "conseillere-bouche", *others[:2]):
            await press(stage, COORDINATOR, f"organism|to|{code(who)}")
        full = await press(stage, COORDINATOR, f"organism|to|{code(others[2])}")
        assert f"{MOST} correspondants au plus" in plain(full.text)
        assert await value(database_url, "SELECT count(*) FROM correspondent") == MOST
        await press(stage, BOUCHE, "organism|refuse|1")
        await press(stage, COORDINATOR, f"organism|to|{code(others[2])}")
        assert [row[0] for row in await rows(database_url, OPEN)] == [others[0], others[1], others[2]]


async def test_whoever_is_gone_speaks_for_nobody_and_the_digest_says_so(database_url: str) -> None:
    """Left the group, or out of the file: the row ends and stays. A second one hears of the first; of the last one the
    coordination does, with what is late, and alone where nothing is.
    """
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        stage.world.join(BOUCHE, GROUP)
        await speaks(stage, "conseillere-bouche")
        await speaks(stage, "conseiller-gone")
        await happen(stage, 0, lambda t: departures.vanished(t, {"referents": ["conseiller-gone"]}))
        await stage.settle()
        assert "ne tient plus le rôle" in plain(stage.last(BOUCHE))
        stage.world.leave(BOUCHE, GROUP)
        await stage.settle()
        await stage.pass_time(timedelta(minutes=2))
        assert "Sans correspondant depuis que le sien est parti : Chambre de métiers" in plain(stage.last(COORDINATOR))
        assert await value(database_url, "SELECT count(*) FROM correspondent WHERE why = 'gone'") == 2
        assert (await press(stage, BOUCHE, f"organism|home|{code(CHAMBER)}")).text.startswith("C’est réservé")


async def test_numbers_and_dates_and_no_word_of_a_case(database_url: str) -> None:
    """What a correspondent sees of their people: references, what is next, by when. It opens nothing; and it goes with
    a case that is erased.
    """
    async with staged(database_url) as stage:
        await joins(stage, 1102)
        await speaks(stage, "conseiller-batiment")
        await send_case(stage)
        await send_case(stage, discretion={"choice": "confidential", "version": "1"})
        await press(stage, BOUCHE, "take|SV-0001|technical")
        seen = len(stage.texts(1102))
        await press(stage, 1102, f"organism|who|{code('conseillere-bouche')}|0")
        await stage.settle()
        said = plain(" ".join(stage.texts(1102)[seen:]))
        assert "2 dossiers ouverts" in said
        assert "SV-0001, pour le métier : appeler la personne" in said
        assert "SV-0002, pour le métier : répondre" in said
        assert not re.search(r"Dominique|boulangerie|Tour|0?1 ?99 ?00 ?00 ?01", said)
        await press(stage, 1102, "open|SV-0001")
        await stage.settle()
        assert "Je ne trouve pas ce dossier parmi les vôtres" in plain(stage.last(1102))
        await press(stage, 1102, f"organism|file|{code(CHAMBER)}")
        await stage.settle()
        sent = stage.world.said_by_bot(1102)[-1].content["document"]["file_id"]
        written = stage.world.files.by_id(sent).data.decode()
        assert 'id = "chambre-metiers"' in written
        assert "[[organisations.services]]" in written
        await happen(stage, PERSON, lambda t: erasing.decide(t, PERSON, "sure"))
        await stage.settle()
        assert not any("SV-0001" in text for text in stage.texts(1102)[seen:])


async def test_a_role_lapses_without_an_answer(database_url: str) -> None:
    """After two weeks; an answer that comes later is none."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await press(stage, COORDINATOR, f"organism|to|{code('conseillere-bouche')}")
        await stage.pass_time(timedelta(days=15))
        assert "n'a pas répondu" in plain(stage.last(COORDINATOR))
        await press(stage, BOUCHE, "organism|accept|1")
        assert await rows(database_url, OPEN) == []


async def test_what_is_their_organisations_own_and_nothing_else(database_url: str) -> None:
    """Fields marked as theirs, of their organisation, its services and people; no role, no archive, nobody else’s; the
    same where a form is handed in that no button began, and nothing once the role has ended.
    """
    chamber, other = code("organisations/chambre-metiers"), code("organisations/boutique-gestion")
    person, service = code("referents/conseiller-batiment"), code("services/chambre-metiers/creer-artisanat")
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await speaks(stage, "conseillere-bouche")
        may = (f"net_card|{chamber}", f"net_field|{chamber}|phone", f"net_field|{person}|phone",
               f"net_field|{service}|title", f"net_story|{chamber}|0")  # fmt: skip
        may_not = (
            *(f"net_field|{chamber}|kinds", f"net_field|{person}|roles", f"net_field|{person}|territories"),
            *(f"net_shelf|{person}|ask", f"net_shelf|{chamber}|archive", f"net_add|{chamber}|referent"),
            *(f"net_card|{other}", f"net_field|{other}|phone", f"net_story|{other}|0", "net|home|0", "net_new"),
            *(f"organism|home|{code('boutique-gestion')}", f"confirm|show|{code('boutique-gestion')}"),
            *(f"inviter|for|{code('conseillere-creation')}", f"away|for|{code('conseillere-creation')}"),
            *(f"pass_on|from|{code('conseillere-creation')}", f"organism|to|{code('conseillere-creation')}"),
        )
        assert [data for data in may if "réservé" in (await press(stage, BOUCHE, data)).text] == []
        assert [data for data in may_not if "réservé" not in (await press(stage, BOUCHE, data)).text] == []
        versions = await value(database_url, "SELECT count(*) FROM network_version")
        new = {"value": {"set": {"phone": "01 99 00 00 99"}, "was": ""}, "agreed": "save"}
        for flow, about, answers in (
            ("new-value", "organisations/boutique-gestion phone", new),
            ("new-value", "referents/conseiller-batiment roles", new),
            ("changed", "boutique-gestion", {"words": "Fermé"}),
            ("passing", "conseillere-creation conseiller-creation 00000000", {"line": "Bonjour", "sure": "move"}),
        ):
            form = Submit(flow, answers, about)
            await happen(stage, BOUCHE, lambda t, form=form: forms.hand_in(t, BOUCHE, "fr", form))  # type: ignore[misc]
            await stage.settle()
            assert "réservé" in stage.last(BOUCHE), about
        assert await value(database_url, "SELECT count(*) FROM network_version") == versions
        await press(stage, COORDINATOR, "organism|ended|1")
        await stage.settle()
        assert "Vous n'êtes plus correspondant" in plain(stage.last(BOUCHE))
        assert [data for data in may if "réservé" not in (await press(stage, BOUCHE, data)).text] == []


async def test_no_link_makes_a_correspondent_coordinate(database_url: str) -> None:
    """Whoever speaks for an organisation makes links for a colleague, and none for one who coordinates: whoever follows
    that one would coordinate.
    """
    async with staged(database_url) as stage:
        await joins(stage, 1102)
        await speaks(stage, "conseiller-batiment")
        await happen(stage, 0, lambda t: coordinators.begin(t.here, "conseillere-bouche", t.now))
        for whom, links in (("conseillere-beaute", 1), ("conseillere-bouche", 0)):
            before = await value(database_url, LINKS)
            await press(stage, 1102, f"organism|who|{code(whom)}|0")
            await stage.settle()
            labels = [label for row in stage.world.said_by_bot(1102)[-1].labels for label in row]
            assert sum(label.startswith("Lien") for label in labels) == links, whom
            answer = await press(stage, 1102, f"inviter|for|{code(whom)}")
            assert answer.text.startswith("C’est réservé") is not bool(links)
            assert await value(database_url, LINKS) == before + links


async def test_a_link_of_before_is_worth_nothing_once_they_coordinate(database_url: str) -> None:
    """A correspondent made a link for a colleague, who accepts the coordination before anybody follows it."""
    async with staged(database_url) as stage:
        await joins(stage, 1102)
        await speaks(stage, "conseiller-batiment")
        await press(stage, 1102, f"inviter|for|{code('conseillere-bouche')}")
        await stage.settle()
        token = re.search(r"\?start=(\S+)", stage.last(1102))
        assert token is not None
        await press(stage, COORDINATOR, f"handover|propose|{code('conseillere-bouche')}")
        await press(stage, BOUCHE, "handover|accept|1")
        assert await value(database_url, "SELECT count(*) FROM coordinator WHERE ended_at IS NULL") == 2
        await stage.say(1102, f"/start {token[1]}")
        bound = "SELECT telegram_id FROM account WHERE referent_id = 'conseillere-bouche'"
        assert await value(database_url, bound) == BOUCHE


async def test_an_account_is_not_taken_over_unheard(database_url: str) -> None:
    """Somebody else follows the link that a correspondent made for a colleague: the colleague and the coordination hear
    of it at once.
    """
    async with staged(database_url) as stage:
        await joins(stage, 1102)
        await speaks(stage, "conseiller-batiment")
        await press(stage, 1102, f"inviter|for|{code('conseillere-bouche')}")
        await stage.settle()
        token = re.search(r"\?start=(\S+)", stage.last(1102))
        assert token is not None
        stage.world.add_person(Person(id=1777, first_name="P", phone="+33199000177", language_code="fr"))
        await stage.say(1777, f"/start {token[1]}")
        for who in (BOUCHE, COORDINATOR):
            assert "a maintenant un autre compte Telegram" in "".join(stage.texts(who)[-2:]), who
