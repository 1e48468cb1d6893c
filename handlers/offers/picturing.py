"""Picturing: the pictures that come with an offer are read and made anew, and then somebody looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import Submit
from conversations.words.filed import KINDS
from handlers.offers import correcting, looking
from handlers.offers.verbs import OPEN_TO_CHANGE
from handlers.turn.runtime import FetchError
from handlers.turn.turn import Turn
from network.offers import PICTURES as MOST
from network.phrase import Phrase, phrase
from reports.pictures import PictureError
from storage import offers, pictures
from storage.durable import due
from storage.offers import Status

BUILT_KEYS = {"pictures.fetch.{}": ("big", "away")}
PICTURES = "offer:pictures"
_SHOWS = frozenset(KINDS) - {"voice"}


async def bring(turn: Turn, account: int, locale: str, number: int, form: Submit, *, anew: bool = False) -> bool:
    """Keep what pictures came with a form, as many as an offer shows and none of a secret; once they are read, it is
    looked at. `anew`: so it is where none of them can be read, for its words. Returns whether there are some.
    """
    one, there = await offers.find(turn.here, number), await pictures.of_offer(turn.here, number)
    sent = (form.answers.get("told"), form.answers.get("picture"), *form.files)
    files = [file["file_id"] for file in sent if file and file["kind"] in _SHOWS and file.get("file_id")]
    different = list(dict.fromkeys(files))
    new = different[: MOST - len(there)]
    if len(different) > len(new):
        await turn.say(account, phrase("offer.pictures.most", most=MOST), locale=locale)
    if one is None or one.said.confidential or not new:
        return False
    if any(file and file.get("text") for file in sent[1:]):
        await turn.say(account, phrase("offer.pictures.words"), locale=locale)
    await pictures.bring(turn.here, number, new)
    more = form.flow == "offer-more"
    expects = {"offer": number, "locale": locale, "more": more, "anew": anew}
    await due.schedule(turn.here, PICTURES, account, turn.now, expects)
    return True


async def read(turn: Turn, expects: Mapping[str, Any]) -> dict[int, bytes | Phrase]:
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


async def are_read(turn: Turn, expects: Mapping[str, Any], made: Mapping[int, bytes | Phrase]) -> None:
    """They are kept with the offer; of what was none, whoever sent it hears why."""
    for number, picture in made.items():
        await pictures.keep(turn.here, number, picture if isinstance(picture, bytes) else None)
    await offers.pictured_anew(turn.here, int(expects["offer"]))
    told: list[Phrase] = []
    for why in (one for one in made.values() if isinstance(one, Phrase)):
        if why not in told:  # a phrase has no hash
            told.append(why)
            await turn.say(turn.row.lane, why, locale=expects["locale"])
    one = await offers.find(turn.here, int(expects["offer"]))
    if one is None or one.status not in OPEN_TO_CHANGE:
        return
    if one.status is Status.WAITING and not expects.get("more"):
        await looking.ask(turn, turn.row.lane, one.id)
    elif expects.get("anew") or any(isinstance(picture, bytes) for picture in made.values()):
        await correcting.again(turn, turn.row.lane, one, expects["locale"])
