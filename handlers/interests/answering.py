"""Answering: what the owner says, or a human in their place; the person hears at once."""

from __future__ import annotations

from handlers.interests import meeting, reaching, reminding
from handlers.interests.verbs import AGREE, DROP, REASONS, SURE, VISIT, WHY
from handlers.offers import gone, said
from handlers.offers.verbs import lookers, owns
from handlers.turn.audience import holders
from handlers.turn.events import OfferEnded
from handlers.turn.screen import Button, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import interests, offers, owners
from storage.durable import about, outbox
from storage.interests import OPEN, STANDS, WAITS, Interest, Status
from storage.offers import Kept

ANSWERS = ("free", "gone", "unfit", "called")
SURELY = ("all", "not_all")
BUILT_KEYS = {"interest.answered.{}": ANSWERS, "interest.why.{}": REASONS, "interest.button.{}": SURELY}


async def answer(turn: Turn, account: int, what: str, asked: Interest) -> None:
    """[Disponible], [Plus disponible], which is asked back, and [Ne convient pas], of which the reason is asked."""
    one = await offers.find(turn.here, asked.offer_id)
    if one is None or asked.status not in OPEN:
        turn.answer(phrase("press.over"))
    elif what == "free":
        await _free(turn, account, one, asked)
    elif what == "gone":
        sure = [[SURE.button(f"interest.button.{word}", word, asked.id)] for word in SURELY]
        await _ask_back(turn, account, asked, "interest.for_all", sure, one)
    else:
        why = [[WHY.button(f"interest.why.{reason}", "because", asked.id, reason)] for reason in REASONS]
        await _ask_back(turn, account, asked, "interest.why", why, one)


async def _ask_back(turn: Turn, account: int, asked: Interest, key: str, rows: list[list[Button]], one: Kept) -> None:
    screen = Screen([phrase(key, what=said.title(turn, one.said))], rows, PARTNER_LOCALE)
    await turn.show(account, screen, f"interest:{asked.id}:back")


async def _free(turn: Turn, account: int, one: Kept, asked: Interest) -> None:
    if not await interests.becomes(turn.here, asked.id, Status.FREE, [Status.ASKED], turn.now):
        turn.answer(phrase("press.over"))
        return
    await answered(turn, account, one, asked, "free")
    rows = [
        [AGREE.button("interest.button.agree", "agree", asked.id, asked.round)],
        [VISIT.button("interest.button.propose", "visit", asked.id)],
        [DROP.button("interest.button.no", "drop", asked.id)],
    ]
    words = phrase("interest.person.free", what=said.title(turn, one.said))
    await reaching.tell(turn, asked, [words], f"answer:{asked.round}", rows)


async def answered(turn: Turn, account: int, one: Kept, asked: Interest, what: str) -> None:
    """Somebody has answered: they are thanked, and whoever else was asked sees that it is done."""
    if await owns(turn, account, one):
        await owners.silent(turn.here, one.owner_id, None)
    turn.answer(phrase(f"interest.answered.{what}"))
    done = Screen([said.title(turn, one.said), phrase("interest.done")], locale=PARTNER_LOCALE)
    asked_in_place = [turn.accounts[id_] for id_ in lookers(turn, one.said.commune) if id_ in turn.accounts]
    readers = sorted({*await reaching.to_whom(turn, one), *asked_in_place, *turn.coordinators()})
    names = ["owner"] if (turn.now - asked.asked_at).days < 1 else ["owner", "again", "referent", "late"]
    for name in names:
        which = name if name == "owner" else f"{name}:{asked.round}"
        await turn.redraw(readers, done, f"interest:{asked.id}:{which}")
    await reminding.redraw(turn, one, asked)


async def sure(turn: Turn, account: int, what: str, asked: Interest) -> None:
    """“Pour tout le monde ?”: yes ends the offer, and everybody who asked hears; no leaves it as it is."""
    one = await offers.find(turn.here, asked.offer_id)
    if what == "not_all":
        turn.answer(phrase("interest.kept"))
    elif one is None or not await gone.end(turn, one, "taken"):
        turn.answer(phrase("press.over"))
    else:
        turn.answer(phrase("interest.answered.gone"))
    back = Screen([phrase("interest.kept" if what == "not_all" else "interest.answered.gone")], locale=PARTNER_LOCALE)
    await turn.redraw(account, back, f"interest:{asked.id}:back")


