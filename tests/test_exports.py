"""Exports on their way: by mail instead of into a chat, to the address that was said; nothing of a file stays for
longer than a day, and whoever asked for what did not arrive is told.
"""

from __future__ import annotations

import errno
import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot import exporting
from handlers.exports import mailing, sending
from handlers.owners import forgetting
from handlers.privacy import erasing
from handlers.turn.turn import Turn
from storage import cases as stored
from storage import exports, owners
from storage.durable import outbox
from tests.stage import BOUCHE, COORDINATOR, NETWORK, Stage, staged
from tests.stage.inside import happen, press, rows, send_case, value
from tests.stage.letter_box import letter_box
from tests.stage.mailing import Mailing, returned
from tests.stage.post_office import Letter, Office, post_office
from tests.stage.story import plain
from tests.test_case_tables import ALL, documents, sheet
from tests.test_offer_tables import furnish
from tests.test_referents import changed

ADDRESS = "animatrice-reseau@example.org"
DAY, HOUR = timedelta(hours=24), timedelta(hours=1)
NAMED = {"what": "cases", "format": "xlsx", "personal": True, **ALL}
OFFERED = {"what": "offers", "format": "xlsx"}
HELD = (
    "SELECT count(*) FROM outbox WHERE CAST(payload AS TEXT) LIKE '%tables%'",
    "SELECT count(*) FROM mail WHERE made IS NOT NULL OR attachment IS NOT NULL",
)
"""What is kept of a file, wherever it may wait."""
NOTED = ("SELECT count(*) FROM export", "SELECT count(*) FROM case_act WHERE kind = 'exported'")
NOTHING_LEFT = "SELECT (SELECT count(*) FROM export_out) + (SELECT count(*) FROM listing)"


@asynccontextmanager
async def posted(url: str, network: Path = NETWORK) -> AsyncIterator[tuple[Stage, Office]]:
    """The coordination and an adviser, where a mail server is."""
    async with (
        post_office() as office,
        staged(url, smtp_url=office.url, network_file=network, greeted=(COORDINATOR, BOUCHE)) as stage,
    ):
        yield stage, office


def file_of(letter: Letter) -> tuple[str, bytes]:
    """The file of a letter."""
    [part] = letter.message.iter_attachments()
    return str(part.get_filename()), bytes(part.get_payload(decode=True))


def labels(stage: Stage, who: int) -> set[str]:
    """What somebody can press under what they were told last."""
    return {label for row in stage.world.said_by_bot(who)[-1].labels for label in row}


async def wait_to_go(stage: Stage, what: dict[str, Any], way: str) -> None:
    """A table has been gathered, and waits to be sent: to the address of the coordinator, or into her chat."""

    async def gather_and_send(t: Turn) -> None:
        to = {"to": mailing.named(ADDRESS)} if way == exports.MAIL else {}
        await sending.send(t, {**what, **to}, await sending.made(t, what))

    await happen(stage, COORDINATOR, gather_and_send)


async def a_day_passes(stage: Stage) -> None:
    """While nothing is sent."""
    stage.clock.advance(DAY)
    await stage.running.dates.once()
    await stage.running.worker.once()


async def held(url: str) -> list[int]:
    """How many rows have a file, of calls and of mails."""
    return [await value(url, query) for query in HELD]


async def test_a_period_alone_is_of_requests(database_url: str) -> None:
    """What /stats understands is understood here, without the word for requests; what nobody understands is said in the
    words of this command. The file says how many requests stand in it, also where there is none.
    """
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)
        await stage.say(COORDINATOR, "/exporter 2026")
        assert "Emporter les dossiers : 2026" in plain(stage.last(COORDINATOR))
        await stage.press(COORDINATOR, "Sans les noms, Excel")
        assert "Les dossiers au mardi 10 mars (2026) : 1 dossier." in plain(stage.last(COORDINATOR))
        await stage.say(COORDINATOR, "/exporter dossiers 2025")
        await stage.press(COORDINATOR, "Sans les noms, CSV")
        assert "(2025) : 0 dossier." in plain(stage.last(COORDINATOR))
        for typed in ("/exporter dossiers Bidule", "/exporter Bidule"):
            await stage.say(COORDINATOR, typed)
            told = plain(stage.last(COORDINATOR))
            assert "« Bidule »" in told
            assert "/exporter dossiers 2026" in told
            assert "/stats" not in told


