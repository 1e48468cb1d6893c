"""Seven months in the life of a network, until Friday 13 March 2026 at six in the evening, when the program is stopped
in the middle of its work. Everybody here is made up; their cases are known by a word that tells what becomes of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.clock import real_now
from simulator.cast import Person
from simulator.chats import Message
from storage.durable import due, inbox
from storage.engine.database import Database
from tests.stage import BOUCHE, COORDINATOR, GROUP, SANCY_ARTENSE, Stage
from tests.stage.inside import send_case, tap
from tests.stage.post_office import Office

BEGINNING = datetime(2025, 9, 2, 9, 0, tzinfo=UTC)
SIX_O_CLOCK = datetime(2026, 3, 13, 17, 0, tzinfo=UTC)
"""In Paris, on a Friday. What was promised for this day, and not kept, is late from now on."""
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

BUILDING, BEAUTY, TOURISM, CREATION, MASSIF = 1102, 1105, 1107, 1116, 1202
REFERENTS = (BUILDING, BEAUTY, TOURISM, CREATION, MASSIF)
"""Who has opened the bot besides the three of the demonstration; the other referents are told by e-mail."""

IN_MASSIF: Mapping[str, Any] = {"place": {"kind": "commune", "commune": "63247", "territory": "massif-du-sancy"}}
TOLD: Mapping[str, Any] = {
    "info": {"version": "1"},
    "place": {"kind": "commune", "commune": "63192", "territory": "sancy-artense"},
    "discretion": {"choice": "card", "version": "1"},
}
"""What everybody's answers hold besides what `send_case` gives them."""
QUIETLY: Mapping[str, Any] = {"discretion": {"choice": "confidential", "version": "1"}}
BOTH = ("technical", "territorial")


@dataclass(slots=True)
class Life:
    """The stage, the post office, and the references of the cases; `person` is who sent each of them."""

    stage: Stage
    office: Office
    reference: dict[str, str] = field(default_factory=dict)
    person: dict[str, int] = field(default_factory=dict)
    people: int = 1400

    # -- what people do --

    def somebody(self, language: str = "fr") -> int:
        """Somebody new, with a telephone."""
        self.people += 1
        phone = f"+3319900{self.people}"
        name = f"Personne exemple {self.people - 1400}"
        self.stage.world.add_person(Person(self.people, name, phone, language_code=language))
        return self.people

    async def case(self, word: str, who: int = 0, **changed: object) -> str:
        """Somebody sends a project, known by that word from now on."""
        self.person[word] = who or self.somebody()
        contact = {"phone": f"+3319900{self.person[word]}", "email": None}
        told = {**TOLD, "contact": contact, **changed}
        await send_case(self.stage, self.person[word], **told)
        return self.known(word)

    def known(self, word: str) -> str:
        """The reference of the case that was just sent."""
        self.reference[word] = f"SV-{len(self.reference) + 1:04}"
        return self.reference[word]

    async def enter(self, word: str, name: str, contact: str) -> str:
        """The welcome officer of the Massif enters somebody they met."""
        await self.say(MASSIF, "/nouveau")
        await tap(self.stage, MASSIF, "read")
        await self.say(MASSIF, "Ouvrir un gîte")
        for wanted in ("on:hebergement", "ok", "on:creation", "ok"):
            await tap(self.stage, MASSIF, wanted)
        await self.say(MASSIF, "Murol")
        await tap(self.stage, MASSIF, "soon")
        await self.say(MASSIF, name, contact)
        await tap(self.stage, MASSIF, "send")
        return self.known(word)

    async def say(self, who: int, *texts: str) -> None:
        """Somebody writes, in private."""
        for text in texts:
            await self.stage.say(who, text)

    async def tap(self, who: int, wanted: str, chat: int | None = None) -> str:
        """Somebody presses the newest button whose data begin so. Returns what they are told."""
        chat = who if chat is None else chat
        message, data = self.button(chat, wanted)
        return (await self.stage.answer(self.stage.world.press(who, chat, message.message_id, data))).text

    def button(self, chat: int, wanted: str) -> tuple[Message, str]:
        """The newest button whose data begin so, and its message."""
        for message in reversed(self.stage.world.said_by_bot(chat)):
            for row in message.buttons:
                for button in row:
                    if str(button.get("callback_data", "")).startswith(wanted):
                        return message, button["callback_data"]
        raise AssertionError(f"no button {wanted!r} in chat {chat}")

    async def touch(self, who: int, label: str) -> None:
        """Somebody presses a button of a form."""
        await self.stage.press(who, label)

    async def take(self, word: str, technical: int | None = BOUCHE, territorial: int | None = SANCY_ARTENSE) -> None:
        """Those two take the case from its card."""
        for role, who in zip(BOTH, (technical, territorial), strict=True):
            if who is not None:
                said = await self.tap(who, f"take|{self.reference[word]}|{role}", GROUP)
                assert "C’est à vous" in said, (word, role, said)

    async def act(
        self, verb: str, word: str, technical: int | None = BOUCHE, territorial: int | None = SANCY_ARTENSE
    ) -> None:
        """Those two press that button of their records."""
        for role, who in zip(BOTH, (technical, territorial), strict=True):
            if who is not None:
                await self.tap(who, f"{verb}|{self.reference[word]}|{role}")

    async def until(self, moment: datetime) -> None:
        """Time passes as it does: from one date to the next, each at its own moment."""
        clock, running = self.stage.clock, self.stage.running
        while (at := await running.database.run(due.next_date)) is not None and at <= moment:
            await self.stage.pass_time(max(at - clock.now(), timedelta(0)))
        await self.stage.pass_time(moment - clock.now())


