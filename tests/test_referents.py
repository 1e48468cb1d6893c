"""The referents' side where a story cannot go: e-mail, leaving with cases, threads, the first coordinator."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.program import Program
from simulator.cast import Person
from storage.durable import inbox
from tests.stage import BOUCHE, COORDINATOR, GROUP, NETWORK, PERSON, SANCY_ARTENSE, Stage, on_the_wire, staged
from tests.stage.inside import rows, send_case, value
from tests.stage.post_office import post_office
from tests.stage.story import plain

MINUTE = timedelta(minutes=1)
TECHNICAL, TERRITORIAL = "Je m’en occupe (métier)", "Je m’en occupe (sur place)"


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the network with some of its text changed."""
    text = NETWORK.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    copy = folder / NETWORK.name
    copy.write_text(text, encoding="utf-8")
    return copy


def without_account(folder: Path) -> Path:
    """A network whose food adviser has no Telegram account."""
    return changed(folder, ("telegram_id = 1101\n", ""))


async def test_a_referent_without_telegram(database_url: str, tmp_path: Path) -> None:
    """They get a letter with reference and date and nothing of the person; the coordinator notes what they say, reads
    or prints the record for them, and the card says that it was noted.
    """
    async with (
        post_office() as office,
        staged(
            database_url, smtp_url=office.url, network_file=without_account(tmp_path), greeted=(COORDINATOR,)
        ) as stage,
    ):
        await send_case(stage)
        [letter] = office.letters
        assert letter.recipients == ("conseillere-bouche@example.org",)
        assert "SV-0001" in str(letter.message["Subject"])
        for words in ("SV-0001", "jeudi 12 mars", "01 99 00 00 31", f"https://t.me/{stage.world.bot.username}"):
            assert words in plain(letter.text)
        for secret in ("Dominique", "boulangerie", "99 00 00 01", "Tour-d"):
            assert secret not in str(letter.message) + letter.text
        told = plain(stage.last(COORDINATOR))
        assert "Conseillère métiers de bouche, qui n'est pas sur Telegram. Un mail est parti" in told
        assert "Dominique" not in told

        assert "C’est noté" in await stage.press(
            COORDINATOR, "Noter : s’en occupe".replace(" :", "\N{NO-BREAK SPACE}:")
        )
        assert "s'en occupe, noté par l'équipe du réseau" in plain(stage.last(GROUP))
        await stage.pass_time(MINUTE)
        assert "Pour votre métier : Conseillère métiers de bouche" in plain(stage.last(PERSON))
        await stage.press(COORDINATOR, "Imprimer\N{NO-BREAK SPACE}: Pour le métier")
        [paper] = [m for m in stage.world.said_by_bot(COORDINATOR) if "document" in m.content]
        assert stage.world.files.by_id(paper.content["document"]["file_id"]).data.startswith(b"%PDF")
        await stage.press(COORDINATOR, "Noter\N{NO-BREAK SPACE}: a contacté")
        assert "a contacté la personne, noté par l'équipe du réseau" in plain(stage.last(GROUP))
        await stage.say(COORDINATOR, "/dossier SV-0001")
        assert "pris (Conseillère métiers de bouche, noté par l'équipe du réseau)" in plain(stage.last(COORDINATOR))
    said = "SELECT kind, actor, detail, waited FROM case_act WHERE kind IN ('taken', 'contacted')"
    acts = await rows(database_url, said)
    assert [act.waited for act in acts] == [None, None], "nobody has answered themselves"
    assert [(act.kind, act.actor) for act in acts] == [
        ("taken", "conseillere-bouche"),
        ("contacted", "conseillere-bouche"),
    ]
    details = [json.loads(act.detail) if isinstance(act.detail, str) else act.detail for act in acts]
    assert {detail["by"] for detail in details} == {"animatrice-reseau"}