async def spoil(turn: Turn) -> None:
    """The table that waits is one of which nothing can be made."""
    waiting = outbox.outbox.c.name.startswith("exported:"), outbox.outbox.c.status == "pending"
    [payload] = (await turn.connection.execute(select(outbox.outbox.c.payload).where(*waiting))).scalars()
    spoilt = {**payload, "document": {**payload["document"], "tables": {}}}
    await turn.connection.execute(update(outbox.outbox).where(*waiting).values(payload=spoilt))


async def lost(url: str) -> list[str | None]:
    """Of what is noted as taken out, why nobody got it."""
    return [row.lost for row in await rows(url, "SELECT lost FROM export ORDER BY id")]


# --- by mail ----------------------------------------------------------------------------------------------------------


async def test_by_mail_instead(database_url: str) -> None:
    """The address is said before; the file comes there and not into the chat; it is noted by which way; of the file
    nothing stays.
    """
    async with posted(database_url) as (stage, office):
        await send_case(stage, name="Camille Exemple")
        office.letters.clear()
        await stage.say(COORDINATOR, "/exporter dossiers")
        assert {"Avec les noms, par e-mail", "Sans les noms, par e-mail"} <= labels(stage, COORDINATOR)
        await stage.press(COORDINATOR, "Avec les noms, par e-mail")
        assert ADDRESS in plain(stage.last(COORDINATOR))
        assert "Telegram n'en a aucune copie" in plain(stage.last(COORDINATOR))
        assert office.letters == []
        await stage.press(COORDINATOR, "Excel")
        assert ADDRESS in plain(stage.last(COORDINATOR))
        [letter] = office.letters
        assert letter.recipients == (ADDRESS,)
        assert letter.message["Subject"] == "Sancy Volcans\N{NO-BREAK SPACE}: votre tableau du mardi 10 mars"
        assert "données personnelles" in letter.text
        assert "Camille" not in letter.text
        name, data = file_of(letter)
        assert name == "dossiers-2026-03-10.xlsx"
        assert [one["Nom"] for one in sheet(data)] == ["Camille Exemple"]
        assert documents(stage, COORDINATOR) == []
        noted = await rows(database_url, "SELECT actor, what, personal, way FROM export")
        assert [tuple(row) for row in noted] == [("animatrice-reseau", "cases", True, "mail")]
        assert await value(database_url, "SELECT count(*) FROM case_act WHERE kind = 'exported'") == 1
        assert await held(database_url) == [0, 0]
        [mail] = await rows(database_url, "SELECT * FROM mail ORDER BY id DESC LIMIT 1")
        assert (mail.status, mail.recipient, mail.body, mail.made) == ("sent", "", "", None)

        await stage.say(COORDINATOR, "/exporter")
        assert "Dossiers avec les noms, 1 ligne, par e-mail, Animatrice du réseau" in plain(stage.last(COORDINATOR))
        await stage.press(COORDINATOR, "Offres, par e-mail")
        await stage.press(COORDINATOR, "CSV")
        assert file_of(office.letters[-1])[0] == "offres-2026-03-10.csv"
        told = len(stage.texts(COORDINATOR))
        await stage.pass_time(DAY)
        await stage.pass_time(7 * DAY)
        assert len(stage.texts(COORDINATOR)) == told
        assert await value(database_url, "SELECT count(*) FROM export_out") == 0


