"""Every table. Times are UTC instants; texts come cleaned from the text boundary; ids of people are Telegram's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime on both databases; SQLite, which knows no time zones, keeps it naive in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware datetimes only: a naive one is a fault of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only in an INTEGER primary key.
Serial = BigInteger().with_variant(Integer(), "sqlite")


def _serial() -> Column[Any]:
    """A number that is never given twice, even after its row was erased (SQLite needs `sqlite_autoincrement`)."""
    return Column("id", Serial, primary_key=True, autoincrement=True)


def _network() -> Column[Any]:
    return Column("network_id", String(40), nullable=False)


# --- the network -----------------------------------------------------------------------------------------------------

network_version = Table(
    "network_version",
    metadata,
    _serial(),
    _network(),
    Column("version", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    UniqueConstraint("network_id", "version"),
    sqlite_autoincrement=True,
)

# `configured` is the setting that `chat_id` came from: a group that Telegram moved keeps its new id until the setting
# itself changes. `lost_at`: since when the bot is no longer in it.
partner_group = Table(
    "partner_group",
    metadata,
    Column("network_id", String(40), primary_key=True),
    Column("configured", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("lost_at", Instant),
)

# Which Telegram account acts for which referent of the network (a coordinator is a referent with that role).
account = Table(
    "account",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True),
    _network(),
    Column("referent_id", String(40), nullable=False),
    Column("bound_at", Instant, nullable=False),
    UniqueConstraint("network_id", "referent_id"),
)

# Referents who cannot be asked any more until they come back: they blocked the bot, or left the partner group.
departure = Table(
    "departure",
    metadata,
    Column("network_id", String(40), primary_key=True),
    Column("referent_id", String(40), primary_key=True),
    Column("telegram_id", BigInteger, nullable=False),
    Column("why", String(12), nullable=False),
    Column("at", Instant, nullable=False),
)

# On which days, both included, somebody takes no new case. `substitute`: a referent, "@coordination", or nobody (null).
# One at a time: `ended_at` when they came back, or planned otherwise.
absence = Table(
    "absence",
    metadata,
    _serial(),
    _network(),
    Column("referent_id", String(40), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("substitute", String(40)),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index("ix_absence_open", "network_id", "referent_id", unique=True, sqlite_where=text("ended_at IS NULL"),
          postgresql_where=text("ended_at IS NULL")),
    sqlite_autoincrement=True,
)  # fmt: skip

invite = Table(
    "invite",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _network(),
    Column("referent_id", String(40), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("used_by", BigInteger),
)

# --- the durable path ------------------------------------------------------------------------------------------------

# What happened: Telegram updates, due dates that came, outcomes of deliveries. Worked in order per lane (a chat, or the
# person where there is no chat). `update_id` is Telegram's, so a redelivery is dropped; others have none.
inbox = Table(
    "inbox",
    metadata,
    _serial(),
    Column("source", String(12), nullable=False),
    Column("update_id", BigInteger, unique=True),
    Column("lane", BigInteger, nullable=False),
    Column("payload", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("status", String(8), nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("retry_at", Instant),
    Column("leased_until", Instant),
    Column("worked_at", Instant),
    Column("fault", String(200)),
    Index("ix_inbox_pending", "lane", "id", sqlite_where=text("status = 'pending'"),
          postgresql_where=text("status = 'pending'")),
    Index("ix_inbox_oldest", "id", sqlite_where=text("status = 'pending'"),
          postgresql_where=text("status = 'pending'")),
    sqlite_autoincrement=True,
)  # fmt: skip

# Where reading of updates stands. Telegram restarts its numbers at random after a quiet week.
cursor = Table(
    "cursor",
    metadata,
    Column("bot_id", BigInteger, primary_key=True),
    Column("next_update_id", BigInteger, nullable=False),
    Column("moved_at", Instant, nullable=False),
)

# What is to be sent, in order per chat. `name` is the logical message it creates or edits.
outbox = Table(
    "outbox",
    metadata,
    _serial(),
    Column("chat_id", BigInteger, nullable=False),
    Column("method", String(40), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("name", String(60)),
    Column("created_at", Instant, nullable=False),
    Column("status", String(10), nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("first_tried_at", Instant),
    Column("retry_at", Instant),
    Column("leased_until", Instant),
    Column("sent_at", Instant),
    Column("fault", String(200)),
    Index("ix_outbox_pending", "chat_id", "id", sqlite_where=text("status = 'pending'"),
          postgresql_where=text("status = 'pending'")),
    Index("ix_outbox_oldest", "id", sqlite_where=text("status = 'pending'"),
          postgresql_where=text("status = 'pending'")),
    Index("ix_outbox_named", "chat_id", "name"),
    sqlite_autoincrement=True,
)  # fmt: skip

# E-mails to be sent, each for itself. `about` is the case it tells of, so that an erasure finds it. What it says and to
# whom is kept no longer than it takes to send it or to give it up.
mail = Table(
    "mail",
    metadata,
    _serial(),
    _network(),
    Column("recipient", String(320), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("locale", String(5), nullable=False),
    Column("about", String(60)),
    Column("attachment_name", String(120)),
    Column("attachment", LargeBinary),
    Column("created_at", Instant, nullable=False),
    Column("status", String(8), nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("retry_at", Instant),
    Column("leased_until", Instant),
    Column("sent_at", Instant),
    Column("fault", String(200)),
    Index("ix_mail_pending", "id", sqlite_where=text("status = 'pending'"),
          postgresql_where=text("status = 'pending'")),
    sqlite_autoincrement=True,
)  # fmt: skip

# Which Telegram message a logical one became.
message = Table(
    "message",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("name", String(60), primary_key=True),
    Column("message_id", BigInteger, nullable=False),
    Column("sent_at", Instant, nullable=False),
)

ALONE = ("digest", "silent", "month", "remind")
"""Kinds of dates of which a network never has two that wait."""
WAITS_ALONE = f"status = 'waiting' AND kind IN ({', '.join(map(repr, ALONE))})"

# What must happen later. `expects` is what must still be so at that time; otherwise the row does nothing.
due = Table(
    "due",
    metadata,
    _serial(),
    _network(),
    Column("kind", String(40), nullable=False),
    Column("lane", BigInteger, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expects", JSON, nullable=False),
    Column("status", String(8), nullable=False, server_default="waiting"),
    Index("ix_due_waiting", "due_at", sqlite_where=text("status = 'waiting'"),
          postgresql_where=text("status = 'waiting'")),
    Index("ix_due_lane", "lane", "kind"),
    Index("uq_due_alone", "network_id", "kind", unique=True,
          sqlite_where=text(WAITS_ALONE), postgresql_where=text(WAITS_ALONE)),
    sqlite_autoincrement=True,
)  # fmt: skip

# --- conversations ---------------------------------------------------------------------------------------------------

# `stack` holds the states of the flows of a chat, the active one last; `version` guards against a lost update;
# `spoken_at` is when the person last did something, which reminders count from.
conversation = Table(
    "conversation",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    _network(),
    Column("version", Integer, nullable=False),
    Column("stack", JSON, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("spoken_at", Instant),
)

# --- the domain ------------------------------------------------------------------------------------------------------

# Anybody who wrote to the bot in private; `blocked_at` when Telegram says that they do not want its messages.
person = Table(
    "person",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True),
    _network(),
    Column("locale", String(5), nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("blocked_at", Instant),
)

# One project of one project holder. `answers` is what the intake and the modules collected, by step. `discretion` is
# the person's choice: a card for the partners, or private proposals only ("confidential"). `entered_by` is the referent
# who entered somebody met at a counter or on the telephone; such a case has no person until they adopt it. `settled` is
# what was told after an installation, by the month it was asked at ("0", "6", "12"). `phone` (E.164) and `email` (small
# letters) are those of the answers, by which the same person is found again. `merged_into` is the case that goes on for
# one that turned out to be the same person's.
case_file = Table(
    "case_file",
    metadata,
    _serial(),
    _network(),
    Column("number", Integer, nullable=False),
    Column("reference", String(20), nullable=False),
    Column("person_id", BigInteger, ForeignKey("person.telegram_id")),
    Column("entered_by", String(60)),
    Column("phone", String(20)),
    Column("email", String(320)),
    Column("merged_into", Serial, ForeignKey("case_file.id")),
    Column("answers", JSON, nullable=False),
    Column("sector", String(40)),
    Column("territory", String(40)),
    Column("submitted_at", Instant, nullable=False),
    Column("charter_version", String(120), nullable=False),
    Column("discretion", String(12), nullable=False, server_default="card"),
    Column("discretion_version", String(10), nullable=False, server_default="1"),
    Column("discretion_at", Instant),
    Column("closed_at", Instant),
    Column("outcome", String(20)),
    Column("outcome_reason", String(20)),
    Column("paused_until", Instant),
    Column("begun_at", Instant),
    Column("settled", JSON, nullable=False, server_default="{}"),
    UniqueConstraint("network_id", "number"),
    UniqueConstraint("network_id", "reference"),
    Index("ix_case_file_person", "person_id"),
    Index("ix_case_file_phone", "network_id", "phone"),
    Index("ix_case_file_email", "network_id", "email"),
    Index("ix_case_file_merged_into", "merged_into"),
    sqlite_autoincrement=True,
)

# The last number a case was given: a reference is never given again, even after its case was erased.
case_counter = Table(
    "case_counter",
    metadata,
    Column("network_id", String(40), primary_key=True),
    Column("last", Integer, nullable=False),
)

# The two slots of a case. `referent_id` is who is proposed and carries the clock; `taken_by` who took it. `version`
# grows with every act. `told` is what the person was last told of it ("taken:…", "unreachable:…"; null: nobody).
# `noted_by` is the coordinator who wrote the last act down for a referent without Telegram. `ladder_at` is when the
# clock of whoever must act now was started; `reminder` is what it has noted since and they have not heard of yet.
slot = Table(
    "slot",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True),
    Column("role", String(12), primary_key=True),
    Column("status", String(12), nullable=False),
    Column("referent_id", String(40)),
    Column("others", JSON, nullable=False),
    Column("reason", JSON, nullable=False),
    Column("take_by", Instant),
    Column("contact_by", Instant),
    Column("taken_by", String(40)),
    Column("taken_at", Instant),
    Column("passed", JSON, nullable=False, server_default="[]"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("told", String(60)),
    Column("noted_by", String(60)),
    Column("ladder_at", Instant),
    Column("reminder", String(20)),
    Index("ix_slot_status", "status"),
    Index("ix_slot_reminder", "case_id", sqlite_where=text("reminder IS NOT NULL"),
          postgresql_where=text("reminder IS NOT NULL")),
)  # fmt: skip

# The other adults of a case; who sent it is in `case_file`.
case_member = Table(
    "case_member",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True),
    Column("telegram_id", BigInteger, primary_key=True),
    Column("joined_at", Instant, nullable=False),
    Index("ix_case_member_telegram_id", "telegram_id"),
)

# One-use links by which a second adult joins a case.
case_invite = Table(
    "case_invite",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

# Somebody who only wants to be called: a number and a time. Erased once the call is done.
call_request = Table(
    "call_request",
    metadata,
    _serial(),
    _network(),
    Column("person_id", BigInteger, nullable=False),
    Column("phone", String(20), nullable=False),
    Column("hours", String(20)),
    Column("asked_at", Instant, nullable=False),
    Column("call_by", Instant, nullable=False),
    Column("done_at", Instant),
    Index("ix_call_request_person_id", "person_id"),
    sqlite_autoincrement=True,
)

# What was done on a case, by whom, when. Never the words of a person. `slot_version` is the version that an act on a
# slot left it in; `detail` holds codes and ids, and what the slot was before, so that the act can be undone.
case_act = Table(
    "case_act",
    metadata,
    _serial(),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("actor", String(60), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("role", String(12)),
    Column("slot_version", Integer),
    Index("ix_case_act_case", "case_id"),
    sqlite_autoincrement=True,
)

# What those who work on a case tell each other; the person may read it.
case_note = Table(
    "case_note",
    metadata,
    _serial(),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("author", String(60), nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_case_note_case", "case_id"),
    sqlite_autoincrement=True,
)

# How it was, in the person's own presses, some days after the end; a word only where they wanted to leave one.
case_survey = Table(
    "case_survey",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True),
    Column("contacted", String(8)),
    Column("useful", String(8)),
    Column("word", Text),
    Column("answered_at", Instant, nullable=False),
)

# What the person of a case and those who follow it write to each other. `author` is "person", a referent's id or
# "coordinator"; `sender` and `message_id` are the message it came as (0: of somebody who had themselves erased).
# `answers` is the letter it answers. `waits_for`: not passed on yet, until the person says to which case it belongs
# ("case"), or that they have read which papers do not belong here ("word").
case_message = Table(
    "case_message",
    metadata,
    _serial(),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("author", String(60), nullable=False),
    Column("sender", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("file_id", Text),
    Column("file_unique_id", Text),
    Column("file_name", String(255)),
    Column("album", String(40)),
    Column("answers", Serial),
    Column("waits_for", String(8)),
    Index("ix_case_message_case", "case_id"),
    Index("ix_case_message_sender", "sender", "message_id"),
    sqlite_autoincrement=True,
)

# What is done once however often it is repeated: an alarm to the coordinator, a word about an album.
once = Table(
    "once",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("at", Instant, nullable=False),
)
