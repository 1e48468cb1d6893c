"""What a named funder asks: off by itself, asked once of the person alone, refused for good, read by nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.engine import flows
from conversations.engine.effects import Submit
from conversations.engine.knowledge import Knowledge
from handlers.turn import forms
from handlers.turn.turn import Turn
from network import file
from network.file import NetworkFileError
from network.profile import Question
from storage import cases, duplicates, profile
from storage.profile import Told
from tests.conversations.chat import Chat, spaced
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, NETWORK, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.correspondent import Correspondent
from tests.stage.direct import DirectStage
from tests.stage.inside import ANSWERS, happen, press, rows, send_case
from tests.stage.story import FUNDER_ASKS, plain
from tests.test_by_mail import ALLOWED, BOTH, posted
from tests.test_case_tables import ASKED as HELPED
from tests.test_case_tables import CASES, PEOPLE, sheet, take
from tests.test_erasing import erase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = "Quelques questions pour la Région (exemple)"
KEPT = "SELECT question, said, women, men FROM case_profile ORDER BY question"
TWO = {"adults": 2}


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    """A network that asks all three."""
    copy = tmp_path / NETWORK.name
    copy.write_text(f"{NETWORK.read_text(encoding='utf-8')}\n{FUNDER_ASKS}", encoding="utf-8")
    return copy


async def contacted(stage: Stage) -> None:
    """The adviser takes the case, and notes a contact."""
    await stage.press(BOUCHE, "Je m’en occupe (métier)", GROUP)
    await press(stage, BOUCHE, "contacted|SV-0001|technical")
    await stage.settle()


def asked(stage: Stage, who: int = PERSON) -> int:
    """How often somebody was asked."""
    return sum(ASKED in plain(text) for text in stage.texts(who))


@asynccontextmanager
async def by_now_asked(url: str, network: Path) -> AsyncIterator[DirectStage]:
    """A stage on which somebody was asked, some hours after the first contact."""
    async with staged(url, network_file=network) as stage:
        await send_case(stage, household=TWO)
        await contacted(stage)
        await stage.pass_time(5 * HOUR)
        yield stage


# --- when, and of whom ------------------------------------------------------------------------------------------------


async def test_a_network_that_asks_nothing(database_url: str) -> None:
    """The sample's own: nothing is asked, shown or counted."""
    async with staged(database_url) as stage:
        await send_case(stage, household=TWO)
        await contacted(stage)
        await stage.pass_time(3 * DAY)
        await stage.say(PERSON, "/mes_donnees")
        await stage.say(COORDINATOR, "/stats personnes")
        assert not asked(stage)
        assert "Femmes" not in stage.last(COORDINATOR)
        assert await rows(database_url, "SELECT key FROM once WHERE kind = 'profile'") == []


async def test_once_after_the_first_contact(database_url: str, asking: Path) -> None:
    """Not while it waits, nor for a contact that was taken back; by the person's own word too; and once."""
    async with staged(database_url, network_file=asking) as stage:
        await send_case(stage, household=TWO)
        await contacted(stage)
        await stage.press(BOUCHE, "Annuler (5 min)")
        await stage.pass_time(DAY)
        assert asked(stage) == 0
        await press(stage, PERSON, "asked|SV-0001|technical|9|yes")
        await press(stage, PERSON, "contacted|SV-0001|yes")
        await stage.settle()
        await stage.pass_time(DAY)
        assert asked(stage) == 1
        await press(stage, BOUCHE, "contacted|SV-0001|technical")
        await stage.settle()
        for _ in range(3):
            await stage.pass_time(4 * DAY)
        assert asked(stage) == 1


