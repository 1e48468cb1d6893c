"""The charter kept: reminders once and in working hours, one word after a stop, pauses, lists, what comes after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from conversations.engine.effects import Submit
from handlers.charter import clock, reminders
from handlers.counter import entering
from handlers.followup import arrival, monthly
from handlers.turn import forms, quiet
from handlers.turn.turn import Turn
from network.charter import Charter
from network.ladder import Clock, Rung, climb
from storage import cases
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import ANSWERS, happen, press, rows, send_case, value
from tests.stage.post_office import post_office
from tests.stage.story import plain

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TECHNICAL, TERRITORIAL = "Je m’en occupe (métier)", "Je m’en occupe (sur place)"
PARIS = "Europe/Paris"
CHARTER = Charter(version="1", take_within_days=2, contact_within_days=5)


def test_the_rungs_of_a_delay() -> None:
    """In working days from the transmission: half, whole, one and a half; over Easter and when the hour changes."""
    sent = datetime(2026, 3, 10, 9, tzinfo=UTC)
    told = {rung: f"{at:%d.%m. %H:%M %z}" for rung, at in climb(CHARTER, Clock.CONTACT, sent, PARIS)}
    assert told == {
        Rung.NUDGE: "13.03. 09:00 +0100",
        Rung.LATE: "17.03. 18:00 +0100",
        Rung.REOPEN: "20.03. 18:00 +0100",
    }
    easter = climb(CHARTER, Clock.TAKE, datetime(2026, 4, 2, 15, tzinfo=UTC), PARIS)
    assert [f"{at:%d.%m.}" for _, at in easter] == ["03.04.", "07.04.", "08.04."]
    spring = climb(CHARTER, Clock.TAKE, datetime(2026, 3, 27, 15, tzinfo=UTC), PARIS)
    assert [f"{at:%d.%m. %z}" for _, at in spring] == ["30.03. +0200", "31.03. +0200", "01.04. +0200"]
    one = CHARTER.model_copy(update={"take_within_days": 1})
    assert [rung for rung, _ in climb(one, Clock.TAKE, sent, PARIS)] == [Rung.LATE, Rung.REOPEN]


async def test_after_three_days_of_silence_one_word(database_url: str) -> None:
    """The program stood still over two rungs and a date: each is told once of where it stands, the coordination too."""
    async with staged(database_url) as stage:
        await send_case(stage)
        before = {who: len(stage.texts(who)) for who in (PERSON, BOUCHE, SANCY_ARTENSE, COORDINATOR)}
        await stage.stop()
        stage.clock.advance(timedelta(hours=72))
        await stage.start()
        for _ in range(3):
            await stage.pass_time(MINUTE)
        told = {who: len(stage.texts(who)) - count for who, count in before.items()}
        assert told == {PERSON: 1, BOUCHE: 1, SANCY_ARTENSE: 1, COORDINATOR: 1}
        assert "attend toujours votre réponse" in plain(stage.last(BOUCHE))
        assert "2 délais passés" in plain(stage.last(COORDINATOR))


async def test_over_both_dates_the_person_is_told_once(database_url: str) -> None:
    """The program stood still until after the date to be called as well: that one tells."""
    async with staged(database_url) as stage:
        await send_case(stage)
        before = len(stage.texts(PERSON))
        await stage.pass_time(8 * DAY)
        assert ["attend encore quelqu'un" in plain(text) for text in stage.texts(PERSON)[before:]] == [True]


async def test_one_word_for_all_that_waits_for_somebody(database_url: str) -> None:
    """Two cases are late at once: each who carries both hears once, on Telegram or by e-mail, and acts from there."""
    away = (BOUCHE, COORDINATOR)
    async with post_office() as office, staged(database_url, smtp_url=office.url, greeted=away) as stage:
        await send_case(stage)
        await send_case(stage, who=ENGLISH, name="Alex Exemple", contact={"phone": "+33199000002", "email": None})
        before, posted = len(stage.texts(BOUCHE)), len(office.letters)
        await stage.pass_time(3 * DAY)
        await stage.pass_time(MINUTE)
        assert len(stage.texts(BOUCHE)) == before + 1
        said = plain(stage.last(BOUCHE))
        assert said.startswith("2 dossiers vous attendent. SV-0001 (pour le métier) attend toujours votre réponse")
        assert "SV-0002 (pour le métier) attend toujours votre réponse" in said
        assert "C’est à vous" in await stage.press(BOUCHE, "Je prends SV-0002")
        assert "SV-0002" not in next(text for text in stage.texts(BOUCHE) if "vous attend" in text)
        assert "C’est à vous" in await stage.press(BOUCHE, "Je prends SV-0001")
        assert any("Plus rien de cette liste" in text for text in stage.texts(BOUCHE))
        letters = [one for one in office.letters[posted:] if "attend" in str(one.message["Subject"])]
        [subject] = [plain(str(one.message["Subject"])) for one in letters]
        assert subject.endswith("2 dossiers vous attendent")
        letter = plain(letters[0].text)
        assert "pour Chargé d'accueil Sancy Artense" in letter
        assert all(f"SV-000{number} (sur place) attend toujours votre réponse" in letter for number in (1, 2))


async def test_a_reminder_survives_an_undo_and_ends_with_a_yes(database_url: str) -> None:
    """What somebody had not heard of yet comes back with the slot; and it is no longer true once the person says so."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.pass_time(DAY)  # a word to whoever is proposed was noted, and waits for half a minute
        await press(stage, BOUCHE, "why|SV-0001|technical|too_many")
        undone = await press(stage, BOUCHE, "undo|SV-0001|technical|2")
        assert "annulé" in undone.text
        for _ in range(2):
            await stage.pass_time(MINUTE)
        assert "vous attend" in plain(stage.last(BOUCHE))

        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.pass_time(7 * DAY)
        await stage.press(PERSON, "Oui")
        for _ in range(2):
            await stage.pass_time(MINUTE)
        assert not any("devait être contactée" in text for text in stage.texts(BOUCHE))


