"""Charts on paper: every word and number is there to be read, whatever it is made of."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from network.file import load
from reports.charts import Chart, Column, Commune, Communes, Days, Head, Months, Step, Waits, drawn, to_json, told
from reports.labels import placed
from reports.typesetting import paper as typeset
from tests.network.conftest import NETWORK_FILE
from tests.reports import paper

HEAD = Head("fr", "#1f6b4f", "#b4452c", "Demandes", ("2026, en cours", "Seulement : Tauves"), "Sancy Volcans")
LONG = "Communauté de communes Dômes Sancy Artense, Services à la personne, Chambre de métiers et de l’artisanat"
MONTHS = Months(
    HEAD,
    tuple(Column(f"m{n}", 7 * n, under="2026" if n == 0 else "", within=n > 3, to_come=n > 10) for n in range(12)),
    "Où elles en sont",
    (Step("Demandes", 385, "385"), Step("Installations", 1, "1 sur 385, 0 %")),
)
PLACES = [one for territory in load(NETWORK_FILE).territories for one in territory.communes]


def communes(counts: int) -> Communes:
    """So many in every other commune."""
    return Communes(
        HEAD,
        tuple(
            Commune(one.name, one.insee, (one.latitude, one.longitude), 2 * (n % 2), str(counts) if n % 2 else "")
            for n, one in enumerate(PLACES)
        ),
        ("0", "1–4", "5 +"),
        ("Hors du réseau : 3.",),
    )


def waits(most: int, dots: bool) -> Waits:
    """As many after no day as `most`, and some later."""
    days = tuple(Days(f"d{n}", most if n == 0 else n % 2, n % 3) for n in range(11))
    return Waits(
        HEAD, days, "Jours ouvrés", 5, "Promis : 5 jours", "8 à temps", "12 hors délai", 3, "aucun", dots, 2.5, "m"
    )


SETS: dict[str, Chart] = {
    "months": MONTHS,
    "no month": replace(MONTHS, columns=tuple(Column(f"m{n}", 0) for n in range(12)), steps=(), nothing="Aucune."),
    "one year": replace(MONTHS, columns=(Column("2026", 1),)),
    "many": replace(MONTHS, columns=tuple(Column(f"m{n}", 12_345 * n) for n in range(12))),
    "long names": replace(MONTHS, head=replace(HEAD, title=LONG, lines=(LONG, LONG))),
    "communes": communes(7),
    "many in communes": communes(4321),
    "dots": waits(6, dots=True),
    "bars": waits(4000, dots=False),
    "markup": replace(MONTHS, head=replace(HEAD, title="#panic() $x$ *[a]", source='"\\ #{}')),
}


def said(chart: Chart) -> list[str]:
    """What has to be read on it, whatever has room; names of communes and numbers in them may lack it."""
    words = [chart.head.title, *chart.head.lines, chart.head.source]
    match chart:
        case Months():
            words += [one.name for one in chart.columns] + [one.name + one.value for one in chart.steps]
            words += [str(one.count) for one in chart.columns if not one.to_come]
            words += [chart.nothing, chart.funnel if chart.steps else ""]
        case Communes():
            words += [*chart.shades, *chart.notes]
        case Waits():
            words += [one.name for one in chart.days] + [chart.unit, chart.promise, chart.kept, chart.late]
            words += [str(one.kept + one.late) for one in chart.days] + [chart.open_name]
    return words


@pytest.mark.parametrize("name", SETS)
def test_what_is_read(name: str, poppler: None) -> None:
    """Each word stands on it, as it was handed in, and nothing of it is markup: on a page its words can be read."""
    chart = SETS[name]
    read = paper.squeezed(" ".join(paper.pages(typeset("charts", told(to_json(chart))))))
    assert [one for one in said(chart) if paper.squeezed(one) not in read] == []


@pytest.mark.parametrize("name", SETS)
def test_same_bytes(name: str) -> None:
    """A chart that was kept, and drawn again, is the same to the byte; it is as wide as a telephone, three times."""
    kept = json.dumps(to_json(SETS[name]))
    first = drawn(json.loads(kept))
    assert first == drawn(json.loads(kept))
    width, height = (int.from_bytes(first[at : at + 4]) for at in (16, 20))
    assert width == 1080
    assert 400 < height < 2.5 * width


def test_numbers_in_communes_have_room() -> None:
    """No number lies on another, even where every commune has four digits; the highest class comes first."""
    labels = placed(to_json(communes(4321))["communes"])["labels"]
    boxes = [(*one["at"], one["at"][0] + one["wide"], one["at"][1] + one["size"]) for one in labels]
    apart = [
        (a, b) for n, a in enumerate(boxes) for b in boxes[:n]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]  # fmt: skip
    assert apart == []
    assert sum(one["number"] for one in labels) > len(PLACES) // 4


def test_a_picture_says_what_it_shows() -> None:
    """In words, within the file: all that has to be read on it, and neither colours nor anything else."""
    for name, chart in SETS.items():
        with Image.open(BytesIO(drawn(to_json(chart)))) as picture:
            picture.load()
            told = picture.info["Description"]
        words = [one for one in said(chart) if not one.isdecimal()]
        assert [one for one in words if one not in told and one not in told.replace(" | ", "")] == [], name
        assert chart.head.main not in told
