"""Taking: who presses "Je m'en occupe" gets the record, whether or not they ever wrote to the bot."""

from __future__ import annotations

from datetime import timedelta

from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import send_case, value
from tests.stage.story import plain

TECHNICAL, TERRITORIAL = "Je m’en occupe (métier)", "Je m’en occupe (sur place)"


async def press(stage: Stage, who: int, data: str) -> tuple[str, str]:
    """What a press on the card is answered: words, and an address that opens."""
    card = stage.world.said_by_bot(GROUP)[-1]
    answer = await stage.answer(stage.world.press(who, GROUP, card.message_id, data, stale=True))
    return answer.text, answer.url


async def test_who_never_wrote_to_the_bot(database_url: str) -> None:
    """Telegram lets no bot write first: the answer to the press opens the chat, and Start brings the record."""
    async with staged(database_url, greeted=()) as stage:
        await send_case(stage)
        _, link = await press(stage, BOUCHE, "take|SV-0001|technical")
        await stage.settle()
        assert link == f"https://t.me/{stage.world.bot.username}?start=dossier-SV-0001"
        assert stage.texts(BOUCHE) == []
        stage.world.start(BOUCHE, link.partition("?start=")[2])
        await stage.settle()
        records = [text for text in stage.texts(BOUCHE) if "Dominique Exemple" in text]
        assert len(records) == 1
        assert "01 99 00 00 01" in plain(records[0])
        assert all(m.protected for m in stage.world.said_by_bot(BOUCHE) if "Dominique" in m.text)


async def test_a_plain_start_brings_what_waits(database_url: str) -> None:
    """They did not follow the link and came another way: what they took is sent, once."""
    async with staged(database_url, greeted=()) as stage:
        await send_case(stage)
        await send_case(stage)
        for reference in ("SV-0001", "SV-0002"):
            await press(stage, BOUCHE, f"take|{reference}|technical")
        await stage.say(BOUCHE, "/start")
        await stage.say(BOUCHE, "/start")
        records = [text for text in stage.texts(BOUCHE) if "Dominique Exemple" in text]
        assert ["SV-0001" in records[0], "SV-0002" in records[1], len(records)] == [True, True, 2]


async def test_who_never_wrote_keeps_what_they_took(database_url: str) -> None:
    """The bot cannot tell them who takes the other slot; that does not mean that they blocked it."""
    async with staged(database_url, greeted=(COORDINATOR, SANCY_ARTENSE)) as stage:
        await send_case(stage)
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await press(stage, SANCY_ARTENSE, "take|SV-0001|territorial")
        await stage.settle()
        await stage.pass_time(timedelta(minutes=2))
        held = "SELECT taken_by FROM slot WHERE role = 'technical'"
        assert await value(database_url, held) == "conseillere-bouche"
        assert "Conseillère métiers de bouche" in stage.last(COORDINATOR), "somebody hears that they are out of reach"
        await stage.say(BOUCHE, "/start")
        assert any("Dominique Exemple" in text for text in stage.texts(BOUCHE))


async def test_a_record_is_for_its_taker_alone(database_url: str) -> None:
    """The link of a record in somebody else's hands brings them nothing of it."""
    async with staged(database_url, greeted=()) as stage:
        await send_case(stage)
        await press(stage, BOUCHE, "take|SV-0001|technical")
        for who in (SANCY_ARTENSE, COORDINATOR, PERSON, 1002):
            stage.world.start(who, "dossier-SV-0001")
        await stage.settle()
        for who in (SANCY_ARTENSE, COORDINATOR, PERSON, 1002):
            assert not any("Dominique" in text for text in stage.texts(who))
        stage.world.start(BOUCHE, "dossier-SV-0099")
        await stage.settle()
        assert not any("SV-0099" in text for text in stage.texts(BOUCHE))


async def test_presses_that_do_not_count(database_url: str) -> None:
    """Somebody unknown, a case that is none, a slot that is none, a slot that needs nobody: a word, and no change."""
    async with staged(database_url) as stage:
        await send_case(stage, nature=["job"], sector=[])
        stage.world.join(PERSON, GROUP)
        before = stage.texts(GROUP)
        assert "connais pas" in (await press(stage, PERSON, "take|SV-0001|territorial"))[0]
        for data in (
            "take|SV-0009|technical",
            "take|SV-0001|cook",
            "take|SV-0001|technical",
            "take|x",
            "nothing",
            "|||",
        ):
            words, link = await press(stage, BOUCHE, data)
            assert words, data
            assert link == ""
        await stage.settle()
        assert stage.texts(GROUP) == before


async def test_twice_is_once(database_url: str) -> None:
    """A second press of the winner says so, and nothing is sent again; the card names them."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await stage.settle()
        before = {who: stage.texts(who) for who in (BOUCHE, PERSON, GROUP)}
        assert "déjà" in (await press(stage, BOUCHE, "take|SV-0001|technical"))[0]
        await stage.settle()
        assert {who: stage.texts(who) for who in (BOUCHE, PERSON, GROUP)} == before
        assert TECHNICAL not in str(stage.world.said_by_bot(GROUP)[-1].labels)
        assert TERRITORIAL in str(stage.world.said_by_bot(GROUP)[-1].labels)


async def test_the_group_never_sees_who_or_where(database_url: str) -> None:
    """Whatever happens, name, telephone, commune and the person's own words stay out of the group."""
    async with staged(database_url) as stage:
        await send_case(stage)
        for who, label in ((BOUCHE, TECHNICAL), (SANCY_ARTENSE, TERRITORIAL)):
            await stage.press(who, label, GROUP)
        sent = [str(c.params) for c in stage.world.calls if c.chat_id == GROUP]
        assert len(sent) >= 3
        for secret in ("Dominique", "19900", "99 00 00 01", "Tour-d", "boulangerie"):
            assert not any(secret in call for call in sent)


async def test_a_take_is_heard_of_though_what_came_after_it_was_taken_back(database_url: str) -> None:
    """Taken, contacted, and the second taken back, all within a minute: the person hears who follows them."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.pass_time(timedelta(seconds=20))
        await stage.press(BOUCHE, "Contacté")
        await stage.pass_time(timedelta(seconds=20))
        assert "annulé" in await stage.press(BOUCHE, "Annuler (5 min)")
        before = len(stage.texts(PERSON))
        for _ in range(6):
            await stage.pass_time(timedelta(seconds=20))
        assert ["Conseillère métiers de bouche" in plain(text) for text in stage.texts(PERSON)[before:]] == [True]