async def test_not_while_it_is_paused(database_url: str, asking: Path) -> None:
    """Whoever asked to be left alone for a while is asked afterwards."""
    async with staged(database_url, network_file=asking) as stage:
        await send_case(stage, household=TWO)
        await contacted(stage)

        async def pause(t: Turn) -> None:
            one = await cases.get(t.here, "SV-0001")
            await cases.mark(t.here, one.id, paused_until=t.now + 30 * DAY)

        await happen(stage, PERSON, pause)
        await stage.pass_time(29 * DAY)
        assert asked(stage) == 0
        for _ in range(2):
            await stage.pass_time(2 * DAY)
        assert asked(stage) == 1


@pytest.mark.parametrize(
    ("ends", "outcome", "many"),
    [("done", None, 1), ("done", "installed", 1), ("done", "given_up|other", 0), ("not_helped", None, 0)],
)
async def test_a_request_that_is_closed_by_then(
    database_url: str, asking: Path, ends: str, outcome: str | None, many: int
) -> None:
    """Whoever was helped is asked all the same, and can answer; not whoever stopped, or found nobody."""
    async with staged(database_url, network_file=asking) as stage:
        await send_case(stage, household=TWO)
        await contacted(stage)
        await press(stage, SANCY_ARTENSE, "take|SV-0001|territorial")
        for who, role in ((BOUCHE, "technical"), (SANCY_ARTENSE, "territorial")):
            await press(stage, who, f"{ends}|SV-0001|{role}")
        await stage.pass_time(timedelta(minutes=20))
        assert await rows(database_url, "SELECT count(*) FROM case_file WHERE closed_at IS NOT NULL") == [(1,)]
        if outcome is not None:
            await press(stage, SANCY_ARTENSE, f"outcome|SV-0001|{outcome}")
        await stage.pass_time(5 * HOUR)
        assert asked(stage) == many
        if many:
            await stage.press(PERSON, "Répondre")
            assert "Quelle est votre situation" in plain(stage.last(PERSON))


