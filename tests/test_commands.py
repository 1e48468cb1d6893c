"""Commands: what each role may ask, in private and in the group, and what is refused, kindly, every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlers.features import REGISTER
from handlers.turn import screen
from handlers.turn.register import Menu
from handlers.turn.rights import ANYBODY
from network.phrase import phrase
from simulator.cast import Person
from storage import coordinators
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, staged
from tests.stage.inside import happen, send_case
from tests.stage.story import plain

ROOT = Path(__file__).parents[1]
DUTCH = 1900

WRITTEN = {
    "mesdossiers": "referent", "dossier": "referent", "chercher": "referent", "nouveau": "referent", "note": "referent",
    "absence": "referent", "point": "referent",
    "stats": "referent", "attente": "coordinator", "reaffecter": "coordinator", "inviter": "correspondent",
    "relais": "coordinator", "info": "coordinator",
    "transmettre": "correspondent", "organisme": "referent",
}  # fmt: skip
"""The commands that not everybody may give, and for whom they are. Every wrong role: tests/test_refusals.py."""
REFUSED = {"referent": "refused.not_referent", "coordinator": "refused.not_coordinator",
           "correspondent": "refused.not_in_charge"}  # fmt: skip
KNOWN = {c.name: c.right.name for c in REGISTER.commands.values() if c.right is not ANYBODY}
RESTRICTED = {**KNOWN, **WRITTEN}


def test_every_restricted_command_is_for_a_role() -> None:
    """One that has no line above is refused as its right says."""
    assert KNOWN == RESTRICTED
    assert set(KNOWN.values()) == set(REFUSED)


async def test_refusals(database_url: str) -> None:
    """A person, whoever nobody knows and, of the coordination's commands, an adviser are refused; whoever may is not.
    In the group it is asked in private, and a referent's lists are answered there.
    """
    async with staged(database_url, greeted=(PERSON, BOUCHE, SANCY_ARTENSE, COORDINATOR)) as stage:
        await send_case(stage)
        for name, role in RESTRICTED.items():
            wrong = {PERSON, ENGLISH, *((BOUCHE, SANCY_ARTENSE) if role != "referent" else ())}
            for who in (PERSON, ENGLISH, BOUCHE, SANCY_ARTENSE, COORDINATOR):
                await stage.say(who, f"/{name}")
                refused = screen.plain("en" if who == ENGLISH else "fr", phrase(REFUSED[role]))
                assert (stage.last(who) == refused) is (who in wrong), (name, who)
        stage.world.join(PERSON, GROUP)
        for name in RESTRICTED:
            for who in (PERSON, BOUCHE, COORDINATOR):
                await stage.say(who, f"/{name}@{stage.world.bot.username}", GROUP)
                privately = who != PERSON and name in ("mesdossiers", "dossier")
                assert stage.last(GROUP) == screen.plain(
                    "fr", phrase("answered.private" if privately else "refused.private_only")
                ), (name, who)


async def test_the_figures(database_url: str) -> None:
    """What the coordinator asks for is answered."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.say(COORDINATOR, "/stats")
        assert "1 demande" in plain(stage.last(COORDINATOR))


async def test_rights_end_with_the_role(database_url: str) -> None:
    """Somebody who no longer coordinates is refused, although their telephone still shows the menu; a start with the
    same settings does not give the role back.
    """
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        stage.settings = stage.settings.model_copy(update={"coordinator_ids": frozenset({PERSON})})
        await stage.rebuild()
        await stage.say(PERSON, "/stats")
        assert "réservée" not in stage.last(PERSON)
        await happen(stage, PERSON, lambda t: coordinators.leave(t.here, PERSON, t.now))
        await stage.rebuild()
        await stage.say(PERSON, "/stats")
        assert "réservée" in stage.last(PERSON)


@pytest.mark.parametrize("words", ["/inconnu", "/Stats2 x", "/"])
async def test_an_unknown_command(words: str, database_url: str) -> None:
    """A way on, and nothing breaks."""
    async with staged(database_url, greeted=()) as stage:
        await stage.say(PERSON, words)
        assert "/aide" in stage.last(PERSON) or "Sancy Volcans" in stage.last(PERSON)
    assert len(stage.texts(PERSON)) >= 1


