"""State: what is asked twelve months after an installation, of somebody who answers by links."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.stage.inside import rows, send_case
from tests.stage.story import plain
from tests.test_by_mail import ALLOWED, BOTH, DAY, posted


async def test_whoever_ended_it_answers_by_links(database_url: str, tmp_path: Path) -> None:
    """Each question comes to them as the first one did: about the person, with links of their own."""
    async with posted(database_url, tmp_path, *BOTH, ALLOWED) as post:
        await send_case(post.stage)
        for referent in (post.adviser, post.officer):
            await referent.follow("Je m’en occupe")
        await post.stage.pass_time(timedelta(minutes=2))
        for label in ("Contacté", "Terminé"):
            await post.adviser.follow(label)
            await post.officer.follow(label)
        await post.stage.pass_time(timedelta(hours=1))
        await post.officer.follow("Installée ici")
        for days in (366, 1, 1, 16, 1):  # what came due at once comes one at a time
            await post.stage.pass_time(days * DAY)
        assert "Son activité continue-t-elle" in plain(post.officer.letters[-1].text)
        assert "selon la personne" in plain(await post.officer.follow("Non"))
        assert "Vit-elle toujours ici" in plain(await post.officer.follow("Pas assez de revenu"))
        assert "c'est noté, merci" in plain(await post.officer.follow("Oui"))
        kept = await rows(database_url, "SELECT active, stopped, living FROM case_result")
        assert kept == [("no", "income", "yes")]
