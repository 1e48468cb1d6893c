"""What is read of an old base: its good lines and its bad ones, whatever wrote it; and whatever else may come."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.imports import values
from network.imports.columns import Header, guessed
from network.imports.ground import Ground
from network.imports.reading import read_on
from network.imports.rows import CaseRow, Sort, State, UnreadableError, Where
from network.imports.values import WrongError
from network.imports.workbook import Cell, Sheet
from network.model import Nature
from tests.imports.broken import ods
from tests.imports.conftest import TODAY
from tests.imports.old_base import HEADER, OldBase, old_base, workbook

MET = date(2026, 3, 12)


@pytest.fixture(scope="module")
def base() -> OldBase:
    return old_base(TODAY, past=7)


@pytest.mark.parametrize(
    "saved", [lambda base: base.xlsx(), lambda base: base.csv(), lambda base: ods([HEADER, *base.lines])],
    ids=["xlsx", "csv", "ods"],
)  # fmt: skip
def test_of_300_old_cases_the_bad_lines_alone_stay_out(
    saved: Callable[[OldBase], bytes], base: OldBase, ground: Ground
) -> None:
    """Each with what is wrong with it; the reading can go from one process to another."""
    found = pickle.loads(pickle.dumps(read_on(ground, saved(base))))  # noqa: S301
    assert {fault.line: fault.key for fault in found.faults if fault.stops} == base.bad
    assert (found.sort, found.lines, found.empty, found.left_out) == (Sort.CASES, 300, 0, 20)
    assert (len(found.rows), len(found.past_retention), found.doubles) == (273, 7, ())


def test_a_line_says_who_and_what(ground: Ground) -> None:
    head = (*HEADER, "Âge", "Besoins", "Tél. 2")
    line = (
        "Exemple", "Dune", "01 99 00 00 01", "Dune@Example.org", "Besse", 63610, "Ouvrir une boulangerie", "création",
        "", "couple, 2 enfants", MET, "mars 2026", "Conseillère métiers de bouche", "Quelqu’un d’ici", "En cours",
        "À rappeler", "Office de tourisme", 41, "logement ; école", 199000002,
    )  # fmt: skip
    [row] = read_on(ground, workbook({"Suivi": [head, line]})).rows
    assert isinstance(row, CaseRow)
    assert (row.name, row.phones, row.email) == ("Dune Exemple", ("+33199000001", "+33199000002"), "dune@example.org")
    assert row.place == Where("commune", "63038", "massif-du-sancy", said="Besse")
    assert (row.natures, row.sectors, row.household) == ((Nature.CREATION,), ("alimentaire",), (("adults", 2),))
    assert (row.met_on, row.last_exchange, row.state) == (MET, MET, State.OPEN)
    assert (row.technical.referent, row.territorial.referent) == ("conseillere-bouche", "")
    assert row.territorial.said == "Quelqu’un d’ici"
    assert [need.value for need in row.needs] == ["housing", "school"]
    assert row.source == "Office de tourisme"
    assert row.notes.splitlines() == [
        "À rappeler", "Foyer : couple, 2 enfants", "Âge : 41",
    ]  # fmt: skip


def test_columns_are_remembered_by_their_header(base: OldBase, ground: Ground) -> None:
    """What was guessed can be said the next time, and changes nothing; what is said otherwise holds."""
    first = read_on(ground, base.xlsx())
    mapping = json.loads(json.dumps(first.columns.mapping))
    again = read_on(ground, base.csv(), first.sort, mapping)
    assert (again.columns.signature, len(again.rows)) == (first.columns.signature, len(first.rows))
    otherwise = read_on(ground, base.xlsx(), first.sort, {**mapping, "G": ""})
    row = next(otherwise.cases())
    assert not row.project
    assert "Projet : " in row.notes


def test_what_was_imported_before_does_not_come_twice(base: OldBase, ground: Ground) -> None:
    """By any key of the row or of the person; whoever is not known goes in."""
    found = read_on(ground, base.xlsx())
    gone = next(found.cases())
    again = found.without({*gone.person_keys}.__contains__)
    assert gone not in again.rows
    assert [(double.line, double.of, double.sure) for double in again.doubles] == [(gone.line, None, True)]
    assert len(again.rows) == len(found.rows) - 1
    there = {key for row in found.rows for key in row.keys}
    assert read_on(ground, base.csv()).without(there.__contains__).rows == ()


def test_other_lists(ground: Ground) -> None:
    """Organisations and referents, those of the network known again."""
    organisations = [
        ("Structure", "Type", "SIRET", "Téléphone", "Site web", "Adresse", "Code postal", "Ville", "Horaires"),
        ("Fonds d’exemple", "Finance", "732 829 320 00074", "0199000003", "www.example.org", "1 place d’Essai", 63610,
         "Besse-et-Saint-Anastaise", "Mo-Fr 09:00-12:00"),
        ("Microcrédit d’exemple", "banque", "73282932000075", "", "", "", "", "", "le matin"),
        ("Office de tourisme", "", "", "", "", "", "", "", ""),
    ]  # fmt: skip
    found = read_on(ground, workbook({"Liste": organisations}))
    new, known = found.organisations()
    assert (new.id, new.kinds, new.siret, new.site) == (
        "fonds-d-exemple",
        ("FINANCE",),
        "73282932000074",
        "https://www.example.org",
    )
    assert new.address is not None
    assert (new.address.insee, new.hours, new.known) == ("63038", "Mo-Fr 09:00-12:00", False)
    assert (known.id, known.known) == ("office-tourisme", True)
    assert [(fault.line, fault.key) for fault in found.faults] == [(3, "imports.fault.siret_sum")]
    referents = [
        ("Nom", "Prénom", "Organisme", "Rôle", "Territoires", "Secteurs", "Mail"),
        ("Exemple", "Fjord", "Office de tourisme", "technique", "", "Hébergement ; Restaurant, café, bar",
         "fjord@example.org"),
        ("Exemple", "Grège", "Personne", "chef", "Sancy Artense", "", ""),
    ]  # fmt: skip
    found = read_on(ground, workbook({"Liste": referents}))
    [one] = found.referents()
    assert (one.id, one.organisation, one.roles) == ("fjord-exemple", "office-tourisme", ("technical",))
    assert one.sectors == ("hebergement", "restauration")
    assert [fault.key for fault in found.faults] == ["imports.fault.organisation", "imports.fault.role"]


# --- titles -----------------------------------------------------------------------------------------------------------

TITLES = """
Nom / Prénom du porteur: name; Porteur(s) de projet: name; Téléphonne: phone; Portable 2: phone; Tél. domicile: phone
E-mail perso: email; Comune: commune; Commune(s) visée(s): commune; Où ?: commune; CP: postal_code; ComCom: territory
date 1° contact: met_on; Date entrée: met_on; Dernier contact le: last_exchange; Projet pro: project
Création / Reprise / Transmission: nature; Activité envisagée: sector; Situation familiale: household
Nb enfants: children; Besoins: needs; Référent technique CMA: technical; Statut dossier: state; Obs.: notes
Comment connu: source; Town: commune; Trade: sector; Status: state; Last contact: last_exchange; First name: first_name
Âge: -; Sexe: -; Commune de provenance: -; Adresse: -; Nom de l’entreprise: -; Situation pro: -; Département: -
Date: ? met_on last_exchange; Date RDV: ? met_on last_exchange; Référent: ? technical territorial
Référent CC: ? technical territorial; Suivi par: ? technical territorial; Lieu de vie actuel: ? commune
Coordonnées: ? phone email; Nature du projet: ? project nature
"""
"""What stands above a column, and which field it is: "-" none, "?" it is asked about."""


@pytest.mark.parametrize(
    ("title", "field"),
    [
        tuple(one.strip() for one in line.rsplit(":", 1))
        for line in TITLES.replace("\n", ";").split(";")
        if line.strip()
    ],
)
def test_what_a_title_means(title: str, field: str, ground: Ground) -> None:
    """With nothing below it that would tell."""
    below: list[Cell] = [1, "Un gîte", ""]
    sheet = Sheet("", [["N°", "Projet d’installation", title], below, below, below])
    found = guessed(sheet, Header(0, Sort.CASES, sure=True), ground.contents)
    asked = [question for question in found.questions if question.columns == (2,) and question.key.endswith("column")]
    told = {question.fields for question in asked}
    if field.startswith("?"):
        assert told == {tuple(field.split()[1:])}
    else:
        alone = {"first_name": "name"}.get(field, field)
        assert (told, found.columns[2].field) == (set(), "" if field == "-" else alone)


def test_what_stands_below_tells_more_than_a_title(ground: Ground) -> None:
    """It decides between fields, names a column without a title, and casts doubt on a title that it denies."""
    head: list[Cell] = ["Nom", "Contact", "", "Relance", "Situation"]
    below: list[list[Cell]] = [["Exemple", f"019900000{n}", f"p{n}@example.org", "oui", "mariée"] for n in range(4)]
    found = guessed(Sheet("", [head, *below]), Header(0, Sort.CASES, sure=True), ground.contents)
    assert [column.field for column in found.columns] == ["name", "phone", "email", "", ""]
    doubts = {question.columns: question.fields for question in found.questions if question.key.endswith("column")}
    assert doubts == {(3,): ("last_exchange",), (4,): ("state",)}


# --- cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("01 99 00 00 01", ["+33199000001"]),
        ("01.99.00.00.01 / 01-99-00-00-02", ["+33199000001", "+33199000002"]),
        ("0033199000001", ["+33199000001"]),
        ("199000001", ["+33199000001"]),
        (199000001.0, ["+33199000001"]),
        (33199000001, ["+33199000001"]),
        ("1,99000001E+08", ["+33199000001"]),
        ("+33 (0)1 99 00 00 01 (le soir)", ["+33199000001"]),
        ("NC", []),
        ("-", []),
        ("?", []),
    ],
)
def test_telephone_numbers(cell: Cell, numbers: list[str]) -> None:
    assert list(values.phones(cell)) == numbers


@pytest.mark.parametrize("cell", ["12/13/2026", "hier", "2026", 3, 1.5, True, timedelta(hours=3), "0/0/0000", "12/03"])
def test_what_is_no_day(cell: Cell) -> None:
    with pytest.raises(WrongError):
        values.day(cell, TODAY)


@pytest.mark.parametrize(
    "cell", [MET, 46093.75, "46093", "12/3/26", "12-03-2026", "le 12 mars 2026", "12 Mar 2026", "2026/03/12"]
)
def test_a_day_however_it_is_written(cell: Cell) -> None:
    assert values.day(cell, TODAY) == MET


# --- whatever comes ---------------------------------------------------------------------------------------------------


def read_or_told(data: bytes, ground: Ground) -> None:
    """Nothing else is raised than what says why."""
    with suppress(UnreadableError):
        read_on(ground, data)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"Nom;Tel;Date\n"]))
def test_no_bytes_raise_anything_else(ground: Ground, data: bytes, before: bytes) -> None:
    read_or_told(before + data, ground)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6))
def test_no_cells_raise_anything_else(ground: Ground, rows: list[list[str]]) -> None:
    lines = [HEADER, *rows]
    said = "\n".join(";".join(f'"{cell.replace(chr(34), "")}"' for cell in line) for line in lines)
    read_or_told(said.encode("utf-8", "replace"), ground)


def test_no_damage_raises_anything_else(base: OldBase, ground: Ground) -> None:
    """A workbook with bytes changed, cut out or cut off here and there, the same each time."""
    chance = random.Random(14)
    small = [HEADER, *base.lines[:3]]
    for whole in (workbook({"Suivi": small}), ods(small)):
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(chance.randrange(1, 4)):
                at = chance.randrange(len(data))
                data[at : at + chance.choice((0, 1, 40))] = chance.randbytes(chance.randrange(2))
            read_or_told(bytes(data), ground)
