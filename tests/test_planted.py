"""What is planted: a word of its own in every field of every form, and wherever else somebody can be named or can say
something. After an erasing none of it is anywhere.

The fields are those of the flows that the program has, so that a form of tomorrow is planted without a line here.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import pytest

from bot import logs
from conversations.engine.flow import OptionStep
from conversations.engine.state import State
from handlers.turn import forms
from handlers.turn.turn import Turn
from simulator.cast import Person
from storage import conversations, offers, owners
from storage.engine.here import Here
from storage.schema import metadata
from tests.stage import COORDINATOR, ENGLISH, GROUP, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, rows, value

WOMAN = Person(
    id=573_291_466_871,
    first_name="Qorvinelle",
    last_name="Qorplantou",
    username="qorvinelle_plantee",
    phone="+33199009988",
)
BY_THE_ADVISER = frozenset({"note", "answer"})
BY_THE_COORDINATION = frozenset({"counter"})
OF_PARTNERS = frozenset(
    {
        "absence",
        "bulletin",
        "changed",
        "holder",
        "importing",
        "moved-meeting",
        "new-agenda-line",
        "new-decision",
        "new-meeting",
        "new-offer",
        "offer-ask",
        "offer-words",
        "new-organisation",
        "new-pilot",
        "new-referent",
        "new-service",
        "new-value",
        "new-visit",
        "passing",
        "report-words",
        "resource_person",
        "tool_file",
    }
)
"""The forms that say nothing of anybody who could erase it."""
NEVER_KEPT = {"what could not be read in a supergroup chat", "settled.date", "word.text"}
"""What is not kept to begin with: of a group nobody is, nor their words; nor, while a case goes on, what is told of its
end.
"""
OWED = frozenset({"owed"})
PARK = 40
"""Questions that a form may ask until it counts as endless."""


@dataclass
class Planted:
    """What was planted, as it stands in texts, by the field that it was planted in; `kept` in a database's cells."""

    words: dict[str, str] = field(default_factory=dict)
    _names: Iterator[str] = field(default_factory=lambda: map("".join, product(string.ascii_lowercase, repeat=2)))
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1100, 9900, 11)))

    def a_word(self) -> str:
        """One that nobody else says."""
        return f"qor{next(self._names)}plante"

    def a_number(self) -> str:
        """A telephone number that nobody else has."""
        return f"019900{next(self._numbers)}"

    def found_in(self, text: str | bytes) -> dict[str, str]:
        """What was planted and stands in a text, or in a file."""
        raw = (text if isinstance(text, bytes) else text.encode("utf-8", "replace")).lower()
        bare = raw.replace(b" ", b"").replace("\N{NO-BREAK SPACE}".encode(), b"")
        words = ((word, word.encode()) for word in self.words)
        return {word: self.words[word] for word, written in words if written in raw or written in bare}


async def active(stage: Stage, who: int) -> State | None:
    """The form under way in a chat."""
    here = stage.running.runtime.network_id
    return (await stage.running.database.run(lambda c: conversations.load(Here(c, here), who))).active


async def fill(stage: Stage, planted: Planted, who: int, name: str, about: str = "", questions: int = PARK) -> None:
    """Somebody answers a form to its end, or so many of its questions: in words of their own where it takes any."""
    await happen(stage, who, lambda t: forms.begin(t, who, "fr", name, about))
    await stage.settle()
    for _ in range(questions):
        state = await active(stage, who)
        if state is None or state.flow != name or state.draft is None:
            return
        step = next(s for s in stage.running.runtime.flows[name].steps if s.id == state.draft.step)
        sends = [data for data in offered(stage, who) if data.endswith(("|send", "|right"))]
        if sends or isinstance(step, OptionStep) or not await say_something(stage, planted, who, state):
            await press_something(stage, who)
    left = await active(stage, who)
    assert questions < PARK or left is None or left.flow != name, f"{name} has no end: {left}"


async def say_something(stage: Stage, planted: Planted, who: int, state: State) -> bool:
    """The first of a few things that the open question takes. Returns whether it took any."""
    assert state.draft is not None
    word, number = planted.a_word(), planted.a_number()
    for text in (word, f"{word}@example.org ou {number}", number, "Tauves", "2"):
        await stage.say(who, text)
        now = await active(stage, who)
        if now is None or now.flow != state.flow or now.draft is None or now.draft.step != state.draft.step:
            where = f"{state.flow}.{state.draft.step}"
            own = {word: where, number[1:]: where}
            planted.words |= {one: where for one in own if one in text}
            return True
    return False


def offered(stage: Stage, who: int) -> list[str]:
    """What the buttons send under the newest message that has any."""
    message = next((m for m in reversed(stage.world.said_by_bot(who)) if m.buttons), None)
    return [b["callback_data"] for row in (message.buttons if message else ()) for b in row if "callback_data" in b]


