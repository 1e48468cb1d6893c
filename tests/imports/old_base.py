"""An old base as a coordination kept it in a spreadsheet for years: invented, the same each time, with bad lines."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

HEADER = (
    "Nom", "Prénom", "Téléphone", "Mail", "Commune visée", "Code postal", "Projet", "Type de projet", "Secteur",
    "Foyer", "Date du premier contact", "Dernier échange", "Référent technique", "Référent territorial", "Statut",
    "Observations", "Orienté par",
)  # fmt: skip
PLACES = (
    ("Besse-et-Saint-Anastaise", "63610"), ("La Bourboule", "63150"), ("Tauves", "63690"), ("Murol", "63790"),
    ("Rochefort-Montagne", "63210"), ("Olby", "63210"), ("Aydat", "63970"), ("Saint-Amant-Tallende", "63450"),
)  # fmt: skip
PROJECTS = (
    ("Une boulangerie avec un dépôt de pain", "Boulangerie"), ("Un gîte de groupe", "Hébergement touristique"),
    ("Reprendre le restaurant du bourg", "Restaurant"), ("Du maraîchage en vente directe", "Maraîchage"),
    ("Une entreprise de plomberie", "Plombier"), ("Un atelier de poterie", "Céramique"),
)  # fmt: skip
NATURES = ("création", "reprise", "Création d'entreprise", "reprise d'activité", "développement")
STATES = ("en cours", "en pause", "installé", "abandonné", "clos", "")
HOUSEHOLDS = ("couple, 2 enfants", "seule", "3 adultes", "")
FIRST = ("Alizé", "Brume", "Cyan", "Dune", "Écho", "Fjord", "Grège", "Hiver")

BAD: Mapping[str, tuple[str, Any]] = {
    "imports.fault.no_name": ("Nom", ""),
    "imports.fault.no_contact": ("Téléphone", ""),
    "imports.fault.phone_digits": ("Téléphone", "01 99 00"),
    "imports.fault.phone_none": ("Téléphone", "voir Mme Exemple"),
    "imports.fault.email": ("Mail", "personne@exemple"),
    "imports.fault.email_none": ("Mail", "arobase oubliée"),
    "imports.fault.date": ("Date du premier contact", "fin de l’été"),
    "imports.fault.commune": ("Commune visée", "Zzyzxville"),
    "imports.fault.state": ("Statut", "voir classeur bleu"),
    "imports.fault.formula": ("Commune visée", "#REF!"),
}
"""What is put into which column of a bad line, by the text that says what is wrong with it."""


@dataclass(frozen=True)
class OldBase:
    """The lines under `HEADER`; `bad` are the numbers of bad ones, of the file's, with what is wrong with each."""

    lines: tuple[tuple[Any, ...], ...]
    bad: Mapping[int, str]
    header_at: int = 1

    def xlsx(self, *, title: bool = False) -> bytes:
        """As a workbook with real dates; with a title, the lines stand two further down than `bad` says."""
        return workbook({"Suivi": [*([("Base de suivi",), ()] if title else []), HEADER, *self.lines]})

    def csv(self, encoding: str = "cp1252", separator: str = ";") -> bytes:
        """As a text, as a spreadsheet of this country saves it."""
        written = StringIO()
        csv.writer(written, delimiter=separator).writerows([HEADER, *[map(_as_text, line) for line in self.lines]])
        return written.getvalue().encode(encoding, "replace")


def old_base(today: date, lines: int = 300, bad: int = 20, past: int = 0, seed: int = 14) -> OldBase:
    """So many old cases, of which so many lines are bad, and so many others are past any retention; all others were
    spoken of within the year before `today`.
    """
    chance = random.Random(seed)
    table = [_line(number, today, chance) for number in range(lines)]
    picked = chance.sample(range(lines), bad + past)
    wrong: dict[int, str] = {}
    for number, at in enumerate(sorted(picked[:bad])):
        key = list(BAD)[number % len(BAD)]
        column, value = BAD[key]
        table[at][column] = value
        if key == "imports.fault.no_name":
            table[at]["Prénom"] = ""
        if key == "imports.fault.no_contact":
            table[at]["Mail"] = ""
        wrong[at + 2] = key
    for at in picked[bad:]:
        table[at]["Date du premier contact"] = today - timedelta(days=3000)
        table[at]["Dernier échange"] = today - timedelta(days=2500)
    return OldBase(tuple(tuple(line[title] for title in HEADER) for line in table), wrong)


def _line(number: int, today: date, chance: random.Random) -> dict[str, Any]:
    place, code = chance.choice(PLACES)
    project, sector = chance.choice(PROJECTS)
    met = today - timedelta(days=chance.randrange(200, 360))
    return {
        "Nom": f"Exemple-{number:03}",
        "Prénom": chance.choice(FIRST),
        "Téléphone": f"01 99 00 {number // 100:02} {number % 100:02}" if number < 10_000 else "",
        "Mail": f"personne{number:03}@example.org" if number % 3 or number >= 10_000 else "",
        "Commune visée": place,
        "Code postal": code,
        "Projet": project,
        "Type de projet": chance.choice(NATURES),
        "Secteur": sector,
        "Foyer": chance.choice(HOUSEHOLDS),
        "Date du premier contact": met,
        "Dernier échange": met + timedelta(days=chance.randrange(0, 180)) if number % 4 else "",
        "Référent technique": "Conseillère métiers de bouche" if sector == "Boulangerie" else "",
        "Référent territorial": "",
        "Statut": chance.choice(STATES),
        "Observations": "Vue au salon, à rappeler" if number % 5 == 0 else "",
        "Orienté par": "Office de tourisme" if number % 7 == 0 else "",
    }


def _as_text(cell: Any) -> Any:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else cell


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX file of some sheets; a cell "#REF!" is a formula that failed."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "remove_timezone": True}) as book:
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, datetime(cell.year, cell.month, cell.day), as_day)  # noqa: DTZ001
                    elif cell == "#REF!":
                        sheet.write_formula(at, column, "=B1+Z99", None, "#REF!")
                    else:
                        sheet.write(at, column, cell)
    return written.getvalue()
