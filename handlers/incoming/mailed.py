"""Mails: what comes of one that was read. A link or a number does what the press does; words alone never act."""

from __future__ import annotations

from conversations.words.contacts import for_reading
from correspondence.reading import Reading
from correspondence.robots import Bounce
from correspondence.tokens import named as token_names
from handlers.exports import leaving
from handlers.incoming import mailed_files, mailed_words, router
from handlers.owners import drafts, files
from handlers.slots import opening, to_assign
from handlers.turn.audience import is_theirs, named
from handlers.turn.channels import by_mail, daily
from handlers.turn.running import Reads
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Caller, Turn
from network.model import Referent
from network.phrase import Phrase, phrase
from network.slots import Status
from storage import cases, duplicates, owners
from storage.cases import Case
from storage.durable import enclosures, mail_acts, once
from storage.durable.about import case_in, told_of
from storage.durable.mail_acts import MailAct


def reads(said: Reading) -> Reads | None:
    """What is to be read before the turn of a mail: the pictures that came with it, where they may be an offer."""
    wanted = said.kept and not (said.robot or said.bounce or said.token or said.reference)
    return files.read if wanted else None


async def follow(turn: Turn, said: Reading) -> None:
    """Do what a mail asks for, and answer it at once; what no human wrote does nothing, and is not answered."""
    turn.does("mail", "bounce" if said.bounce else "robot" if said.robot else "answer")
    if said.bounce is not None:
        await _came_back(turn, said.bounce)
    elif not said.robot and said.sender and said.sender != turn.runtime.mailbox.lower():
        turn.answering = said.message_id
        await _answer(turn, said)
    if said.kept:
        await enclosures.forget(turn.connection, turn.row.id)


async def _answer(turn: Turn, said: Reading) -> None:
    letter = await _letter(turn, said)
    if said.token:
        act = await _of_token(turn, said.token)
    elif said.number and letter is not None:
        act = await mail_acts.find(turn.here, letter.mail_id, said.number)
    else:
        act = None
    of_case = case_in((letter.about or "",)) if letter is not None else ""
    reference = of_case or said.reference
    turn.answers_about = of_case
    if act is not None:
        await _use(turn, said, act)
    elif not said.token and await drafts.take(turn, said, letter):
        turn.does("owners", "draft")
    elif (account := _account_of(turn, said.sender, letter)) is not None:
        turn.caller = Caller(account, account, PARTNER_LOCALE)
        if said.token:
            await _refuse(turn, account, phrase("mail.link.unknown"), said.reference)
        else:
            await mailed_words.hear(turn, account, said, reference, letter)
    elif (case := await _case_of(turn, reference, said.sender)) is not None:
        account = by_mail.person_account(turn, case) or 0
        turn.caller = Caller(account, account, PARTNER_LOCALE)
        turn.answers_about = case.reference
        await mailed_words.from_person(turn, account, case, said, letter)
    else:
        await _stranger(turn, said)
    if (act is not None or said.token) and turn.caller.account:
        await mailed_files.say_refused(turn, turn.caller.account, await mailed_files.came(turn, said), "act")


async def _case_of(turn: Turn, reference: str, sender: str) -> Case | None:
    """The case of a reference, or the one that goes on for it, where an address is that of its person, who is not on
    Telegram.
    """
    case = await cases.load(turn.here, await duplicates.standing(turn.here, reference))
    account = by_mail.person_account(turn, case) if case is not None else None
    theirs = account is not None and case is not None and turn.addresses[account] == sender
    return case if theirs and case is not None and await is_theirs(turn, case, account or 0) else None


async def _letter(turn: Turn, said: Reading) -> MailAct | None:
    """The letter of ours that a mail answers, as it was offered; None where it is none that is known."""
    for message_id in said.answers:
        if (known := turn.runtime.tokens.letter(message_id)) is not None:
            return await mail_acts.find(turn.here, known.mail_id, 0)
    return None


async def _of_token(turn: Turn, token: str) -> MailAct | None:
    names = token_names(token)
    act = await mail_acts.find(turn.here, names.mail_id, names.number) if names is not None else None
    return act if act is not None and by_mail.token_of(turn, act) == token else None


def _referent_of(turn: Turn, account: int) -> Referent | None:
    return turn.referent_of(account) if account in turn.addresses else None


def _account_of(turn: Turn, sender: str, letter: MailAct | None) -> int | None:
    """Whose account an address is: where several share it, that of the letter which is answered, else the first."""
    theirs = [
        account
        for account in turn.addresses
        if (referent := _referent_of(turn, account)) is not None
        and sender in by_mail.addresses_of(turn.network, referent)
    ]
    answered = letter.account if letter is not None else None
    return answered if answered in theirs else next(iter(theirs), None)


# --- links ------------------------------------------------------------------------------------------------------------


async def _use(turn: Turn, said: Reading, act: MailAct) -> None:
    """Whoever writes must be whom the link was made for. It works once, until its day; then there is a fresh one."""
    reference = case_in(told_of(act.data)[:1] or (act.about or "",))
    addresses = await _addresses_of(turn, act, reference)
    if not addresses:  # they left, have other addresses now, or use Telegram
        account = _account_of(turn, said.sender, None)
        if account is None and (case := await _case_of(turn, reference, said.sender)) is not None:
            account = by_mail.person_account(turn, case)
        if account is None:
            await _stranger(turn, said)
            return
        turn.caller = Caller(account, account, PARTNER_LOCALE)
        await _refuse(turn, account, phrase("mail.link.unknown"), reference)
        return
    if said.sender not in addresses:
        await _foreign(turn, said, act, reference)
        return
    turn.caller = Caller(act.account, act.account, PARTNER_LOCALE, message_id=act.mail_id)
    turn.answers_about = reference
    if act.until < turn.now:
        alone = phrase("mail.link.expired.alone", **turn.contact)
        await _refuse(turn, act.account, phrase("mail.link.expired"), reference, alone)
    elif not await mail_acts.use(turn.here, act, turn.now):
        await _refuse(turn, act.account, phrase("mail.link.used"), reference, phrase("mail.link.used.alone"))
    else:
        await router.press(turn, act.data.split("|"))
        if act.account not in turn.shown and reference:
            await opening.shown(turn, act.account, reference)


