"""Settings: from the environment or `.env`. A wrong value gets one plain line that names the setting and the fix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.wire.imap import Box
from bot.wire.smtp import Server
from correspondence.tokens import Tokens
from storage.engine.copies import DAYS, Copies, copies_of, lists_of
from storage.engine.erased import Marks


class SettingsError(Exception):
    """One line per wrong setting, fit to be shown; it never holds a value."""


class Settings(BaseSettings):
    """Everything that differs between two machines. What differs between two networks is in the network file."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", hide_input_in_errors=True, env_ignore_empty=True
    )

    bot_token: SecretStr = Field(description="the token that @BotFather gave, like 123456:ABC…")
    telegram_api_url: Annotated[str, Field(pattern=r"^https?://[^/\s]+(/\S*)?$")] = Field(
        default="https://api.telegram.org", description="the address of a Bot API server, like https://api.telegram.org"
    )
    database_url: Annotated[str, Field(pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://")] = Field(
        default="sqlite+aiosqlite:///data/bot.sqlite3",
        description="sqlite+aiosqlite:///data/bot.sqlite3 or postgresql+asyncpg://user:password@host/name",
    )
    network_file: Path = Field(
        default=Path("networks/sancy-volcans.toml"), description="the path of a network file (TOML)"
    )
    partner_group_id: int | None = Field(
        default=None, lt=0, description="the id of the partners' group, a negative number"
    )
    coordinator_ids: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(), description="Telegram ids of the first coordinators, separated by commas"
    )
    smtp_url: SecretStr | None = Field(
        default=None,
        description="smtp://user:password@host:587 or smtps://user:password@host:465, "
        "with special characters of user and password percent-encoded",
    )
    imap_token_file: Path | None = Field(
        default=None, description="the path of a JSON file with token_url, client_id and refresh_token"
    )
    imap_url: SecretStr | None = Field(
        default=None,
        description="imaps://user:password@host:993 or imap://user:password@host:143, "
        "with special characters of user and password percent-encoded",
    )
    mail_address: Annotated[str, Field(pattern=r"^([^@\s]+@[^@\s]+)?$")] = Field(
        default="", description="the address of the mailbox that IMAP_URL opens, like network@example.org"
    )
    alarm_email: Annotated[str, Field(pattern=r"^([^@\s]+@[^@\s]+)?$")] = Field(
        default="", description="the e-mail address of whoever looks after the bot, like somebody@example.org"
    )
    backup_folder: Path | None = Field(
        default=None, description="a folder for copies of the database, like data/copies"
    )
    backup_copy_to: Path | None = Field(
        default=None, description="a folder outside this machine, like that of a mounted share, where copies go too"
    )
    backup_days: Annotated[int, Field(ge=1, le=DAYS)] = Field(
        default=DAYS, description=f"for how many days copies are kept, {DAYS} at the most"
    )
    site_folder: Path | None = Field(
        default=None, description="the whole path of a folder that a web server shows, like /srv/www/reseau"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="DEBUG, INFO, WARNING or ERROR"
    )
    log_format: Literal["console", "json"] = Field(default="console", description="console or json")

    @field_validator("coordinator_ids", mode="before")
    @classmethod
    def _separated_by_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(int(part) for part in value.replace(" ", "").split(",") if part)
        return value

    @field_validator("site_folder")
    @classmethod
    def _whole_path(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_absolute():
            raise ValueError("not a whole path")
        return value

    @field_validator("bot_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr) -> SecretStr:
        number, _, secret = value.get_secret_value().partition(":")
        if not number.isdecimal() or len(secret) < 10 or any(c.isspace() or c == "/" for c in secret):
            raise ValueError("not a token")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _names_a_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            Server.parse(value.get_secret_value())
        return value

    @field_validator("imap_url")
    @classmethod
    def _names_a_mailbox(cls, value: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        if value is not None:
            Box.parse(value.get_secret_value(), others.data.get("imap_token_file"))
        return value

    @property
    def mailbox(self) -> Box | None:
        """Where answers by e-mail are read; None where there is none."""
        return None if self.imap_url is None else Box.parse(self.imap_url.get_secret_value(), self.imap_token_file)

    @property
    def mailbox_address(self) -> str:
        """Where e-mails that are read are sent to; empty where none are, or none can be answered."""
        if self.mailbox is None or self.mail_server is None:
            return ""
        return self.mail_address or self.mailbox.address

    @property
    def tokens(self) -> Tokens:
        """How links in e-mails are signed."""
        return Tokens(self.bot_token.get_secret_value())

    @property
    def mail_server(self) -> Server | None:
        """Where e-mails are handed over; None where there is none."""
        return None if self.smtp_url is None else Server.parse(self.smtp_url.get_secret_value())

    @property
    def copies(self) -> Copies | None:
        """Where copies of the database go; None on PostgreSQL."""
        return copies_of(self.database_url, self.backup_folder, self.backup_copy_to, self.backup_days)

    @property
    def folders(self) -> list[Path]:
        """Where the bot writes files, so that the disks need room."""
        own = [] if self.copies is None else [self.copies.path.parent]
        others = (self.backup_folder, self.backup_copy_to, self.site_folder)
        return [*own, *(folder for folder in others if folder is not None)]

    @property
    def erased_lists(self) -> list[Path]:
        """Where what was erased is listed, beside the copies."""
        return lists_of(self.database_url, self.backup_folder, self.backup_copy_to)

    @property
    def marks(self) -> Marks:
        """How it is called there."""
        return Marks(self.bot_token.get_secret_value())

    @property
    def bot_id(self) -> int:
        """The bot's own Telegram id: the number before the colon of its token."""
        return int(self.bot_token.get_secret_value().partition(":")[0])


def load(**given: object) -> Settings:
    """Read the settings; `given` go before the environment.

    Raises:
        SettingsError: something is missing or wrong.
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError("\n".join(_lines(error))) from None
    except UnicodeDecodeError:
        raise SettingsError(".env cannot be read: save it as UTF-8.") from None


def _lines(error: ValidationError) -> list[str]:
    lines = []
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        name = str(problem["loc"][0])
        field = Settings.model_fields.get(name.lower())
        wanted = field.description if field is not None and field.description else problem["msg"]
        what = "is missing" if problem["type"] == "missing" else "has a wrong value"
        lines.append(f"{name.upper()} {what}: set it to {wanted}.")
    return lines
