"""Everything that is held of one person: to be shown to them, and to be erased."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, delete, or_, select, update

from storage import duplicates
from storage.absences import absence
from storage.accounts import account
from storage.acts import case_act
from storage.call_requests import call_request
from storage.cases import case_file
from storage.conversations import conversation
from storage.durable import mails, sent_messages
from storage.durable.due import due
from storage.durable.inbox import inbox
from storage.durable.once import once
from storage.durable.outbox import outbox
from storage.durable.sent_messages import Sent, message
from storage.engine.here import Here
from storage.letters import PERSON, case_message
from storage.members import case_invite, case_member
from storage.notes import case_note
from storage.people import person
from storage.slots import slot
from storage.surveys import case_survey


def _about(name: Column[str], what: str) -> ColumnElement[bool]:
    """Whether a name such as "record:SV-0001:technical" has `what` between its colons: SV-1000 is not SV-10000."""
    within = ":" + name + ":"
    return within.contains(f":{what}:", autoescape=True)


async def held(here: Here, telegram_id: int) -> dict[str, Any]:
    """What is held of a person outside their cases: as plain JSON values."""
    me = (await here.execute(select(person).where(person.c.telegram_id == telegram_id))).one_or_none()
    draft = (await here.execute(select(conversation).where(conversation.c.chat_id == telegram_id))).one_or_none()
    calls = await here.execute(select(call_request).where(call_request.c.person_id == telegram_id))
    days = await here.execute(
        select(absence.c.first, absence.c.last, absence.c.substitute)
        .join(
            account, (account.c.referent_id == absence.c.referent_id) & (account.c.network_id == absence.c.network_id)
        )
        .where(account.c.telegram_id == telegram_id)
        .order_by(absence.c.id)
    )
    return {
        "telegram_id": telegram_id,
        "language": None if me is None else me.locale,
        "first_seen_at": None if me is None else me.first_seen_at.isoformat(),
        "drafts": [] if draft is None else [_answers(state) for state in draft.stack],
        "calls_asked": [
            {"asked_at": c.asked_at.isoformat(), "phone": c.phone, "hours": c.hours, "done": c.done_at is not None}
            for c in calls
        ],
        "absences": [
            {"first": d.first.isoformat(), "last": d.last.isoformat(), "substitute": d.substitute} for d in days
        ],
    }


def _answers(state: dict[str, Any]) -> dict[str, Any]:
    return {"form": state["flow"], "answers": {step: answer["value"] for step, answer in state["answers"].items()}}


async def erase_case(here: Here, case_id: int, reference: str) -> None:
    """A case with everything that hangs on it, and those that it goes on for."""
    for merged_id, merged in await duplicates.merged_into(here, case_id):
        await erase_case(here, merged_id, merged)
    for table in (case_act, case_note, case_message, case_survey, case_member, case_invite, slot):
        await here.execute(delete(table).where(table.c.case_id == case_id))
    await here.execute(delete(case_file).where(case_file.c.id == case_id))
    await here.execute(delete(once).where(_about(once.c.key, reference)))


async def erase_person(here: Here, telegram_id: int) -> list[Sent]:
    """Everything else of a person: what waits, what was sent, what they said, who they are. Gives what still stands in
    their chat.
    """
    await here.execute(delete(case_member).where(case_member.c.telegram_id == telegram_id))
    await _forget_letters(here, telegram_id)
    await here.execute(delete(call_request).where(call_request.c.person_id == telegram_id))
    await here.execute(delete(conversation).where(conversation.c.chat_id == telegram_id))
    await here.execute(delete(due).where(due.c.lane == telegram_id))
    await here.execute(delete(outbox).where(outbox.c.chat_id == telegram_id))
    standing = await sent_messages.forget(here.connection, message.c.chat_id == telegram_id)
    await here.execute(
        update(inbox).where(inbox.c.lane == telegram_id, inbox.c.status != "pending").values(payload="", fault=None)
    )
    mine = or_(
        once.c.key.in_(
            [f"told:{telegram_id}", f"asked:{telegram_id}", f"ask:{telegram_id}:month", f"alarm:unknown:{telegram_id}"]
        ),
        once.c.key.startswith(f"unknown:{telegram_id}:", autoescape=True),
        once.c.key.startswith(f"press:{telegram_id}:", autoescape=True),
        once.c.key.startswith(f"album:{telegram_id}:", autoescape=True),
        once.c.key.startswith(f"papers:{telegram_id}:", autoescape=True),
    )
    await here.execute(delete(once).where(mine))
    await here.execute(delete(person).where(person.c.telegram_id == telegram_id))
    return standing


async def _forget_letters(here: Here, telegram_id: int) -> None:
    """What somebody wrote as the person of a case goes; what they wrote for a partner stays, without their account."""
    mine = case_message.c.sender == telegram_id
    await here.execute(delete(case_message).where(mine, case_message.c.author == PERSON))
    await here.execute(update(case_message).where(mine).values(sender=0, message_id=0))


async def forget_about(here: Here, what: str) -> list[Sent]:
    """What waits to be sent to anybody about `what` (a reference, "call:7", as a part of its own in a logical name) is
    not sent any more; gives the messages that stand in chats.

    The outbox goes first: whatever is being sent at this moment either counts as sent by then, and is found here, or
    finds its row gone, and is deleted by whoever sent it.
    """
    await here.execute(delete(outbox).where(_about(outbox.c.name, what)))
    await mails.forget_about(here, what)
    return await sent_messages.forget(here.connection, _about(message.c.name, what))