async def test_noted_for_somebody_and_taken_back(database_url: str, tmp_path: Path) -> None:
    """What was noted by mistake can be undone by the coordination, and nobody else."""
    async with staged(database_url, network_file=without_account(tmp_path)) as stage:
        await send_case(stage)
        assert "que je ne peux pas joindre" in plain(stage.last(COORDINATOR))
        await stage.press(COORDINATOR, "Noter\N{NO-BREAK SPACE}: s’en occupe")
        confirmed = stage.button(COORDINATOR, "Annuler (5 min)")
        data = next(
            b["callback_data"] for row in confirmed.buttons for b in row if b["callback_data"].startswith("undo")
        )
        own = stage.world.said_by_bot(SANCY_ARTENSE)[-1].message_id
        assert "plus rien à annuler" in await stage.forge(SANCY_ARTENSE, SANCY_ARTENSE, own, data)
        assert "C’est annulé" in await stage.press(COORDINATOR, "Annuler (5 min)")
        assert "Métier : proposé à Conseillère métiers de bouche" in plain(stage.last(GROUP))
        await stage.pass_time(timedelta(minutes=10))
        assert not any("Pour votre métier" in text for text in stage.texts(PERSON))


async def five_cases(stage: Stage) -> None:
    """Five people's cases: the adviser took three and is proposed for two; all five people know where they stand."""
    for number in range(5):
        who = 6001 + number
        stage.world.add_person(Person(id=who, first_name="P", phone=f"+331990000{50 + number}", language_code="fr"))
        await send_case(stage, who, contact={"phone": f"+331990000{50 + number}", "email": None})
        if number < 3:
            await stage.press(BOUCHE, TECHNICAL, GROUP)
    await stage.pass_time(MINUTE)


@pytest.mark.parametrize("how", ["leaves", "is removed", "blocks"])
async def test_a_referent_goes_with_five_open_cases(how: str, database_url: str) -> None:
    """Each goes on to the next who fits; the people are told, the coordinator once; nothing of them stays in the chat
    of whoever left; who comes back by a new link may be asked again.
    """
    async with staged(database_url) as stage:
        await five_cases(stage)
        told = len(stage.texts(COORDINATOR))
        if how == "leaves":
            stage.world.chat(GROUP).members[stage.world.bot.id] = "member"  # told by the service message alone
            stage.world.leave(BOUCHE, GROUP)
        elif how == "is removed":
            stage.world.remove(BOUCHE, GROUP, COORDINATOR)
        else:
            stage.world.block(BOUCHE)
        await stage.settle()
        open_slots = "SELECT count(*) FROM slot WHERE role = 'technical' AND status = 'proposed' AND taken_by IS NULL"
        assert await value(database_url, open_slots) == 5
        proposed = await rows(database_url, "SELECT DISTINCT referent_id FROM slot WHERE role = 'technical'")
        assert "conseillere-bouche" not in {row.referent_id for row in proposed}
        about = [plain(t) for t in stage.texts(COORDINATOR)[told:] if "dossiers sont repartis" in plain(t)]
        assert len(about) == 1
        assert all(f"SV-000{number}" in about[0] for number in range(1, 6))
        for who in range(6001, 6006):
            released = [text for text in stage.texts(who) if "ne peut finalement pas vous suivre" in text]
            assert len(released) == (1 if who <= 6003 else 0)
        assert "proposé à" in plain(stage.last(GROUP))
        if how != "blocks":
            assert not any("Dominique" in text for text in stage.texts(BOUCHE))
            assert "n'est plus relié" in plain(stage.last(BOUCHE))
        else:
            stage.world.unblock(BOUCHE)
            stage.world.start(BOUCHE)
            await stage.settle()
        await stage.rebuild()
        away = await value(database_url, "SELECT count(*) FROM departure")
        assert away == (0 if how == "blocks" else 1)
        bound = await value(database_url, "SELECT count(*) FROM account WHERE telegram_id = :who", who=BOUCHE)
        assert bound == (1 if how == "blocks" else 0)