async def live(life: Life) -> None:
    """All of it."""
    for chapter in (autumn, winter, in_march, this_week, this_friday, forms, screens, six_o_clock, stopped):
        await chapter(life)


async def autumn(life: Life) -> None:
    """The network begins; somebody settles at once, two others will take their time."""
    for who in REFERENTS:
        life.stage.world.add_person(Person(who, f"Référent exemple {who}", f"+3319900{who}"))
        life.stage.world.join(who, GROUP)
        await life.say(who, "/start")
    await life.case("long", when="months_6")
    await life.case("settled")
    await life.case("paused", when="months_6")
    for word in ("long", "settled", "paused"):
        await life.take(word)
    await life.stage.pass_time(2 * MINUTE)
    for word in ("long", "paused"):
        await life.act("contacted", word)
    await life.act("done", "settled")
    await life.until(BEGINNING + 10 * MINUTE)
    await life.tap(SANCY_ARTENSE, f"outcome|{life.reference['settled']}|installed")
    await life.say(SANCY_ARTENSE, "septembre 2025", "1", "2", "1")
    await life.until(BEGINNING + 12 * DAY)
    settled = life.reference["settled"]
    await life.tap(life.person["settled"], f"survey|{settled}|contacted|yes")
    await life.tap(life.person["settled"], f"survey|{settled}|useful|some")
    await life.tap(life.person["settled"], f"word|{settled}")
    await life.say(life.person["settled"], "Bien accueillis, merci")


async def winter(life: Life) -> None:
    """One of the two pauses; three others come, and are done with before March."""
    await life.until(datetime(2026, 1, 30, 12, 0, tzinfo=UTC))
    await life.tap(life.person["paused"], f"where|{life.reference['paused']}|pause")
    await life.until(datetime(2026, 2, 16, 9, 0, tzinfo=UTC))
    for word in ("installed?", "elsewhere", "unhelped"):
        await life.case(word)
        await life.take(word)
    await life.stage.pass_time(2 * MINUTE)
    for word in ("installed?", "elsewhere"):
        await life.act("done", word)
    await life.act("not_helped", "unhelped", territorial=None)
    await life.act("done", "unhelped", technical=None)
    await life.until(datetime(2026, 2, 27, 9, 0, tzinfo=UTC))
    for word, outcome in (("elsewhere", "elsewhere"), ("unhelped", "given_up")):
        await life.tap(SANCY_ARTENSE, f"outcome|{life.reference[word]}|{outcome}")
    for word, questions in (("elsewhere", ("contacted|yes",)), ("unhelped", ("contacted|no", "useful|no"))):
        for question in questions:
            await life.tap(life.person[word], f"survey|{life.reference[word]}|{question}")


