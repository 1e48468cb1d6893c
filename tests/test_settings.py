"""Settings: a wrong value gets one plain line that names the setting and the fix, and never the value."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load

TOKEN = "123456:" + "A" * 35
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty environment, in a folder without `.env`."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "fix"),
    [
        ("BOT_TOKEN", "planted-secret", "@BotFather"),
        ("BOT_TOKEN", "123456:short", "@BotFather"),
        ("BOT_TOKEN", "123456:" + "A" * 20 + "/secret", "@BotFather"),
        ("BOT_TOKEN", "bot123456:" + "A" * 35, "@BotFather"),
        ("TELEGRAM_API_URL", "api.telegram.example", "https://"),
        ("TELEGRAM_API_URL", "ftp://planted.example", "https://"),
        ("DATABASE_URL", "postgres://user:planted@host/name", "postgresql+asyncpg://"),
        ("DATABASE_URL", "planted.sqlite3", "sqlite+aiosqlite:///"),
        ("PARTNER_GROUP_ID", "planted", "a negative number"),
        ("PARTNER_GROUP_ID", "4004004", "a negative number"),
        ("COORDINATOR_IDS", "abc", "commas"),
        ("COORDINATOR_IDS", "1301;1302", "commas"),
        ("COORDINATOR_IDS", "1301,@planted", "commas"),
        ("SMTP_URL", "mail.example.org", "smtp://user:password@host:587"),
        ("SMTP_URL", "http://planted@example.org", "smtps://"),
        ("SMTP_URL", "smtp:planted", "smtps://"),
        ("SMTP_URL", "smtp://user:planted@example.org:mail", "smtps://"),
        ("SMTP_URL", "smtp://user:planted@example.org:99999", "smtps://"),
        ("SMTP_URL", "smtp://user@example.org", "smtps://"),
        ("SMTP_URL", "smtp://user:plan/ted@example.org", "percent-encoded"),
        ("SMTP_URL", "smtp://user:12#planted@example.org", "percent-encoded"),
        ("SMTP_URL", "smtp://user:pass word@example.org", "percent-encoded"),
        ("SMTP_URL", "smtp://user:planted@[example.org", "percent-encoded"),
        ("ALARM_EMAIL", "planted", "somebody@example.org"),
        ("BACKUP_DAYS", "31", "30 at the most"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING or ERROR"),
        ("LOG_FORMAT", "xml", "console or json"),
    ],
)
def test_a_wrong_value(name: str, value: str, fix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line: which setting, what to set it to."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as wrong:
        load()
    [line] = str(wrong.value).splitlines()
    assert line.startswith(f"{name} has a wrong value: set it to ")
    assert fix in line
    assert value not in line
    assert TOKEN not in line
    assert wrong.value.__cause__ is None
    assert wrong.value.__suppress_context__


def test_every_setting_says_its_fix() -> None:
    """A description completes "set it to …"; a new setting without one would leave somebody in the dark."""
    assert all(field.description for field in Settings.model_fields.values())


def test_a_missing_token() -> None:
    """The only one that has no default."""
    with pytest.raises(SettingsError, match=r"^BOT_TOKEN is missing: set it to the token that @BotFather gave"):
        load()


def test_several_wrong_values_get_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to start the program once for each."""
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    monkeypatch.setenv("COORDINATOR_IDS", "abc")
    with pytest.raises(SettingsError) as wrong:
        load()
    assert [line.split()[0] for line in str(wrong.value).splitlines()] == ["BOT_TOKEN", "COORDINATOR_IDS", "LOG_LEVEL"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("", set()), ("1301", {1301}), ("1301, 1302 ,", {1301, 1302}), (" 1301 ", {1301})],
)
def test_coordinators(written: str, meant: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Separated by commas, as people type them."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("COORDINATOR_IDS", written)
    assert load().coordinator_ids == meant


@pytest.mark.parametrize(
    ("written", "host", "port", "tls", "who"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, False, ("", "")),
        ("smtps://sender:geheim@mail.example.org/", "mail.example.org", 465, True, ("sender", "geheim")),
        ("smtp://bot%40example.org:a%3Ab%25@[::1]:2525", "::1", 2525, False, ("bot@example.org", "a:b%")),
    ],
)
def test_a_mail_server(
    written: str, host: str, port: int, tls: bool, who: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ports are those of mail; credentials are decoded, and never shown."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert load().mail_server is None
    monkeypatch.setenv("SMTP_URL", written)
    settings = load()
    server = settings.mail_server
    assert server is not None
    assert (server.host, server.port, server.tls, (server.username, server.password)) == (host, port, tls, who)
    for shown in (repr(settings), repr(server)):
        assert not any(part and part in shown for part in who)


def test_an_env_file(tmp_path: Path) -> None:
    """`.env` is read; an empty line of it is as good as none; the token does not show in what is printed."""
    (tmp_path / ".env").write_text(f"BOT_TOKEN={TOKEN}\nPARTNER_GROUP_ID=\nLOG_LEVEL=DEBUG\n", encoding="utf-8")
    settings = load()
    assert (settings.partner_group_id, settings.log_level, settings.bot_id) == (None, "DEBUG", 123456)
    assert TOKEN not in repr(settings)


def test_an_env_file_in_another_encoding(tmp_path: Path) -> None:
    """Saved by an old editor: said in one line."""
    (tmp_path / ".env").write_bytes(f"# réseau\nBOT_TOKEN={TOKEN}\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"^\.env cannot be read: save it as UTF-8\.$"):
        load()
