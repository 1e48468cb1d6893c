"""Lines where a story cannot go: the minute in which one is taken back, who reads it by then, whom one may choose; what
a changed message says, and that no word alone ends anything.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulator.cast import Person
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import press, send_case, value
from tests.stage.story import plain
from tests.test_erasing import erase
from tests.test_letters import answer, taken, with_words
from tests.test_referents import MINUTE, TECHNICAL, TERRITORIAL

SECRET = "le fournil ocre de tante Ursule"
HALF = timedelta(seconds=30)
KEPT = f"SELECT count(*) FROM case_message WHERE text LIKE '%{SECRET}%'"  # noqa: S608 - our own words
WAITING = "SELECT count(*) FROM case_message WHERE waits_for IS NOT NULL"


async def choose(stage: Stage, who: int, reference: str) -> None:
    """Somebody who works on cases says that what they wrote is for the person of that one."""
    asked = next(m for m in reversed(stage.world.said_by_bot(who)) if "qui" in m.text and m.buttons)
    data = [button["callback_data"] for row in asked.buttons for button in row]
    [wanted] = [one for one in data if one.startswith(f"send|{reference}|person|")]
    await stage.forge(who, who, asked.message_id, wanted)


async def written_to(stage: Stage) -> None:
    """The adviser for food crafts has written to a person whom they follow."""
    await taken(stage)
    await stage.say(BOUCHE, "Avez-vous un local ?")
    await choose(stage, BOUCHE, "SV-0001")
    assert "Avez-vous un local" in plain(stage.last(PERSON))


def heard(stage: Stage, who: int, words: str = SECRET) -> bool:
    """Whether somebody was told these words."""
    return any(words in plain(text) for text in stage.texts(who))


@pytest.mark.parametrize("ends", [False, True], ids=["runs on", "ends in that minute"])
async def test_taken_back_within_the_minute(ends: bool, database_url: str) -> None:
    """What was taken back never leaves, also where the program ends in between; nothing of it is kept."""
    async with staged(database_url) as stage:
        await written_to(stage)
        await stage.say(PERSON, SECRET)
        await stage.pass_time(HALF)
        if ends:
            await stage.rebuild()
        assert not heard(stage, BOUCHE)
        await stage.press(PERSON, "Annuler l’envoi")
        await stage.pass_time(timedelta(minutes=5))
        assert "n'est pas parti" in plain(stage.last(PERSON))
        assert not heard(stage, BOUCHE)
    assert await value(database_url, KEPT) == 0


async def test_a_program_that_ends_in_that_minute_loses_nothing(database_url: str) -> None:
    """The next one sends it, once; then it cannot be taken back."""
    async with staged(database_url) as stage:
        await written_to(stage)
        await stage.say(PERSON, SECRET)
        held = stage.button(PERSON, "Annuler l’envoi")
        [data] = [button["callback_data"] for row in held.buttons for button in row]
        await stage.rebuild()
        await stage.pass_time(timedelta(minutes=2))
        await stage.rebuild()
        await stage.pass_time(timedelta(minutes=2))
        assert sum(SECRET in text for text in stage.texts(BOUCHE)) == 1
        assert "Envoyé à Conseillère métiers de bouche" in plain(stage.last(PERSON))
        assert "déjà parti" in await stage.forge(PERSON, PERSON, held.message_id, data)
        assert "déjà noté" in (await press(stage, ENGLISH, data)).text, "somebody else"
        await answer(stage, BOUCHE, with_words(stage, BOUCHE, SECRET), "C'est entendu")
        assert "C'est entendu" in plain(stage.last(PERSON))


async def test_whom_it_was_for_follows_the_case_no_more(database_url: str) -> None:
    """Within the minute the adviser hands the case on: the words do not go to them, and their author is asked."""
    async with staged(database_url) as stage:
        await written_to(stage)
        await stage.say(PERSON, SECRET)
        await stage.press(BOUCHE, "Je réoriente")
        await stage.press(BOUCHE, "Trop de dossiers en ce moment")
        await stage.pass_time(timedelta(minutes=2))
        assert not heard(stage, BOUCHE)
        assert heard(stage, PERSON, "ne suit plus cette demande")
        await stage.press(PERSON, "Envoyer")
        assert heard(stage, COORDINATOR)


async def test_an_answer_after_three_days_is_asked_about(database_url: str) -> None:
    async with staged(database_url) as stage:
        await written_to(stage)
        await stage.pass_time(timedelta(hours=71))
        await stage.say(PERSON, "À temps")
        assert "dans une minute" in plain(stage.last(PERSON))
        await stage.pass_time(timedelta(hours=2))
        await stage.say(PERSON, SECRET)
        assert "L'envoyer à Conseillère métiers de bouche" in plain(stage.last(PERSON))
        await stage.pass_time(timedelta(days=1))
        assert not heard(stage, BOUCHE)


async def test_two_who_wrote_lately_are_not_guessed_between(database_url: str) -> None:
    """Each has a button; the words go to the one chosen."""
    async with staged(database_url) as stage:
        await written_to(stage)
        await stage.press(SANCY_ARTENSE, TERRITORIAL, GROUP)
        await stage.say(SANCY_ARTENSE, "Cherchez-vous un logement ?")
        await choose(stage, SANCY_ARTENSE, "SV-0001")
        await stage.say(PERSON, SECRET)
        assert "À qui l'envoyer" in plain(stage.last(PERSON))
        await stage.press(PERSON, "À Chargé d'accueil Sancy Artense")
        assert heard(stage, SANCY_ARTENSE)
        assert not heard(stage, BOUCHE)


async def test_an_adviser_of_many_cases_finds_each(database_url: str) -> None:
    """The case of the last letter comes first; so many are shown, and the others by a button."""
    async with staged(database_url) as stage:
        for number in range(7):
            who = 6001 + number
            phone = f"+331990000{50 + number}"
            stage.world.add_person(Person(id=who, first_name="P", phone=phone, language_code="fr"))
            await send_case(stage, who, contact={"phone": phone, "email": None})
            await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.pass_time(MINUTE)
        await stage.say(6003, "Une question")
        await stage.press(6003, "Envoyer")
        await stage.say(BOUCHE, SECRET)
        asked = stage.world.said_by_bot(BOUCHE)[-1]
        labels = [button["text"][:7] for row in asked.buttons for button in row]
        assert labels == ["SV-0003", "SV-0007", "SV-0006", "SV-0005", "SV-0004", "D’autre", "Non"]
        await stage.press(BOUCHE, "D’autres dossiers")
        await choose(stage, BOUCHE, "SV-0001")
        assert [who for who in range(6001, 6008) if heard(stage, who)] == [6001]


async def test_a_right_that_is_gone(database_url: str) -> None:
    """The button of a case that an adviser follows no more sends nothing, and asks again."""
    async with staged(database_url) as stage:
        await taken(stage)
        await send_case(stage, ENGLISH, contact={"phone": "+33199000002", "email": None})
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.pass_time(MINUTE)
        await stage.say(BOUCHE, SECRET)
        asked = stage.world.said_by_bot(BOUCHE)[-1]
        [data] = [b["callback_data"] for row in asked.buttons for b in row if "SV-0001" in b["callback_data"]]
        await press(stage, BOUCHE, "pass|SV-0001|technical")
        await stage.settle()
        await stage.press(BOUCHE, "Trop de dossiers en ce moment")
        assert "pas encore parti" in plain(await stage.forge(BOUCHE, BOUCHE, asked.message_id, data))
        assert not heard(stage, PERSON)
        await choose(stage, BOUCHE, "SV-0002")
        assert heard(stage, ENGLISH)


async def test_a_changed_message_that_changes_nothing(database_url: str) -> None:
    """Said once, with the way to correct; not to somebody of whom nothing is kept, nor where it corrects an answer."""
    async with staged(database_url) as stage:
        said = await stage.say(PERSON, "bonjour")
        await stage.say(PERSON, "/annuler")
        await stage.press(PERSON, "Tout effacer")
        before = len(stage.texts(PERSON))
        stage.world.edit(PERSON, PERSON, said.message_id, "bonsoir")
        await stage.settle()
        assert len(stage.texts(PERSON)) == before
        await send_case(stage)
        for text in ("Une boulangerie", "Une autre"):
            stage.world.edit(PERSON, PERSON, said.message_id, text)
            await stage.settle()
        assert sum("cela ne change rien" in text for text in stage.texts(PERSON)) == 1
        assert "amend|SV-0001" in str(stage.button(PERSON, "Corriger mes réponses").buttons)


async def test_nothing_is_erased_or_stopped_by_a_word(database_url: str) -> None:
    """Not in a form, not beside a case, not by somebody who works on cases."""
    async with staged(database_url) as stage:
        await taken(stage)
        for who in (PERSON, BOUCHE):
            for word in ("STOP", "effacez tout", "je veux supprimer mes données"):
                await stage.say(who, word)
        await stage.say(PERSON, "/message")
        await stage.say(PERSON, "j'abandonne mon projet")
        assert heard(stage, BOUCHE, "j'abandonne mon projet"), "words for somebody, in their form"
        await stage.pass_time(timedelta(hours=1))
    assert await value(database_url, "SELECT count(*) FROM case_file WHERE paused_until IS NULL") == 1


async def test_what_waits_is_erased_with_its_case(database_url: str) -> None:
    """A line that is held back, and one about which its author is asked, are gone with everything else."""
    async with staged(database_url) as stage:
        await written_to(stage)
        await stage.say(BOUCHE, SECRET)
        await stage.say(PERSON, SECRET)
        assert await value(database_url, WAITING) == 2
        await erase(stage)
        await stage.pass_time(timedelta(days=8))
        assert await value(database_url, WAITING) == 0
        assert sum(SECRET in text for text in stage.texts(BOUCHE)) == 0
    assert await value(database_url, KEPT) == 0