async def in_march(life: Life) -> None:
    """Thursday the 5th: those who were promised a call by Thursday the 12th."""
    await life.until(datetime(2026, 3, 5, 9, 0, tzinfo=UTC))
    for word in ("uncalled", "called?", "unreachable", "late"):
        await life.case(word)
    for word in ("uncalled", "called?", "unreachable"):
        await life.take(word)
    await life.case("of a blocker", sector=["beaute"], **IN_MASSIF)
    await life.case("for a blocker", sector=["beaute"], **IN_MASSIF)
    await life.take("of a blocker", BEAUTY, MASSIF)
    await life.enter("met", "Camille Exemple", "01 99 00 13 71")
    await life.take("met", TOURISM, MASSIF)
    await life.enter("written to", "Alex Exemple", "alex@example.org")
    await life.case("by mail", sector=["commerce"], **QUIETLY)
    await life.case("noted", sector=["commerce"], **QUIETLY)
    await life.tap(COORDINATOR, f"for|{life.reference['noted']}|technical|taken")
    await life.tap(SANCY_ARTENSE, f"take|{life.reference['noted']}|territorial")
    await life.stage.pass_time(2 * MINUTE)
    await life.act("unreachable", "unreachable")
    await life.act("contacted", "of a blocker", None, MASSIF)


async def this_week(life: Life) -> None:
    """Wednesday and Thursday: what is still open on Friday evening."""
    await life.until(datetime(2026, 3, 11, 9, 0, tzinfo=UTC))
    life.stage.world.block(BEAUTY)
    await life.stage.settle()
    for who, days in ((TOURISM, "du 11 au 20 mars"), (BUILDING, "du 16 au 20 mars")):
        await life.say(who, "/absence", days)
        await tap(life.stage, who, "@coordination")
    await life.case("open")
    await life.case("in the Massif", **IN_MASSIF)
    await life.case("basket")
    for role in (*BOTH, *BOTH):
        await passes(life, "basket", role)
    await life.case("quiet", **QUIETLY)
    await life.case("employed", sector=[], nature=["job"])
    twins = ("merged", "merging"), ("undecided", "undecided too"), ("which?", "which of them?")
    for one, other in twins:
        await life.case(one)
        await life.case(other, life.person[one], project="Reprendre un fournil")
    await life.take("merged")
    for word in (
        "moved",
        "moved to whom?",
        "moved why?",
        "of several pages",
        "with a file",
        "erased",
        "kept",
        "unsure",
    ):
        await life.case(word)
    await life.until(datetime(2026, 3, 12, 9, 0, tzinfo=UTC))
    for word in ("taken", "contacted", "passed", "done", "unreached", "not helped", "passing", "taken at six"):
        await life.case(word)
    for word in ("contacted", "done", "unreached", "not helped", "of several pages", "with a file"):
        await life.take(word)
    await life.case("noted now", sector=["commerce"], **QUIETLY)
    for word in ("ended", "ended too"):
        await life.case(word)
        await life.take(word)
    for word in ("ended", "ended too", "done"):
        await life.act("done", word, territorial=None)
    for word in ("homes", "means", "words", "at length"):
        await life.case(word)
    await life.take("at length", territorial=None)
    for _ in range(5):
        await life.say(BOUCHE, f"/note {life.reference['at length']}", "Un rendez-vous, puis un autre. " * 30)


async def passes(life: Life, word: str, role: str) -> None:
    """Whoever is proposed passes the case on; the coordination does it for those who are not on Telegram."""
    reference = life.reference[word]
    for who in (BOUCHE, CREATION, SANCY_ARTENSE, COORDINATOR):
        said = await life.tap(who, f"pass|{reference}|{role}", GROUP)
        if "pourquoi" in said:
            await life.tap(who, f"why|{reference}|{role}|too_many")
            return
    await life.tap(COORDINATOR, f"for|{reference}|{role}|passed")


