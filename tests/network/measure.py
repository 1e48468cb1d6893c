"""Measuring what is looked up: `python -m tests.network.measure` prints how long a place, a sector or somebody of the
directory or an offer takes to find, what town halls, outlines and opening hours cost, and how long cases and offers are
matched.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from conversations.engine.knowledge import Knowledge
from conversations.words import hours, measures
from conversations.words.offers_wanted import OfferReader
from network import archives, file, outlines, town_halls
from network.ground import Ground
from network.looks import Shown, look
from network.market.search import Offers
from network.market.shelves import Market, for_offer
from network.matches import To
from network.model import Network
from network.opening import at_a_glance
from network.places import PlaceIndex
from network.reasons import reasons
from network.sectors import SectorIndex
from network.trades import TradeIndex
from network.unmet import unmet
from network.wishes import Wish, wish_of
from tests.network import offered as invented
from tests.network.test_directory import many
from tests.network.test_market import SEARCHES, TODAY
from tests.network.test_market import many as many_offers
from tests.network.test_tables import HALVES, lines_of
from tests.stage import NETWORK

MANY = 1000
"""Organisations of a network that is larger than any."""
OFFERS, CASES = 10_000, 1_000
SHOWN = 10
"""Matches of a case that are put in words."""


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """The best of three, since others share the machine."""
    taken = []
    for _ in range(3):
        started = clock()
        work()
        taken.append(1000 * (clock() - started))
    return min(taken)


def cpu(work: Callable[[], object]) -> float:
    """The same, of this process alone."""
    return milliseconds(work, time.process_time)


def public_data(network: Network) -> None:
    """Print what town halls, outlines and hours cost: the first time and at hand, and what stays in memory."""
    pieces: dict[str, Callable[[], object]] = {
        "the network's town halls": lambda: town_halls.listed(network),
        "the network's outlines": lambda: [outlines.outline(insee) for insee in network.commune_by_insee],
        "hours that are typed": lambda: hours.read("lundi au vendredi 9h-12h et 14h-17h ; fermé du 1er au 20 août"),
        "whether one is open": lambda: at_a_glance("Mo-Fr 09:00-12:00; PH off", datetime.now(UTC), "Europe/Paris"),
    }
    for name, work in pieces.items():
        started = time.perf_counter()
        work()
        first = 1000 * (time.perf_counter() - started)
        print(f"{name}: the first time {first:.1f} ms, then {milliseconds(work):.2f} ms")
    archives.department.cache_clear()
    tracemalloc.start()
    pieces["the network's town halls"]()
    outlines.outline(network.territories[0].communes[0].insee)
    kept, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"kept of its department: {kept / 1e6:.2f} MB, {most / 1e6:.1f} MB while it is unpacked")


def matching(network: Network) -> None:
    """Print what cases and offers cost to make ready, and to match: all of them, one case, one offer, what is unmet."""
    ground, trades = Ground(network), TradeIndex(network, SectorIndex(network))
    told, offers = list(invented.cases(network, 1, CASES)), list(invented.offers(network, 1, OFFERS))
    label = Shown(("alimentaire",))
    began = time.process_time()
    looks = [one for offer in offers if (one := look(offer, ground, trades, label)) is not None]
    market = Market(ground, looks)
    ready = time.process_time()
    wishes = {n: wish_of(network, trades, one, partial(measures.read, locale="fr")) for n, one in enumerate(told)}
    read = time.process_time()
    for wish in wishes.values():
        market.for_wish(wish, To.PARTNERS, SHOWN)
    matched = time.process_time()
    compared = [len(market.candidates(wish)) for wish in wishes.values()]
    print(f"CPU: {len(looks)} offers made ready in {ready - began:.2f} s, {len(wishes)} cases in {read - ready:.2f} s")
    print(f"CPU: all matched in {matched - read:.1f} s, {sum(compared)} pairs compared")
    one_case = [cpu(partial(_worded, market, wish, network)) for wish in list(wishes.values())[:100]]
    print(f"CPU: a case, {SHOWN} in words: median {statistics.median(one_case):.1f} ms, worst {max(one_case):.1f} ms")
    one_offer = [cpu(partial(for_offer, offer, wishes, ground)) for offer in looks[:100]]
    print(f"CPU: a new offer: median {statistics.median(one_offer):.1f} ms, worst {max(one_offer):.1f} ms")
    print(f"CPU: what no offer meets: {cpu(lambda: unmet(wishes.items(), market, ground)):.0f} ms")


def _worded(market: Market, wish: Wish, network: Network) -> object:
    return [reasons(one.points, network, yours=True) for one in market.for_wish(wish, most=SHOWN)]


def main() -> None:
    """Print the median and the worst of all lines of all tables."""
    network = file.load(NETWORK)
    finders: dict[str, Callable[[str], object]] = {
        "places": PlaceIndex(network).find,
        "activities": SectorIndex(network).find,
    }
    for kind, find in finders.items():
        lines = [text for half in HALVES for _, text in lines_of(f"{kind}_{half}")]
        taken = [milliseconds(partial(find, text)) for text in lines]
        print(f"{kind}: {len(lines)} lines, median {statistics.median(taken):.2f} ms, worst {max(taken):.1f} ms")
    small, large = (_directory(one) for one in (network, many(network, MANY)))
    print(f"directory: {MANY} organisations take {large / small:.1f} times as long as {len(network.organisations)}")
    offers(network)
    public_data(network)
    matching(network)


def offers(network: Network) -> None:
    """Print what ten thousand offers take to be looked through, the search being read as well."""
    sectors = SectorIndex(network)
    reader = OfferReader(network, PlaceIndex(network), sectors)
    began = time.perf_counter()
    index = Offers(network, sectors, many_offers(OFFERS), TODAY)
    built = 1000 * (time.perf_counter() - began)
    taken = [milliseconds(partial(_found, index, reader, text)) for text, _ in SEARCHES]
    half = statistics.median(taken)
    print(f"offers: {OFFERS} made in {built:.0f} ms, searched in {half:.2f} ms, at worst {max(taken):.1f} ms")


def _found(index: Offers, reader: OfferReader, text: str) -> object:
    return index.find(reader.read(text))


def _directory(network: Network) -> float:
    """The median of what is looked for, printed with the worst."""
    began = time.perf_counter()
    directory = Knowledge.of(network).directory()
    built = 1000 * (time.perf_counter() - began)
    taken = [milliseconds(partial(directory.find, text)) for _, text in lines_of("directory")]
    half = statistics.median(taken)
    count = len(directory.listings)
    print(f"directory of {count}: made in {built:.0f} ms, median {half:.2f} ms, worst {max(taken):.1f} ms")
    return half


if __name__ == "__main__":
    main()
