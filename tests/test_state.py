"""State: what is asked twelve months after an installation, of somebody who answers by links."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from conversations.engine.effects import Submit
from handlers.turn import forms
from handlers.turn.turn import Turn
from network.results import AFTER
from storage import cases, results
from tests.stage import COORDINATOR, ENGLISH, PERSON, staged
from tests.stage.correspondent import Correspondent
from tests.stage.inside import ANSWERS, happen, press, rows, send_case
from tests.stage.story import plain
from tests.test_by_mail import ALLOWED, BOTH, DAY, Post, posted


async def followed(post: Post) -> None:
    """Both follow somebody, to the end."""
    for referent in (post.adviser, post.officer):
        await referent.follow("Je m’en occupe")
    await post.stage.pass_time(timedelta(minutes=2))
    for label in ("Contacté", "Terminé"):
        await post.adviser.follow(label)
        await post.officer.follow(label)
    await post.stage.pass_time(timedelta(hours=1))


async def installed(post: Post) -> None:
    """They have followed somebody who settled, and the officer said so."""
    await send_case(post.stage)
    await followed(post)
    await post.officer.follow("Installée ici")


async def test_whoever_ended_it_answers_by_links(database_url: str, tmp_path: Path) -> None:
    """Each question comes to them as the first one did: about the person, with links of their own."""
    async with posted(database_url, tmp_path, *BOTH, ALLOWED) as post:
        await installed(post)
        for days in (366, 1, 1, 16, 1):  # what came due at once comes one at a time
            await post.stage.pass_time(days * DAY)
        assert "Son activité continue-t-elle" in plain(post.officer.letters[-1].text)
        await post.stage.pass_time(20 * DAY)  # nobody waits for it by a date
        assert "selon la personne" in plain(await post.officer.follow("Non"))
        assert "Vit-elle toujours ici" in plain(await post.officer.follow("Pas assez de revenu"))
        assert "c'est noté, merci" in plain(await post.officer.follow("Oui"))
        kept = await rows(database_url, "SELECT active, stopped, living FROM case_result")
        assert kept == [("no", "income", "yes")]


async def test_a_link_that_is_over_promises_no_other(database_url: str, tmp_path: Path) -> None:
    """Whoever sees nothing of a case any more reads that nothing was changed, and no word of what does not follow."""
    async with posted(database_url, tmp_path, *BOTH, ALLOWED) as post:
        await installed(post)
        [letter] = [one for one in post.officer.letters if "Comment cela s'est-il terminé" in plain(one.text)]
        used = plain(await post.officer.follow("Installée ici", letter))
        assert "a déjà servi" in used
        assert "Voici" not in used
        await post.stage.pass_time(40 * DAY)
        late = plain(await post.officer.follow("A renoncé", letter))
        assert "trop ancien" in late
        assert "nouveaux" not in late


async def test_two_ended_cases_become_one(database_url: str) -> None:
    """An installation stays in the figures where the case that goes on was closed and nobody had said how, and is asked
    about a year after it.
    """
    async with staged(database_url) as stage:
        await send_case(stage)
        await send_case(stage, ENGLISH)

        async def end(t: Turn) -> None:
            for reference, outcome in (("SV-0001", "installed"), ("SV-0002", None)):
                one = await cases.get(t.here, reference)
                await cases.mark(t.here, one.id, closed_at=t.now, outcome=outcome)
                if outcome is not None:
                    await results.keep(t.here, one.id, {"settled_as": "both", "jobs_created": 3})

        await happen(stage, PERSON, end)
        await rows(database_url, "UPDATE slot SET status = 'done'")
        await press(stage, COORDINATOR, "twice|keep|SV-0002|SV-0001")
        await stage.settle()
        await stage.say(COORDINATOR, "/stats résultats")
        told = plain(stage.last(COORDINATOR))
        assert "Installations : 1 demande" in told
        assert "Emplois créés : 3 emplois" in told
        for _ in range(AFTER + 1):
            await stage.pass_time(30 * DAY)
        assert await rows(database_url, "SELECT count(*) FROM case_result WHERE asked_at IS NOT NULL") == [(1,)]


async def test_somebody_by_mail_answers_the_survey(database_url: str, tmp_path: Path) -> None:
    """Each question comes as a letter, and then why the project stopped."""
    async with posted(database_url, tmp_path, *BOTH, ALLOWED) as post:
        person = Correspondent("qq@example.org", post.stage, post.office, post.box)
        told = {**ANSWERS, "contact": {"phone": None, "email": person.address}}
        post.stage.told.append(told)
        await happen(post.stage, COORDINATOR, lambda t: forms.hand_in(t, COORDINATOR, "fr", Submit("counter", told)))
        await post.stage.settle()
        await followed(post)
        await post.officer.follow("A renoncé")
        await post.officer.follow("Pas de local")
        for days in (15, 1):
            await post.stage.pass_time(days * DAY)
        assert "Est-ce que cela vous a été utile" in plain(await person.follow("Oui"))
        assert "Pour quelle raison surtout" in plain(await person.follow("Oui"))
        assert "merci" in plain(await person.follow("Pas de local")).lower()
        kept = "SELECT contacted, useful, reason FROM case_survey JOIN case_result USING (case_id)"
        assert await rows(database_url, kept) == [("yes", "yes", "no_premises")]
