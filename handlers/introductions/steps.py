"""Steps: whoever carries a secret sale on takes it, notes that the seller agrees, has both meet; or it ends kindly."""

from __future__ import annotations

from conversations.words.contacts import for_reading
from handlers.interests import reaching
from handlers.introductions import beginning, screens
from handlers.introductions.verbs import OF_THE_PERSON
from handlers.offers import said
from handlers.offers.verbs import case_of
from handlers.turn.audience import named
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.introductions import Act, may
from network.phrase import Phrase, phrase
from storage import interests, introductions, offers, owners
from storage.interests import UNDER_WAY, Interest, Status
from storage.introductions import standing
from storage.offers import Kept

BUILT_KEYS = {"introduction.done.{}": Act, "introduction.carriers.{}": OF_THE_PERSON}


async def carry(turn: Turn, account: int, what: str, asked: Interest) -> None:
    """A press of whoever carries it on."""
    act, one = Act(what), await offers.find(turn.here, asked.offer_id)
    if one is None or not may(act, standing(asked)) or not await _done(turn, account, act, asked):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase(f"introduction.done.{act}"))
    now = await interests.find(turn.here, asked.id)
    if now is not None:
        await _tell(turn, account, act, one, now)
        await screens.redraw(turn, one, now)


async def _done(turn: Turn, account: int, act: Act, asked: Interest) -> bool:
    here = turn.here
    match act:
        case Act.TAKE:
            return await introductions.take(here, asked.id, turn.actor(account), turn.now)
        case Act.SELLER:
            return await introductions.seller_agrees(here, asked.id, turn.now)
        case Act.MEET:
            return await introductions.introduce(here, asked.id, turn.now)
        case _:
            return await interests.becomes(here, asked.id, Status.UNFIT, UNDER_WAY, turn.now)


async def _tell(turn: Turn, account: int, act: Act, one: Kept, asked: Interest) -> None:
    """The person hears what they may: nothing of what the seller says before both agreed, and no reason."""
    if act not in (Act.TAKE, Act.SELLER):  # it cannot be taken back any more
        for reader in await reaching.readers(turn, asked):
            await turn.edit_buttons(reader, Screen([]), f"interest:{asked.id}:terms")
    match act:
        case Act.TAKE:
            await beginning.carried(turn, asked)
            terms = screens.of_person(turn, one, asked)
            await reaching.tell(turn, asked, [*terms.paragraphs], "terms", terms.rows)
        case Act.MEET:
            await _introduce(turn, account, one, asked)
        case Act.REFUSE | Act.UNFIT:
            told = phrase("introduction.not_this_time", what=said.title(turn, one.said))
            await reaching.tell(turn, asked, [told], "not_this_time")


async def _introduce(turn: Turn, account: int, one: Kept, asked: Interest) -> None:
    """Only now the person hears which business it is, and whom to call; who introduces them has both names."""
    name, contact = await _seller(turn, one)
    mine = turn.referent_of(account)
    whom = {"name": mine.name.phrase(), "phone": named(turn.network, mine.id)["phone"]} if mine else turn.contact
    case = await reaching.case_of(turn, asked)
    if case is not None and any(
        map(is_by_mail, await reaching.people_of(turn, case))
    ):  # a mail does not say which business it is
        lead = [phrase("introduction.meet"), phrase("introduction.meet.by", **whom)]
        await reaching.tell(turn, asked, [*lead], "meet")
    told = [phrase("introduction.meet"), *said.lines(turn, one.said, known=True)]
    if contact:
        told.append(phrase("introduction.meet.seller", name=name, contact=contact))
    told += [phrase("introduction.meet.by", **whom), phrase("introduction.meet.promise")]
    await reaching.tell(turn, asked, told, "both", protect=True)
    them = phrase("introduction.met", what=said.title(turn, one.said), **await screens.person(turn, asked))
    await turn.say(account, them, locale=PARTNER_LOCALE, protect=True, name=f"interest:{asked.id}:met")


async def _seller(turn: Turn, one: Kept) -> tuple[str, str]:
    """What the seller is called, and how they are reached; nothing where the bot does not know them."""
    case, owner = await case_of(turn, one), await owners.find(turn.here, one.owner_id)
    if case is not None:
        reached = case.project.phone or case.project.email or ""
        return case.project.name, for_reading(reached) or reached
    if owner is None or not (owner.phone or owner.email):
        return "", ""
    reached = owner.phone or owner.email
    return owner.name, for_reading(reached) or reached


# --- the person -------------------------------------------------------------------------------------------------------


async def answer(turn: Turn, account: int, what: str, asked: Interest) -> None:
    """[J’accepte] or [Je renonce], which holds until they are introduced."""
    act, one, locale = Act(what), await offers.find(turn.here, asked.offer_id), await turn.locale_of(account)
    if one is None or not may(act, standing(asked)) or not await _answered(turn, act, asked):
        turn.answer(phrase("press.over"), locale)
        return
    turn.answer(phrase(f"introduction.done.{act}"), locale)
    now = await interests.find(turn.here, asked.id)
    if now is not None:
        rows = screens.withdrawing(now) if act is Act.ACCEPT else []
        done = Screen([_said(turn, act, one, now)], rows)
        if is_by_mail(account):
            await turn.show(account, done, f"interest:{now.id}:terms")
        await turn.redraw(await reaching.readers(turn, now), done, f"interest:{now.id}:terms")
        await screens.to_carriers(turn, one, now, f"introduction.carriers.{act}")


async def _answered(turn: Turn, act: Act, asked: Interest) -> bool:
    if act is Act.ACCEPT:
        return await introductions.accept(turn.here, asked.id, turn.network.confidentiality.version, turn.now)
    return await interests.becomes(turn.here, asked.id, Status.DROPPED, UNDER_WAY, turn.now)


def _said(turn: Turn, act: Act, one: Kept, asked: Interest) -> Phrase:
    what = said.title(turn, one.said)
    if act is Act.DROP:
        return phrase("introduction.dropped", what=what)
    return phrase("introduction.accepted", what=what, version=asked.terms_version)
