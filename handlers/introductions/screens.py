"""Screens: what whoever carries a secret sale on is asked, and what the person is. Neither names the other."""

from __future__ import annotations

from conversations.words.contacts import for_reading
from handlers.interests import question
from handlers.introductions.verbs import CARRY, OF_CARRIERS, OF_THE_PERSON, TERMS
from handlers.offers import reaching, said
from handlers.offers.verbs import knows
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.introductions import Act, may
from network.phrase import Phrase, phrase
from storage import cases
from storage.interests import Interest, Status
from storage.introductions import standing
from storage.offers import Kept

BUILT_KEYS = {
    "introduction.button.{}": (*OF_CARRIERS, *OF_THE_PERSON),
    "introduction.step.{}": ("asked", "taken", "accepted", "seller", "met", "over"),
}


async def to_carriers(turn: Turn, one: Kept, asked: Interest, lead: str = "introduction.carriers") -> None:
    """Ask whoever carries the sale on."""
    for account in await reaching.carriers(turn, one):
        await turn.show(account, await of_carrier(turn, one, asked, account, lead), name(asked))


async def redraw(turn: Turn, one: Kept, asked: Interest) -> None:
    """What they were asked says how it stands now."""
    for account in sorted({*await reaching.carriers(turn, one), *turn.coordinators()}):
        await turn.redraw(account, await of_carrier(turn, one, asked, account), name(asked))


async def of_carrier(
    turn: Turn, one: Kept, asked: Interest, account: int, lead: str = "introduction.carriers"
) -> Screen:
    """What it is, how far it is, and what can be done. A mail does not say which business it is."""
    known = not is_by_mail(account) and await knows(turn, account, one)
    told: list[Paragraph] = [phrase(_lead(asked) or lead), said.title(turn, one.said, known=known), _which(one)]
    told += [*await question.sought(turn, asked), _steps(turn, asked)]
    now = standing(asked)
    if now.accepted and not now.over:
        told.append(phrase("introduction.who", **await person(turn, asked)))
    rows = [[_button(act, asked)] for act in OF_CARRIERS if may(act, now)]
    return Screen(told, rows, PARTNER_LOCALE, protect=True)


def of_person(turn: Turn, one: Kept, asked: Interest, lead: str = "introduction.taken") -> Screen:
    """The confidentiality text, to be accepted. It does not say who carries the sale on: a trade would tell much."""
    text = turn.network.confidentiality.text
    told = [
        phrase(lead, what=said.title(turn, one.said)),
        phrase("introduction.terms", text=phrase("label", fr=text.fr, en=text.en or text.fr)),
        phrase("introduction.terms.then"),
    ]
    return Screen(told, [[_button(act, asked)] for act in OF_THE_PERSON if may(act, standing(asked))])


def withdrawing(asked: Interest) -> list[list[Button]]:
    """What takes it back, until they are introduced."""
    return [[_button(Act.DROP, asked)]]


async def person(turn: Turn, asked: Interest) -> dict[str, str]:
    """What the person is called, and how they are reached."""
    case = await cases.look_up(turn.here, asked.case_reference or "")
    name, phone, email = (
        (asked.name, asked.phone, asked.email)
        if case is None
        else (case.project.name, case.project.phone, case.project.email)
    )
    reached = phone or email or ""
    return {"name": name, "contact": for_reading(reached) or reached}


def name(asked: Interest) -> str:
    """The logical name of what carriers are asked."""
    return f"interest:{asked.id}:carry"


def _lead(asked: Interest) -> str:
    """How it stands, once the seller knows or it is over."""
    if asked.introduced_at is not None:
        return "introduction.carriers.met"
    if standing(asked).over:
        return "introduction.carriers.over"
    return "introduction.carriers.agreed" if asked.seller_agreed_at is not None else ""


def _button(act: Act, asked: Interest) -> Button:
    verb = CARRY if act in OF_CARRIERS else TERMS
    return verb.button(f"introduction.button.{act}", act, asked.id)


def _which(one: Kept) -> Phrase:
    if one.case_reference:
        return phrase("introduction.of_case", number=one.id, reference=one.case_reference)
    return phrase("introduction.of_offer", number=one.id)


def _steps(turn: Turn, asked: Interest) -> tuple[Phrase, ...]:
    """Each step that was taken, with its day."""
    dates = {
        "asked": asked.asked_at,
        "taken": asked.taken_at,
        "accepted": asked.accepted_at,
        "seller": asked.seller_agreed_at,
        "met": asked.introduced_at,
        "over": asked.answered_at if asked.status in (Status.UNFIT, Status.GONE, Status.DROPPED) else None,
    }
    told = {step: turn.day(at) for step, at in dates.items() if at is not None}
    return tuple(phrase(f"introduction.step.{step}", day=day) for step, day in told.items())