async def test_somebody_busy_delays_nobody(database_url: str) -> None:
    """Whoever has heard something within the hour is reminded later; everybody else at once."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await happen(stage, BOUCHE, lambda t: quiet.interrupted(t, [BOUCHE]))
        stage.clock.advance(DAY)
        await happen(stage, BOUCHE, lambda t: quiet.interrupted(t, [BOUCHE]))
        before = len(stage.texts(BOUCHE))
        for _ in range(2):
            await stage.pass_time(MINUTE)
        assert "vous attend" in plain(stage.last(SANCY_ARTENSE))
        assert len(stage.texts(BOUCHE)) == before

        async def again(t: Turn) -> None:
            await reminders.request(t, await cases.get(t.here, "SV-0001"), "territorial", "take_late")

        await happen(stage, SANCY_ARTENSE, again)
        await stage.pass_time(timedelta(minutes=2))
        waits = await value(database_url, "SELECT count(*) FROM due WHERE kind = 'remind' AND status = 'waiting'")
        assert waits == 1
        await stage.pass_time(timedelta(minutes=70))
        assert "vous attend" in plain(stage.last(BOUCHE))


async def test_the_monthly_list_is_never_lost(database_url: str) -> None:
    """It comes after everything else that came due with it, also where a case has meanwhile planned the next."""
    async with staged(database_url) as stage:
        await followed(stage)

        async def put_off(t: Turn) -> None:
            await monthly.plan(t)
            await quiet.again(t, monthly.MONTH, {})

        await happen(stage, 0, put_off)
        waits = "SELECT count(*), min(due_at) FROM due WHERE kind = 'month' AND status = 'waiting'"
        [(count, first)] = await rows(database_url, waits)
        assert count == 1
        assert "2026-03-10" in str(first)


async def test_a_question_waits_where_something_was_just_told(database_url: str) -> None:
    """What does not press comes an hour after what does, and not in the same breath."""
    async with staged(database_url) as stage:
        await followed(stage, when="months_3")
        asked = "où en êtes-vous"

        async def ask(t: Turn) -> None:
            await quiet.interrupted(t, [PERSON])
            await arrival.ask_is_due(t, {"reference": "SV-0001"})

        await happen(stage, PERSON, ask)
        await stage.pass_time(timedelta(minutes=50))
        assert not any(asked in plain(text) for text in stage.texts(PERSON))
        await stage.pass_time(timedelta(minutes=12))
        assert asked in plain(stage.last(PERSON))


async def test_whoever_calls_somebody_without_telegram_presses_what_they_say(database_url: str) -> None:
    """The question to read out has the person's buttons; the answer stands in the history as written down for them, and
    the telephone goes from the chat.
    """
    async with staged(database_url) as stage:
        form = Submit(entering.FLOW, ANSWERS)
        await happen(stage, SANCY_ARTENSE, lambda t: forms.hand_in(t, SANCY_ARTENSE, "fr", form))
        await stage.settle()
        for who, label in ((BOUCHE, TECHNICAL), (SANCY_ARTENSE, TERRITORIAL)):
            await stage.press(who, label, GROUP)
        await stage.pass_time(8 * DAY)
        relay = next(text for text in reversed(stage.texts(SANCY_ARTENSE)) if "avez-vous eu des nouvelles" in text)
        assert "À dire de vive voix" in relay
        assert "01 99 00 00 01" in plain(relay)
        await stage.press(SANCY_ARTENSE, "Métier\N{NO-BREAK SPACE}: oui")
        await stage.press(SANCY_ARTENSE, "Pas encore")
        assert not [text for text in stage.texts(SANCY_ARTENSE) if "de vive voix" in text and "nouvelles" in text]
        kept = await rows(
            database_url, "SELECT kind, role, detail FROM case_act WHERE kind LIKE 'contacted_%' ORDER BY id"
        )
        assert [(kind, role) for kind, role, _ in kept] == [
            ("contacted_yes", "technical"),
            ("contacted_no", "territorial"),
        ]
        assert all("charge-accueil-sancy-artense" in str(detail) for _, _, detail in kept)
        refused = await press(stage, PERSON, "where|SV-0001|pause")
        assert "plus" in refused.text  # nobody else speaks for them


async def test_the_end_of_a_pause_stands_in_the_history(database_url: str) -> None:
    """Whoever reads a case sees that it goes on again."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await press(stage, PERSON, "where|SV-0001|pause")
        await stage.pass_time(30 * DAY)
        await stage.pass_time(61 * DAY)
        kinds = [kind for (kind,) in await rows(database_url, "SELECT kind FROM case_act ORDER BY id")]
        assert kinds[:3] == ["sent", "where_pause", "resumed"]