async def test_who_left_comes_back_by_a_new_link(database_url: str) -> None:
    """The coordinator makes a link by a button; it serves once, and what is proposed to them is told at once."""
    async with staged(database_url) as stage:
        stage.world.leave(BOUCHE, GROUP)
        await stage.settle()
        stage.world.join(BOUCHE, GROUP)
        await stage.settle()
        assert "je ne connais pas ce compte" in plain(stage.last(COORDINATOR))
        await stage.say(COORDINATOR, "/inviter")
        await stage.press(COORDINATOR, "Conseillère métiers de bouche")
        link = stage.last(COORDINATOR).partition("?start=")[2].split()[0]
        stage.world.start(BOUCHE, link)
        await stage.settle()
        assert any("Votre compte est relié" in text for text in stage.texts(BOUCHE))
        await send_case(stage)
        assert "proposé à Conseillère métiers de bouche" in plain(stage.last(GROUP))
    assert await value(database_url, "SELECT count(*) FROM departure") == 0


async def test_the_bot_is_put_out_of_the_group_and_comes_back(database_url: str) -> None:
    """Coordinators hear of it once; cases are proposed in private meanwhile; back in the group, open cards return."""
    async with staged(database_url) as stage:
        await send_case(stage)
        stage.world.kick_bot(GROUP, COORDINATOR)
        await stage.settle()
        assert "plus dans le groupe" in plain(stage.last(COORDINATOR))
        before = len(stage.world.calls_of("sendMessage", GROUP))
        await send_case(stage)
        assert len(stage.world.calls_of("sendMessage", GROUP)) == before
        assert "SV-0002 vous est proposé" in plain(stage.last(BOUCHE))
        assert "SV-0002 vous est proposé" in plain(stage.last(SANCY_ARTENSE))
        assert sum("plus dans le groupe" in plain(text) for text in stage.texts(COORDINATOR)) == 1
        assert "C’est à vous" in await stage.press(BOUCHE, "Je m’en occupe")
        stage.world.add_bot(GROUP, COORDINATOR)
        await stage.settle()
        assert [text[:7] for text in stage.texts(GROUP)[-2:]] == ["SV-0001", "SV-0002"]
        assert "2 fiches y sont de nouveau" in plain(stage.last(COORDINATOR))
        assert "Conseillère métiers de bouche" in plain(stage.last(GROUP))


async def test_a_thread_for_a_territory(database_url: str, tmp_path: Path) -> None:
    """Cards go into the thread of their territory; where it is gone, outside of it, and the coordinator hears."""
    file = changed(tmp_path, ('id = "sancy-artense"\n', 'id = "sancy-artense"\nthread = 7\n'))
    async with staged(database_url, network_file=file) as stage:
        stage.world.chat(GROUP).topics.add(7)
        await send_case(stage)
        await send_case(stage, place={"commune": "63247", "territory": "massif-du-sancy"})
        cards = stage.world.said_by_bot(GROUP)
        assert [card.thread for card in cards] == [7, None]
        stage.world.chat(GROUP).topics.discard(7)
        await send_case(stage)
        await send_case(stage)
        assert [card.thread for card in stage.world.said_by_bot(GROUP)] == [7, None, None, None]
        assert sum("n'existe plus" in plain(text) for text in stage.texts(COORDINATOR)) == 1


async def test_the_first_coordinator_claims_the_role(database_url: str, tmp_path: Path) -> None:
    """While nobody coordinates, each start offers a link; whoever opens it first has the role, and then none is."""
    file = changed(tmp_path, ("telegram_id = 1301\n", ""))
    async with staged(database_url, network_file=file, greeted=()) as stage:
        earlier = stage.running.claim
        await stage.rebuild()
        claim = stage.running.claim
        assert earlier != claim
        for link in (earlier, claim, claim):
            stage.world.start(COORDINATOR, link.partition("?start=")[2])
            await stage.settle()
        said = stage.texts(COORDINATOR)
        assert ["n’est plus valable" in said[0], "Votre compte est relié" in said[1], "déjà relié" in said[-1]] == [
            True
        ] * 3
        await stage.say(COORDINATOR, "/attente")
        assert "Rien n'attend" in plain(stage.last(COORDINATOR))
        await stage.rebuild()
        assert stage.running.claim == ""


