"""Opening hours in their form: what is read of it, what the State publishes, and how things stand at an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from conversations.words.catalogue import words
from network.hours import HoursError, published, read
from network.hours_said import lines_of
from network.opening import according, at_a_glance, is_valid, noted, said, state
from network.phrase import Phrase, phrase
from network.town_halls import source

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("Mo-Fr 09:00-12:00, 14:00-17:00", None),
        ("Mo-Fr 09:00-12:00,14:00-17:00", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("Mo,Tu,We 09:00-12:00;PH off", "Mo-We 09:00-12:00; PH off"),
        ("Sa-Mo 10:00-12:00", "Mo,Sa-Su 10:00-12:00"),
        ("Mo-Fr 09:00-12:00; We off", "Mo-Tu,Th-Fr 09:00-12:00"),
        ("09:00-12:00", "Mo-Su 09:00-12:00"),
        ("Mo 20:00-02:00", "Mo 20:00-02:00"),
        ("Mo 09:00-12:00; Aug 01-20 closed", "Mo 09:00-12:00; Aug 01-Aug 20 off"),
        ("Mo 09:00-12:00; 2026 Aug 1-20 off", "Mo 09:00-12:00; 2026 Aug 01-2026 Aug 20 off"),
        ("24/7", "24/7"),
        ("off", "off"),
        ("Mo 09:00-12:00; Feb 30 off", None),
        ("Mo 09:00-25:00", None),
        ("Sa[1] 09:00-12:00", None),
        ("sunrise-sunset", None),
        ("", None),
    ],
)
def test_the_form_that_we_write_is_read(written: str, ours: str | None) -> None:
    if ours is None:
        with pytest.raises(HoursError):
            read(written)
    else:
        assert read(written).osm == ours
        assert is_valid(ours)


def test_hours_as_the_state_publishes_them() -> None:
    found = published(
        [
            ("lundi", "mardi", [("08:00:00", "12:30:00")]),
            ("lundi", "lundi", [("08:00:00", "12:30:00"), ("13:30:30", "17:00:00")]),
            ("jeudi", "", [("09:00:00", "12:00:00")]),
            ("vendredi", "vendredi", [("12:30:00", "12:30:00")]),
        ]
    )
    assert found is not None
    assert found.osm == "Mo 08:00-12:30,13:30-17:00; Tu 08:00-12:30; Th 09:00-12:00; PH off"
    assert published([]) is None


USUAL = "Mo-Fr 09:00-12:00,14:00-17:00; Aug 01-Aug 20 off; PH off"
STATES = [
    # 2026-05-04 is a Monday; the 8th, a Friday, and the 14th, a Thursday, are public holidays.
    (USUAL, "2026-05-04 10:00", "ouvert jusqu’à 12 h", "open until 12:00"),
    (USUAL, "2026-05-04 08:59", "fermé, ouvre à 9 h", "closed, opens at 9:00"),
    (USUAL, "2026-05-04 12:00", "fermé, ouvre à 14 h", "closed, opens at 14:00"),
    (USUAL, "2026-05-04 17:30", "fermé, ouvre demain à 9 h", "closed, opens tomorrow at 9:00"),
    (USUAL, "2026-05-02 10:00", "fermé, ouvre lundi à 9 h", "closed, opens Monday at 9:00"),
    (USUAL, "2026-05-07 18:00", "fermé, ouvre lundi à 9 h", "closed, opens Monday at 9:00"),
    (
        USUAL,
        "2026-05-08 10:00",
        "fermé aujourd’hui (jour férié), ouvre lundi à 9 h",
        "closed today (public holiday), opens Monday at 9:00",
    ),
    (
        USUAL,
        "2026-05-14 10:00",
        "fermé aujourd’hui (jour férié), ouvre demain à 9 h",
        "closed today (public holiday), opens tomorrow at 9:00",
    ),
    (USUAL, "2026-08-03 10:00", "fermé, ouvre vendredi 21 août à 9 h", "closed, opens Friday 21 August at 9:00"),
    ("Mo-Su 10:00-19:00", "2026-05-08 11:00", "ouvert jusqu’à 19 h", "open until 19:00"),
    ("Tu 09:30-11:45; PH off", "2026-05-05 11:44", "ouvert jusqu’à 11 h 45", "open until 11:45"),
    ("Fr-Sa 18:00-02:00", "2026-05-08 23:00", "ouvert jusqu’à 2 h", "open until 2:00"),
    ("Sa 20:00-24:00; PH off", "2026-05-02 21:00", "ouvert jusqu’à minuit", "open until midnight"),
    (
        "Mo-We 00:00-24:00",
        "2026-05-05 10:00",
        "ouvert jusqu’au mercredi 6 mai, minuit",
        "open until Wednesday 6 May, midnight",
    ),
    ("24/7", "2026-05-05 10:00", "ouvert", "open"),
    ("off; PH off", "2026-05-05 10:00", "fermé", "closed"),
    ("off; 2026 Jul 01-2026 Jul 02 10:00-12:00", "2027-05-05 10:00", "fermé", "closed"),
]  # fmt: skip


@pytest.mark.parametrize(("osm", "moment", "french", "english"), STATES)
def test_how_things_stand(osm: str, moment: str, french: str, english: str) -> None:
    here = datetime.fromisoformat(f"{moment}+02:00")
    assert [_written(said(state(osm, here, PARIS)), language) for language in ("fr", "en")] == [french, english]


@pytest.mark.parametrize(
    ("days", "french", "english"),
    [
        ("We,Fr-Sa", "le mercredi, le vendredi et le samedi", "Wednesday, Friday and Saturday"),
        ("Mo-Tu,Th-Fr", "le lundi, le mardi, le jeudi et le vendredi", "Monday, Tuesday, Thursday and Friday"),
        ("Mo-We,Fr-Sa", "du lundi au mercredi, le vendredi et le samedi", "Monday to Wednesday, Friday and Saturday"),
        ("Mo-Tu", "le lundi et le mardi", "Monday and Tuesday"),
    ],
)
def test_days_are_one_list_with_one_and(days: str, french: str, english: str) -> None:
    usual, *_ = lines_of(f"{days} 09:00-12:00; PH off")
    assert _written(usual, "fr") == f"{french}, de 9 h à 12 h"
    assert _written(usual, "en") == f"{english}, 9:00 to 12:00"


def _written(told: Phrase, language: str) -> str:
    return words(language).write(told, str).replace("\N{NO-BREAK SPACE}", " ")


def test_days_closed_go_before_the_usual_hours() -> None:
    osm = "Mo-Fr 09:00-12:00; 2026 May 04-2026 May 05 off; PH off"
    assert read(osm).osm == osm
    here = datetime.fromisoformat("2026-05-04T10:00+02:00")
    told = at_a_glance(osm, here, PARIS)
    assert told is not None
    assert _written(told, "fr") == "fermé, ouvre mercredi à 9 h"
    assert [_written(line, "fr") for line in lines_of(osm)] == [
        "du lundi au vendredi, de 9 h à 12 h",
        "fermé du 4 mai 2026 au 5 mai 2026",
        "fermé les jours fériés",
    ]
    assert (at_a_glance("by chance", here, PARIS), lines_of("sunrise-sunset")) == (None, ())


def test_the_clock_is_that_of_the_place() -> None:
    moment = datetime(2026, 5, 4, 7, 30, tzinfo=UTC)
    assert [state(USUAL, moment, zone).open for zone in (PARIS, "Europe/London", "Atlantic/Azores")] == [
        True,
        False,
        False,
    ]


def test_what_cannot_be_read_says_nothing() -> None:
    for osm in ("Mo 9-12 foo", "", "24/7 unknown"):
        with pytest.raises(HoursError):
            state(osm, datetime(2026, 5, 4, 8, 0, tzinfo=UTC), PARIS)


def test_the_source_is_said_with_its_day() -> None:
    told = said(state(USUAL, datetime(2026, 5, 4, 13, 0, tzinfo=UTC), PARIS))
    by = phrase("said.text", text="la mairie")
    today = date(2026, 5, 4)
    assert (
        _written(according(told, by, date(2026, 5, 3), today), "fr")
        == "ouvert jusqu’à 17 h (d’après la mairie, le 3 mai)"
    )
    assert _written(according(told, by, date(2025, 5, 1), today), "fr").endswith("(d’après la mairie, le 1er mai 2025)")
    assert _written(noted(told, source()), "fr") == "ouvert jusqu’à 17 h (données publiques, octobre 2026, à confirmer)"
    assert _written(noted(told, source()), "en") == "open until 17:00 (public data, October 2026, to be confirmed)"
