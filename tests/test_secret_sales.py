"""A business that is sold in secret: whoever has no part in it learns nothing of it, whatever they ask, press or wait
for. Two worlds that differ in nothing but the secret answer them alike, to the letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, product, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from conversations.engine.knowledge import Knowledge
from handlers.offers import gone
from handlers.turn.events import OfferEnded, OfferShown, SecretWanted
from handlers.turn.turn import Turn
from network.canonical import document
from network.file import load
from network.introductions import Act, Standing, may
from network.model import Network
from network.offers import Facts, Kind, Offer
from network.veils import ENOUGH, Veils, counted
from simulator.cast import Person
from storage import interests, networks, offers, owners, pictures
from storage.engine.here import Here
from storage.offers import Status
from tests.stage import BOUCHE, ENGLISH, GROUP, NETWORK, PERSON, SANCY_ARTENSE, staged
from tests.stage.inside import happen, press, rows, send_case
from tests.stage.stage import Stage
from tests.test_site import held, publisher

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
        facts = Facts.of(dict(self.facts))
        sold = Offer(1, Kind.TAKEOVER, self.commune, self.what, self.words, (self.sector,), facts=facts)
        return replace(sold, confidential=True, pictures=self.pictures)


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
SHORT = (*SINGLES[::2], *(f"{one} {place}" for one, place in product((KINDS[0], MONEY[1], WORDS[0]), PLACES[:2])))
ALL = (*SINGLES, *PAIRS)


# --- two worlds -------------------------------------------------------------------------------------------------------

OPEN: Sequence[Mapping[str, Any]] = (
    {"kind": "premises", "commune": TAUVES, "words": "Ancienne épicerie", "facts": {"surface": 60, "rent": 300}},
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
        await t.happened(OfferShown(found[0]))

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
        await pressed(stage, who, "offers_map|")
        for _ in range(len(OPEN) + 1):
            if not await turned(stage, who):
                break
    await matched(stage, who)
    for text in ("à reprendre", "boulangerie Tauves", "à reprendre La Tour d'Auvergne"):
        await stage.say(who, f"/offres {text}")
        await pressed(stage, who, "alert|keep|")
    await stage.pass_time(timedelta(days=2))
    await stage.pass_time(timedelta(days=85))
    await pressed(stage, who, "alert|longer|")
    await stage.say(who, "/offres à reprendre Sancy Artense")
    await look_at_secret(stage, who)
    assert await pressed(stage, who, "want|")
    await pressed(stage, who, "want|")
    await stage.say(who, "/annuler")
    for text in ("/monprojet", "/mes_donnees", "/stats", "/attente"):
        await stage.say(who, text)
    await stage.say(who, "/start")


NEWCOMERS = range(1801, 1806)
"""Five who look for a home that nobody offers: a line of what is wanting."""


async def looking_for(stage: Stage, who: int, commune: str) -> None:
    """Somebody without part in it looks for such a business there, by themselves or for whom they follow."""
    there = {"place": {"commune": commune, "territory": SANCY_VOLCANS.commune_by_insee[commune][1].id}}
    await send_case(stage, PERSON if who == BOUCHE else who, **there)
    await press(stage, BOUCHE, "take|SV-0001|technical")
    await stage.pass_time(timedelta(minutes=10))
    for number, newcomer in enumerate(NEWCOMERS):
        stage.world.add_person(Person(id=newcomer, first_name="Exemple", phone=f"+3319900008{number}"))
        contact = {"phone": f"+3319900008{number}", "email": None}
        wanted = {"completer-housing": {"kind": ["rent"], "budget": "to_700"}, "needs": ["housing"]}
        told = {"project": "Ouvrir un cabinet", "sector": ["sante"], "nature": ["creation"], "contact": contact}
        await send_case(stage, newcomer, **told, **there, **wanted)


async def matched(stage: Stage, who: int) -> None:
    """What is said to fit a case, each with its reasons, and the card of each."""
    await press(stage, who, "matches|SV-0001|0")
    await stage.settle()
    shown = [
        (message.message_id, button["callback_data"])
        for message in stage.world.said_by_bot(who)[-1:]
        for row in message.buttons
        for button in row
    ]
    for message_id, data in shown:
        await stage.forge(who, who, message_id, data)
        await stage.settle()


async def open_to_all(stage: Stage) -> list[str]:
    """The page for everybody, and the network as a file."""
    running = stage.running
    with TemporaryDirectory() as folder:
        await publisher(stage).publish(Path(folder))
        pages = [_DRAWN.sub("drawn", f"{path} {data!r}") for path, data in sorted(held(Path(folder)).items())]
    stored = await running.database.run(lambda c: networks.load(Here(c, running.runtime.network_id)))
    assert stored is not None
    assert len(pages) > len(OPEN)
    return [*pages, document(stored.network)]


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


_DRAWN = re.compile(r"(?<=[|=_-])[0-9a-f]{16}\b")


def seen(stage: Stage, who: int) -> list[str]:
    """All that the bot did in somebody’s chat, in order; what is drawn for a button stands as such."""
    of_theirs = [call for call in stage.world.calls if str(call.params.get("chat_id")) == str(who)]
    calls = [call for call in of_theirs if call.method != "sendChatAction"]  # that the machine is slow
    return [
        f"{call.method} {_DRAWN.sub('drawn', json.dumps(call.params, sort_keys=True, default=str))}" for call in calls
    ]


async def told_of(url: str, secret: Secret, who: int, texts: Sequence[str], commune: str) -> list[str]:
    """What somebody without part in it, who looks for something in that commune, sees of a world with this secret,
    while it is there and once it has gone.
    """
    async with staged(url, greeted={who, BOUCHE}) as stage:
        await stage.say(who, "/langue français") if who == ENGLISH else None
        await looking_for(stage, who, commune)
        for told in OPEN:
            await happen(stage, 0, lambda t, told=told: offered(t, told))  # type: ignore[misc]
        number = await plant(stage, secret)
        await everything(stage, who, number, texts)
        public = await open_to_all(stage)
        await end(stage, number)
        await stage.say(who, "/offres à reprendre")
        return [*seen(stage, who), *public, *await open_to_all(stage)]


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


EITHER = pytest.mark.parametrize("who", [ENGLISH, BOUCHE], ids=["a person", "a partner without part in it"])


@EITHER
async def test_two_worlds_answer_alike(who: int, new_database: Any) -> None:
    """The only bakery of Tauves, and a hairdresser of La Tour: both are “commerce ou service aux habitants”."""
    await alike(BAKERY, other(BAKERY, LA_TOUR, "beaute"), who, SHORT, new_database)


TWINS = [
    pytest.param(Secret(MUROL, "alimentaire"), Secret(BESSE, "alimentaire"), id="two villages"),
    pytest.param(Secret(TAUVES, "commerce"), Secret(TAUVES, "services-personne"), id="two trades"),
    pytest.param(Secret(MUROL, "sante"), Secret("63163", "sante"), id="not counted"),
]


@pytest.mark.long
@EITHER
async def test_two_worlds_answer_every_pair_of_filters_alike(who: int, new_database: Any) -> None:
    await alike(BAKERY, other(BAKERY, LA_TOUR, "beaute"), who, ALL, new_database)


@pytest.mark.long
@EITHER
@pytest.mark.parametrize(("one", "two"), TWINS)
async def test_more_worlds_answer_alike(one: Secret, two: Secret, who: int, new_database: Any) -> None:
    await alike(one, other(one, two.commune, two.sector), who, SINGLES, new_database)


async def alike(secret: Secret, twin: Secret, who: int, texts: Sequence[str], new_database: Callable[[], str]) -> None:
    """Nobody without part in it sees whether it is the one or the other."""
    assert VEILS.of(secret.offer) == VEILS.of(twin.offer)
    one = await told_of(new_database(), secret, who, texts, secret.commune)
    two = await told_of(new_database(), twin, who, texts, secret.commune)
    assert differing(one, two) == []
    assert len([line for line in one if "want|drawn" in line]) > 1, "it was seen"
    assert [line for line in one if "match|SV-0001|drawn" in line], "it is among what fits"
    assert [line for line in one if "cherchent un logement" in line] or who != BOUCHE, "what is wanting is read"


# --- every village and every trade ------------------------------------------------------------------------------------

CELLS = [
    (commune.insee, sector)
    for territory in SANCY_VOLCANS.territories
    for commune, sector in product(territory.communes, SANCY_VOLCANS.sector_by_id)
]
"""Every village with every trade: nobody counts those of a village, and what is not counted is taken for none."""


def test_an_index_of_offers_holds_the_same_of_every_village_and_trade_of_a_label() -> None:
    """What is looked for is looked for in this index: where it is equal, every search is, in every order."""
    knowledge = Knowledge.of(SANCY_VOLCANS)
    first: dict[Any, tuple[Any, ...]] = {}
    few = 0
    for commune, sector in CELLS:
        few += counted(SANCY_VOLCANS).get((sector, SANCY_VOLCANS.commune_by_insee[commune][1].id), 0) < ENOUGH
        twin = other(BAKERY, commune, sector) if len(first) % 2 else replace(BAKERY, commune=commune, sector=sector)
        index = knowledge.offers([(twin.offer, False)], date(2026, 3, 10))
        held = (index.all, index._public, index._places, dict(index._of_kind), dict(index._of_sector))
        assert first.setdefault(repr(VEILS.of(twin.offer)), held) == held
    assert (len(CELLS), few) == (748, 339)


@pytest.mark.proof
def test_every_single_filter_and_every_pair_finds_alike_whatever_is_secret() -> None:
    """Each label and place with the village and the trade that come first and last under it, asked of the index."""
    knowledge = Knowledge.of(SANCY_VOLCANS)
    queries = [knowledge.wanted().read(text) for text in ALL]
    under: dict[str, list[Secret]] = {}
    for commune, sector in CELLS:
        one = replace(BAKERY, commune=commune, sector=sector)
        under.setdefault(repr(VEILS.of(one.offer)), []).append(one)
    beside = [(Offer(number, **_as_offer(told)), False) for number, told in enumerate(OPEN, 2)]
    for cells in under.values():
        ends = cells[0], other(cells[-1], cells[-1].commune, cells[-1].sector)
        here, there = (knowledge.offers([(end.offer, False), *beside], date(2026, 3, 10)) for end in ends)
        for query, partners in product(queries, (False, True)):
            assert here.find(query, partners=partners) == there.find(query, partners=partners)


def _as_offer(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "kind": Kind(told["kind"]), "sectors": tuple(told.get("sectors", ())),
            "facts": Facts.of(told.get("facts", {}))}  # fmt: skip


# --- who hears of it, and who says the name ---------------------------------------------------------------------------


def test_nobody_is_introduced_before_both_agreed() -> None:
    every = [Standing(*known) for known in product((False, True), repeat=4)]
    assert [now for now in every if may(Act.MEET, now)] == [Standing(False, True, True, True)]
    assert not [act for act, now in product(Act, every) if now.over and may(act, now)]
    assert all(may(Act.DROP, now) for now in every if not now.over)
    assert not may(Act.ACCEPT, Standing(accepted=True, taken=True))


async def test_whoever_follows_the_seller_is_asked_and_never_the_seller(database_url: str) -> None:
    """The seller is a person of the bot; their case is followed by the adviser; both steps are kept with their days."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, ENGLISH)) as stage:
        await send_case(stage, nature=["transfer"])
        await stage.press(BOUCHE, "Je m’en occupe (métier)", GROUP)
        number = await plant(stage, BAKERY)
        await happen(stage, 0, lambda t: offers.change(t.here, number, case_reference="SV-0001"))
        before = len(stage.texts(PERSON))
        await happen(stage, ENGLISH, lambda t: ask(t, ENGLISH, number))
        await stage.settle()
        assert "confidentielle" in stage.last(BOUCHE)
        assert "SV-0001" in stage.last(BOUCHE)
        assert len(stage.texts(PERSON)) == before
        for data in ("carry|meet|1", "carry|take|1", "interest|free|1", "interest|agree|1", "terms|accept|1"):
            for who in (PERSON, ENGLISH, BOUCHE) if not data.startswith("carry|take") else (PERSON, ENGLISH):
                await press(stage, who, data)
        assert (await rows(database_url, "SELECT status FROM interest"))[0].status == "asked"
        await press(stage, BOUCHE, "carry|take|1")
        await press(stage, BOUCHE, "carry|seller|1")
        await press(stage, BOUCHE, "carry|meet|1")
        await stage.settle()
        assert "Dominique" not in " ".join(stage.texts(ENGLISH))
        await press(stage, ENGLISH, "terms|accept|1")
        await press(stage, BOUCHE, "carry|meet|1")
        await stage.settle()
        assert "Dominique Exemple" in stage.last(ENGLISH)
        [kept] = await rows(database_url, "SELECT * FROM interest")
        assert (kept.status, kept.taken_by, kept.terms_version) == ("agreed", "conseillere-bouche", "1")
        assert None not in (kept.taken_at, kept.accepted_at, kept.seller_agreed_at, kept.introduced_at)


