"""Labels on the map of communes: names lie on their own land, and the highest numbers are named first."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

import pytest

from network.file import load
from network.outlines import outline
from reports.charts import Commune, Communes, Head, to_json, told
from reports.labels import placed
from reports.land import Land, around
from reports.maps import Area, Frame, on_lines
from reports.typesetting import paper as typeset
from tests.network.conftest import NETWORK_FILE
from tests.reports import paper

PLACES = [one for territory in load(NETWORK_FILE).territories for one in territory.communes]
SQUARE = ((0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0))
HOLE = ((10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0))


def communes(**counts: int) -> list[dict[str, Any]]:
    """So many want to go there; nowhere else does anybody."""
    made = []
    for one in PLACES:
        count = counts.get(one.name.replace("-", "_"), 0)
        shade, value = (1, str(count)) if count else (0, "")
        at = (one.latitude, one.longitude)
        made.append({"name": one.name, "insee": one.insee, "at": at, "shade": shade, "value": value})
    return made


def names(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {"".join(one["lines"]): one for one in found if not one["number"]}


def test_how_much_of_a_box_lies_within() -> None:
    land = Land((SQUARE, HOLE))
    assert land.share((0, 0, 30, 9)) == 1
    assert land.share((-30, 0, 30, 9)) == 0.5
    assert land.share((10.5, 10.5, 19.5, 19.5)) == 0
    assert 0.85 < land.share((0, 0, 30, 30)) < 0.92
    assert land.middle == (15.0, 15.0)
    assert Land(()).share((0, 0, 9, 9)) == 0
    assert Land(()).middle is None


def test_where_more_of_it_lies_within() -> None:
    """The middle where it fits there, else the nearest place where it does; none of no places."""
    assert Land((SQUARE,)).best(around((15, 15), 6, 6, (9, 9))) == (12, 12, 18, 18)
    assert Land((SQUARE,)).best(around((0, 15), 6, 6, (9, 0))) == (0, 12, 6, 18)
    assert Land((SQUARE,)).best([]) is None


def test_names_lie_on_their_communes() -> None:
    """Three quarters of each at the least, of those where nothing is; what has no room has no name."""
    frame = Frame.around([Area(one.name, one.insee, 0, (one.latitude, one.longitude)) for one in PLACES])
    named = names(placed(communes())["labels"])
    assert len(PLACES) / 2 < len(named) < len(PLACES)
    for one in PLACES:
        if (label := named.get(one.name)) is not None:
            land = Land([[frame.at(corner) for corner in ring] for ring in outline(one.insee)])
            (left, top), tall = label["at"], label["size"] * 1.15 * len(label["lines"])
            assert land.share((left, top, left + label["wide"], top + tall)) > 0.7, one.name


def test_no_name_breaks_at_its_hyphen(poppler: None) -> None:
    """A line of a name stays one, however wide its letters are: it would come to lie on the number under it."""
    head = Head("fr", "#1f6b4f", "#b4452c", "Demandes", ("2026",), "Sancy Volcans")
    shown = tuple(
        Commune(name, one.insee, (one.latitude, one.longitude), n, value)
        for one in PLACES
        for name, n, value in [("MWM-MWM", 1, "12") if one.name == "Mont-Dore" else (one.name, 0, "")]
    )
    [page] = paper.words_by_page(typeset("charts", told(to_json(Communes(head, shown, ("0", "1 +"))))))
    assert {"MWM-MWM", "12"} <= {word.text for word in page}


@pytest.mark.parametrize("seed", range(4))
def test_each_number_is_under_its_name_or_listed(seed: int) -> None:
    """However many want to go wherever: a name stands right over its number, and what has none is listed with it."""
    luck = Random(seed)
    counts = {one.name: luck.choice((1, 2, 7, 14, 230)) for one in luck.sample(PLACES, 10 * (seed + 1))}
    found = placed(communes(**{name.replace("-", "_"): count for name, count in counts.items()}))
    listed = {name: few["value"] for few in found["listed"] for name in few["names"]}
    on_map = list[tuple[str, str]]()
    for number, name in pairwise(found["labels"]):
        (left, top), (wide, below) = number["at"], (number["wide"], name["at"][1] + _tall(name))
        if number["number"] and not name["number"] and name["shade"]:
            assert abs(below - top) < 0.2, name["lines"]
            assert name["at"][0] - wide < left < name["at"][0] + name["wide"], name["lines"]
            on_map.append(("".join(name["lines"]), number["lines"][0]))
    assert {name: str(count) for name, count in counts.items()} == {**dict(on_map), **listed}
    assert len(on_map) + len(listed) == len(counts)
    assert len(on_map) > len(counts) / 2


def _tall(name: dict[str, Any]) -> float:
    return float(name["size"]) * 1.15 * len(name["lines"])


def test_the_highest_come_first() -> None:
    """Neighbours that have no room for two names: that of the higher number stands, the other is listed."""
    for high, low in (("Tallende", "Saint-Amant-Tallende"), ("Saint-Amant-Tallende", "Tallende")):
        counts = {high.replace("-", "_"): 14, low.replace("-", "_"): 1}
        found = placed(communes(**counts))
        assert [one["lines"] for one in found["labels"] if one["number"]] == [["14"], ["1"]]
        assert next("".join(one["lines"]) for one in found["labels"] if not one["number"]) == high
        assert found["listed"] == [{"shade": 1, "value": "1", "names": [low]}]


def test_what_is_not_counted_is_around() -> None:
    """A territory alone: the map is as wide as it is, and what lies around it has neither name nor number."""
    [first, *_] = load(NETWORK_FILE).territories
    inside = {one.insee for one in first.communes}
    given = [{**one, "counted": one["insee"] in inside} for one in communes()]
    found = placed(given)
    lines = {part for one in first.communes for part in (one.name, *on_lines(one.name))}
    assert {line for name in found["labels"] for line in name["lines"]} <= lines
    assert found["labels"]
    assert [one["counted"] for one in found["land"]] == [one["counted"] for one in given]
    corners = [x for one in found["land"] if one["counted"] for ring in one["rings"] for x, _ in ring]
    assert min(corners) >= 0
    assert max(corners) <= found["width"]
