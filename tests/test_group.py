"""The partner group where nothing can be written: proposals are private, the coordination knows why, cards return."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.loops.refusals import LOSES, Kind, kind_of
from simulator.errors import NO_RIGHTS, NO_WRITING
from storage.networks import LOST
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import send_case
from tests.stage.stage import A_TUESDAY
from tests.stage.story import plain
from tests.test_referents import changed

A_NIGHT = A_TUESDAY.replace(hour=22)
A_SUNDAY = A_TUESDAY - timedelta(days=2)
UNDECIDED = {"kind": "undecided"}
AN_HOUR, TWO_MINUTES = timedelta(minutes=61), timedelta(minutes=2)
TOLD = {
    NO_RIGHTS: "plus le droit d'y écrire",
    "Forbidden: CHAT_WRITE_FORBIDDEN": "plus le droit d'y écrire",
    "Bad Request: CHAT_RESTRICTED": "plus le droit d'y écrire",
    "Bad Request: TOPIC_CLOSED": "Le fil général du groupe des partenaires est fermé",
    "Forbidden: the group chat was deleted": "Le groupe des partenaires n'existe plus",
}


def tries(stage: Stage) -> int:
    """How often something was to be said in the group."""
    return len(stage.world.calls_of("sendMessage", GROUP))


def told(stage: Stage, words: str) -> int:
    """How many messages to the coordinator have these words."""
    return sum(words in plain(text) for text in stage.texts(COORDINATOR))


@pytest.mark.parametrize("words", NO_WRITING)
def test_every_way_of_not_letting_us_write_is_known(words: str) -> None:
    kind = kind_of(words)
    assert kind in {*LOSES, Kind.CLOSED}
    assert kind in LOST


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Bad Request: chat not found", Kind.GONE),
        ("Bad Request: PEER_ID_INVALID", Kind.GONE),
        ("Forbidden: bot was kicked from the supergroup chat", Kind.GONE),
        ("Bad Request: CHANNEL_PRIVATE", Kind.GONE),
        ("Bad Request: not enough rights to send photos to the chat", Kind.MUTED),
        ("Bad Request: CHAT_SEND_DOCS_FORBIDDEN", Kind.MUTED),
        ("Bad Request: TOPIC_DELETED", Kind.CLOSED),
        ("Bad Request: message thread not found", Kind.CLOSED),
        ("Bad Request: message is not modified: specified new message content", Kind.SAME),
        ("Bad Request: message to edit not found", Kind.NO_MESSAGE),
        ("Bad Request: message can't be deleted for everyone", Kind.TOO_OLD),
        ("Bad Request: there is no text in the message to edit", Kind.NO_TEXT),
        ("Bad Request: not enough rights to manage pinned messages in the chat", Kind.OTHER),
        ("Bad Request: can't parse entities: Unclosed start tag at byte offset 0", Kind.OTHER),
        ("Forbidden: bot was blocked by the user", Kind.OTHER),
    ],
)
def test_what_telegram_says_has_a_kind(words: str, kind: Kind) -> None:
    assert kind_of(words) is kind


@pytest.mark.parametrize(("words", "why"), TOLD.items())
async def test_the_bot_may_not_write_in_the_group(words: str, why: str, database_url: str) -> None:
    """It asks once, not for ever; whoever is proposed hears of it in private, and the coordinator why, once."""
    async with staged(database_url) as stage:
        stage.world.refuse(GROUP, words)
        await send_case(stage)
        await send_case(stage)
        assert tries(stage) == 1
        assert told(stage, why) == 1
        for who in (BOUCHE, SANCY_ARTENSE):
            proposed = [reference for reference in ("SV-0001", "SV-0002") if f"{reference} vous est proposé" in
                        plain(" ".join(stage.texts(who)))]  # fmt: skip
            assert proposed == ["SV-0001", "SV-0002"]


async def test_the_cards_come_back_with_the_rights(database_url: str) -> None:
    """Nobody tells the bot that a group lets everybody write again: it tries once an hour, and the cards follow."""
    async with staged(database_url) as stage:
        await send_case(stage)
        stage.world.refuse(GROUP, NO_RIGHTS)
        await send_case(stage)
        before = tries(stage)
        for hours in (1, 2):
            await stage.pass_time(AN_HOUR)
            await stage.pass_time(TWO_MINUTES)
            assert tries(stage) == before + hours
        assert told(stage, "droit d'y écrire") == 1
        stage.world.allow(GROUP)
        await stage.pass_time(AN_HOUR)
        assert "Je peux de nouveau écrire ici" in stage.last(GROUP)
        await stage.pass_time(TWO_MINUTES)
        assert [text[:7] for text in stage.texts(GROUP)[-2:]] == ["SV-0001", "SV-0002"]
        assert "2 fiches y sont de nouveau" in plain(stage.last(COORDINATOR))
        after = tries(stage)
        await stage.pass_time(2 * AN_HOUR)
        assert tries(stage) == after


async def test_the_right_to_write_is_taken_and_given_back(database_url: str) -> None:
    """Telegram tells the bot of its own rights: nothing need be tried."""
    async with staged(database_url) as stage:
        await send_case(stage)
        before = tries(stage)
        stage.world.restrict_bot(GROUP, COORDINATOR)
        await stage.settle()
        assert told(stage, "plus le droit d'y écrire") == 1
        await send_case(stage)
        assert tries(stage) == before
        assert "SV-0002 vous est proposé" in plain(stage.last(BOUCHE))
        stage.world.add_bot(GROUP, COORDINATOR)
        await stage.settle()
        assert [text[:7] for text in stage.texts(GROUP)[-2:]] == ["SV-0001", "SV-0002"]


async def test_the_general_thread_is_closed_and_opened(database_url: str, tmp_path: Path) -> None:
    """A closed thread leads outside of threads; where that is closed too, there is no group until it is opened."""
    file = changed(tmp_path, ('id = "sancy-artense"\n', 'id = "sancy-artense"\nthread = 7\n'))
    async with staged(database_url, network_file=file) as stage:
        stage.world.add_bot(GROUP, COORDINATOR)  # no administrator, who could write all the same
        stage.world.chat(GROUP).topics.add(7)
        stage.world.close_topic(GROUP, 7)
        await send_case(stage)
        assert [card.thread for card in stage.world.said_by_bot(GROUP)] == [None]
        stage.world.close_topic(GROUP)
        await send_case(stage)
        await send_case(stage)
        assert told(stage, "Le fil général du groupe des partenaires est fermé") == 1
        assert tries(stage) == 4  # two of the first card, two of the second, none of the third
        stage.world.reopen_topic(GROUP)
        await stage.settle()
        shown = [text[:7] for text in stage.texts(GROUP)]
        assert shown == ["SV-0001", "SV-0001", "SV-0002", "SV-0003"]


@pytest.mark.parametrize(("at", "silent"), [(A_TUESDAY, False), (A_NIGHT, True), (A_SUNDAY, True)])
async def test_at_night_nobody_is_woken(at: datetime, silent: bool, database_url: str) -> None:
    """A card and a private proposal come at any hour, at night without sound."""
    async with staged(database_url, at=at) as stage:
        await send_case(stage)
        await send_case(stage, discretion={"choice": "confidential", "version": "1"}, place=UNDECIDED)
        [card] = stage.world.said_by_bot(GROUP)
        assert "SV-0001" in card.text
        proposed = [
            next(said for said in stage.world.said_by_bot(who) if "SV-0002, projet confidentiel" in plain(said.text))
            for who in (BOUCHE, COORDINATOR)
        ]
        assert [one.silent for one in (card, *proposed)] == [silent] * 3
        assert not any(one.silent for one in stage.world.said_by_bot(PERSON)), "their own press was answered"


@pytest.mark.parametrize("command", ["/start", "/aide", "/help"])
async def test_a_group_of_strangers_is_not_greeted_as_partners(command: str, database_url: str) -> None:
    """Whoever takes the bot into a group of their own hears where it answers, and nothing of requests or records."""
    async with staged(database_url) as stage:
        theirs = stage.world.create_group("Famille", by=PERSON).id
        await stage.settle()
        await stage.say(PERSON, command, theirs)
        await stage.say(BOUCHE, command, GROUP)
        assert "Les nouvelles demandes arrivent ici" in stage.last(GROUP)
        [said] = stage.texts(theirs)
        assert plain(said) == f"Bonjour. Je ne réponds qu'en privé : écrivez-moi à @{stage.world.bot.username}."
