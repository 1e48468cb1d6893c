"""Posting: /offre, four questions; then somebody of the network looks at it before anybody else sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import Submit
from conversations.words.filed import KINDS
from handlers.offers import looking
from handlers.offers.verbs import owner_that_is
from handlers.turn import forms
from handlers.turn.rights import REFERENT, works_on
from handlers.turn.runtime import FetchError
from handlers.turn.turn import Turn
from network.offers import Kind
from network.phrase import Phrase, phrase
from reports.pictures import PictureError
from storage import cases, offers, owners, pictures
from storage.cases import Case
from storage.durable import due

FLOW = "new-offer"
BUILT_KEYS = {"pictures.fetch.{}": ("big", "away")}
PICTURES = "offer:pictures"
_SECTOR_WORTH = 1.2
"""How surely words name a trade that is kept."""
_FOR_SELLER = {"offered": Kind.TAKEOVER.value, "whom": "me"}
"""What is not asked of whoever writes down an offer for a case."""
_SHOWS = frozenset(KINDS) - {"voice"}


async def command(turn: Turn, account: int, locale: str, _argument: str) -> None:
    """/offre: what is free, in four questions."""
    await _begin(turn, account, locale)


async def press(turn: Turn, account: int, _what: str) -> None:
    """[Proposer une offre]."""
    await _begin(turn, account, await turn.locale_of(account), pressed=True)


async def for_seller(turn: Turn, account: int, case: Case) -> None:
    """[Proposer une offre] for somebody who sells, by whoever follows them: it is they who are called about it."""
    locale = await turn.locale_of(account)
    await forms.begin(turn, account, locale, FLOW, case.reference, _FOR_SELLER, pressed=True)


async def _begin(turn: Turn, account: int, locale: str, *, pressed: bool = False) -> None:
    if await posts(turn, account):
        await forms.begin(turn, account, locale, FLOW, pressed=pressed)
    else:
        await turn.say(account, phrase("offer.not_yours", **turn.contact), locale=locale)


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
    told = _told(turn, form) | {"case_reference": reference}
    number = await offers.post(turn.here, await _owner(turn, account, actor, form), actor, turn.now, told)
    sent = (form.answers["told"], *form.files)
    files = [file["file_id"] for file in sent if file["kind"] in _SHOWS and file.get("file_id")]
    await pictures.bring(turn.here, number, dict.fromkeys(files))
    if files:
        await due.schedule(turn.here, PICTURES, account, turn.now, {"offer": number, "locale": locale})
    else:
        await looking.ask(turn, account, number)


def _told(turn: Turn, form: Submit) -> dict[str, Any]:
    """What is kept of the answers; the trades that the words name are read out of them."""
    answers = form.answers
    words = answers["told"]["text"]
    weighed = turn.knowledge.sectors.weigh(f"{answers.get('what') or ''} {words}")
    return {
        "kind": answers["offered"],
        "what": answers.get("what") or "",
        "words": words,
        "sectors": [one.sector for one in weighed[:2] if one.worth >= _SECTOR_WORTH],
        "commune": answers["where"],
        "audience": "partners" if answers["offered"] == "closing" else "public",
        "confidential": answers.get("quiet") == "confidential",
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


# --- its pictures -----------------------------------------------------------------------------------------------------


async def read_pictures(turn: Turn, expects: Mapping[str, Any]) -> dict[int, bytes | Phrase]:
    """What is made of what was sent, by number: a picture, or why there is none."""
    number = int(expects["offer"])
    before = len(await pictures.of_offer(turn.here, number))
    brought = enumerate((await pictures.brought(turn.here, number)).items(), before)
    return {picture: await _made(turn, file_id, beside) for beside, (picture, file_id) in brought}


async def _made(turn: Turn, file_id: str, beside: int) -> bytes | Phrase:
    try:
        return (await turn.runtime.make_picture(await turn.runtime.fetch(file_id), beside)).data
    except FetchError as error:
        return phrase(f"pictures.fetch.{error.why}")
    except PictureError as error:
        return error.why


async def pictures_are_read(turn: Turn, expects: Mapping[str, Any], made: Mapping[int, bytes | Phrase]) -> None:
    """They are kept with the offer; of what was none, whoever sent it hears why."""
    for number, picture in made.items():
        await pictures.keep(turn.here, number, picture if isinstance(picture, bytes) else None)
    for why in dict.fromkeys(one for one in made.values() if isinstance(one, Phrase)):
        await turn.say(turn.row.lane, why, locale=expects["locale"])
    await looking.ask(turn, turn.row.lane, int(expects["offer"]))
