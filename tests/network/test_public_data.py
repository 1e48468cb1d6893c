"""Town halls and outlines: every commune of the network has both, neighbours share their border, France is whole."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from network import archives, gazetteer, hours, opening, town_halls
from network.model import Network
from network.outlines import Ring, outline
from network.town_halls import listed, remarks, successor, town_hall

DATA = Path(gazetteer.__file__).with_name("data")
COUNTED = {"town_halls.zip": 34_827, "outlines.zip": 34_871}
"""Lines of each archive, as README.md of the data says."""
Edge = tuple[tuple[float, float], tuple[float, float]]


def _edges(insee: str) -> list[Edge]:
    """Each edge of an outline, in its direction."""
    return [edge for ring in outline(insee) for edge in pairwise((*ring, ring[0]))]


def _surface(ring: Ring) -> float:
    """In square degrees; of a hole below zero."""
    return sum(x1 * y2 - x2 * y1 for (y1, x1), (y2, x2) in pairwise((*ring, ring[0]))) / 2


def _around(insee: str) -> list[str]:
    """All communes of its department."""
    return list(archives.department("outlines.zip", insee[:2]))


# --- the network ------------------------------------------------------------------------------------------------------


def test_every_commune_of_the_network_has_its_town_hall(network: Network) -> None:
    found = listed(network)
    assert [one.communes for one in found] == [(insee,) for insee in network.commune_by_insee]
    for one in found:
        (commune, territory), hall = network.commune_by_insee[one.communes[0]], one.town_hall
        assert one.territories == (territory.id,)
        assert not one.merged
        assert hall.name.startswith("Mairie d")
        assert hall.postal_code in commune.postal_codes
        assert hall.point is not None
        assert gazetteer.kilometres(hall.point, (commune.latitude, commune.longitude)) < 3
        assert all((hall.address, hall.telephone, hall.email, hall.hours)), hall.name


def test_names_go_on_as_they_are_said() -> None:
    named = {insee: hall.name for insee in ("63126", "63047", "63026", "63004") if (hall := town_hall(insee))}
    assert list(named.values()) == [
        "Mairie du Crest",
        "Mairie de La Bourboule",
        "Mairie d'Aydat",
        "Mairie des Ancizes-Comps",
    ]


def test_every_commune_of_the_network_has_an_outline_around_its_town_hall(network: Network) -> None:
    for insee, (commune, _) in network.commune_by_insee.items():
        assert any(_surrounds(ring, (commune.latitude, commune.longitude)) for ring in outline(insee)), commune.name


def _surrounds(ring: Ring, point: tuple[float, float]) -> bool:
    crossed = (
        (y1 > point[0]) != (y2 > point[0]) and point[1] < x1 + (x2 - x1) * (point[0] - y1) / (y2 - y1)
        for (y1, x1), (y2, x2) in pairwise((*ring, ring[0]))
    )
    return sum(crossed) % 2 == 1


def test_neighbours_share_their_border(network: Network) -> None:
    edges = Counter(edge for insee in _around("63") for edge in _edges(insee))
    corners = {corner for edge in edges for corner in edge}
    assert max(edges.values()) == 1  # never twice in one direction
    outer = [edge for edge in edges if edge[::-1] not in edges]
    # What is on no second commune is the department's own border: one line around it, and no gap inside.
    starts, ends = Counter(edge[0] for edge in outer), Counter(edge[1] for edge in outer)
    assert starts == ends
    assert len(_lines(outer)) == 1
    for (y1, x1), (y2, x2) in edges:
        between = [((y1 + (y2 - y1) * n / 8), (x1 + (x2 - x1) * n / 8)) for n in range(1, 8)]
        assert not corners.intersection(between)


def _lines(edges: list[Edge]) -> list[list[tuple[float, float]]]:
    """Edges put together to lines that close."""
    following = {edge[0]: edge[1] for edge in edges}
    lines = []
    while following:
        at = next(iter(following))
        line = []
        while at in following:
            line.append(at)
            at = following.pop(at)
        lines.append(line)
    return lines


# --- France -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("archive", COUNTED)
def test_all_of_france_is_there(archive: str) -> None:
    lines = [line for code in _departments() for line in archives.department(archive, code).values()]
    assert len(lines) == COUNTED[archive]
    missing = _communes() - {line[:5] for line in lines}
    within = {insee for insee in missing if not insee.startswith(("975", "977", "978", "98"))}
    assert len(within) == 34_875 - COUNTED[archive]  # the collectivities of overseas have none at all
    assert (DATA / archive).stat().st_size < 2_000_000


def _departments() -> list[str]:
    return [line.split(",")[0] for line in (DATA / "departments_france.csv").read_text("utf-8").splitlines()]


def _communes() -> set[str]:
    """The codes of the official list."""
    return {line.split(",")[1] for line in (DATA / "communes_france.csv").read_text("utf-8").splitlines()}


def test_every_field_has_its_form() -> None:
    halls = [hall for code in _departments() for insee in archives.department("town_halls.zip", code)
             if (hall := town_hall(insee)) is not None]  # fmt: skip
    forms = {
        "postal_code": r"(\d{5})?",
        "telephone": r"(0\d( \d\d){4})?",
        "email": r"([^\s@]+@[^\s@]+\.[a-z]+)?",
        "site": r"(https?://[^\s]+\.[^\s]+)?",
    }
    for name, form in forms.items():
        assert [value for hall in halls if not re.fullmatch(form, value := getattr(hall, name))] == [], name
    open_at = {hall.hours for hall in halls if hall.hours}
    assert [osm for osm in open_at if hours.read(osm).osm != osm or len(osm) > 255] == []
    assert [osm for osm in open_at if not opening.is_valid(osm)] == []
    assert sum(hall.point is None for hall in halls) <= 2


# --- communes that have become a part of another ----------------------------------------------------------------------


def test_a_commune_that_has_merged_is_served_by_the_town_hall_of_today() -> None:
    old, new = "63018", successor("63018")
    assert new != old
    hall = town_hall(old)
    assert hall is not None
    assert hall.insee == new
    assert outline(old) == outline(new) != ()


def test_communes_that_have_merged_share_one_entry(network: Network) -> None:
    old = network.territories[0].communes[0].model_copy(update={"insee": "63018"})
    today = old.model_copy(update={"insee": successor("63018")})
    unknown = old.model_copy(update={"insee": "63999"})
    merged = network.territories[0].model_copy(update={"communes": (old, today, unknown)})
    changed = network.model_copy(update={"territories": (merged,)})
    changed.__dict__.pop("commune_by_insee")  # it was copied too
    found = listed(changed)
    assert [(one.communes, one.merged, one.id) for one in found] == [
        (("63018", today.insee), True, f"mairie-{today.insee}")
    ]
    assert [remark.partition(": ")[0] for remark in remarks(changed)] == [
        f'communes "63018" {old.name}',
        f'communes "63999" {old.name}',
    ]
    assert list(remarks(network)) == []


def test_a_commune_without_a_town_hall_has_none() -> None:
    for insee in ("55050", "98811", "99999", "00000"):
        assert town_hall(insee) is None
    assert outline("99999") == ()


def test_every_code_leads_to_a_commune_of_today() -> None:
    now = _communes()
    pairs = [line.split(",") for line in (DATA / "successors.csv").read_text("utf-8").splitlines()]
    assert [old for old, new in pairs if old in now or new not in now] == []
    assert date(2026, 10, 1) == town_halls.PUBLISHED


# --- what it costs ----------------------------------------------------------------------------------------------------


def test_only_the_departments_that_are_asked_for_are_kept(network: Network) -> None:
    archives.department.cache_clear()
    listed(network)
    assert archives.department.cache_info().currsize == 1
    for insee in ("01001", "03001", "15014", "19272", "23096"):
        assert town_hall(insee) is not None
        assert outline(insee)
    assert archives.department.cache_info().currsize == archives.MOST_KEPT
