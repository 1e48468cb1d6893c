"""Posting: /offre, four questions; then somebody of the network looks at it before anybody else sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.engine.effects import Submit
from conversations.kinds import offering
from conversations.words.offer_facts import facts_said
from handlers.offers import correcting, looking, mine, picturing, said
from handlers.offers.verbs import owner_that_is
from handlers.turn import forms
from handlers.turn.events import LetterWanted
from handlers.turn.rights import REFERENT, works_on
from handlers.turn.turn import Turn
from network.offers import Facts, Kind, Offer
from network.phrase import phrase
from storage import cases, offers, owners
from storage.cases import Case
from storage.offers import Kept

FLOW = "new-offer"
LETTERS = frozenset({"lettre", "letter"})
_FOR_SELLER = {"offered": Kind.TAKEOVER.value, "whom": "me"}
"""What is not asked of whoever writes down an offer for a case."""


async def command(turn: Turn, account: int, locale: str, argument: str, theirs: Sequence[Kept]) -> None:
    """/offre: the offers that somebody has, if any; else what is free, in four questions. What was typed behind it is
    the first answer; /offre lettre tauves: a letter that asks a town hall for its own.
    """
    word, _, where = argument.strip().partition(" ")
    if word.lower() in LETTERS and await REFERENT.holds(turn, account):
        await turn.happened(LetterWanted(account, where))
    elif theirs and not argument:
        await mine.show(turn, account, locale, theirs)
    else:
        await _begin(turn, account, locale, offering.heard(turn.knowledge, argument) if argument else None)


async def theirs(turn: Turn, account: int, _argument: str) -> list[Kept]:
    """The offers that somebody has."""
    return await mine.theirs(turn, account)


async def press(turn: Turn, account: int, _what: str) -> None:
    """[Proposer une offre]."""
    await _begin(turn, account, await turn.locale_of(account), pressed=True)


async def for_seller(turn: Turn, account: int, case: Case) -> None:
    """[Proposer une offre] for somebody who sells, by whoever follows them: it is they who are called about it."""
    locale = await turn.locale_of(account)
    await forms.begin(turn, account, locale, FLOW, case.reference, _FOR_SELLER, pressed=True)


async def _begin(
    turn: Turn, account: int, locale: str, heard: Mapping[str, Any] | None = None, *, pressed: bool = False
) -> None:
    if await posts(turn, account):
        await _understood(turn, account, locale, heard or {})
        owner = None if await REFERENT.holds(turn, account) else await owner_that_is(turn, account)
        known = {"where": owner.commune} if owner is not None and owner.commune else {}
        await forms.begin(turn, account, locale, FLOW, answers={**known, **(heard or {})}, pressed=pressed)
    else:
        await turn.say(account, phrase("offer.not_yours", **turn.contact), locale=locale)


async def _understood(turn: Turn, account: int, locale: str, heard: Mapping[str, Any]) -> None:
    """What was understood of a first sentence is said, so that it can be put right."""
    if "offered" in heard:
        kind = Kind(heard["offered"])
        words, where = heard.get("told", {}).get("text", ""), heard.get("where", "")
        facts = Facts.of(facts_said(words, kind, locale))
        told = said.understood(turn, Offer(0, kind, where, heard.get("what", ""), facts=facts))
        await turn.say(account, phrase("offer.understood", told=told), locale=locale)


async def posts(turn: Turn, account: int) -> bool:
    """Whether somebody may offer: a referent, the coordination, or an owner whom the network knows."""
    return await REFERENT.holds(turn, account) or await owner_that_is(turn, account) is not None


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """An offer is posted; its pictures are read first, so that whoever looks at it sees them."""
    if not await posts(turn, account):
        await turn.say(account, phrase("offer.not_yours", **turn.contact), locale=locale)
        return
    actor = turn.actor(account) if await REFERENT.holds(turn, account) else ""
    seller = await cases.look_up(turn.here, form.about) if form.about else None
    reference = seller.reference if seller is not None and works_on(turn, account, seller) else None
    owner, told = await _owner(turn, account, actor, form), _told(turn, locale, form) | {"case_reference": reference}
    number = await offers.post(turn.here, owner, actor, turn.now, told)
    if not await picturing.bring(turn, account, locale, number, form):
        await looking.ask(turn, account, number)


def _told(turn: Turn, locale: str, form: Submit) -> dict[str, Any]:
    """What is kept of the answers; the trades that the words name are read out of them."""
    answers = form.answers
    words = answers["told"]["text"]
    return {
        "kind": answers["offered"],
        "what": answers.get("what") or "",
        "words": words,
        "sectors": correcting.sectors(turn, Kind(answers["offered"]), answers.get("what") or "", words),
        "commune": answers["where"],
        "audience": "partners" if answers["offered"] == "closing" else "public",
        "confidential": answers.get("quiet") == "confidential",
        "facts": facts_said(words, Kind(answers["offered"]), locale),
    }


async def _owner(turn: Turn, account: int, actor: str, form: Submit) -> int:
    """Whoever is asked about it: who posts it, or whom they wrote down."""
    contact = form.answers.get("contact")
    if contact is not None:
        return await owners.of_contact(turn.here, form.answers["owner"], contact["phone"] or "", contact["email"] or "")
    known = await owner_that_is(turn, account) if not actor else None
    if known is not None:
        return known.id
    referent = turn.network.referent_by_id.get(actor)
    name = referent.name.fr if referent is not None else turn.network.identity.contact.name.fr
    return await owners.of_actor(turn.here, actor, name)
