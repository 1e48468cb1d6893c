"""Asking: some time after the first contact the person is asked once, by the way they have themselves: never by the
voice of whoever calls them, who would read the answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from handlers.profile import verbs
from handlers.turn import quiet
from handlers.turn.audience import readers_of, tell_person
from handlers.turn.channels.by_mail import person_account
from handlers.turn.events import PersonContacted, SlotChanged
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import Turn
from network.acts import Act
from network.phrase import Phrase, phrase
from network.profile import AGES, MEN, MOST_ADULTS, STATUSES, WOMEN, Profile, Question
from network.slots import Outcome, Status
from storage import cases, members, profile
from storage.cases import Case
from storage.durable import due, once

ASK = "case:profile"
LATER = timedelta(hours=2)
"""So long after a contact was noted, which can be taken back for a while."""
OPTIONS: Mapping[Question, Sequence[str]] = {Question.STATUS: STATUSES, Question.AGE: AGES}
BUILT_KEYS = {
    "profile.{}.{}": tuple((question.value, one) for question, some in OPTIONS.items() for one in some),
    "profile.{}.label": Question,
    "profile.adults.{}": (WOMEN, MEN),
}


async def follow(turn: Turn, change: SlotChanged) -> None:
    """A referent notes a contact."""
    if change.act is Act.CONTACT:
        await _plan(turn, change.after, by="referent")


async def begin(turn: Turn, told: PersonContacted) -> None:
    """The person says that somebody called."""
    await _plan(turn, told.case, by="person")


async def _plan(turn: Turn, case: Case, by: str) -> None:
    if turn.network.profile is not None and not await once.marked(turn.connection, name_of(case)):
        expects = {"reference": case.reference, "by": by}
        await due.schedule(turn.here, ASK, case.lane, quiet.soon(turn, turn.now + LATER), expects)


async def ask_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Ask once what is not known, where the contact still stands and the person reads for themselves."""
    asks, case = turn.network.profile, await cases.load(turn.here, expects["reference"])
    if asks is None or case is None or not _stands(case, expects) or not _may_be_asked(case):
        return
    if case.closed_at is None and case.paused_until is not None and turn.now < case.paused_until:
        # They asked to be left alone until then.
        await due.schedule(turn.here, ASK, case.lane, quiet.soon(turn, case.paused_until + LATER), dict(expects))
        return
    theirs = await members.members_of(turn.here, case.id)
    questions = await open_questions(turn, case)
    if not questions or not (theirs or person_account(turn, case) is not None):
        return
    if await quiet.postponed(turn, ASK, expects, await readers_of(turn, case)):
        return
    if await once.mark(turn.connection, name_of(case), turn.now):
        screen = _screen(case, asks) if theirs else _letter(case, asks, questions)
        await tell_person(turn, case, screen, name_of(case))


def name_of(case: Case) -> str:
    """What the message is called that asks, and what is known to have come up once it did."""
    return f"profile:{case.reference}"


def _stands(case: Case, expects: Mapping[str, Any]) -> bool:
    """Whether a contact that a referent noted was not taken back."""
    noted = any(slot.status in (Status.CONTACTED, Status.DONE, Status.NOT_HELPED) for slot in case.slots.values())
    return expects["by"] == "person" or noted


def _may_be_asked(case: Case) -> bool:
    """Whether it is the moment: while it goes on, and of a request that is closed where it helped. To whoever stopped,
    went elsewhere or found nobody it would be the last that they read of us.
    """
    if case.silent or case.merged_into is not None:
        return False
    helped = case.outcome is None and any(slot.status == Status.DONE for slot in case.slots.values())
    return case.closed_at is None or helped or case.outcome == Outcome.INSTALLED


def asked_of(turn: Turn, case: Case) -> tuple[Question, ...]:
    """What the network asks the people of a case; women and men only where it is known how many adults there are."""
    asks = turn.network.profile
    counted = 0 < (case.project.adults or 0) <= MOST_ADULTS
    return () if asks is None else tuple(one for one in asks.ask if one is not Question.ADULTS or counted)


async def open_questions(turn: Turn, case: Case) -> tuple[Question, ...]:
    """What of it has no answer yet: what somebody would not say is one."""
    known = await profile.of_case(turn.here, case.id)
    return tuple(one for one in asked_of(turn, case) if one not in known)


def why(asks: Profile) -> list[Paragraph]:
    """Who asks, what for, and that nothing hangs on it."""
    return [phrase("funder.why", funder=asks.funder.phrase()), phrase("funder.why.free")]


def _screen(case: Case, asks: Profile) -> Screen:
    rows = [[verbs.TELL.button("funder.button.tell", case.reference)]]
    rows += [[verbs.NONE.button("funder.button.none", case.reference)]]
    return Screen([*why(asks), phrase("funder.why.here")], rows)


def _letter(case: Case, asks: Profile, questions: Sequence[Question]) -> Screen:
    """By mail each answer is a link: nobody can answer a form there."""
    rows = [row for one in questions for row in _links(case, one)]
    none = verbs.NONE.button("funder.button.none", case.reference)
    return Screen([*why(asks), phrase("funder.why.by_mail")], [*rows, [none]])


def _links(case: Case, question: Question) -> list[list[Button]]:
    if question is Question.ADULTS:
        many = case.project.adults or 0
        pairs = [(women, many - women) for women in range(many, -1, -1)]
        links = [
            verbs.COUNT.button("funder.link", case.reference, *pair, answer=adults_said(*pair), about=_about(question))
            for pair in pairs
        ]
    else:
        said = {one: phrase(f"profile.{question}.{one}") for one in OPTIONS[question]}
        links = [
            verbs.SAY.button("funder.link", case.reference, question, one, answer=label, about=_about(question))
            for one, label in said.items()
        ]
    unsaid = verbs.SAY.button(
        "funder.link", case.reference, question, verbs.UNSAID, answer=phrase("funder.unsaid"), about=_about(question)
    )
    return [[one] for one in (*links, unsaid)]


def _about(question: Question) -> Phrase:
    return phrase(f"profile.{question}.label")


def adults_said(women: int, men: int) -> Phrase:
    """So many women and men in words."""
    counted = ((WOMEN, women), (MEN, men))
    items = tuple(phrase(f"profile.adults.{who}", count=count) for who, count in counted if count)
    return phrase("said.list", items=items or (phrase("profile.adults.none"),))