async def test_never_by_the_voice_of_somebody_else(database_url: str, asking: Path) -> None:
    """Whoever was met at a counter, and reads nothing here, is not asked: who calls them would read the answers."""
    async with staged(database_url, network_file=asking) as stage:
        told = {**ANSWERS, "household": TWO}
        stage.told.append(told)
        await happen(stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", told)))
        await stage.settle()
        await contacted(stage)
        await stage.pass_time(3 * DAY)
        assert await rows(database_url, "SELECT status FROM slot WHERE role = 'technical'") == [("contacted",)]
        assert not any(asked(stage, who) for who in (COORDINATOR, BOUCHE, SANCY_ARTENSE, GROUP))
        for who in (COORDINATOR, BOUCHE):
            for forged in (
                "tell|SV-0001",
                "tell_none|SV-0001",
                "tell_one|SV-0001|age|from_30",
                "tell_adults|SV-0001|2|0",
            ):
                await press(stage, who, forged)
        assert await rows(database_url, KEPT) == []


# --- answered, refused, corrected -------------------------------------------------------------------------------------


async def test_a_refusal_is_no_answer(database_url: str, asking: Path) -> None:
    """It ends the question for good, and is counted as not known; they may change their mind in /mes_donnees."""
    async with by_now_asked(database_url, asking) as stage:
        await stage.press(PERSON, "Ne pas répondre")
        assert "nous ne le demanderons plus" in stage.last(PERSON)
        assert await rows(database_url, KEPT) == [(one, None, None, None) for one in ("adults", "age", "status")]
        await press(stage, BOUCHE, "done|SV-0001|technical")
        await stage.settle()
        await stage.pass_time(10 * DAY)
        assert asked(stage) == 0, "the question is no more where it stood"
        await stage.say(COORDINATOR, "/stats personnes")
        assert "Âge : non renseigné (1)." in plain(stage.last(COORDINATOR))
        await stage.say(PERSON, "/mes_donnees")
        assert "je préfère ne pas le dire" in "".join(stage.texts(PERSON))
        await stage.press(PERSON, "Changer mes réponses (SV-0001)")
        await stage.press(PERSON, "À mon compte")
        await stage.press(PERSON, "Passer")
        await stage.press(PERSON, "2 femmes")
        assert await rows(database_url, KEPT) == [
            ("adults", None, 2, 0), ("age", None, None, None), ("status", "self_employed", None, None)
        ]  # fmt: skip


async def test_two_adults_of_one_case(database_url: str, asking: Path) -> None:
    """Whoever answers first answers for both; the question is answered for the other too."""
    async with staged(database_url, network_file=asking) as stage:
        await send_case(stage, household=TWO)
        await rows(
            database_url,
            "INSERT INTO case_member (case_id, telegram_id, joined_at) SELECT id, :who, submitted_at FROM case_file",
            who=ENGLISH,
        )
        await stage.say(ENGLISH, "/start")
        await contacted(stage)
        await stage.pass_time(5 * HOUR)
        assert (asked(stage), "A few questions" in stage.last(ENGLISH)) == (1, True)
        await stage.press(PERSON, "Ne pas répondre")
        assert "Rather not answer" not in str(stage.world.said_by_bot(ENGLISH)[-1].buttons)
        assert "we will not ask again" in stage.last(ENGLISH)


async def test_a_household_that_is_another_since(database_url: str, asking: Path) -> None:
    """Two women of a household that has one adult count as not known; of a household nobody told nothing is asked."""
    async with by_now_asked(database_url, asking) as stage:
        await stage.press(PERSON, "Répondre")
        for label in ("Passer", "Moins de 30 ans", "2 femmes"):
            await stage.press(PERSON, label)
        await stage.say(COORDINATOR, "/stats personnes")
        assert "Femmes et hommes : femmes (2)." in plain(stage.last(COORDINATOR))
        await rows(database_url, "UPDATE case_file SET adults = 1")
        await stage.say(COORDINATOR, "/stats personnes")
        assert "Femmes et hommes : non renseigné (1)." in plain(stage.last(COORDINATOR))


# --- by mail ----------------------------------------------------------------------------------------------------------


async def test_somebody_who_reads_mail_alone(database_url: str, tmp_path: Path) -> None:
    """One letter with a link an answer; the newest counts, what is not theirs or not asked does not; erased by mail."""
    asks = ("\n[charter]\n", f"\n{FUNDER_ASKS}\n[charter]\n")
    async with posted(database_url, tmp_path, *BOTH, ALLOWED, asks) as post:
        person = Correspondent("camille@example.org", post.stage, post.office, post.box)
        told = {**ANSWERS, "contact": {"phone": None, "email": person.address}, "household": TWO}
        post.stage.told.append(told)
        await happen(post.stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", told)))
        await post.stage.settle()
        await post.adviser.follow("Je m’en occupe")
        await post.stage.pass_time(HOUR)
        await post.adviser.follow("Contacté")
        await post.stage.pass_time(6 * HOUR)
        [letter] = [one for one in person.letters if ASKED in plain(one.text)]
        labels = [plain(label) for label in person.links(letter)]
        assert labels[0] == "Votre situation : En recherche d'emploi"
        assert "Votre âge : je préfère ne pas le dire" in labels
        assert "Les adultes de votre foyer : 1 femme, 1 homme" in labels
        assert len(labels) == 9 + 5 + 4 + 1
        by_label = dict(zip(labels, person.links(letter), strict=True))
        for label in (labels[0], "Votre âge : 30 à 40 ans", "Les adultes de votre foyer : 1 femme, 1 homme"):
            assert f"C'est noté. {label}" in plain(await person.follow(by_label[label], letter))
        await person.follow(by_label["Votre situation : À la retraite"], letter)
        assert await rows(database_url, KEPT) == [
            ("adults", None, 1, 1), ("age", "from_30", None, None), ("status", "retired", None, None)
        ]  # fmt: skip
        await press(post.stage, BOUCHE, "tell_one|SV-0001|age|from_55")
        await person.follow(by_label["Ne pas répondre"], letter)
        assert len(await rows(database_url, KEPT)) == 3
        assert not any("retraite" in plain(one.text) for one in [*post.adviser.letters, *post.officer.letters])


# --- who reads it, and how long ---------------------------------------------------------------------------------------


async def test_nobody_else_reads_it(database_url: str, asking: Path) -> None:
    """Neither record, history nor table has it, with names or without; /mes_donnees has, in words and as a file; and
    it goes with the case.
    """
    async with by_now_asked(database_url, asking) as stage:
        await stage.press(PERSON, "Répondre")
        for label in ("À la retraite", "55 ans et plus", "1 femme, 1 homme"):
            await stage.press(PERSON, label)
        for who, said in ((BOUCHE, "/dossier SV-0001"), (COORDINATOR, "/dossier SV-0001"), (BOUCHE, "/mesdossiers")):
            await stage.say(who, said)
        for names in ("named", "bare"):
            taken = await take(stage, COORDINATOR, names)
            assert taken is not None
            book = str([sheet(taken, number) for number in (CASES, HELPED, PEOPLE)[: 3 if names == "named" else 2]])
            assert not any(word in plain(book) for word in ("retraite", "retired", "55 ans", "femme"))
        seen = " ".join(plain(text) for who in (BOUCHE, COORDINATOR, SANCY_ARTENSE, GROUP) for text in stage.texts(who))
        acts = str(await rows(database_url, "SELECT kind, detail FROM case_act"))
        assert not any(word in seen + acts for word in ("retraite", "retired", "55 ans", "from_55", "1 femme"))
        await stage.say(PERSON, "/mes_donnees")
        assert "À la retraite" in "".join(stage.texts(PERSON))
        [held] = [m.content["document"] for m in stage.world.said_by_bot(PERSON) if "document" in m.content]
        assert '"said": "retired"' in stage.world.files.by_id(held["file_id"]).data.decode()
        await erase(stage)
        assert await rows(database_url, "SELECT * FROM case_profile") == []
        assert await rows(database_url, "SELECT * FROM once WHERE kind = 'profile'") == []
        await stage.say(COORDINATOR, "/stats personnes")
        assert "Femmes et hommes" not in stage.last(COORDINATOR)


async def test_two_cases_become_one(database_url: str) -> None:
    """The one that stays keeps its answers, and gets those that it has not: a refusal is one."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await send_case(stage, ENGLISH)

        async def arm(t: Turn) -> None:
            [stays, goes] = [row.id for row in await rows(database_url, "SELECT id FROM case_file ORDER BY id")]
            answers = ((stays, Question.AGE, Told()), (goes, Question.AGE, Told("from_55")))
            for case_id, question, told in (*answers, (goes, Question.STATUS, Told("other"))):
                await profile.keep(t.here, case_id, question, told, now=t.now, version="1", funder="-")
            assert await duplicates.merge(t.here, stays, goes)

        await happen(stage, PERSON, arm)
    assert await rows(database_url, KEPT) == [("age", None, None, None), ("status", "other", None, None)]


# --- in words, and in the network's file ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1 femme et 1 homme", (1, 1)),
        ("deux hommes", (0, 2)),
        ("1 femme, 1 non précisé", (1, 0)),
        ("2F", (2, 0)),
        ("2 hommes, pas de femme", (0, 2)),
        ("femme et homme", (1, 1)),
        ("non précisé", (0, 0)),
        ("ni l'un ni l'autre", "Je n'ai pas compris"),
        ("une femme, un autre", (1, 0)),
        ("pas 2 hommes", "Je n'ai pas compris"),
        ("3 femmes", "Cela fait 3, et votre demande parle de 2 adultes"),
        ("une femme", "Cela fait 1"),
        ("2", "Je n'ai pas compris"),
        ("2 enfants et 1 femme", "Je n'ai pas compris"),
        ("des gens", "Je n'ai pas compris"),
        ("je ne veux pas répondre", None),
        ("Je préfère ne pas le dire.", None),
    ],
)
def test_women_and_men_in_words(typed: str, kept: tuple[int, int] | str | None) -> None:
    """They are as many as the household's adults; what is not, or is not understood, is asked again."""
    given = {"asks_status": "no", "asks_age": "no", "household": "n2"}
    chat = Chat(flows.load("profile"), Knowledge.of(file.load(NETWORK)), answers=dict(given))
    assert list(chat.buttons) == ["2 femmes", "1 femme, 1 homme", "2 hommes", "Passer"]
    said = chat.type(typed)
    if isinstance(kept, str):
        assert spaced(said).startswith(kept) or any(kept in spaced(one) for one in chat.said[-2:])
        assert chat.submitted == []
    else:
        told = {} if kept is None else {"adults": {"women": kept[0], "men": kept[1]}}
        assert chat.submitted == [{**given, **told}]


@pytest.mark.parametrize(
    ("locale", "typed", "kept"),
    [
        ("fr", "29 ans", "under_30"),
        ("fr", "J'ai 40 ans.", "from_30"),
        ("fr", "quarante-et-un", "from_41"),
        ("en", "I'm 55", "from_55"),
        ("fr", "plus de 40 ans", None),
        ("fr", "pas encore 30", None),
        ("fr", "la quarantaine", None),
        ("fr", "35 et 42", None),
        ("fr", "12", None),
        ("en", "not 35", None),
    ],
)
def test_an_age_in_words(locale: str, typed: str, kept: str | None) -> None:
    """The age alone says its band; what says more than an age is asked again."""
    given = {"asks_status": "no", "asks_age": "yes", "household": "none"}
    chat = Chat(flows.load("profile"), Knowledge.of(file.load(NETWORK)), locale, answers=dict(given))
    chat.type(typed)
    assert chat.submitted == ([{**given, "age": kept}] if kept else [])


@pytest.mark.parametrize(
    ("locale", "typed", "kept"),
    [
        ("fr", "à la retraite", "retired"),
        ("fr", "retraitée depuis juin", "retired"),
        ("fr", "bientôt à la retraite", None),
        ("fr", "presque retraité", None),
        ("fr", "je serai agricultrice l'an prochain", None),
        ("fr", "bientôt à la retraite, mais salarié aujourd'hui", "employee"),
        ("en", "I'm retired", "retired"),
        ("en", "soon to be retired", None),
    ],
)
def test_a_status_in_words(locale: str, typed: str, kept: str | None) -> None:
    """What somebody is today; of what they will be it is asked where they are today."""
    given = {"asks_status": "yes", "asks_age": "no", "household": "none"}
    chat = Chat(flows.load("profile"), Knowledge.of(file.load(NETWORK)), locale, answers=dict(given))
    said = chat.type(typed)
    assert chat.submitted == ([{**given, "status": kept}] if kept else [])
    not_yet = {"fr": "Je comprends que ce n'est pas encore fait", "en": "I understand that this is not done yet"}
    assert kept or said.startswith(not_yet[locale])


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ('"status", "age"', '"status", "status"', "stands twice"),
        ('["status", "age", "adults"]', "[]", "ask"),
        ('"status"', '"income"', "ask"),
        (', en = "the Region (sample)"', "", "funder"),
    ],
)
def test_what_a_network_may_ask(before: str, after: str, why: str, asking: Path) -> None:
    """Only what there are questions for, each once, for somebody who is named."""
    text = asking.read_text(encoding="utf-8")
    assert before in text
    head, _, tail = text.rpartition("[profile]")
    asking.write_text(f"{head}[profile]{tail.replace(before, after)}", encoding="utf-8")
    with pytest.raises(NetworkFileError, match=f"profile.*{why}"):
        file.load(asking)