async def test_to_whom_there_is_a_way(database_url: str, tmp_path: Path) -> None:
    """Without a mail server, or an address of one’s own, no button offers it; a press that was made all the same sends
    nothing. To whoever does not coordinate it goes without names.
    """
    network = changed(tmp_path, (f'email = "{ADDRESS}"\n', ""))
    async with posted(database_url, network) as (stage, office):
        await send_case(stage)
        office.letters.clear()
        for words in ("/exporter", "/exporter dossiers"):
            await stage.say(COORDINATOR, words)
            assert not [label for label in labels(stage, COORDINATOR) if "e-mail" in label]
        told = len(stage.texts(COORDINATOR))
        for pressed in ("export|offers|mail", "export|cases|named|mail|a|-|-|-"):
            await press(stage, COORDINATOR, pressed)
        assert len(stage.texts(COORDINATOR)) == told
        of_hers = mailing.named(ADDRESS)
        await press(stage, COORDINATOR, f"mailed|offers|xlsx|{of_hers}")
        await stage.settle()
        assert "rien n'a été envoyé" in plain(stage.last(COORDINATOR))
        await stage.say(BOUCHE, "/exporter dossiers")
        assert "Avec les noms, par e-mail" not in labels(stage, BOUCHE)
        await press(stage, BOUCHE, "export|cases|named|mail|a|-|-|-")
        await stage.settle()
        assert "Sans les noms" in plain(stage.last(BOUCHE))
        await stage.press(BOUCHE, "Excel")
        [letter] = office.letters
        assert letter.recipients == ("conseillere-bouche@example.org",)
        assert "Nom" not in sheet(file_of(letter)[1])[0]
        theirs = mailing.named("conseillere-bouche@example.org")
        await press(stage, BOUCHE, f"mailed|named|xlsx|a|-|-|-|{theirs}")
        await stage.settle()
        assert "Nom" not in sheet(file_of(office.letters[-1])[1])[0]
        assert await value(database_url, "SELECT count(*) FROM export WHERE personal") == 0
        stage.settings = stage.settings.model_copy(update={"smtp_url": None})
        await stage.rebuild()
        await stage.say(BOUCHE, "/exporter")
        assert not [label for label in labels(stage, BOUCHE) if "e-mail" in label]


async def test_a_mail_that_does_not_arrive_is_told(database_url: str) -> None:
    """Refused at once, or given back by the server: whoever asked hears it, and nobody else."""
    async with post_office() as office, letter_box() as box:
        addresses = {"smtp_url": office.url, "imap_url": box.url}
        async with staged(database_url, greeted=(COORDINATOR, BOUCHE), **addresses) as stage:  # type: ignore[arg-type]
            office.answers.append(("RCPT", "550 5.1.1 No such user"))
            await stage.say(BOUCHE, "/exporter")
            await stage.press(BOUCHE, "Offres, par e-mail")
            others = len(stage.texts(COORDINATOR))
            await stage.press(BOUCHE, "Excel")
            assert "n'a pas pu partir par e-mail" in plain(stage.last(BOUCHE))
            assert await held(database_url) == [0, 0]
            await stage.say(BOUCHE, "/exporter")
            await stage.press(BOUCHE, "Offres, par e-mail")
            await stage.press(BOUCHE, "Excel")
            [letter] = office.letters
            await stage.pass_time(3 * DAY)
            await Mailing(office, box).arrive(stage, returned(letter, letter.recipients[0]))
            assert "est revenu" in plain(stage.last(BOUCHE))
            assert len(stage.texts(COORDINATOR)) == others
            assert await value(database_url, "SELECT count(*) FROM export_out") == 0
            assert await lost(database_url) == ["refused", "returned"]


# --- nothing stays ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [exports.TELEGRAM, exports.MAIL])
async def test_what_waits_goes_after_a_day(database_url: str, way: str) -> None:
    """Nothing could be sent: a day later nothing of the file is kept, and whoever asked reads how to ask again."""
    async with posted(database_url) as (stage, office):
        await send_case(stage, name="Camille Exemple")
        office.letters.clear()
        await wait_to_go(stage, NAMED, way)
        assert sum(await held(database_url)) == 1
        await a_day_passes(stage)
        assert await held(database_url) == [0, 0]
        await stage.settle()
        assert "n'a pas pu partir en 24 heures" in plain(stage.last(COORDINATOR))
        assert "/exporter" in plain(stage.last(COORDINATOR))
        assert documents(stage, COORDINATOR) == []
        assert office.letters == []
        assert await value(database_url, NOTHING_LEFT) == 0
        assert await lost(database_url) == ["late"]
        [act] = await rows(database_url, "SELECT CAST(detail AS TEXT) AS detail FROM case_act WHERE kind = 'exported'")
        assert json.loads(act.detail) == {"lost": "late"}
        await stage.say(COORDINATOR, "/exporter")
        assert "Dossiers avec les noms, 1 ligne, non remis, Animatrice du réseau" in plain(stage.last(COORDINATOR))