async def test_outside_a_form(database_url: str) -> None:
    """/aide, /langue and /annuler work for somebody who has no form open, in French and in English words."""
    async with staged(database_url, greeted=()) as stage:
        await send_case(stage)
        await stage.say(PERSON, "/aide")
        assert "01 99 00 00 31" in plain(stage.last(PERSON))
        await stage.say(PERSON, "/annuler")
        assert "rien à annuler" in stage.last(PERSON)
        await stage.say(PERSON, "/langue en")
        await stage.say(PERSON, "/help")
        english = plain(stage.last(PERSON))
        assert "01 99 00 00 31" in english
        assert "Pour" not in english
        await stage.say(PERSON, "/cancel")
        assert "/start" in stage.last(PERSON)
        assert "rien" not in stage.last(PERSON)
        await stage.say(PERSON, "/language")
        assert "français" in stage.last(PERSON)
        await stage.say(PERSON, "/langue klingon")
        assert "français" in stage.last(PERSON)
        await stage.say(PERSON, "/AIDE\nvite")
        assert "01 99 00 00 31" in plain(stage.last(PERSON))


def test_an_english_text_names_commands_in_english() -> None:
    """Each but those of a partner's menu, which is French; what has no English word keeps its own."""
    theirs = {name for menu in (Menu.REFERENTS, Menu.COORDINATORS) for name in REGISTER.menu(menu)}
    english = {command.name for word, command in REGISTER.commands.items() if word != command.name} - theirs
    assert english >= {"annuler", "supprimer", "retour"}
    said = re.compile(rf"/(?:{'|'.join(sorted(english))})\b")
    for file in sorted((ROOT / "conversations/locale/en").glob("*.po")):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line[:1] in ("m", '"') and said.search(line)], file.name


async def test_the_bot_says_who_it_is_before_the_first_word(database_url: str) -> None:
    """In both languages, with the network's name; and whoever speaks any other sees the French one."""
    async with staged(database_url, greeted=()) as stage:
        known = stage.world.settings
        for code, words in (("", "dites votre projet"), ("en", "live and work here")):
            assert "Sancy Volcans" in known["descriptions"][code]
            assert words.lower() in known["descriptions"][code].lower()
            assert words in known["short_descriptions"][code]
            menu = {one["command"] for one in known["commands"][f"all_private_chats|{code}"]}
            assert {"start", "langue", "supprimer"} <= menu


async def test_whoever_reads_neither_language_sees_both(database_url: str) -> None:
    """Their first word is answered in both; the information then stands whole in the language that they choose, and a
    language that they name later is spoken from there on.
    """
    async with staged(database_url, greeted=()) as stage:
        stage.world.add_person(Person(id=DUTCH, first_name="Jan", phone="+33199000051", language_code="nl"))
        await stage.say(DUTCH, "/start")
        assert "Dans quelle langue" in stage.last(DUTCH)
        assert "Choose your language" in stage.last(DUTCH)
        await stage.press(DUTCH, "English")
        assert "Hello!" in stage.last(DUTCH)
        assert "In charge: Comité" in stage.last(DUTCH)
        await stage.say(DUTCH, "Français")
        assert "Responsable : Comité" in plain(stage.last(DUTCH))
        await stage.press(DUTCH, "J’ai lu, on commence")
        await stage.say(DUTCH, "in English")
        assert "What is your project?" in stage.last(DUTCH)
        await stage.say(PERSON, "/start")
        assert "Choose your language" not in stage.last(PERSON)


async def test_a_language_that_is_named_is_spoken(database_url: str) -> None:
    """Also where no form is under way."""
    async with staged(database_url, greeted=()) as stage:
        await send_case(stage)
        await stage.say(PERSON, "english")
        assert "we are speaking English" in stage.last(PERSON)
        await stage.say(PERSON, "Français !")
        assert "nous parlons français" in stage.last(PERSON)


async def test_help_says_what_each_role_can_do(database_url: str) -> None:
    """Three roles, three answers."""
    async with staged(database_url, greeted=()) as stage:
        await send_case(stage)
        for who in (PERSON, BOUCHE, COORDINATOR):
            await stage.say(who, "/aide")
        answers = {stage.last(who) for who in (PERSON, BOUCHE, COORDINATOR)}
        assert len(answers) == 3
        assert "/stats" in stage.last(COORDINATOR)
        assert "/stats" not in stage.last(PERSON)


async def test_in_the_group(database_url: str) -> None:
    """The group gets one word of welcome; what is meant for another bot, and plain talk, is none of our business."""
    async with staged(database_url, greeted=()) as stage:
        stage.world.join(PERSON, GROUP)
        for words in ("/stats@another_bot", "/start@another_bot", "bonjour à tous", "/langue"):
            await stage.say(PERSON, words, GROUP)
        assert stage.texts(GROUP) == []
        await stage.say(PERSON, f"/aide@{stage.world.bot.username.upper()}", GROUP)
        assert "sans nom ni commune" in plain(stage.last(GROUP))
        assert stage.texts(PERSON) == []
