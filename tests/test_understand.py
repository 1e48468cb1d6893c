"""`python -m bot understand`: what would be made of somebody's words and why, and the scores of whole lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app

ASIDE = Path(__file__).parent / "network" / "data" / "aside.txt"


def understood(*words: str | Path) -> list[str]:
    """The lines that the command prints."""
    done = CliRunner().invoke(app, ["understand", *map(str, words)])
    assert done.exit_code == 0, done.output
    return [line.strip() for line in done.output.splitlines()]


def test_somebody_tunes_a_word_and_sees_why_it_leads_where_it_does() -> None:
    lines = understood("reprendre la boulangerie de La Bourboule", "--nature", "takeover")
    assert lines[1].startswith("1. alimentaire (")
    assert "because of: boulangerie" in lines[1]
    assert lines[2].startswith("CMA jusqu'à 10 salariés")  # the sector's own note
    assert "La Bourboule (Massif du Sancy)" in lines
    assert any(line.startswith("technical: conseillere-bouche (") and "Chambre de métiers" in line for line in lines)
    assert any(line.startswith("territorial: chargee-accueil-massif-du-sancy (") for line in lines)


def test_who_leads_is_told_with_the_rule_the_nomenclature_and_whether_the_size_is_asked() -> None:
    lines = understood("fleuriste")
    at = lines.index("who leads")
    assert lines[at + 1 : at + 4] == [
        "CMA, CREATION: fleurs, because of: fleuriste",
        "code de l'artisanat, annexe à l'article R. 111-1 (NAF rév. 2 47.76Z, 47.89Z)",
        "size: asked, it decides",
    ]
    assert any(line.startswith("technical: conseillere-production (") for line in lines)
    assert "size: not asked, it decides nothing" in understood("épicerie")


def test_what_the_words_leave_open_is_shown_as_it_would_be_asked() -> None:
    lines = understood("une pizzeria")
    at = lines.index("who leads")
    assert lines[at + 1].startswith("asked: Vos plats seront-ils surtout à emporter, ou servis sur place")
    assert lines[at + 1].endswith("[Plats à emporter] [Plats servis sur place]")
    assert lines[at + 2] == "CCI, CREATION: the sector's own (NAF rév. 2 56)"


def test_the_size_and_the_nature_change_who_is_proposed() -> None:
    assert any("conseiller-industrie" in line for line in understood("boulangerie", "--jobs", "11"))
    assert any("technical: conseillere-bouche" in line for line in understood("boulangerie", "--jobs", "10"))
    assert "technical: - (" in "\n".join(understood("boulangerie", "--nature", "job"))


def test_what_is_not_understood_says_so() -> None:
    lines = understood("xyzzy")
    assert "nothing: the whole list is shown" in lines
    assert "place: nothing" in lines


@pytest.fixture
def trades(tmp_path: Path) -> Path:
    """Four lines: right first, right second at most, wrong, not understood; the first two of the country."""
    path = tmp_path / "some.csv"
    both = "Boulangerie viennoiserie et maçon"
    lines = ["text,naf_divisions,rural", "Maçon,43,rural", f"{both},43,rural", "Maçon,10|11,", "Xyzzy,01,"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_list_gets_a_score_and_each_mark_its_own(trades: Path) -> None:
    assert understood("--file", trades) == [
        "some.csv: 4 lines; right first 25.0 %, first or second 50.0 %, nothing 25.0 %",
        "some.csv (rural): 2 lines; right first 50.0 %, first or second 100.0 %, nothing 0.0 %",
    ]


def test_the_misses_are_shown_with_what_was_understood(trades: Path) -> None:
    shown = understood("--file", trades, "--misses")[2:]
    assert [line.split(":")[0] for line in shown] == ["second", "other", "nothing"]
    assert shown[1] == "other: Maçon → batiment"


def test_lines_that_are_put_aside_do_not_count_until_they_are_asked_for(trades: Path, tmp_path: Path) -> None:
    aside = tmp_path / "aside.txt"
    aside.write_text("# drawn on Monday\nsome.csv 4 5\n", encoding="utf-8")
    assert understood("--file", trades, "--without", aside)[0].startswith("some.csv: 2 lines; right first 50.0 %")
    assert understood("--file", trades, "--only", aside)[0].startswith("some.csv: 2 lines; right first 0.0 %")


def test_a_list_of_places_is_scored_by_what_is_asked_and_what_is_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    lines = ["text,insee", "Issoire,63178", "Murat,15138", "Besse,15024"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert understood("--file", path) == ["places.csv: 3 lines; right 33.3 %, asked 33.3 %, silently ours 33.3 %"]


def test_a_list_that_does_not_say_what_is_right_ends_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("word\nMaçon\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["understand", "--file", str(path)])
    assert done.exit_code == 1
    assert len(done.output.strip().splitlines()) == 1
    assert "no column says what is right" in done.output


def test_the_lines_that_were_put_aside_stay_the_same() -> None:
    rows = [line.split() for line in ASIDE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert {name: len(set(numbers)) for name, *numbers in rows} == {
        "abroad.csv": 95,
        "crafts.csv": 48,
        "naf.csv": 120,
        "trades.csv": 174,
    }