@pytest.mark.parametrize("way", [exports.TELEGRAM, exports.MAIL])
async def test_who_is_erased_before_it_went_is_in_none(database_url: str, way: str) -> None:
    """A case in it, or whoever offers something in it: it does not go, and who asked is told. Without names it goes."""
    async with posted(database_url) as (stage, office):
        await send_case(stage, name="Camille Exemple")
        await furnish(stage)
        await stage.settle()
        office.letters.clear()

        async def erase_case(t: Turn) -> None:
            case = await stored.look_up(t.here, "SV-0001")
            assert case is not None
            await erasing.erase_quietly(t, case)

        async def erase_owner(t: Turn) -> None:
            private = [one for one in await owners.every(t.here) if one.private]
            await forgetting.press(t, 0, "erase", private[0])

        for what, erase in ((OFFERED, erase_owner), (NAMED, erase_case)):
            await wait_to_go(stage, what, way)
            await happen(stage, 0, erase)
            assert await held(database_url) == [0, 0]
            await stage.settle()
            assert any("n'est pas parti" in plain(text) for text in stage.texts(COORDINATOR)[-3:])
            assert documents(stage, COORDINATOR) == []
            assert office.letters == []
        assert await value(database_url, "SELECT count(*) FROM export_out") == 0
        await send_case(stage, name="Dominique Exemple")
        office.letters.clear()
        await wait_to_go(stage, {**NAMED, "personal": False}, way)

        async def erase_next(t: Turn) -> None:
            case = await stored.look_up(t.here, "SV-0002")
            assert case is not None
            await erasing.erase_quietly(t, case)

        await happen(stage, 0, erase_next)
        await stage.settle()
        assert len(documents(stage, COORDINATOR)) + len([one for one in office.letters if one.files]) == 1
        assert await lost(database_url) == ["erased", "erased", None]


async def test_a_file_with_names_leaves_the_chat_after_a_day(database_url: str) -> None:
    """It was said before; where it stood, a line says that it went. One without names stays."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage, name="Camille Exemple")
        await stage.say(COORDINATOR, "/exporter dossiers")
        assert "retiré de cette conversation au bout de 24 heures" in plain(stage.last(COORDINATOR))
        await stage.press(COORDINATOR, "Avec les noms, Excel")
        await stage.press(COORDINATOR, "Sans les noms, Excel")
        assert len(documents(stage, COORDINATOR)) == 2
        await stage.pass_time(DAY - HOUR)
        assert len(documents(stage, COORDINATOR)) == 2
        await stage.pass_time(HOUR)
        [left] = documents(stage, COORDINATOR)
        assert "Nom" not in sheet(left)[0]
        gone = "Le fichier du mardi 10 mars (Dossiers avec les noms) a été retiré de cette conversation"
        assert [gone in plain(text) for text in stage.texts(COORDINATOR)[-1:]] == [True]
        assert await value(database_url, "SELECT count(*) FROM message WHERE name LIKE 'exported%'") == 1
        assert await value(database_url, NOTHING_LEFT) == 0


async def test_files_of_a_day_leave_a_line(database_url: str) -> None:
    """However many were asked for: the first is named, with the others it says that there were several."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)
        await stage.say(COORDINATOR, "/exporter dossiers")
        for _ in range(3):
            await stage.press(COORDINATOR, "Avec les noms, Excel")
            await stage.pass_time(HOUR)
        await stage.pass_time(DAY - 3 * HOUR)
        said = [re.findall("(Le|Plusieurs) fichiers? du mardi 10 mars", plain(stage.last(COORDINATOR)))]
        await stage.pass_time(DAY)
        assert documents(stage, COORDINATOR) == []
        said += [re.findall("(Le|Plusieurs) fichiers? du mardi 10 mars", plain(" ".join(stage.texts(COORDINATOR))))]
        assert said == [["Le"], ["Plusieurs"]]