async def test_one_ladder_though_two_began_in_one_moment(database_url: str) -> None:
    """A slot goes to somebody else and back among what waited for us: whoever has it then is reminded once."""
    async with staged(database_url) as stage:
        await send_case(stage)

        async def twice(t: Turn) -> None:
            for _ in range(2):
                await clock.start(t, await cases.get(t.here, "SV-0001"), "technical")

        await happen(stage, SANCY_ARTENSE, twice)
        for _ in range(3):
            await stage.pass_time(DAY)
    assert (
        await value(database_url, "SELECT count(*) FROM case_act WHERE kind = 'take_nudge' AND role = 'technical'") == 1
    )


async def test_nothing_at_night(database_url: str) -> None:
    """What came due in the night of a long weekend is told on the next working morning; an answer never waits."""
    async with staged(database_url, at=datetime(2026, 7, 10, 7, tzinfo=UTC)) as stage:  # a Friday before 14 July
        await send_case(stage)
        await stage.stop()
        stage.clock.advance(timedelta(days=5, hours=15))  # Wednesday night, past every rung to take it
        await stage.start()
        before = [stage.texts(who) for who in (PERSON, BOUCHE, SANCY_ARTENSE, COORDINATOR)]
        await stage.pass_time(MINUTE)
        assert [stage.texts(who) for who in (PERSON, BOUCHE, SANCY_ARTENSE, COORDINATOR)] == before
        await stage.say(PERSON, "/aide")
        assert "01 99 00 00 31" in plain(stage.last(PERSON))
        await stage.pass_time(timedelta(hours=10))
        await stage.pass_time(MINUTE)
        assert "attend toujours" in stage.last(BOUCHE)


async def test_the_network_hears_when_nobody_coordinates(database_url: str) -> None:
    """Two working days after a digest that nobody acted on, the network's own contact gets an e-mail."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await send_case(stage)
        for _ in range(8):
            await stage.pass_time(DAY)
        letters = [letter for letter in office.letters if "en retard" in str(letter.message["Subject"])]
        assert [letter.recipients for letter in letters] == [("accueil@sancy-volcans.example.org",)]
        assert "SV-0001" in letters[0].text


async def test_the_network_need_not_hear_when_somebody_looked(database_url: str) -> None:
    """A coordinator opened a late case after the last digest: that is an answer."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await send_case(stage)
        for _ in range(4):
            await stage.pass_time(DAY)
        await stage.say(COORDINATOR, "/dossier SV-0001")
        for _ in range(8):
            await stage.pass_time(DAY)
        assert [letter for letter in office.letters if "en retard" in str(letter.message["Subject"])] == []


