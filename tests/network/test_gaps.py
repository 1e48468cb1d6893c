"""Gaps: where the directory has nobody who could be asked, or nobody of that field."""

from __future__ import annotations

from collections.abc import Callable

from network.gaps import Gap, gaps
from network.model import Network, Referent, Role

AREAS = ("les-cheires", "rochefort-montagne", "massif-du-sancy", "sancy-artense")


def without(network: Network, goes: Callable[[Referent], bool]) -> Network:
    return network.model_copy(update={"referents": tuple(one for one in network.referents if not goes(one))})


def test_the_sample_has_somebody_for_everything(network: Network) -> None:
    """Health, and whatever has no field, are with those who take all of them."""
    assert gaps(network) == tuple(Gap(Role.TECHNICAL, one, AREAS, general=True) for one in ("sante", "autre"))


def test_nobody_on_the_spot(network: Network) -> None:
    """An area whose welcome officer left is with who looks after the whole network; without them it has nobody."""
    left = without(network, lambda one: one.territories == ("sancy-artense",))
    assert gaps(left)[-1] == Gap(Role.TERRITORIAL, "", ("sancy-artense",), general=True)
    alone = without(left, lambda one: Role.TERRITORIAL in one.roles and not one.territories)
    assert gaps(alone)[-1] == Gap(Role.TERRITORIAL, "", ("sancy-artense",))


def test_nobody_for_a_field(network: Network) -> None:
    """Without a technical referent every field is missing, everywhere; with one of them in an area all but that."""
    nobody = without(network, lambda one: Role.TECHNICAL in one.roles)
    assert gaps(nobody) == tuple(Gap(Role.TECHNICAL, one.id, AREAS) for one in network.sectors)
    one = network.referent_by_id["conseillere-bouche"].model_copy(update={"territories": (AREAS[0],)})
    some = nobody.model_copy(update={"referents": (*nobody.referents, one)})
    found = {gap.sector: gap.territories for gap in gaps(some)}
    assert found["alimentaire"] == AREAS[1:]
    assert found["agriculture"] == AREAS