async def test_a_list_of_owners_leaves_the_chat_with_one_of_them(database_url: str) -> None:
    """The coordination’s list of offers stands in the chat: it goes when somebody in it is erased."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await furnish(stage)
        await stage.say(COORDINATOR, "/exporter offres")
        assert "24 heures" in plain(stage.last(COORDINATOR))
        await press(stage, COORDINATOR, "export|offers|xlsx")
        await stage.say(BOUCHE, "/exporter offres")
        assert [len(documents(stage, who)) for who in (COORDINATOR, BOUCHE)] == [1, 1]

        async def erase(t: Turn) -> None:
            private: Sequence[owners.Owner] = [one for one in await owners.every(t.here) if one.private]
            await forgetting.press(t, 0, "erase", private[0])

        await happen(stage, 0, erase)
        await stage.settle()
        assert [len(documents(stage, who)) for who in (COORDINATOR, BOUCHE)] == [0, 1]


async def test_what_telegram_refuses_is_told(database_url: str) -> None:
    """A document that cannot be delivered: nothing of it is kept, and whoever asked for it hears."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        stage.world.fault(400, method="sendDocument", times=1)
        await stage.say(BOUCHE, "/exporter offres")
        assert "n'a pas pu vous être remis" in plain(stage.last(BOUCHE))
        assert await held(database_url) == [0, 0]
        assert await value(database_url, "SELECT count(*) FROM export_out") == 0
        assert await lost(database_url) == ["undelivered"]


async def test_a_table_that_cannot_be_made_was_not_taken_out(database_url: str) -> None:
    """The workshop fails at it, as often as it is tried: whoever asked hears, and the note says that it did not come.
    One that was asked for after that did.
    """
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)
        await wait_to_go(stage, NAMED, exports.TELEGRAM)
        await happen(stage, 0, spoil)
        for _ in range(outbox.MOST_ATTEMPTS):
            await stage.settle()
            await stage.pass_time(HOUR)
        assert "n'a pas pu vous être remis" in plain(stage.last(COORDINATOR))
        await wait_to_go(stage, NAMED, exports.TELEGRAM)
        await stage.settle()
        assert len(documents(stage, COORDINATOR)) == 1
        assert await lost(database_url) == ["undelivered", None]


async def test_a_table_for_somebody_who_blocks_the_bot_did_not_arrive(database_url: str) -> None:
    """Before it went: the note says so, and nothing is said to them."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        stage.world.fault(403, method="sendDocument", times=1)
        await stage.say(BOUCHE, "/exporter offres")
        assert await lost(database_url) == ["undelivered"]
        assert await value(database_url, "SELECT count(*) FROM export_out") == 0
        assert not [text for text in stage.texts(BOUCHE) if "n'a pas pu" in plain(text)]


async def test_a_mail_whose_table_was_taken_out_meanwhile_does_not_go(database_url: str) -> None:
    """While the workshop writes it, the person has everything erased: what was written goes nowhere."""
    async with posted(database_url) as (stage, office):
        await send_case(stage, name="Camille Exemple")
        office.letters.clear()
        await wait_to_go(stage, NAMED, exports.MAIL)
        mailer = stage.running.mailer
        assert mailer is not None
        leased = await mailer._next()
        assert leased is not None

        async def erase(t: Turn) -> None:
            case = await stored.look_up(t.here, "SV-0001")
            assert case is not None
            await erasing.erase_quietly(t, case)

        await happen(stage, 0, erase)
        await mailer._mail(leased)
        await stage.settle()
        assert [one for one in office.letters if one.files] == []
        assert any("n'est pas parti" in plain(text) for text in stage.texts(COORDINATOR))


# --- as a file --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["offers", "cases"])
async def test_a_file_for_which_there_is_no_room_was_not_taken_out(database_url: str, what: str) -> None:
    """A full disk, of which one hears while writing: nobody has the file, and nothing says that anybody had."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)

        def full(_data: bytes) -> None:
            raise OSError(errno.ENOSPC, "no space left on device")

        async def take_out(keep: exporting.Keep) -> None:
            if what == "offers":
                await exporting.offers_file(stage.settings, None, keep)
            else:
                await exporting.cases_file(stage.settings, None, keep, personal=True)

        with pytest.raises(OSError, match="no space left"):
            await take_out(full)
        assert [await value(database_url, query) for query in NOTED] == [0, 0]
        got = list[bytes]()
        await take_out(got.append)
        assert len(got) == 1
        assert [await value(database_url, query) for query in NOTED] == [1, int(what == "cases")]