async def _addresses_of(turn: Turn, act: MailAct, reference: str) -> tuple[str, ...]:
    """The addresses that a link may be sent from; none where its account is nobody’s any more."""
    if (referent := _referent_of(turn, act.account)) is not None:
        return by_mail.addresses_of(turn.network, referent)
    if not reference and (theirs := await _owner_s(turn, act.account)):
        return theirs
    case = await cases.load(turn.here, reference)
    if (
        case is None
        or by_mail.person_account(turn, case) != act.account
        or not await is_theirs(turn, case, act.account)
    ):
        return ()
    return (turn.addresses[act.account],)


async def _owner_s(turn: Turn, account: int) -> tuple[str, ...]:
    """The address of the owner whose account it is."""
    for owner in await owners.with_address(turn.here):
        if by_mail.owner_account(turn, owner) == account:
            return (turn.addresses[account],)
    return ()


async def _refuse(turn: Turn, account: int, why: Phrase, reference: str, alone: Phrase | None = None) -> None:
    """Nothing was done: why, and what can be done now, with fresh links; where they see nothing of it, `alone`."""
    shown = bool(reference) and await opening.shown(turn, account, reference)
    turn.answer(why if shown or alone is None else alone)


async def _foreign(turn: Turn, said: Reading, act: MailAct, reference: str) -> None:
    """A link that somebody else sends does nothing; they hear why, and so does the coordination, once."""
    if await once.mark(turn.connection, f"foreign:{act.mail_id}.{act.number}:{daily.hashed(said.sender)}", turn.now):
        referent = _referent_of(turn, act.account)
        whose = referent.name.phrase() if referent is not None else phrase("who.person")
        about = phrase("coordinator.mail.foreign", reference=reference, sender=said.sender, referent=whose)
        if referent is None and not reference:
            about = phrase("coordinator.mail.foreign.owner", sender=said.sender)
        await turn.say(turn.coordinators(), about, locale=PARTNER_LOCALE)
    await _tell_sender(turn, said, "foreign", phrase("mail.foreign", **turn.contact))


async def _stranger(turn: Turn, said: Reading) -> None:
    await _tell_sender(turn, said, "stranger", phrase("mail.stranger", **turn.contact))


async def _tell_sender(turn: Turn, said: Reading, why: str, words: Phrase) -> None:
    """Answer an address that is nobody’s: once a day, whatever comes from there."""
    key = f"mail {why}:{daily.hashed(said.sender)}:{turn.today}"
    if turn.can_mail(said.sender) and await once.mark(turn.connection, key, turn.now):
        subject = phrase("mail.of_network.subject", network=turn.network.identity.name)
        await by_mail.write(turn, 0, said.sender, subject, [words])


# --- what came back ---------------------------------------------------------------------------------------------------


async def _came_back(turn: Turn, bounce: Bounce) -> None:
    """A letter reached nobody: the coordination hears whom, and what waits for them is asked by telephone."""
    known = turn.runtime.tokens.letter(bounce.message_id)
    if known is not None and await leaving.lost(turn, known.mail_id, "returned"):
        return
    letter = await mail_acts.find(turn.here, known.mail_id, 0) if known is not None else None
    referent = _referent_of(turn, letter.account) if letter is not None else None
    if letter is None or referent is None:
        if known is not None:
            await _reaches_nobody(turn, bounce.recipient, letter)
        return
    if await once.mark(turn.connection, f"bounced:{letter.account}:{turn.today}", turn.now, letter.account):
        who = named(turn.network, referent.id)
        await turn.say(turn.coordinators(), phrase("coordinator.mail.bounced", **who), locale=PARTNER_LOCALE)
    case = await cases.load(turn.here, letter.about or "")
    for role, slot in ({} if case is None else case.slots).items():
        if case is not None and slot.status == Status.PROPOSED and slot.referent == referent.id:
            await to_assign.call(turn, case, role, "phone")


async def _reaches_nobody(turn: Turn, address: str, letter: MailAct | None) -> None:
    """A letter of ours to the person of a case, or to an address that is no referent’s account, came back."""
    case = await cases.load(turn.here, letter.about or "") if letter is not None else None
    is_theirs = case is not None and letter is not None and by_mail.person_account(turn, case) == letter.account
    whom = case.reference if case is not None and is_theirs else daily.hashed(address)
    if not await once.mark(turn.connection, f"bounced:{whom}:{turn.today}", turn.now):
        return
    if case is not None and is_theirs:
        phone = for_reading(case.project.phone) or "–"
        told = phrase("coordinator.mail.bounced.person", reference=case.reference, phone=phone)
        shown = Screen([told], locale=PARTNER_LOCALE, protect=True, about=(case.reference,))
        await turn.show(turn.coordinators(), shown)
    elif address:
        told = phrase("coordinator.mail.bounced.address", address=address)
        await turn.say(turn.coordinators(), told, locale=PARTNER_LOCALE)