async def press_something(stage: Stage, who: int) -> None:
    """The button that leads on from where somebody is."""
    message = next(m for m in reversed(stage.world.said_by_bot(who)) if m.buttons)
    data = offered(stage, who)
    ends = [one for one in data if one.endswith(("|send", "|right", "|ok", "|read", "|yes"))]
    picks = [one for one in data if "|on:" in one]
    await stage.answer(stage.world.press(who, who, message.message_id, (ends or picks or data)[0]))


async def plant(stage: Stage, planted: Planted) -> None:
    """A woman whom nobody knows presses in the group; then she tells everything, and others write about her."""
    who, world = WOMAN.id, stage.world
    world.add_person(WOMAN)
    planted.words |= {
        str(who): "the number of the account",
        WOMAN.first_name.lower(): "the first name of the account",
        str(WOMAN.last_name).lower(): "the last name of the account",
        str(WOMAN.username): "the name of the account",
        WOMAN.phone[-9:]: "the number of the account’s telephone",
    }
    await fill(stage, planted, who, "intake")
    await stage.press(SANCY_ARTENSE, "Je m’en occupe (sur place)", GROUP)
    world.join(who, GROUP)
    await stage.settle()
    card = world.said_by_bot(GROUP)[-1]
    await stage.forge(who, GROUP, card.message_id, "take|SV-0001|technical")
    await happen(stage, who, put_on_offer)
    for name in sorted(set(stage.running.runtime.flows) - OF_PARTNERS - {"intake", "new-interest"}):
        by = SANCY_ARTENSE if name in BY_THE_ADVISER else COORDINATOR if name in BY_THE_COORDINATION else who
        await fill(stage, planted, by, name, "" if by == COORDINATOR else "SV-0001")
    await fill(stage, planted, who, "new-interest", "offer:1")
    await keep_a_search(stage, planted, who)
    await stage.say(who, "/rappel")
    await stage.press(who, "Changer le numéro ou le moment")
    world.share_contact(who)
    await stage.settle()
    await fill(stage, planted, who, "callback")
    for writer in (who, SANCY_ARTENSE):
        letter = "SELECT max(message_id) FROM message WHERE chat_id = :chat AND name LIKE 'letter:%'"
        to = await value(stage.settings.database_url, letter, chat=writer)
        for kind in ("photo", "voice", "document"):
            word = planted.a_word()
            planted.words[word] = f"under a {kind} of {writer}"
            world.send_other(writer, writer, kind, word, to)
            await stage.settle()
    await another_adult(stage, planted)
    await unreadable(stage, planted)
    await stage.say(who, "/mes_donnees")
    await fill(stage, planted, who, "intake", questions=2)


async def put_on_offer(turn: Turn) -> None:
    """Something is free, and shown to everybody."""
    owner = await owners.of_contact(turn.here, "Une mairie", "+33199000077", "")
    number = await offers.post(turn.here, owner, "", turn.now, {"kind": "premises", "commune": "63426"})
    await offers.becomes(turn.here, number, offers.Status.SHOWN, [offers.Status.WAITING], turn.now)


async def keep_a_search(stage: Stage, planted: Planted, who: int) -> None:
    """[Me prévenir]: whoever looks for something is to be told of it."""
    word = planted.a_word()
    planted.words[word] = "a search among the offers"
    await stage.forge(who, who, stage.world.said_by_bot(who)[-1].message_id, f"alert|keep|w:1 {word}")
    await stage.settle()


async def another_adult(stage: Stage, planted: Planted) -> None:
    """The other adult of the case writes about it."""
    await stage.say(WOMAN.id, "/monprojet")
    await stage.press(WOMAN.id, "Inviter l’autre adulte")
    stage.world.start(ENGLISH, stage.last(WOMAN.id).partition("?start=")[2])
    await stage.settle()
    await fill(stage, planted, ENGLISH, "message", "SV-0001")


async def unreadable(stage: Stage, planted: Planted) -> None:
    """Updates that no library can read, of her chat and of the group, wait for somebody to look into them."""
    sender = {"id": WOMAN.id, "is_bot": False, "first_name": WOMAN.first_name, "last_name": WOMAN.last_name}
    for chat in ({"id": WOMAN.id, "type": "private"}, {"id": GROUP, "type": "supergroup"}):
        word = planted.a_word()
        planted.words[word] = f"what could not be read in a {chat['type']} chat"
        stage.world.tell("message", {"chat": chat, "from": sender, "date": "yesterday", "text": f"/{word}"})
    await stage.settle()


