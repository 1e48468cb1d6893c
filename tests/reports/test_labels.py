"""Labels on the map of communes: names lie on their own land, and the highest numbers are named first."""

from __future__ import annotations

from typing import Any

from network.file import load
from network.outlines import outline
from reports.charts import Commune, Communes, Head, to_json, told
from reports.labels import placed
from reports.land import Land, around
from reports.maps import Area, Frame
from reports.typesetting import paper as typeset
from tests.network.conftest import NETWORK_FILE
from tests.reports import paper

PLACES = [one for territory in load(NETWORK_FILE).territories for one in territory.communes]
SQUARE = ((0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0))
HOLE = ((10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0))


def labels(**counts: int) -> list[dict[str, Any]]:
    """What is written where so many want to go; nowhere else does anybody."""
    communes = []
    for one in PLACES:
        count = counts.get(one.name.replace("-", "_"), 0)
        shade, value = (1, str(count)) if count else (0, "")
        at = (one.latitude, one.longitude)
        communes.append({"name": one.name, "insee": one.insee, "at": at, "shade": shade, "value": value})
    found: list[dict[str, Any]] = placed(communes)["labels"]
    return found


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
    named = names(labels())
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


def test_the_highest_are_named_first() -> None:
    """Neighbours that have no room for two names: that of the higher number stands, whichever it is."""
    for high, low in (("Murat-le-Quaire", "La Bourboule"), ("La Bourboule", "Murat-le-Quaire")):
        counts = {high.replace("-", "_"): 4, low.replace("-", "_"): 1}
        found = labels(**counts)
        assert [one["lines"] for one in found if one["number"]] == [["4"], ["1"]]
        assert next("".join(one["lines"]) for one in found if not one["number"]) == high
