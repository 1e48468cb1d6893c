"""Two sheets as a network would print them: a private record, and what a person takes home from a counter. What the bot
says on paper comes from its texts and from the sample network, so that these look as it prints them now.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from handlers.counter.sheets import of_data
from handlers.slots.record_sheet import words
from network import file, privacy
from reports.sheet import Section, Sheet

MADE = datetime(2026, 6, 9, 8, 30, tzinfo=UTC)
LINK = "https://t.me/PorteDEntreeBot?start=projet-7Qm2xV9pLr4Kc81TzYbWn3"
_NETWORK = file.load(Path(__file__).parents[2] / "networks" / "sancy-volcans.toml").identity
_CALL = _NETWORK.contact.name.fr, _NETWORK.contact.phone
_SIGNED = f"{_NETWORK.name} · 9 juin 2026"

RECORD = Sheet(
    language="fr",
    made=MADE,
    letterhead=_NETWORK.name,
    heading=words("sheet.record.title", reference="SV-0001"),
    sub_heading=f"{words('case.slot_title.technical')} · {words('sheet.record.for', referent='Camille Exemple')}",
    highlights=((words("sheet.contact_by"), "mardi 16 juin"),),
    sections=(
        Section(
            words("sheet.part.who"),
            (
                (words("intake.name.label"), "Dominique Exemple"),
                (words("intake.contact.label"), "01 99 00 00 01"),
                (words("intake.hours.label"), words("intake.hours.evening")),
            ),
        ),
        Section(
            words("sheet.part.project"),
            (
                (
                    words("intake.project.label"),
                    "Je suis boulanger depuis onze ans et je voudrais reprendre une boulangerie de village, avec un peu"
                    " d’épicerie. Ma compagne ferait la vente. Nous sommes venus trois fois en vacances et nous"
                    " aimerions vivre ici toute l’année.",
                ),
                (words("intake.sector.label"), "Métiers de bouche et agroalimentaire"),
                (words("intake.nature.label"), words("intake.nature.takeover")),
                (words("intake.jobs.label"), "2"),
                (words("intake.place.label"), "La Tour-d’Auvergne (Sancy Artense)"),
                (words("intake.when.label"), words("intake.when.months_12")),
                (words("intake.stage.label"), words("intake.stage.file_ready")),
                (words("intake.followed.label"), words("intake.followed.nobody")),
            ),
        ),
        Section(words("sheet.other"), (("", "Dominique Modèle, Sancy Artense, 01 99 00 00 22"),)),
        Section(words("sheet.why"), (("", "Vous suivez les métiers de bouche dans ce territoire."),)),
    ),
    footer=(words("sheet.record.footer"), _SIGNED),
)

TAKEN_HOME = Sheet(
    language="fr",
    made=MADE,
    letterhead=_NETWORK.name,
    heading=words("sheet.person.title"),
    highlights=(
        (words("sheet.person.reference"), "SV-0001"),
        (words("sheet.person.take_by"), "jeudi 11 juin"),
        (words("sheet.person.contact_by"), "mardi 16 juin"),
    ),
    sections=(
        Section(words("sheet.person.next"), steps=tuple(words(f"sheet.person.step.{n}") for n in (1, 2, 3))),
        Section(words("sheet.person.call"), (_CALL,)),
        *of_data(_NETWORK),
    ),
    link=LINK,
    link_words=words("sheet.person.link"),
    footer=(
        words("sheet.person.footer", kept=privacy.kept(_NETWORK), name=_CALL[0], phone=_CALL[1]),
        _SIGNED,
    ),
)

WITHOUT_LINK = replace(TAKEN_HOME, link="", link_words="")