async def erase(stage: Stage) -> None:
    """She has everything erased, and the coordination the case of the person at the counter."""
    await stage.say(WOMAN.id, "/supprimer")
    await stage.press(WOMAN.id, "Oui, tout supprimer")
    await stage.press(WOMAN.id, "Supprimer pour toujours")
    entered = "SELECT reference FROM case_file WHERE person_id IS NULL"
    for row in await rows(stage.settings.database_url, entered):
        shown = stage.world.said_by_bot(COORDINATOR)[-1]
        await stage.forge(COORDINATOR, COORDINATOR, shown.message_id, f"drop|{row.reference}|yes")
    await stage.settle()


async def in_tables(url: str, planted: Planted) -> dict[str, str]:
    """What was planted and stands in a cell of a table."""
    found: dict[str, str] = {}
    for table in metadata.sorted_tables:
        for row in await rows(url, f'SELECT * FROM "{table.name}"'):  # noqa: S608 - our own tables
            cells = {name: cell for name, cell in row._mapping.items() if table.name not in OWED or name != "chat_id"}
            texts = {name: unescaped(as_text(cell)) for name, cell in cells.items()}
            if not planted.found_in(" ".join(texts.values())):  # nor is there anything in one of them
                continue
            for name, text in texts.items():
                found |= {w: f"{table.name}.{name}: {where}" for w, where in planted.found_in(text).items()}
    return found


def as_text(cell: object) -> str:
    """A cell as it is looked through."""
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict | list) else str(cell)


def unescaped(text: str) -> str:
    """A text of JSON within JSON as it would be read."""
    return text.encode().decode("unicode_escape", "replace") if "\\u" in text else text


def in_files(url: str, planted: Planted) -> dict[str, str]:
    """What was planted and stands in the bytes of an SQLite database and its log; a number as SQLite writes it."""
    place = Path(url.partition(":///")[2])
    found: dict[str, str] = {}
    for path in place.parent.iterdir():
        raw = path.read_bytes() if path.name.startswith(place.name) else b""
        found |= planted.found_in(raw)
        if WOMAN.id.to_bytes(6, "big") in raw:
            found[str(WOMAN.id)] = f"{path.suffix}: the number of the account"
    return found


def in_chats(stage: Stage, planted: Planted, *, but: int = 0) -> dict[str, str]:
    """What was planted and is still to be read in a message of the bot, or pressed under one."""
    found: dict[str, str] = {}
    for chat in set(stage.world.chats) - {but}:
        for message in stage.world.said_by_bot(chat):
            shown = json.dumps([message.content, message.markup], ensure_ascii=False)
            found |= {w: f"chat {chat}: {where}" for w, where in planted.found_in(shown).items()}
    return found


@pytest.fixture
def talkative(capfd: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Logs as talkative as they get, caught where they come out."""
    logs.set_up("DEBUG")
    yield capfd
    logs.set_up("ERROR")


@pytest.mark.parametrize("adviser", ["there", "blocked"])
async def test_nothing_that_was_planted_is_left(
    adviser: str, database_url: str, talkative: pytest.CaptureFixture[str]
) -> None:
    """In any table, in the bytes of the files, in the logs, in any chat; of what is owed only a chat and a number. On
    PostgreSQL `test_erasing.py` says the same of less.
    """
    planted, sqlite, owes = Planted(), database_url.startswith("sqlite"), adviser == "blocked"
    async with staged(database_url) as stage:
        await plant(stage, planted)
        there = await in_tables(database_url, planted) | in_chats(stage, planted)
        found = {planted.words[word] for word in there}
        assert {*planted.words.values()} - found == NEVER_KEPT, "planted, and nowhere to be found"
        assert not sqlite or len(in_files(database_url, planted)) > len(there) // 2
        late = await stage.say(WOMAN.id, "/aide")
        if owes:
            stage.world.block(SANCY_ARTENSE)
        await erase(stage)
        assert await in_tables(database_url, planted) == {}
        assert in_chats(stage, planted, but=SANCY_ARTENSE if owes else 0) == {}
        assert (await value(database_url, "SELECT count(*) FROM owed") > 0) == owes
        stage.world.unblock(SANCY_ARTENSE)
        await stage.settle()
        assert await value(database_url, "SELECT count(*) FROM owed") == 0
        assert in_chats(stage, planted) == {}
        assert not sqlite or in_files(database_url, planted) == {}
        stage.world.edit(WOMAN.id, WOMAN.id, late.message_id, f"/{next(iter(planted.words))}")
        await stage.settle()
        assert await in_tables(database_url, planted) == {}
        assert stage.texts(WOMAN.id)[1:] == [], "it begins nothing"
    assert planted.found_in("".join(talkative.readouterr())) == {}
