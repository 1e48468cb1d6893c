"""A world of cases as raw rows: what happened, from which figures are counted in the database and by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from handlers.turn.turn import Turn
from network.phrase import phrase, to_json
from storage import (
    acts,
    cases,
    imported,
    imports,
    letters,
    notes,
    past_cases,
    past_results,
    profile,
    results,
    slots,
)
from storage.engine.database import Connection

Row = dict[str, Any]
REASON = to_json(phrase("move.reason"))
ROLES = ("technical", "territorial")
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)
TERRITORIES = (None, "sancy-artense", "les-cheires")
COMMUNES = (None, "63192", "63047")
SECTORS = (None, "alimentaire", "commerce", "sante")
NATURES = ("creation", "takeover", "job", "none")
REFERENTS = ("conseillere-bouche", "charge-accueil-sancy-artense", "chargee-accueil-cheires")
OUTCOMES = (
    ("installed", "none"),
    ("given_up", "financing"),
    ("given_up", "other"),
    ("elsewhere", "no_housing"),
    (None, None),
)


@dataclass
class World:
    """Rows of each table. Of `files` the natures are a tuple, as told."""

    files: list[Row] = field(default_factory=list)
    slots: list[Row] = field(default_factory=list)
    acts: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    letters: list[Row] = field(default_factory=list)
    brought: list[int] = field(default_factory=list)
    past: list[Row] = field(default_factory=list)
    profiles: list[Row] = field(default_factory=list)
    results: list[Row] = field(default_factory=list)
    past_results: list[Row] = field(default_factory=list)

    def file(self, number: int, met: datetime, **told: Any) -> Row:
        """One more case."""
        row: Row = {
            "id": number, "number": number, "reference": f"SV-{number:04d}", "answers": {}, "charter_version": "1",
            "submitted_at": met, "person_id": None, "entered_by": None, "merged_into": None, "silent": False,
            "territory": None, "commune": None, "place": "undecided", "sector": None, "sectors": 0, "natures": (),
            "adults": None, "children": None, "closed_at": None, "outcome": None, "outcome_reason": None,
            "paused_until": None, "begun_at": None, **told,
        }  # fmt: skip
        self.files.append(row)
        return row

    def slot(self, case_id: int, role: str, status: str, **told: Any) -> None:
        """A slot of a case."""
        self.slots.append(
            {"case_id": case_id, "role": role, "status": status, "referent_id": None, "others": [], "reason": REASON,
             "take_by": None, "contact_by": None, "taken_by": None, "taken_at": None, **told}
        )  # fmt: skip

    def act(self, case_id: int, kind: str, at: datetime, actor: str = "clock", **told: Any) -> None:
        """Something done on a case."""
        self.acts.append(
            {"case_id": case_id, "kind": kind, "at": at, "actor": actor, "detail": {}, "role": None,
             "slot_version": None, **told}
        )  # fmt: skip

    def answer(self, case_id: int, question: str, **told: Any) -> None:
        """What the people of a case answered a funder; nothing told: they would rather not say."""
        self.profiles.append(
            {"case_id": case_id, "question": question, "said": None, "women": None, "men": None, "at": NOW,
             "version": "1", "funder": "-", **told}
        )  # fmt: skip

    def result(self, case_id: int, **told: Any) -> None:
        """What is known of a case after its end."""
        self.results.append(
            {"case_id": case_id, "settled_as": None, "jobs_created": None, "jobs_kept": None, "children": None,
             "asked_at": None, "active": None, "living": None, "stopped": None, "reason": None, **told}
        )  # fmt: skip

    async def store(self, connection: Connection, network: str) -> None:
        """Put all of it into the database."""
        if self.brought:
            about = {"network_id": network, "id": 1}
            await connection.execute(imports.import_file.insert(), {**_NO_FILE, **about})
        files = [
            {**row, "network_id": network, "natures": f" {' '.join(row['natures'])} " if row["natures"] else None}
            for row in self.files
        ]
        brought = [
            {"case_id": id_, "import_id": 1, "line": id_, "state": "followed", "followed": {}, "source": "old",
             "spoken_at": BEGAN}
            for id_ in self.brought
        ]  # fmt: skip
        for table, rows in (
            (cases.case_file, files), (slots.slot, self.slots), (acts.case_act, self.acts),
            (notes.case_note, self.notes), (letters.case_message, self.letters), (imported.imported, brought),
            (profile.case_profile, self.profiles),
            (results.case_result, self.results),
            (past_results.past_result, [{**row, "network_id": network} for row in self.past_results]),
            (past_cases.past_case, [{**row, "network_id": network} for row in self.past]),
        ):  # fmt: skip
            if rows:
                await connection.execute(table.insert(), rows)

    async def arm(self, turn: Turn) -> None:
        """The same, as what a turn does."""
        await self.store(turn.connection, turn.here.network_id)


_NO_FILE: Row = {"sent_by": 0, "sent_at": BEGAN, "file_id": "", "name": "old", "source": "old"}


def _moments(luck: Random, many: int, after: datetime) -> Iterator[datetime]:
    for _ in range(many):
        after += timedelta(hours=luck.choice((1, 20, 50, 200)))
        yield after


def drawn(seed: int, many: int = 40) -> World:
    """A world of so many cases, by chance: all that figures tell apart, and what they leave out."""
    luck, world = Random(seed), World()
    for number in range(1, many + 1):
        met = BEGAN + timedelta(minutes=luck.randrange(60 * 24 * 1060))
        if luck.random() < 0.15:  # about the turn of a month, in the network's time and in the world's
            met = luck.choice((
                datetime(2025, 12, 31, 22, 59, 59, 999999, tzinfo=UTC), datetime(2025, 12, 31, 23, tzinfo=UTC),
                datetime(2026, 6, 30, 22, tzinfo=UTC), datetime(2026, 6, 30, 21, 59, tzinfo=UTC),
            ))  # fmt: skip
        at = luck.randrange(len(TERRITORIES))
        closed = luck.random() < 0.4
        outcome, reason = luck.choice(OUTCOMES) if closed else (None, None)
        adults = luck.choice((None, 1, 2, 2, 3))
        file = world.file(
            number, met,
            merged_into=1 if number > 1 and luck.random() < 0.06 else None, silent=luck.random() < 0.06,
            territory=TERRITORIES[at], commune=COMMUNES[at] if luck.random() < 0.8 else None,
            place="outside" if at == 0 and luck.random() < 0.5 else "commune",
            sector=(sector := luck.choice(SECTORS)), sectors=0 if sector is None else luck.choice((1, 1, 2)),
            natures=tuple(luck.sample(NATURES, luck.choice((0, 1, 1, 2)))),
            adults=adults, children=None if adults is None else luck.choice((0, 0, 1, 3)),
            entered_by=luck.choice((None, None, REFERENTS[1])),
            closed_at=met + timedelta(days=luck.randrange(1, 200)) if closed else None,
            outcome=outcome, outcome_reason=reason,
            paused_until=luck.choice((None, None, NOW + timedelta(days=9), NOW - timedelta(days=9))),
            begun_at=met + timedelta(days=30) if luck.random() < 0.1 else None,
        )  # fmt: skip
        begun = file["begun_at"] or met
        _ended(Random(f"{seed}:{number}"), world, file)
        if luck.random() < 0.1:
            world.brought.append(number)
            world.act(number, "taken_over", met + timedelta(days=1), "coordinator")
            world.notes.append({"case_id": number, "at": met + timedelta(days=1), "author": "coordinator", "text": "-"})
        if luck.random() < 0.9:
            _live(luck, world, number, met, begun)
        _answer(Random(seed * 1_000 + number), world, number)
        if luck.random() < 0.1:
            world.notes.append(
                {"case_id": number, "at": begun + timedelta(days=3), "author": REFERENTS[0], "text": "-"}
            )
    return world


def _ended(luck: Random, world: World, file: Row) -> None:
    """What was told of a case after its end, where anything was; also of one that was opened again since."""
    if luck.random() < 0.2:
        return
    asked = (file["closed_at"] or file["submitted_at"]) + timedelta(days=365, hours=luck.randrange(50))
    active = luck.choice((None, "yes", "no"))
    world.result(
        file["id"], settled_as=luck.choice((None, "activity", "residence", "both")),
        jobs_created=luck.choice((None, 0, 1, 3)), jobs_kept=luck.choice((None, None, 0, 2)),
        children=luck.choice((None, 0, 2)), asked_at=luck.choice((None, asked, asked)), active=active,
        living=luck.choice((None, "yes", "no")),
        stopped=luck.choice((None, "income", "left")) if active == "no" else None,
        reason=luck.choice((None, "financing", "other")),
    )  # fmt: skip


def with_past(world: World, seed: int, many: int = 20) -> World:
    """The same, with what stays of so many kinds of cases that were erased, by chance."""
    luck, names = Random(seed), ("year", "territory", "sector", "natures", "adults", "children", "ended", "outcome")
    drawn_: dict[tuple[Any, ...], int] = {}
    for _ in range(many):
        year, adults = luck.choice((2024, 2025, 2026)), luck.choice((-1, 1, 2, 4))
        ended = luck.choice((0, year, year + 1))
        key = (
            year, luck.choice(("-", "", "les-cheires")), luck.choice(("-", "", "several", "commerce")),
            luck.choice(("-", "", "creation", "job none")), adults, -1 if adults < 0 else luck.choice((0, 3)),
            ended, luck.choice(("", "installed", "given_up", "elsewhere")) if ended else "",
        )  # fmt: skip
        drawn_[key] = luck.choice((1, 2, 7))
    world.past_results = [
        {"year": year, "figure": key, "by": by, "cases": luck.choice((1, 3)), "many": many}
        for key, by, many in (
            ("jobs_created", "", 7), ("jobs_kept", "", 2), ("settled_children", "", 4), ("jobs_untold", "", 0),
            ("active", "", 0), ("active_asked", "", 0), ("state_untold", "", 0), ("installed_as", "both", 0),
            ("installed_as", "none", 0),
        )
        for year in luck.sample((2024, 2025, 2026), 2)
    ]  # fmt: skip
    world.past = [{**dict(zip(names, key, strict=True)), "cases": cases_} for key, cases_ in drawn_.items()]
    return world


def _answer(luck: Random, world: World, number: int) -> None:
    """What they answered a funder: women and men that go with the household, some of it unsaid, or not any more."""
    if luck.random() < 0.6:
        world.answer(number, "status", said=luck.choice((None, "employee", "employee", "job_seeker", "retired")))
    if luck.random() < 0.4:
        world.answer(number, "age", said=luck.choice((None, "under_30", "from_55")))
    if luck.random() < 0.6:
        women, men = luck.choice(((None, None), (0, 1), (1, 0), (1, 1), (2, 0), (0, 0), (1, 2)))
        world.answer(number, "adults", women=women, men=men)


def _live(luck: Random, world: World, number: int, met: datetime, begun: datetime) -> None:
    """Both slots of a case, and what was done on them."""
    for role in ROLES:
        status = luck.choice(
            ("proposed", "coordinator", "not_needed", "taken", "contacted", "unreachable", "done", "not_helped")
        )
        has = status not in ("proposed", "coordinator", "not_needed")
        world.slot(
            number, role, status, referent_id=luck.choice(REFERENTS) if status == "proposed" or has else None,
            taken_by=luck.choice(REFERENTS) if has else None,
            take_by=luck.choice((None, begun + timedelta(days=2), NOW + timedelta(days=1))),
            contact_by=luck.choice((begun + timedelta(days=6), NOW + timedelta(days=4))),
        )  # fmt: skip
        version = 1
        for at in _moments(luck, luck.randrange(5), luck.choice((met, begun))):
            kind = luck.choice(("taken", "taken", "contacted", "contacted", "passed", "unreachable", "opened"))
            version += 1
            detail = {"reason": luck.choice(("too_many", "other", "absent"))} if kind == "passed" else {}
            world.act(number, kind, at, luck.choice(REFERENTS), role=role, slot_version=version, detail=detail)
            if luck.random() < 0.2:
                version += 1
                world.act(number, "undone", at + timedelta(minutes=2), REFERENTS[0], role=role, slot_version=version)
    for at in _moments(luck, luck.choice((0, 0, 1, 2)), luck.choice((met, begun))):
        world.act(number, luck.choice(("contacted_yes", "contacted_no")), at, "person", role=luck.choice(ROLES))
    if luck.random() < 0.3:
        noted = NOW - timedelta(days=luck.choice((10, 29, 31)))
        world.act(number, luck.choice(("going", "opened", "take_late")), noted, luck.choice(("clock", REFERENTS[0])))
    if luck.random() < 0.2:
        world.letters.append(
            {"case_id": number, "at": NOW - timedelta(days=luck.choice((5, 35))), "author": "person", "sender": 0,
             "message_id": 0, "kind": "text", "text": "-"}
        )  # fmt: skip