async def because(turn: Turn, account: int, _what: str, asked: Interest, reason: str) -> None:
    """It does not suit: the person hears that alone; why, whoever follows their case."""
    one = await offers.find(turn.here, asked.offer_id)
    if one is None or not await interests.becomes(turn.here, asked.id, Status.UNFIT, OPEN, turn.now):
        turn.answer(phrase("press.over"))
        return
    await answered(turn, account, one, asked, "unfit")
    done = Screen([phrase("interest.answered.unfit")], locale=PARTNER_LOCALE)
    await turn.redraw(account, done, f"interest:{asked.id}:back")
    title = said.title(turn, one.said)
    await reaching.tell(turn, asked, [phrase("interest.person.unfit", what=title)], f"answer:{asked.round}")
    case = await reaching.case_of(turn, asked)
    if case is not None:
        why = phrase("interest.reason", reference=case.reference, what=title, why=phrase(f"interest.why.{reason}"))
        readers = holders(turn, case) or turn.coordinators()
        screen = Screen([why], locale=PARTNER_LOCALE, about=(about.interest(asked.id), case.reference))
        await turn.show(readers, screen, f"interest:{asked.id}:reason")


async def called(turn: Turn, account: int, _what: str, asked: Interest) -> None:
    """[J’ai appelé la personne]: a human has answered them."""
    one = await offers.find(turn.here, asked.offer_id)
    if one is None or not await interests.becomes(turn.here, asked.id, Status.CALLED, WAITS, turn.now):
        turn.answer(phrase("press.over"))
        return
    await answered(turn, account, one, asked, "called")
    words = phrase("interest.person.called", what=said.title(turn, one.said), **turn.contact)
    await reaching.tell(turn, asked, [words], f"answer:{asked.round}")


async def drop(turn: Turn, account: int, _what: str, asked: Interest) -> None:
    """[Je n’y pense plus], at any time: the owner hears."""
    locale = await turn.locale_of(account)
    one = await offers.find(turn.here, asked.offer_id)
    if one is None or not await interests.becomes(turn.here, asked.id, Status.DROPPED, STANDS, turn.now):
        turn.answer(phrase("press.over"), locale)
        return
    await outbox.not_sent(turn.connection, about.interest(asked.id))
    await reminding.redraw(turn, one, asked)
    title = said.title(turn, one.said)
    key = "interest.dropped.met" if asked.status is Status.AGREED else "interest.dropped"
    await reaching.redraw(turn, asked, [(title, phrase("interest.state.dropped"))], f"answer:{asked.round}")
    await reaching.tell(turn, asked, [phrase(key, what=title)], "dropped")
    told = Screen([phrase("interest.owner.dropped", what=title)])
    await reaching.tell_owner(turn, one, told, f"interest:{asked.id}:dropped")


async def offer_ended(turn: Turn, event: OfferEnded) -> None:
    """Those who asked for what is gone hear the same day; nothing that waited to be said of it goes any more."""
    one = await offers.find(turn.here, event.offer)
    for asked in await interests.in_offer(turn.here, event.offer, STANDS):
        status = await _is_gone(turn, asked)
        if one is None or status is None:
            continue
        if status is not Status.AGREED:
            await outbox.not_sent(turn.connection, about.interest(asked.id))
        words = phrase("interest.person.gone", what=said.title(turn, one.said))
        await reaching.tell(turn, asked, [words], "gone")
        await reminding.redraw(turn, one, asked)


async def _is_gone(turn: Turn, asked: Interest) -> Status | None:
    """What somebody asked for is gone. Returns how it stood, by now: somebody may have agreed at this very moment."""
    now: Interest | None = asked
    while now is not None and now.status in STANDS:
        if await interests.becomes(turn.here, asked.id, Status.GONE, [now.status], turn.now):
            return now.status
        now = await interests.find(turn.here, asked.id)
    return None


async def agree(turn: Turn, account: int, _what: str, asked: Interest, round_: int) -> None:
    """[Oui, transmettez]: only then does each have the other’s name and number."""
    await meeting.agree(turn, asked, interests.PROMISING, round_, await turn.locale_of(account))


async def suits(turn: Turn, account: int, _what: str, asked: Interest, round_: int) -> None:
    """The owner agrees to the time that the person proposed, with which these agreed before."""
    one = await offers.find(turn.here, asked.offer_id)
    if await meeting.agree(turn, asked, [Status.COUNTER], round_) and one is not None:
        await answered(turn, account, one, asked, "free")