async def this_friday(life: Life) -> None:
    """Friday morning: what people answered since yesterday evening, letters, a merge, calls, a second adult."""
    await life.until(datetime(2026, 3, 13, 9, 30, tzinfo=UTC))
    world, reference, person = life.stage.world, life.reference, life.person
    await life.tap(person["called?"], f"asked|{reference['called?']}|technical")
    await correspond(life)
    pairs = ((reference[one], reference[other]) for one, other in (("merging", "merged"), ("which of them?", "which?")))
    (stays, goes), (one, other) = pairs
    await life.tap(COORDINATOR, f"twice|ask|{stays}|{goes}")
    await life.tap(COORDINATOR, f"twice|keep|{stays}|{goes}")
    await life.tap(COORDINATOR, f"twice|ask|{one}|{other}")
    await life.say(SANCY_ARTENSE, f"/dossier {goes}")
    for who, evening in ((life.somebody(), "evening"), (life.somebody("en"), "any")):
        await life.say(who, "/rappel", f"+3319900{who}")
        await tap(life.stage, who, f"on:{evening}")
    await life.tap(COORDINATOR, "called|1")
    await life.say(person["long"], "/monprojet")
    await life.tap(person["long"], f"adult|{reference['long']}")
    world.start(life.somebody("en"), life.stage.last(person["long"]).partition("?start=")[2].split()[0])
    await life.stage.settle()
    await life.tap(BOUCHE, f"note|{reference['long']}")
    await life.say(BOUCHE, "Rendez-vous pris mardi")
    await life.tap(person["long"], f"complete|{reference['long']}")
    await life.tap(person["long"], f"module|{reference['long']}|completer-news")
    await tap(life.stage, person["long"], "on:yes")


async def correspond(life: Life) -> None:
    """Letters: of one case more than a page holds, of another a file; and files that wait for their person's word."""
    reference, person = life.reference, life.person
    for word, letters in (("of several pages", 9), ("with a file", 1)):
        who = person[word]
        await life.say(who, "/message")
        await send(life, who, "document", "Le plan du fournil")
        await life.tap(who, "piece|word|yes")
        for number in range(letters):
            await life.stage.pass_time(timedelta(seconds=20))
            last, _ = life.button(BOUCHE, f"answer|{reference[word]}")
            await send(life, BOUCHE, "voice" if number % 3 else "", f"Réponse {number}", last)
            last, _ = life.button(who, f"message|{reference[word]}")
            await send(life, who, "document" if number % 3 else "", f"Question {number}", last)
    for word, kinds in (("kept", ("photo", "voice")), ("unsure", ("document",)), ("undecided", ("voice",))):
        for kind in kinds:
            await send(life, person[word], kind)
    await life.tap(person["unsure"], "piece|case|SV")


async def send(life: Life, who: int, kind: str, words: str = "", to: Message | None = None) -> None:
    """Somebody sends a file, or words, in answer to a message or not."""
    world, number = life.stage.world, None if to is None else to.message_id
    if kind:
        world.send_other(who, who, kind, "" if kind == "voice" else words, number)
    else:
        world.say(who, who, words, number)
    await life.stage.settle()


