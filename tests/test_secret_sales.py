"""A business that is sold in secret: whoever has no part in it learns nothing of it, whatever they ask, press or wait
for. Two worlds that differ in nothing but the secret answer them alike, to the letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations, product, zip_longest
from typing import Any

import pytest

from handlers.offers import gone
from handlers.turn.events import OfferEnded
from handlers.turn.turn import Turn
from network.file import load
from network.model import Network
from network.offers import Kind, Offer
from network.veils import Veils
from storage import offers, owners, pictures
from storage.offers import Status
from tests.stage import BOUCHE, ENGLISH, NETWORK, staged
from tests.stage.inside import happen
from tests.stage.stage import Stage

SANCY_VOLCANS: Network = load(NETWORK)
VEILS = Veils(SANCY_VOLCANS)
TAUVES, LA_TOUR, MUROL, BESSE = "63426", "63192", "63247", "63038"


@dataclass(frozen=True, slots=True)
class Secret:
    """All that a world keeps to itself."""

    commune: str
    sector: str
    what: str = "Boulangerie de la place"
    words: str = "Four à bois, la seule boulangerie du village"
    facts: tuple[tuple[str, Any], ...] = (("surface", 80), ("price", 95_000), ("jobs", 2), ("flat", True))
    owner: str = "Mme Exemple"
    pictures: int = 2

    @property
    def offer(self) -> Offer:
        """What is told of it."""
        return Offer(1, Kind.TAKEOVER, self.commune, self.what, self.words, (self.sector,), confidential=True)


def other(one: Secret, commune: str, sector: str) -> Secret:
    """A twin: nothing that is hidden of it is the same."""
    facts = (("surface", 400), ("price", 12_000), ("rent", 333), ("energy", "g"))
    return replace(one, commune=commune, sector=sector, what="Salon Belle Coupe", words="Deux bacs, clientèle fidèle",
                   facts=facts, owner="M. Modèle", pictures=0)  # fmt: skip


# --- what anybody types -----------------------------------------------------------------------------------------------

KINDS = ("à reprendre", "local", "logement", "emploi")
PLACES = ("Tauves", "La Tour d'Auvergne", "Sancy Artense", "Massif du Sancy", "10 km autour de Tauves",
          "5 km autour de Besse")  # fmt: skip
MONEY = ("moins de 20 000 €", "entre 90 000 et 100 000 €", "loyer 400 €")
SURFACES = ("80 m²", "au moins 300 m²", "4 pièces", "avec logement")
WORDS = ("boulangerie", "boulangerie de la place", "four à bois", "salon de coiffure", "Belle Coupe", "commerce",
         "boucherie", "Exemple")  # fmt: skip
FILTERS = (KINDS, PLACES, MONEY, SURFACES, WORDS)
SINGLES = tuple(one for several in FILTERS for one in several)
PAIRS = tuple(f"{one} {other}" for first, second in combinations(FILTERS, 2) for one, other in product(first, second))
SHORT = (*SINGLES, *(f"{one} {place}" for one, place in product((KINDS[0], MONEY[1], WORDS[0]), PLACES)))
ALL = (*SINGLES, *PAIRS)


# --- two worlds -------------------------------------------------------------------------------------------------------

OPEN: Sequence[Mapping[str, Any]] = (
    {"kind": "premises", "commune": TAUVES, "words": "Ancienne épicerie, vitrine", "facts": {"surface": 60, "rent": 300}},
    {"kind": "takeover", "commune": TAUVES, "what": "Bar", "words": "Bar et terrasse", "sectors": ["restauration"],
     "facts": {"price": 90_000}},
    {"kind": "takeover", "commune": BESSE, "what": "Boulangerie", "words": "Au centre", "sectors": ["alimentaire"]},
    {"kind": "land", "commune": LA_TOUR, "words": "Terrain plat", "facts": {"surface": 900}},
)  # fmt: skip


async def offered(t: Turn, told: Mapping[str, Any], owner: str = "Mairie") -> int:
    """An offer that is shown, of somebody without an account."""
    whose = await owners.of_contact(t.here, owner, "+33199000045", "")
    number = await offers.post(t.here, whose, "", t.now, told)
    assert await offers.becomes(t.here, number, Status.SHOWN, [Status.WAITING], t.now)
    return number


async def plant(stage: Stage, secret: Secret) -> int:
    """The secret business is offered. Returns its number."""
    found: list[int] = []

    async def arm(t: Turn) -> None:
        told = {"kind": "takeover", "commune": secret.commune, "what": secret.what, "words": secret.words,
                "sectors": [secret.sector], "facts": dict(secret.facts), "confidential": True}  # fmt: skip
        found.append(await offered(t, told, secret.owner))
        await pictures.bring(t.here, found[0], [f"file-{number}" for number in range(secret.pictures)])
        for number in await pictures.brought(t.here, found[0]):
            await pictures.keep(t.here, number, b"a picture")

    await happen(stage, 0, arm)
    return found[0]


async def everything(stage: Stage, who: int, number: int, texts: Sequence[str]) -> None:
    """Somebody without part in it looks everywhere, keeps searches, waits, asks for it, and sees it go."""
    await stage.say(who, "/offres")
    for label in [label for label in await buttons(stage, who) if label != "Proposer une offre"]:
        await stage.say(who, "/offres")
        await stage.press(who, label)
    for text in texts:
        await stage.say(who, f"/offres {text}")
        for _ in range(len(OPEN) + 1):
            if not await turned(stage, who):
                break
    for text in ("à reprendre", "boulangerie Tauves", "à reprendre La Tour d'Auvergne"):
        await stage.say(who, f"/offres {text}")
        await pressed(stage, who, "alert|keep|")
    await stage.pass_time(timedelta(days=2))
    await stage.pass_time(timedelta(days=85))
    await pressed(stage, who, "alert|longer|")
    await stage.say(who, "/offres à reprendre Sancy Artense")
    await look_at_secret(stage, who)
    assert await pressed(stage, who, "want|")
    await stage.say(who, "/annuler")
    await stage.say(who, "/start")


async def buttons(stage: Stage, who: int) -> list[str]:
    """The labels that the newest message of the bot offers."""
    message = next((one for one in reversed(stage.world.said_by_bot(who)) if one.buttons), None)
    return [button["text"] for row in message.buttons for button in row] if message is not None else []


async def pressed(stage: Stage, who: int, begins: str) -> bool:
    """Press the newest button whose data begin so. Returns whether there is one."""
    for message in reversed(stage.world.said_by_bot(who)):
        for button in (button for row in message.buttons for button in row):
            if button.get("callback_data", "").startswith(begins):
                await stage.forge(who, who, message.message_id, button["callback_data"])
                await stage.settle()
                return True
    return False


async def turned(stage: Stage, who: int) -> bool:
    """[Suivant], where the newest message has it."""
    message = next((one for one in reversed(stage.world.said_by_bot(who)) if one.buttons), None)
    wanted = [b for row in message.buttons for b in row if b["text"] in ("Suivant", "Next")] if message else []
    if message is not None and wanted:
        await stage.forge(who, who, message.message_id, wanted[0]["callback_data"])
        await stage.settle()
    return bool(wanted)


async def look_at_secret(stage: Stage, who: int) -> None:
    """Turn until the card of the secret one shows."""
    for _ in range(len(OPEN) + 1):
        shown = stage.texts(who)[-1]
        if "confidentielle" in shown or "confidential" in shown or not await turned(stage, who):
            break


_DRAWN = re.compile(r"(?<=\|)[0-9a-f]{16}")


def seen(stage: Stage, who: int) -> list[str]:
    """All that the bot did in somebody’s chat, in order; what is drawn for a button stands as such."""
    calls = [call for call in stage.world.calls if str(call.params.get("chat_id")) == str(who)]
    return [
        f"{call.method} {_DRAWN.sub('drawn', json.dumps(call.params, sort_keys=True, default=str))}" for call in calls
    ]


async def told_of(url: str, secret: Secret, who: int, texts: Sequence[str], *, gone_in_between: bool) -> list[str]:
    """What somebody without part in it sees of a world with this secret."""
    async with staged(url, greeted=(who,)) as stage:
        await stage.say(who, "/langue français") if who == ENGLISH else None
        for told in OPEN:
            await happen(stage, 0, lambda t, told=told: offered(t, told))  # type: ignore[misc]
        number = await plant(stage, secret)
        await everything(stage, who, number, texts)
        if gone_in_between:
            await end(stage, number)
            await stage.say(who, "/offres à reprendre")
        return seen(stage, who)


def differing(one: Sequence[str], two: Sequence[str]) -> list[tuple[str, str]]:
    """What is first seen otherwise in the two worlds; nothing where they are alike."""
    return [pair for pair in zip_longest(one, two, fillvalue="") if pair[0] != pair[1]][:1]


async def end(stage: Stage, number: int) -> None:
    """It is taken."""

    async def arm(t: Turn) -> None:
        one = await offers.find(t.here, number)
        assert one is not None
        assert await offers.becomes(t.here, number, Status.TAKEN, offers.SHOWN, t.now)
        await gone.leave(t, one)
        await t.happened(OfferEnded(number, taken=True))

    await happen(stage, 0, arm)
    await stage.settle()


BAKERY = Secret(TAUVES, "alimentaire")


@pytest.mark.parametrize("who", [ENGLISH, BOUCHE], ids=["a person", "a partner without part in it"])
async def test_two_worlds_answer_alike(who: int, new_database: Any) -> None:
    """The only bakery of Tauves, and a hairdresser of La Tour: both are “commerce ou service aux habitants”."""
    twin = other(BAKERY, LA_TOUR, "beaute")
    assert VEILS.of(BAKERY.offer) == VEILS.of(twin.offer)
    one = await told_of(new_database(), BAKERY, who, SHORT, gone_in_between=True)
    two = await told_of(new_database(), twin, who, SHORT, gone_in_between=True)
    assert differing(one, two) == []
    assert len([line for line in one if "want|drawn" in line]) > 1, "it was seen"