async def test_the_claim_is_printed(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`run` prints the link on the terminal."""
    file = changed(tmp_path, ("telegram_id = 1301\n", ""))
    async with on_the_wire(database_url, network_file=file, run=False) as stage, Program(stage.settings) as program:
        assert program.claim.startswith(f"https://t.me/{stage.world.bot.username}?start=invite-")
    assert program.claim not in capsys.readouterr().err


def said_in(chat: dict[str, object], **content: object) -> dict[str, object]:
    return {"update_id": 1, "message": {"message_id": 5, "date": 1, "chat": chat, "from": {"id": 9}, **content}}


def test_what_is_said_in_a_group_is_not_kept() -> None:
    """Of a message there stays who, when, in answer to what; in private nothing is left out."""
    group, private = {"id": -5, "type": "supergroup"}, {"id": 9, "type": "private"}
    card = {"message_id": 3, "date": 1, "chat": group, "text": "SV-0001"}
    talk = said_in(group, text="Elle a appelé hier", reply_to_message=card, photo=[{"file_id": "x"}])
    kept = inbox.without_chatter(talk)["message"]
    assert "Elle" not in json.dumps(kept)
    assert "SV-0001" not in json.dumps(kept)
    assert (kept["from"], kept["reply_to_message"]["message_id"]) == ({"id": 9}, 3)
    assert inbox.without_chatter(said_in(group, text="/dossier SV-0001"))["message"]["text"] == "/dossier SV-0001"
    assert inbox.without_chatter(said_in(private, text="bonjour"))["message"]["text"] == "bonjour"
    assert inbox.without_chatter({"update_id": 1, "poll": {}}) == {"update_id": 1, "poll": {}}


async def test_the_inbox_never_held_the_talk(database_url: str) -> None:
    """Also not while the row waits: the program is stopped before it works."""
    async with staged(database_url) as stage:
        stage.world.say(BOUCHE, GROUP, "Un secret de réunion")
        for _ in range(3):
            found = await rows(database_url, "SELECT payload FROM inbox")
            assert not any("secret" in row.payload for row in found)
        await stage.settle()
        assert stage.texts(GROUP) == []


async def test_of_equals_the_least_busy(database_url: str) -> None:
    """Two generalists share what comes; the reason says so; a case that is over counts no more."""
    async with staged(database_url) as stage:
        for _ in range(4):
            await send_case(stage, sector=["sante"], nature=["creation"])
        chosen = await rows(database_url, "SELECT referent_id FROM slot WHERE role = 'technical' ORDER BY case_id")
        names = ["conseillere-creation", "conseiller-creation"]
        assert [row.referent_id for row in chosen] == [*names, *names]


async def test_an_absent_referent_is_replaced(database_url: str, tmp_path: Path) -> None:
    """During an absence of the network's file the substitute is proposed, with that reason, and after it no more."""
    there = 'telegram_id = 1101\nsubstitute = "conseiller-batiment"\n'
    away = there + "absences = [{ first = 2026-03-09, last = 2026-03-11 }]\n"
    async with staged(database_url, network_file=changed(tmp_path, (there, away))) as stage:
        await send_case(stage)
        assert "proposé à Conseiller bâtiment" in plain(stage.last(GROUP))
        reason = str(await value(database_url, "SELECT reason FROM slot WHERE role = 'technical'"))
        assert "route.referent.replaces" in reason
        await stage.pass_time(timedelta(days=2))
        await send_case(stage)
        assert "proposé à Conseillère métiers de bouche" in plain(stage.last(GROUP))


async def test_who_changes_jobs_hands_their_cases_on(database_url: str) -> None:
    """An account that is bound to another referent leaves nothing behind: the former one's cases go on."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.pass_time(MINUTE)
        await stage.say(COORDINATOR, "/inviter")
        await stage.press(COORDINATOR, "Page 2")
        await stage.press(COORDINATOR, "Conseillère création d'entreprise (déjà relié)")
        stage.world.start(BOUCHE, stage.last(COORDINATOR).partition("?start=")[2].split()[0])
        await stage.settle()
        assert not any("Dominique" in text for text in stage.texts(BOUCHE))
        assert any("n’a plus de compte" in text for text in stage.texts(COORDINATOR))
        assert "ne peut finalement pas vous suivre" in stage.last(PERSON)
        slot = await rows(database_url, "SELECT status, referent_id FROM slot WHERE role = 'technical'")
        assert [tuple(row) for row in slot] == [("proposed", "conseillere-creation")]
