"""The letter for a town hall: on paper, with a code by which whoever follows it speaks for the town hall here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from handlers.offers.verbs import NEW, lookers
from handlers.owners.verbs import LETTER
from handlers.partners import menus
from handlers.turn.events import CameIn, LetterWanted
from handlers.turn.rights import REFERENT, referent_id
from handlers.turn.screen import Paragraph, Screen, bare, far_day, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import town_halls
from network.phrase import Param, phrase
from network.town_halls import Listed
from reports.letters import Letter, to_json
from storage import owners, people

LINK = "mairie-"
LASTS = timedelta(days=365)
SPEAK = 3
"""People of one town hall who may speak for it: a mayor, a secretary, and one more."""


async def wanted(turn: Turn, asked: LetterWanted) -> None:
    """/offre lettre tauves."""
    found = turn.knowledge.places.find(asked.where[:200])
    codes = [code for code in found.communes if code in turn.network.commune_by_insee]
    if found.kind == "commune" and len(codes) == 1:
        await write(turn, asked.account, codes[0])
    elif codes:
        known = turn.network.commune_by_insee
        rows = [[LETTER.button("hall.button.letter", code, commune=known[code][0].name)] for code in codes[:8]]
        shown = Screen([phrase("hall.which")], rows, PARTNER_LOCALE)
        await turn.show(asked.account, shown, f"hall:which:{turn.row.id}")
    else:
        await turn.say(asked.account, phrase("hall.where"), locale=PARTNER_LOCALE)


async def write(turn: Turn, account: int, insee: str) -> None:
    """The letter for the town hall of a commune, with a new link; that of an earlier letter is over."""
    listed = next((one for one in town_halls.listed(turn.network) if insee in one.communes), None)
    if not turn.coordinates(account) and referent_id(turn, account) not in lookers(turn, insee):
        await turn.say(account, phrase("hall.not_yours", **turn.contact), locale=PARTNER_LOCALE)
    elif listed is None:
        await turn.say(account, phrase("hall.unknown"), locale=PARTNER_LOCALE)
    else:
        number = await owners.of_town_hall(turn.here, listed)
        token = await owners.link(turn.here, number, turn.now, LASTS)
        link = f"https://t.me/{turn.runtime.bot_username}?start={LINK}{token}"
        paper = {"filename": _file(listed), "letters": to_json([_letter(turn, listed, link)])}
        caption = phrase("hall.letter.caption", hall=listed.town_hall.name, until=_until(turn))
        screen = Screen([caption], locale=PARTNER_LOCALE, protect=True, file=("document", paper))
        await turn.show(account, screen, f"hall:{listed.town_hall.insee}:{turn.row.id}")


def _until(turn: Turn) -> str:
    return far_day(PARTNER_LOCALE, turn.day(turn.now + LASTS))


def _file(listed: Listed) -> str:
    return f"lettre-{listed.id}.pdf"


def _letter(turn: Turn, listed: Listed, link: str) -> Letter:
    identity, hall = turn.network.identity, listed.town_hall
    where = f"{hall.postal_code} {hall.town}".strip()
    return Letter(
        PARTNER_LOCALE,
        turn.now,
        sender=(identity.name, identity.contact.organisation, identity.contact.phone),
        reader="\n".join(line for line in (hall.name, hall.address, where) if line),
        heading=plain(PARTNER_LOCALE, phrase("hall.letter.subject", town=hall.town)),
        paragraphs=tuple(bare(PARTNER_LOCALE, [said]) for said in _words(turn, listed)),
        link=link,
        link_words=plain(PARTNER_LOCALE, phrase("hall.letter.code")),
    )


def _words(turn: Turn, listed: Listed) -> Iterator[Paragraph]:
    identity, hall = turn.network.identity, listed.town_hall
    about: dict[str, Param] = {
        "network": identity.name,
        "town": hall.town,
        "organisation": identity.contact.organisation,
    }
    yield phrase("hall.letter.hello")
    yield phrase("hall.letter.what", **about)
    yield phrase("hall.letter.send", **about)
    if turn.runtime.mailbox and hall.email:
        yield phrase("hall.letter.mail", mailbox=turn.runtime.mailbox, email=hall.email)
    yield phrase("hall.letter.telegram", most=SPEAK, until=_until(turn))
    yield phrase("hall.letter.then")
    yield phrase("hall.letter.call", **turn.contact)


# --- followed ---------------------------------------------------------------------------------------------------------


async def follow(turn: Turn, account: int, locale: str, token: str) -> None:
    """Somebody of a town hall follows the link of its letter: they speak for it from then on."""
    met = await people.meet(turn.here, account, locale, turn.now)
    owner = await owners.by_token(turn.here, token, turn.now)
    if owner is None:
        await turn.say(account, phrase("hall.link.over", **turn.contact), locale=met.locale)
    elif await REFERENT.holds(turn, account):
        await turn.say(account, phrase("hall.link.not_yours", hall=owner.name), locale=met.locale)
    elif not await owners.speaks(turn.here, owner.id, account, turn.now, SPEAK):
        await turn.say(account, phrase("hall.link.full", hall=owner.name, **turn.contact), locale=met.locale)
    else:
        rows = [[NEW.button("offers.button.new", "new")]]
        hello = Screen([phrase("hall.hello", hall=owner.name)], rows, met.locale)
        await turn.show(account, hello, f"hall:{owner.id}:hello")
        await menus.show(turn, account)
        await turn.happened(CameIn(account, met.locale, "owner"))
        count = len(await owners.speakers(turn.here, owner.id))
        ids = [turn.accounts[id_] for id_ in lookers(turn, owner.commune) if id_ in turn.accounts]
        told = phrase("hall.followed", hall=owner.name, count=count, most=SPEAK)
        await turn.say(ids or turn.coordinators(), told, locale=PARTNER_LOCALE)
