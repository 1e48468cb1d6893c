"""The doctor: looks at everything the bot needs, and says what to mend and what each thing is for."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console
from sqlalchemy import func, update

from bot.clock import real_now
from bot.doctor import examine
from bot.settings import Settings
from simulator.cast import Group
from storage.engine import copies
from storage.engine.database import Connection
from storage.networks import network_version
from tests.stage import BOUCHE, GROUP, NETWORK, Stage, on_the_wire
from tests.stage.databases import Files
from tests.stage.letter_box import letter_box
from tests.stage.microsoft import microsoft
from tests.stage.post_office import post_office
from tests.stage.postgres import Server


async def examined(stage: Stage, **changed: object) -> tuple[bool, list[str]]:
    """Whether all is sound, and the lines it prints."""
    out = StringIO()
    settings: Settings = stage.settings.model_copy(update=changed)
    sound = await examine(settings, Console(file=out, width=200))
    lines = out.getvalue().splitlines()
    assert all(line[0] in "✓!✗" for line in lines)
    assert settings.bot_token.get_secret_value() not in out.getvalue()
    return sound, lines


async def test_all_good(database_url: str) -> None:
    """Beside a running bot, without disturbing it."""
    async with on_the_wire(database_url, greeted=(BOUCHE,)) as stage:
        sound, lines = await examined(stage)
        assert sound
        assert not any(line.startswith("✗") for line in lines)
        said = "\n".join(lines)
        for what in ("database answers", "@accueil_sancy_bot", "partners' group is there", "clock", "0 updates wait"):
            assert what in said
        assert "! SMTP_URL is not set: people without Telegram are told by the coordinators alone." in lines
        await stage.say(BOUCHE, "/aide")
        assert len(stage.texts(BOUCHE)) == 2


async def test_the_copies(files: Files, tmp_path: Path) -> None:
    """None yet, one of today, one that is too old, a second place that is not there, or lacks it: a line each."""
    url = files.migrated()
    async with on_the_wire(url, run=False) as stage:
        folder, share = tmp_path / "copies", tmp_path / "share"

        async def said(second: Path | None = None) -> list[str]:
            _, lines = await examined(stage, backup_folder=folder, backup_copy_to=second)
            return [line for line in lines if "cop" in line]

        assert "There is no copy" in (await said())[0]
        made = copies.make(Path(url.partition(":///")[2]), folder, real_now())
        assert (await said())[0].startswith("✓ The newest copy of the database is of ")
        assert "! BACKUP_COPY_TO is not set: when this machine breaks, the copies break with it." in await said()
        assert (
            "✗ The folder of BACKUP_COPY_TO is not there: is the share mounted?"
            in (await examined(stage, backup_copy_to=share))[1]
        )
        share.mkdir()
        assert "✗ The folder of BACKUP_COPY_TO lacks copies: a running bot puts them there." in await said(share)
        copies.put_too(made, share)
        assert [line[0] for line in await said(share)] == ["✓"]
        made.rename(folder / copies.name(Path("bot.sqlite3"), real_now() - timedelta(days=3)))
        assert (await said())[0].startswith("✗ There is no copy of the database of the last two days")


async def test_copies_of_postgresql(postgres: Server, tmp_path: Path) -> None:
    """They are its administrator’s; what was erased since has to be listed all the same."""
    url = postgres.migrated()
    async with on_the_wire(url, run=False) as stage:
        _, lines = await examined(stage)
        assert any(line.startswith("! BACKUP_FOLDER is not set: what is erased is listed nowhere") for line in lines)
        _, lines = await examined(stage, backup_folder=tmp_path)
        assert not any("BACKUP_FOLDER" in line for line in lines)
    postgres.drop(url)


async def test_a_wrong_token(database_url: str) -> None:
    """What to do: copy it again."""
    async with on_the_wire(database_url, run=False) as stage:
        sound, lines = await examined(stage, bot_token=SecretStr("7000000001:" + "w" * 35))
        assert not sound
        assert [line for line in lines if line.startswith("✗")] == [
            "✗ Telegram refuses the token: copy BOT_TOKEN again from @BotFather."
        ]


async def test_the_group(database_url: str) -> None:
    """Not in it, silenced, thrown out of it, no such group, none set: each has its line."""
    async with on_the_wire(database_url, run=False) as stage:
        stage.world.add_group(Group(-1009000000077, "Une autre", "supergroup", members=(BOUCHE,), bot="left"))
        for group in (-1009000000077, -1009000000099):
            sound, lines = await examined(stage, partner_group_id=group)
            assert not sound
            assert "group" in next(line for line in lines if line.startswith("✗"))
        stage.world.restrict_bot(GROUP)
        sound, lines = await examined(stage)
        assert not sound
        assert any("may not write in the partners' group" in line for line in lines)
        stage.world.kick_bot(GROUP)
        assert not (await examined(stage))[0]
        sound, lines = await examined(stage, partner_group_id=None)
        assert sound
        assert any("PARTNER_GROUP_ID is not set" in line for line in lines)


async def test_a_webhook(database_url: str) -> None:
    """With a webhook nothing can be fetched."""
    async with on_the_wire(database_url, run=False) as stage:
        stage.world.webhook = {"url": "https://example.org/x"}
        sound, lines = await examined(stage)
        assert not sound
        assert any(line.startswith("✗ A webhook is set") for line in lines)


async def test_the_mailbox(database_url: str, tmp_path: Path) -> None:
    """It says whether it opens, and else the true cause; nothing there is marked as seen."""
    async with post_office() as office, letter_box() as box, on_the_wire(database_url, greeted=()) as stage:
        await box.put(b"Subject: one\n\nwords\n")
        both = {"smtp_url": SecretStr(office.url), "imap_url": SecretStr(box.url)}
        for wrong, said in (
            ({}, "✓ The mailbox opens"),
            ({"smtp_url": None}, "✗ IMAP_URL is set, but SMTP_URL is not"),
            ({"imap_url": SecretStr(box.url.replace("right", "wrong"))}, "✗ The mailbox refuses user or password"),
            ({"imap_url": SecretStr(f"{box.url}/Nowhere")}, "✗ The mailbox has no folder"),
            (
                {"imap_url": SecretStr(box.url.replace("bot%40example.org", "bot"))},
                "✗ The user of IMAP_URL is no e-mail",
            ),
        ):
            _, lines = await examined(stage, **{**both, **wrong})
            assert [line for line in lines if line.startswith(said)], (said, lines)
        assert await box.unseen() == 1
        async with microsoft() as (_, _, token):
            by_token = {"imap_url": SecretStr(box.url.replace(":right", "")), "imap_token_file": token}
            _, lines = await examined(stage, **{**both, **by_token})
            assert [line for line in lines if line.startswith("✗ There is an access token, and the mailbox does not")]
        office.answers.append(("MAIL", "550 5.7.60 Not your address"))
        _, lines = await examined(stage, **both)
        assert [line for line in lines if line.startswith("✗ The mail server takes no mail from the mailbox of IMAP")]
        await box.close()
        _, lines = await examined(stage, **both)
        assert [line for line in lines if line.startswith("✗ The mailbox is out of reach (ConnectionRefusedError)")]


async def test_the_mail_server(database_url: str, tmp_path: Path) -> None:
    """It lets us in, does not, takes no mail from us, is not there, or there is nobody to write as: a line each."""
    nobody = tmp_path / "network.toml"
    nobody.write_text(NETWORK.read_text("utf-8").replace('email = "accueil@', '# email = "accueil@'), "utf-8")
    async with post_office(user="bot", password="planted") as office:

        async def said(stage: Stage) -> str:
            sound, lines = await examined(stage, smtp_url=SecretStr(office.url))
            line = next(line for line in lines if "mail server" in line or "SMTP_URL" in line)
            assert sound == (line[0] == "✓")
            assert not any("planted" in line or "127.0.0.1" in line for line in lines)
            return line

        async with on_the_wire(database_url, run=False) as stage:
            assert await said(stage) == "✓ The mail server lets us in."
            office.answers.append(("MAIL", "550 5.7.60 Not your address"))
            assert await said(stage) == (
                "✗ The mail server takes no mail from the network's contact (SMTP 550): check its email."
            )
            office.locked = True
            assert await said(stage) == (
                "✗ The mail server refuses to let us in (SMTP 535): check user and password in SMTP_URL."
            )
            await office.close()
            assert "✗ The mail server is out of reach (SMTPConnectError): check SMTP_URL" in await said(stage)
        assert office.letters == []
    async with post_office() as office, on_the_wire(f"sqlite+aiosqlite:///{tmp_path}/x.sqlite3", run=False) as stage:
        stage.settings = stage.settings.model_copy(update={"network_file": nobody})
        assert "give the network's contact an email" in await said(stage)


async def test_much_is_wrong(tmp_path: Path) -> None:
    """Telegram out of reach, a database nobody can open, a network file that is none: a line each, no secret."""
    async with on_the_wire(f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}", run=False) as stage:
        nowhere = "postgresql+asyncpg://u:geheim@127.0.0.1:9/x"
        sound, lines = await examined(stage, telegram_api_url="http://127.0.0.1:9", database_url=nowhere)
        said = "\n".join(lines)
        assert not sound
        assert "TELEGRAM_API_URL" in said
        assert "DATABASE_URL" in said
        assert "geheim" not in said
        sound, lines = await examined(stage, network_file=tmp_path / "none.toml")
        assert not sound
        assert any("none.toml" in line for line in lines)


async def _no_demonstration(connection: Connection) -> None:
    real = func.replace(network_version.c.document, '"demonstration":true', '"demonstration":false')
    await connection.execute(update(network_version).values(document=real))


async def test_a_network_that_says_nothing_of_peoples_data(database_url: str, tmp_path: Path) -> None:
    """One that was stored before that was asked for runs on; whoever looks after the bot is told what to write."""
    text = NETWORK.read_text("utf-8")
    lacking = tmp_path / "network.toml"
    before, rest = text.split("[network.privacy]", 1)
    lacking.write_text(before + "# The promises" + rest.split("# The promises", 1)[1], "utf-8")
    async with on_the_wire(database_url, network_file=lacking) as stage:
        await stage.running.database.run(_no_demonstration)
        sound, lines = await examined(stage)
        assert not sound
        assert any("[network.privacy] is missing" in line for line in lines)