async def forms(life: Life) -> None:
    """Every form, left open: at a first question, half-way, at its end, over another one."""
    stage, reference, person = life.stage, life.reference, life.person
    for word in ("new", "half", "placed", "ready", "leaving", "calling", "called when?", "writes on", "presses on"):
        who = person[word] = life.somebody("en" if word == "placed" else "fr")
        await life.say(who, "/start")
        if word != "new":
            await tap(stage, who, "read")
            await life.say(who, "Ouvrir une boulangerie" if word != "placed" else "Open a bakery")
    await life.say(person["leaving"], "/annuler")
    for word in ("calling", "called when?"):
        await tap(stage, person[word], "call")
    await life.say(person["called when?"], f"+3319900{person['called when?']}")
    await tap(stage, person["half"], "on:alimentaire")
    for word in ("placed", "ready"):
        for wanted in ("on:alimentaire", "ok", "on:creation", "ok", "n:2"):
            await tap(stage, person[word], wanted)
    await life.say(person["placed"], "Saint")
    await life.say(person["ready"], "Tauves")
    await tap(stage, person["ready"], "soon")
    await life.say(person["ready"], "Camille Exemple", f"+3319900{person['ready']}")
    await life.tap(person["settled"], f"settled|{reference['settled']}")
    await life.say(person["settled"], "septembre 2025")
    await life.tap(person["unhelped"], f"word|{reference['unhelped']}")
    await life.say(person["uncalled"], "/message")
    await life.tap(BOUCHE, f"note|{reference['uncalled']}")
    await life.tap(SANCY_ARTENSE, f"answer|{reference['of several pages']}")
    for who in (person["unhelped"], person["uncalled"], BOUCHE, SANCY_ARTENSE):
        await life.say(who, "/annuler")  # they are asked whether to stop
    await life.tap(BUILDING, "away|change|")
    await life.say(MASSIF, "/nouveau")
    await tap(stage, MASSIF, "read")
    await life.say(MASSIF, "Ouvrir un gîte")
    await life.say(person["paused"], "/monprojet")
    await life.say(person["open"], "/monprojet")
    await life.tap(person["open"], f"amend|{reference['open']}")
    for word, modules in (("homes", ("housing", "services", "winter")), ("means", ("means", "premises", "news")),
                          ("words", ("description", "experience", "joining"))):  # fmt: skip
        await life.say(person[word], "/completer")
        for module in modules:
            await life.tap(person[word], f"module|{reference[word]}|completer-{module}")


async def screens(life: Life) -> None:
    """What people have on their screens, each in a state of its own."""
    stage, reference, person = life.stage, life.reference, life.person
    moving, looked_at = (
        ("moved", "moved to whom?", "moved why?"),
        ("met", "written to", "elsewhere", "of several pages"),
    )
    for command in ("/attente", "/inviter", "/absence", "/stats", *(f"/reaffecter {reference[one]}" for one in moving),
                    *(f"/dossier {reference[one]}" for one in (*looked_at, "noted"))):  # fmt: skip
        await life.say(COORDINATOR, command)
    await life.tap(COORDINATOR, f"move|{reference['moved to whom?']}|territorial")
    await life.tap(COORDINATOR, f"move|{reference['moved why?']}|territorial")
    await life.tap(COORDINATOR, f"all|{reference['moved why?']}|territorial|to")
    await stage.press(COORDINATOR, "Proposer à Chargée d'accueil Massif du Sancy")
    await life.tap(COORDINATOR, f"all|{reference['basket']}|technical|offer")
    await life.tap(COORDINATOR, f"drop|{reference['written to']}|ask")
    await life.tap(COORDINATOR, f"letters|{reference['of several pages']}")
    await life.tap(COORDINATOR, f"pieces|{reference['of several pages']}")
    await life.tap(COORDINATOR, f"pdf|{reference['noted']}|technical")
    await life.tap(MASSIF, f"sheet|{reference['met']}")
    await life.say(BOUCHE, "/mesdossiers")
    await life.tap(BOUCHE, f"pass|{reference['with a file']}|technical")
    await life.tap(BOUCHE, f"pass|{reference['passing']}|technical", GROUP)
    await life.say(TOURISM, "/absence")
    for word in ("kept", "erased", "unsure"):
        await life.say(person[word], "/supprimer")
    for word in ("erased", "unsure"):
        await life.tap(person[word], "erase|")
    for command in ("/mes_donnees", "/start", "/message"):
        await life.say(person["undecided"], command)
    await life.say(person["employed"], "/start")
    await life.tap(COORDINATOR, "inviter|page|1")
    await stage.press(COORDINATOR, "Conseiller reprise et création d'entreprise (déjà relié)")
    await life.say(COORDINATOR, "/inviter")