async def test_whoever_has_a_case_is_introduced_with_it(database_url: str) -> None:
    """They ask with their case, accept, and hear of the seller; how the seller stood is not theirs to read before."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE)) as stage:
        await send_case(stage)
        await plant(stage, BAKERY)
        [one] = await rows(database_url, "SELECT code FROM offer")
        await press(stage, PERSON, f"want|{one.code}")
        await press(stage, SANCY_ARTENSE, "carry|take|1")
        await press(stage, SANCY_ARTENSE, "carry|seller|1")
        await stage.settle()
        await stage.say(PERSON, "/monprojet")
        await stage.say(PERSON, "/mes_donnees")
        told = " ".join([*stage.texts(PERSON), json.dumps(stage.world.chat(PERSON).messages, default=str)])
        assert not [
            word
            for word in ("Tauves", "Mme Exemple", "four à bois", "seller_agreed_at", "offer_id", "Offre numéro")
            if word in told
        ]
        await press(stage, PERSON, "terms|accept|1")
        await press(stage, SANCY_ARTENSE, "carry|meet|1")
        await stage.settle()
        assert "Mme Exemple" in " ".join(stage.texts(PERSON))
        [kept] = await rows(database_url, "SELECT * FROM interest")
        assert (kept.status, kept.account, kept.case_reference) == ("agreed", None, "SV-0001")
        assert None not in (kept.introduced_at, kept.agreed_at, kept.ended_at)


@pytest.mark.parametrize("by", ["terms|drop|1", "carry|refuse|1", "carry|unfit|1"])
async def test_it_ends_kindly_and_nobody_is_named(by: str, database_url: str) -> None:
    """The person takes it back, or the seller says no, although both had agreed."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, ENGLISH)) as stage:
        number = await plant(stage, BAKERY)
        await happen(stage, ENGLISH, lambda t: ask(t, ENGLISH, number))
        await press(stage, SANCY_ARTENSE, "carry|take|1")
        await press(stage, ENGLISH, "terms|accept|1")
        await press(stage, SANCY_ARTENSE, "carry|seller|1")
        await press(stage, ENGLISH if by.startswith("terms") else SANCY_ARTENSE, by)
        await press(stage, SANCY_ARTENSE, "carry|meet|1")
        await stage.settle()
        told = " ".join(stage.texts(ENGLISH))
        assert not [word for word in ("Tauves", "oulangerie", "Mme Exemple", "four à bois") if word in told]
        assert (await rows(database_url, "SELECT status FROM interest"))[0].status in ("dropped", "unfit")


async def ask(t: Turn, who: int, number: int) -> None:
    """Somebody asks for an offer, with the shortest intake."""
    told = {"name": "Sam", "phone": "+33199000002", "email": "", "words": "Faire du pain", "when_band": "months_3"}
    asked = await interests.ask(t.here, number, t.now, {"account": who, **told})
    assert asked is not None
    await t.happened(SecretWanted(asked))
