"""Refused mails: each verb that may come by mail, by each wrong sender, changes nothing, and is answered by why not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from correspondence.reading import Reading
from handlers.features import REGISTER
from handlers.turn.channels import by_mail
from handlers.turn.turn import Turn
from storage.durable import inbox, mail_acts, mails
from storage.durable.mail_acts import MailAct
from tests.stage import COORDINATOR
from tests.stage.inside import happen
from tests.stage.post_office import Office, post_office
from tests.test_referents import changed
from tests.test_refusals import ELSE, EVERY_REFUSED, OTHER_PLACE, OTHER_TRADE, Scene, is_text, scene

NOWHERE = "imap://bot%40example.org:x@127.0.0.1:9"
"""A mailbox that nobody looks into: what was read there is put into the inbox."""
WITHOUT = ((f"telegram_id = {OTHER_TRADE}\n", ""), (f"telegram_id = {OTHER_PLACE}\n", ""))
SENDERS = ("conseiller-batiment", "chargee-accueil-massif-du-sancy")


def test_every_verb_by_mail_has_a_line() -> None:
    """Or a right that everybody has."""
    by_mail_too = {verb.name for verb in REGISTER.every_verb if verb.by_mail and verb.right.name != "anybody"}
    assert by_mail_too - {data.partition("|")[0] for data in DATA} == OF_EVERY_REFERENT
    assert {"take", "pass", "why", "contacted", "unreachable", "done", "not_helped", "undo"} <= by_mail_too


def _may_come(data: str) -> bool:
    name, *texts = data.split("|")
    return any(verb.by_mail and verb.read(texts) is not None for verb, _ in REGISTER.verbs.get(name, ()))


OF_EVERY_REFERENT = {"attend"}
"""What each referent may do by mail, for themselves alone."""
DATA = [data for data in EVERY_REFUSED if _may_come(data) and EVERY_REFUSED[data].get(ELSE)]


async def mailed(made: Scene, referent: str, data: str, sender: str = "") -> str:
    """A link that was made for a referent is sent, by themselves unless there is a `sender`. Returns whence it came."""
    made.before, sent = None, []

    async def arm(t: Turn) -> None:
        account = t.accounts[referent]
        mail_id = await mails.put(t.here, t.addresses[account], "x", "x", t.runtime.real_now())
        act = MailAct(mail_id, 1, account, data, t.now + timedelta(days=1))
        await mail_acts.offer(t.here, [act], ())
        sender_of_it = sender or t.addresses[account]
        said = Reading(sender_of_it, message_id=f"<{mail_id}@x>", token=by_mail.token_of(t, act))
        await inbox.add(t.connection, "mail", 1, said.data(), t.runtime.real_now())
        sent.append(sender_of_it)

    await happen(made.stage, COORDINATOR, arm)
    await made.stage.settle()
    return sent[0]


async def told(made: Scene, office: Office, address: str) -> str:
    """What the newest letter to an address says first."""
    text = [letter.text for letter in office.letters if letter.recipients == (address,)][-1]
    return text.replace("\r", "").rpartition("_" * 30 + "\n\n")[2].split("\n\n")[0]


async def test_mails_of_the_wrong_sender(database_url: str, tmp_path: Path) -> None:
    """With a link of their own that names what is not theirs, and with a link of somebody else."""
    network, wrong = changed(tmp_path, *WITHOUT), []
    async with (
        post_office() as office,
        scene(database_url, smtp_url=office.url, imap_url=NOWHERE, network_file=network) as made,
    ):
        before = await kept(made)
        for referent in SENDERS:
            for data in DATA:
                address = await mailed(made, referent, data)
                said, key = await told(made, office, address), EVERY_REFUSED[data][ELSE]
                if not is_text(key, said):
                    wrong.append(f"{referent} {data}: told {said!r}, not {key}")
                if (after := await kept(made)) != before:
                    wrong.append(
                        f"{referent} {data}: {[name for name in after if after[name] != before[name]]} changed"
                    )
                    before = after
        for data in (*DATA, *(data for data in EVERY_REFUSED if data.partition("|")[0] in OF_EVERY_REFERENT)):
            await mailed(made, SENDERS[0], data, "somebody@example.org")
        assert is_text("mail.foreign", await told(made, office, "somebody@example.org"))
        assert await kept(made) == before
    assert wrong == []


async def kept(made: Scene) -> dict[str, list[str]]:
    """Every row that is kept, but for letters and their links."""
    return {name: found for name, found in (await made.kept()).items() if name not in ("mail", "mail_act")}