async def followed(stage: Stage, when: str = "open") -> None:
    """A case that both follow and have contacted."""
    await send_case(stage, when=when)
    for who, label in ((BOUCHE, TECHNICAL), (SANCY_ARTENSE, TERRITORIAL)):
        await stage.press(who, label, GROUP)
        await stage.press(who, "Contacté")
    await stage.pass_time(MINUTE)


async def test_a_pause_is_left_alone(database_url: str) -> None:
    """Asked near their arrival, the person pauses: nobody is asked of it for three months, then it goes on."""
    async with staged(database_url) as stage:
        await followed(stage, when="months_6")
        for _ in range(14):
            await stage.pass_time(7 * DAY)
        assert "où en êtes-vous" in stage.last(PERSON)
        await stage.press(PERSON, "En pause")
        assert "tranquille" in stage.last(PERSON)
        assert "fait une pause" in stage.last(BOUCHE)
        counts = {who: len(stage.texts(who)) for who in (PERSON, BOUCHE, SANCY_ARTENSE)}
        for _ in range(12):
            await stage.pass_time(7 * DAY)
        assert {who: len(stage.texts(who)) for who in counts} == counts
        await stage.say(PERSON, "/monprojet")
        await stage.press(PERSON, "Reprendre mon projet")
        for _ in range(14):
            await stage.pass_time(7 * DAY)
        asked = [text for text in stage.texts(PERSON) if "où en êtes-vous" in text]
        assert asked
    assert await value(database_url, "SELECT paused_until FROM case_file") is None


async def test_a_pause_that_was_ended_does_not_end_again(database_url: str) -> None:
    """Somebody goes on before the three months are over: the clocks begin then, and not once more."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await press(stage, PERSON, "where|SV-0001|pause")
        await stage.pass_time(6 * DAY)
        await press(stage, PERSON, "where|SV-0001|going")
        for _ in range(14):
            await stage.pass_time(7 * DAY)
    reopened = "SELECT count(*) FROM case_act WHERE kind = 'take_reopen' AND role = 'technical'"
    assert await value(database_url, reopened) == 1


def lists(stage: Stage, who: int) -> list[str]:
    """The monthly lists that somebody got."""
    return [text for text in stage.texts(who) if "Une fois par mois" in text]


async def test_once_a_month_a_list(database_url: str) -> None:
    """One list for each referent with a press per case; what was answered this month is not asked."""
    async with staged(database_url) as stage:
        await followed(stage)
        await followed(stage)
        for _ in range(42):
            await stage.pass_time(DAY)
        assert lists(stage, BOUCHE) == []
        for _ in range(28):
            await stage.pass_time(DAY)
        assert len(lists(stage, BOUCHE)) == 1
        assert "2 dossiers" in plain(lists(stage, BOUCHE)[0])
        await stage.press(BOUCHE, "SV-0001\N{NO-BREAK SPACE}: en cours")
        for _ in range(35):
            await stage.pass_time(DAY)
        assert len(lists(stage, BOUCHE)) == 2
    going = await rows(database_url, "SELECT actor FROM case_act WHERE kind = 'going'")
    assert [act.actor for act in going] == ["conseillere-bouche"]


async def test_after_somebody_settled(database_url: str) -> None:
    """Whoever ended the case tells what became of them; the person is asked again after six and twelve months."""
    async with staged(database_url) as stage:
        await followed(stage)
        for who in (BOUCHE, SANCY_ARTENSE):
            await stage.press(who, "Terminé")
        await stage.pass_time(6 * MINUTE)
        await stage.press(SANCY_ARTENSE, "Installée ici")
        await stage.say(SANCY_ARTENSE, "mars 2026")
        await stage.press(SANCY_ARTENSE, "Les deux")
        for number in ("2", "1", "3", "1"):
            await stage.say(SANCY_ARTENSE, number)
        assert "mieux accueillir" in stage.last(SANCY_ARTENSE)
        for _ in range(27):
            await stage.pass_time(7 * DAY)
        assert "6 mois" in stage.last(PERSON)
        await stage.press(PERSON, "Répondre")
        await stage.say(PERSON, "avril 2026")
        for number in ("3", "1", "3", "1"):
            await stage.say(PERSON, number)
        assert "mieux accueillir" in stage.last(PERSON)
        for _ in range(27):
            await stage.pass_time(7 * DAY)
        assert "un an s’est écoulé" in stage.last(PERSON)
    settled = str(await value(database_url, "SELECT settled FROM case_file"))
    assert "mars 2026" in settled
    assert "avril 2026" in settled
