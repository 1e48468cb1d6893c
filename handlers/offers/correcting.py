"""Correcting: other words of an offer, by whoever speaks for it or looks at it; or its sender is asked for more."""

from __future__ import annotations

from typing import Any

from conversations.engine.effects import Submit
from conversations.words.offer_facts import facts_said
from handlers.offers import gone, looking, reaching, said
from handlers.offers.verbs import OPEN, looks_after, of_form, owns
from handlers.turn import forms
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.market.search import of_trade
from network.offers import Kind, completed
from network.phrase import phrase
from storage import offers
from storage.durable import about
from storage.offers import Kept, Status

FLOW, ASKS = "offer-words", "offer-ask"


async def begin(turn: Turn, account: int, one: Kept) -> None:
    """[Corriger la phrase]: what stands may be kept."""
    known = {"what": one.said.what, "words": one.said.words}
    begun: dict[str, Any] = {"offered": one.said.kind}
    if not one.said.what:
        begun["what"] = None
    standing = {name: value for name, value in known.items() if value}
    locale = await turn.locale_of(account)
    await forms.begin(turn, account, locale, FLOW, about.offer(one.id), begun, known=standing, pressed=True)


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """Other words: looked at anew, unless whoever looks at it wrote them."""
    one = await of_form(turn, account, form)
    if one is None:
        await turn.say(account, phrase("offer.over"), locale=locale)
        return
    what, words = form.answers.get("what", one.said.what), form.answers.get("words", one.said.words)
    if (what, words) == (one.said.what, one.said.words):
        await turn.say(account, phrase("offer.more.same"), locale=locale)
        return
    trades = sectors(turn, one.said.kind, what, words)
    await offers.change(turn.here, one.id, what=what, words=words, sectors=trades)
    read = facts_said(words, one.said.kind, locale) if words != one.said.words else {}
    await offers.tell(turn.here, one.id, lambda facts: completed(one.said.kind, facts, read))
    await gone.hide(turn, one)
    now = await offers.find(turn.here, one.id)
    if now is None:
        return
    if now.status is Status.WAITING and looks_after(turn, account, now) and not await owns(turn, account, now):
        await _for_them(turn, account, now, locale)
    else:
        await again(turn, account, now, locale)


def sectors(turn: Turn, kind: Kind, what: str, words: str) -> list[str]:
    """The trades that the words of an offer surely name."""
    return list(turn.knowledge.sectors.surely(of_trade(kind, what, words)))


async def _for_them(turn: Turn, account: int, one: Kept, locale: str) -> None:
    """Whoever looks at it put it right before it is published, and its sender reads it."""
    await looking.redraw(turn, one)
    told = [phrase("offer.corrected", number=one.id), *said.lines(turn, one.said, known=True)]
    await turn.show(await reaching.speakers(turn, one), Screen(told), f"offer:{one.id}:corrected:{turn.row.id}")
    await turn.say(account, phrase("offer.corrected.done"), locale=locale)


async def again(turn: Turn, account: int, one: Kept, locale: str) -> None:
    """It says something new in words or pictures: nobody sees it before it was looked at."""
    if one.status is not Status.WAITING:
        out_of = (*offers.SHOWN, Status.STALE)
        await offers.becomes(turn.here, one.id, Status.WAITING, out_of, turn.now)
    else:
        await looking.set_aside(turn, one)
    await looking.ask(turn, account, one.id, "offer.again", locale=locale)


# --- what is asked of its sender --------------------------------------------------------------------------------------


async def ask(turn: Turn, account: int, what: str, one: Kept) -> None:
    """[Corriger avant de publier], or [Demander une précision]."""
    if one.status is not Status.WAITING:
        turn.answer(phrase("press.over"))
    elif what == "correct":
        await begin(turn, account, one)
    else:
        await forms.begin(turn, account, await turn.locale_of(account), ASKS, about.offer(one.id), pressed=True)


async def asked(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """Whoever sent it is asked, and answers by putting it right."""
    one = await of_form(turn, account, form)
    if one is None or one.status is not Status.WAITING or not looks_after(turn, account, one):
        await turn.say(account, phrase("offer.over"), locale=locale)
        return
    rows = [[OPEN.button(f"offer.button.{what}", what, one.id)] for what in ("words", "more")]
    words = phrase("offer.asked", number=one.id, text=form.answers["question"])
    await turn.show(await reaching.speakers(turn, one), Screen([words], rows), f"offer:{one.id}:asked:{turn.row.id}")
    await turn.say(account, phrase("offer.asked.sent", number=one.id), locale=locale)