async def six_o_clock(life: Life) -> None:
    """The last hour, in which two cases end; and a minute to six, when acts are done that may be undone."""
    stage, reference = life.stage, life.reference
    await life.until(SIX_O_CLOCK - 60 * MINUTE)
    # In long steps, as after a downtime: each has ended a while ago then, and nobody is asked about two in one hour.
    await life.act("done", "ended", technical=None)
    await stage.pass_time(20 * MINUTE)
    await life.act("done", "ended too", technical=None)
    await stage.pass_time(SIX_O_CLOCK - timedelta(seconds=50) - stage.clock.now())
    await life.take("taken", territorial=None)
    await life.act("contacted", "contacted", territorial=None)
    await life.tap(BOUCHE, f"pass|{reference['passed']}|technical", GROUP)
    await life.tap(BOUCHE, f"why|{reference['passed']}|technical|too_many")
    await life.act("done", "done", technical=None)
    await life.act("unreachable", "unreached", territorial=None)
    await life.act("not_helped", "not helped", technical=None)
    await life.tap(COORDINATOR, f"for|{reference['noted now']}|technical|taken")
    await stage.pass_time(SIX_O_CLOCK - stage.clock.now())


async def stopped(life: Life) -> None:
    """Telegram takes no message for a while, the post office is closed; people go on, and the program is stopped."""
    stage, reference, person, world = life.stage, life.reference, life.person, life.stage.world
    await life.office.close()
    world.last("flood")
    for who, wanted, chat in (
        (SANCY_ARTENSE, f"take|{reference['taken at six']}|territorial", GROUP),
        (COORDINATOR, f"pdf|{reference['noted']}|technical", COORDINATOR),
        (MASSIF, f"post|{reference['written to']}", MASSIF),
        (BOUCHE, f"why|{reference['with a file']}|technical|too_many", BOUCHE),
        (BOUCHE, f"contacted|{reference['at length']}|technical", BOUCHE),
        (person["erased"], "erase|sure", person["erased"]),
    ):
        message, data = life.button(chat, wanted)
        world.press(who, chat, message.message_id, data)
        await worked(life)
    last, _ = life.button(BOUCHE, f"answer|{reference['of several pages']}")
    world.send_other(BOUCHE, BOUCHE, "photo", "Comme ceci", last.message_id)
    world.send_other(BOUCHE, BOUCHE, "voice", reply_to=last.message_id)
    world.say(person["of several pages"], person["of several pages"], "/monprojet")
    link = next(text for text in reversed(stage.texts(COORDINATOR)) if "?start=invite-" in text)
    person["newly bound"] = life.somebody()
    world.start(person["newly bound"], link.partition("?start=")[2].split()[0])
    await worked(life)
    await stage.stop()
    world.last("none")
    world.say(person["writes on"], person["writes on"], "Métiers de bouche")
    message, data = life.button(person["presses on"], "intake|sector")
    world.press(person["presses on"], person["presses on"], message.message_id, data)
    await received(life)
    world.say(person["new"], person["new"], "/start")


async def worked(life: Life) -> None:
    """Wait until every update is worked, whatever waits to be sent."""
    running = life.stage.running
    while life.stage.world.pending or running.worker.busy or await running.database.run(inbox.waiting):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def received(life: Life) -> None:
    """A last breath of the program: updates and dates that it has taken, and a delivery's outcome, and not worked."""
    stage, world = life.stage, life.stage.world
    database = Database(stage.settings.database_url)
    stage.clock.advance(timedelta(seconds=10))
    taken = list(world.updates.waiting)
    lost = {"kind": "edit_lost", "name": f"card:{life.reference['open']}"}
    await database.run(lambda c: inbox.receive(c, world.bot.id, taken, real_now()))
    await database.run(lambda c: due.collect(c, stage.clock.now(), real_now()))
    await database.run(lambda c: inbox.add(c, "delivery", GROUP, lost, real_now()))
    await database.close()
    world.updates.confirm_below(world.updates.next_id)
