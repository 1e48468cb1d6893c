"""Answering: what the owner says, and the person’s word that both hear of each other."""

from __future__ import annotations

from conversations.words.contacts import for_reading
from handlers.interests.verbs import AGREE
from handlers.offers import reaching, said
from handlers.turn.events import OfferEnded
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, interests, offers, owners
from storage.interests import PROMISING, STANDS, Interest, Status
from storage.offers import Kept

ANSWERS = {"free": Status.FREE, "visit": Status.VISIT, "gone": Status.GONE, "unfit": Status.UNFIT}
BUILT_KEYS = {"interest.person.{}": ANSWERS, "interest.answered.{}": ANSWERS, "interest.button.{}": ("agree", "drop")}


async def answer(turn: Turn, account: int, what: str, asked: Interest) -> None:
    """The owner, or whoever answers for them, says how it stands; the person hears at once."""
    one = await offers.find(turn.here, asked.offer_id)
    if one is None or not await interests.becomes(turn.here, asked.id, ANSWERS[what], [Status.ASKED], turn.now):
        turn.answer(phrase("press.over"))
        return
    await owners.silent(turn.here, one.owner_id, None)
    turn.answer(phrase(f"interest.answered.{what}"))
    words = phrase(f"interest.person.{what}", what=said.title(turn, one.said))
    rows = [
        [AGREE.button("interest.button.agree", "agree", asked.id)],
        [AGREE.button("interest.button.drop", "drop", asked.id)],
    ]
    yes = ANSWERS[what] in PROMISING
    await turn.show(asked.account, Screen([words], rows if yes else ()), f"interest:{asked.id}:answer")


async def agree(turn: Turn, account: int, what: str, asked: Interest) -> None:
    """[Oui, transmettez] or [Non, merci]: only then does each have the other’s name and number."""
    one, locale = await offers.find(turn.here, asked.offer_id), await turn.locale_of(account)
    new = Status.AGREED if what == "agree" else Status.DROPPED
    if one is None or not await interests.becomes(turn.here, asked.id, new, PROMISING, turn.now):
        turn.answer(phrase("press.over"), locale)
    elif what == "drop":
        await turn.say(account, phrase("interest.dropped"), locale=locale)
        dropped = Screen([phrase("interest.owner.dropped", what=said.title(turn, one.said))])
        await reaching.reach(turn, one, dropped, f"interest:{asked.id}:dropped")
    else:
        await _introduce(turn, one, asked)


async def _introduce(turn: Turn, one: Kept, asked: Interest) -> None:
    owner, case = await owners.find(turn.here, one.owner_id), await cases.look_up(turn.here, asked.case_reference or "")
    if owner is None:
        return
    referent = turn.network.referent_by_id.get(owner.referent or one.posted_by)
    phone = owner.phone or (referent.phone if referent is not None else "") or turn.network.identity.contact.phone
    title = said.title(turn, one.said)
    contact = phrase("interest.both.person", what=title, name=owner.name, phone=for_reading(phone) or phone)
    await turn.say(asked.account, contact, name=f"interest:{asked.id}:both")
    project = case.project if case is not None else None
    name = project.name if project is not None else asked.name
    reached = (project.phone or project.email or "") if project is not None else (asked.phone or asked.email)
    told = phrase("interest.both.owner", what=title, name=name, phone=for_reading(reached) or reached)
    met = Screen([told], locale=PARTNER_LOCALE, protect=True)
    await reaching.reach(turn, one, met, f"interest:{asked.id}:met", agreed=True)


async def offer_ended(turn: Turn, event: OfferEnded) -> None:
    """Those who asked for what is gone hear the same day."""
    one = await offers.find(turn.here, event.offer)
    for asked in await interests.in_offer(turn.here, event.offer, STANDS):
        if one is not None and await interests.becomes(turn.here, asked.id, Status.GONE, [asked.status], turn.now):
            await turn.say(asked.account, phrase("interest.person.gone", what=said.title(turn, one.said)))
