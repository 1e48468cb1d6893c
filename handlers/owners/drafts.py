"""Drafts: a mail with pictures becomes an offer that its sender proposes by one link; of an address that nobody knows
the coordination decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from conversations.words import discreet, fairness, offer_told
from conversations.words.cleaning import clip
from conversations.words.contacts import unreached
from correspondence.reading import Reading
from handlers.offers import correcting, looking, reaching, said
from handlers.offers.verbs import ENDS, PHOTOS
from handlers.owners import files, forgetting, writers
from handlers.owners.files import Files
from handlers.owners.verbs import DRAFT, IS
from handlers.owners.writers import Writer
from handlers.turn.channels import by_mail, daily
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Caller, Turn
from network.offers import Facts, Kind
from network.phrase import phrase
from storage import offers, owners, pictures
from storage.durable import due, once
from storage.durable.mail_acts import MailAct
from storage.durable.sent_messages import FILE
from storage.offers import Kept, Status

WAITS = "offer:draft"
REMINDED, GONE = timedelta(days=7), timedelta(days=30)
A_DAY, OF_STRANGERS = 5, 20
"""Drafts a day from one address; from all addresses that nobody knows."""
_A_WORD = 6
"""So many words complete what was understood; more take the place of the description."""
_NEEDS_TITLE = (Kind.TAKEOVER, Kind.JOB, Kind.SERVICE, Kind.CLOSING)
BUILT_KEYS = {"new-offer.offered.{}": Kind}


async def take(turn: Turn, mail: Reading, letter: MailAct | None) -> bool:
    """A mail is an offer, or goes on with one. Returns whether it was."""
    enclosed = turn.read if isinstance(turn.read, Files) else Files()
    if letter is not None and mail.words.strip(" .!").casefold() in forgetting.WORDS:
        return await _in_words(turn, mail)
    if letter is not None:
        return await _goes_on(turn, mail, letter, enclosed) or await _in_words(turn, mail)
    if mail.reference:
        return False
    if not (enclosed.pictures or enclosed.refused):
        return await _in_words(turn, mail)
    writer = await writers.find(turn, mail.sender)
    if not enclosed.pictures and (writer is None or writer.actor):  # a partner’s papers are about their work
        return False
    if not await _may(turn, mail.sender, unknown=writer is None):
        return False
    writer = writer or await writers.stranger(turn, mail.sender)
    await _begin(turn, writer, mail, enclosed)
    return True


async def _in_words(turn: Turn, mail: Reading) -> bool:
    """What an owner writes otherwise is for the coordination, once a day where it is the same. Returns whether it was
    an owner.
    """
    owner = next((one for one in await owners.at(turn.here, mail.sender) if not one.unknown), None)
    account = by_mail.owner_account(turn, owner) if owner is not None else None
    if owner is None or account is None:
        return False
    turn.caller = Caller(account, account, PARTNER_LOCALE)
    if mail.words.strip(" .!").casefold() in forgetting.WORDS:
        await forgetting.ask(turn, account, owner)
        return True
    again = f"owner words:{account}:{daily.hashed(mail.words)}"
    if await once.mark_within(turn.connection, again, turn.now, timedelta(days=1), account):
        told = phrase("owner.wrote", name=owner.name, text=mail.words or mail.subject)
        await turn.say(turn.coordinators(), told, locale=PARTNER_LOCALE, protect=True)
        turn.answer(phrase("owner.words.kept"))
    return True


async def _may(turn: Turn, sender: str, *, unknown: bool) -> bool:
    """Whether there were fewer than enough today."""
    whose = [(f"draft:{daily.hashed(sender)}", A_DAY), *([("draft:strangers", OF_STRANGERS)] if unknown else [])]
    for key, most in whose:
        marks = [f"{key}:{turn.today}:{number}" for number in range(most)]
        for mark in marks:
            if await once.mark(turn.connection, mark, turn.now):
                break
        else:
            return False
    return True


async def _begin(turn: Turn, writer: Writer, mail: Reading, enclosed: Files) -> None:
    title = writers.title_of(mail.subject)
    told = offer_told.read(f"{title}. {mail.words}", PARTNER_LOCALE)
    kind = told.kind or Kind.PREMISES
    new = {
        "kind": kind,
        "what": clip(unreached(title), 80) if kind in _NEEDS_TITLE else "",
        "words": writers.ungreeted(mail.words),
        "sectors": correcting.sectors(turn, kind, title, mail.words),
        "commune": writer.commune or _named(turn, f"{title}. {mail.words}"),
        "facts": _facts(told),
        "confidential": told.confidential,
        "audience": "partners" if kind is Kind.CLOSING else "public",
    }
    number = await offers.post(turn.here, writer.owner, writer.actor, turn.now, new, status=Status.DRAFT)
    if not told.confidential:
        await pictures.add(turn.here, number, enclosed.pictures)
    for step, after in (("remind", REMINDED), ("gone", GONE)):
        await due.schedule(turn.here, WAITS, 0, turn.now + after, {"offer": number, "step": step})
    one = await offers.find(turn.here, number)
    if one is not None:
        turn.caller = Caller(writer.account, writer.account, PARTNER_LOCALE)
        await _show(turn, one, sure=told.kind is not None, also=files.said(enclosed))


def _facts(told: offer_told.Told) -> dict[str, Any]:
    facts = {"surface": told.surface, "rent": told.rent}
    return {name: value for name, value in facts.items() if value is not None}


def _named(turn: Turn, text: str) -> str:
    """The one commune of the network that a text names; empty where it names none, or several."""
    named = {insee for one in turn.knowledge.places.mentions(text) for insee in one.communes}
    known = [insee for insee in named if insee in turn.network.commune_by_insee]
    return known[0] if len(known) == 1 else ""


# --- shown ------------------------------------------------------------------------------------------------------------


async def _show(turn: Turn, one: Kept, *, sure: bool = True, also: list[Paragraph] | None = None) -> None:
    """To whoever sent it; where nobody knows them, to the coordination, and what happens now to its sender."""
    owner = await owners.find(turn.here, one.owner_id)
    if owner is None:
        return
    if not owner.unknown:
        accounts = await reaching.theirs(turn, owner)
        screen = _screen(turn, one, phrase("draft.read", count=one.said.pictures), sure=sure)
        screen = replace(screen, paragraphs=[*screen.paragraphs, *(also or [])], at_once=True)
        await turn.show(accounts, screen, f"offer:{one.id}:draft")
        return
    shown = await pictures.of_offer(turn.here, one.id)
    lead = phrase("draft.unknown", sender=owner.email, count=len(shown))
    screen = _screen(turn, one, lead, sure=sure)
    if len(shown) > 1:
        every = PHOTOS.button("offer.button.photos", one.code, pictured=len(shown))
        screen = replace(screen, rows=[*screen.rows, [every]])
    file = ("photo", {"picture": shown[0]}) if shown else None
    name = f"offer:{one.id}:draft:{turn.row.id}{FILE if file else ''}"
    await turn.show(turn.coordinators(), replace(screen, file=file, protect=True), name)
    if (account := by_mail.owner_account(turn, owner)) is not None:
        thanks: list[Paragraph] = [phrase("draft.received", **turn.contact), *(also or [])]
        thanks += [] if one.said.commune else [phrase("draft.ask.where")]
        await turn.show(account, Screen(thanks, locale=PARTNER_LOCALE, at_once=True), f"offer:{one.id}:draft")


def _screen(turn: Turn, one: Kept, lead: Any, *, sure: bool) -> Screen:
    """What was understood, and what is asked."""
    told: list[Paragraph] = [lead, *said.lines(turn, one.said, known=True), *said.secret(one)]
    if one.said.kind is Kind.TAKEOVER and not one.said.confidential:
        told.append(phrase("draft.ask.secret"))
    if not sure:
        return Screen([*told, phrase("draft.ask.kind")], _kinds(one), PARTNER_LOCALE)
    rows = [
        [DRAFT.button("draft.button.kinds", "kinds", one.id)],
        [DRAFT.button("draft.button.drop", "drop", one.id)],
    ]
    if not one.said.commune:
        return Screen([*told, phrase("draft.ask.where")], rows, PARTNER_LOCALE)
    rows.insert(0, [DRAFT.button("draft.button.propose", "propose", one.id, one.changes)])
    return Screen([*told, phrase("draft.ask")], rows, PARTNER_LOCALE)


def _kinds(one: Kept) -> list[list[Button]]:
    return [[IS.button(f"new-offer.offered.{kind}", "is", one.id, kind)] for kind in Kind]


# --- gone on with -----------------------------------------------------------------------------------------------------


async def _goes_on(turn: Turn, mail: Reading, letter: MailAct, enclosed: Files) -> bool:
    """An answer to the letter about a draft: a word completes it, a sentence describes it anew, pictures come along."""
    number = letter.data.removeprefix("offer:").removesuffix(":draft")
    if letter.data != f"offer:{number}:draft" or not number.isdecimal():
        return False
    one = await offers.find(turn.here, int(number))
    if one is None or await by_mail.owner_of(turn, letter.account, mail.sender) is None:
        return False
    turn.caller = Caller(letter.account, letter.account, PARTNER_LOCALE)
    if one.status is not Status.DRAFT:
        turn.answer(phrase("press.over"))
        return True
    await offers.change(turn.here, one.id, **_completed(turn, one, mail.words))
    now = await offers.find(turn.here, one.id)
    if now is not None:
        if now.said.confidential:  # a picture would name it
            await pictures.forget(turn.here, one.id)
        else:
            await pictures.add(turn.here, one.id, enclosed.pictures[: max(0, 8 - one.said.pictures)])
        now = await offers.find(turn.here, one.id) or now
        sure = one.said.kind is not Kind.PREMISES or offer_told.read(now.said.words, PARTNER_LOCALE).kind is not None
        await _show(turn, now, sure=sure, also=files.said(enclosed))
    return True


def _completed(turn: Turn, one: Kept, words: str) -> dict[str, Any]:
    told = offer_told.read(words, PARTNER_LOCALE)
    facts = {name: value for name, value in _told_of(one.said.facts).items() if value is not None} | _facts(told)
    changed: dict[str, Any] = {"facts": facts}
    if len(words.split()) > _A_WORD:
        changed["words"] = writers.ungreeted(words)
        changed["sectors"] = correcting.sectors(turn, told.kind or one.said.kind, one.said.what, words)
    if place := _named(turn, words):
        changed["commune"] = place if not one.said.commune or len(words.split()) <= _A_WORD else one.said.commune
    if told.kind is not None and len(words.split()) <= _A_WORD:
        changed["kind"] = told.kind
    if changed.get("kind", one.said.kind) is Kind.TAKEOVER and discreet.parted(words) is not None:
        changed["confidential"] = True
    return changed


def _told_of(facts: Facts) -> Mapping[str, Any]:
    return {"surface": facts.surface, "rent": facts.rent}


async def press(turn: Turn, account: int, what: str, one: Kept, seen: int | None = None) -> None:
    """[Proposer cette offre], as it was `seen`, [Changer la nature], [Ne pas proposer]."""
    if one.status is not Status.DRAFT:
        turn.answer(phrase("press.over"))
    elif what == "kinds":
        await turn.show(account, Screen([phrase("draft.ask.kind")], _kinds(one), PARTNER_LOCALE), _of(turn, one))
    elif what == "drop":
        await _drop(turn, one)
        turn.answer(phrase("draft.dropped"))
    elif seen != one.changes:
        turn.answer(phrase("offer.look.newer"))
        await _show(turn, one)
    else:
        await _propose(turn, account, one)


async def is_a(turn: Turn, account: int, _what: str, one: Kept, kind: str) -> None:
    """[Local], [Logement], …: what it is."""
    if one.status is not Status.DRAFT:
        turn.answer(phrase("press.over"))
        return
    audience = "partners" if kind == Kind.CLOSING else "public"
    await offers.change(turn.here, one.id, kind=kind, audience=audience)
    now = await offers.find(turn.here, one.id)
    if now is not None:
        screen = _screen(turn, now, phrase("draft.read", count=now.said.pictures), sure=True)
        await turn.show(account, screen, _of(turn, now))


def _of(turn: Turn, one: Kept) -> str:
    """How a screen about a draft is called: a letter so that an answer in words goes on with it."""
    return f"offer:{one.id}:draft" if by_mail.is_by_mail(turn.caller.account) else f"offer:{one.id}:draft:{turn.row.id}"


async def _propose(turn: Turn, account: int, one: Kept) -> None:
    unfair = fairness.refused(f"{one.said.what} {one.said.words}", one.said.kind)
    if not one.said.commune or unfair is not None:
        await turn.show(account, Screen([unfair or phrase("draft.ask.where")], (), PARTNER_LOCALE), _of(turn, one))
        return
    if not await offers.becomes(turn.here, one.id, Status.WAITING, [Status.DRAFT], turn.now, one.changes):
        turn.answer(phrase("press.over"))
        return
    owner = await owners.find(turn.here, one.owner_id)
    strange = owner is not None and owner.unknown
    if owner is not None and strange:
        await owners.vouch(turn.here, owner)
    await looking.ask(turn, account, one.id)
    now = await offers.find(turn.here, one.id)
    if strange and now is not None and now.shown:
        words = phrase("offer.shown", number=one.id, what=said.title(turn, now.said))
        rows = [[ENDS.button("offer.button.taken", "taken", one.id)]]
        await reaching.reach(turn, now, Screen([words], rows), f"offer:{one.id}:told:{turn.row.id}")


async def _drop(turn: Turn, one: Kept) -> None:
    if await offers.becomes(turn.here, one.id, Status.WITHDRAWN, [Status.DRAFT], turn.now):
        await pictures.forget(turn.here, one.id)
        owner = await owners.find(turn.here, one.owner_id)
        account = by_mail.owner_account(turn, owner) if owner is not None and owner.unknown else None
        if account is not None:
            await turn.say(account, phrase("draft.not_kept", **turn.contact), locale=PARTNER_LOCALE)


async def still_waits(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody has proposed it: once more, then it goes."""
    one = await offers.find(turn.here, int(expects["offer"]))
    if one is None or one.status is not Status.DRAFT:
        return
    if expects["step"] == "remind":
        await _show(turn, one)
    else:
        await _drop(turn, one)
