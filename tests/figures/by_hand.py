"""The figures counted a second way: a case at a time, from what happened, in plain Python, by what the page says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from network.figures.counts import Wanted
from tests.figures.world import NOW, REFERENTS, Row, World

PARIS = ZoneInfo("Europe/Paris")
Tally = tuple[int, int, int]
FOLLOWS = ("taken", "contacted", "unreachable")


class Hand:
    """What happened to each case of a world."""

    def __init__(self, world: World, now: datetime = NOW) -> None:
        self.world, self.now = world, now
        self.slots: Mapping[int, dict[str, Row]] = defaultdict(dict)
        for one in world.slots:
            self.slots[one["case_id"]][one["role"]] = one
        self.acts: Mapping[int, list[Row]] = defaultdict(list)
        for one in world.acts:
            self.acts[one["case_id"]].append(one)
        self.answers: Mapping[int, dict[str, Row]] = defaultdict(dict)
        for one in world.profiles:
            self.answers[one["case_id"]][one["question"]] = one

    def counted(self, wanted: Wanted) -> tuple[dict[str, Tally], dict[str, dict[str, Tally]]]:
        """Figures and parts of one period: how many cases, adults, children."""
        figures: dict[str, list[Row]] = defaultdict(list)
        parts: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for case in self.world.files:
            if case["merged_into"] is not None or case["silent"] or not self._chosen(case, wanted):
                continue
            if is_in(case["submitted_at"], wanted):
                for key in self._met(case):
                    figures[key].append(case)
                for natural in case["natures"] or ("",):
                    parts["nature"][natural].append(case)
                parts["sector"]["several" if case["sectors"] > 1 else case["sector"] or ""].append(case)
                parts["territory"][area_of(case)].append(case)
                parts["gaps"][f"{case['sector'] or ''} {case['territory'] or ''}"].append(case)
                way = (
                    "taken_over"
                    if case["id"] in self.world.brought
                    else "entered"
                    if case["entered_by"]
                    else "telegram"
                )
                parts["channel"][way].append(case)
            if case["closed_at"] is not None and is_in(case["closed_at"], wanted):
                figures[case["outcome"] or "unsaid"].append(case)
                if case["outcome"] in ("given_up", "elsewhere"):
                    parts["reasons"][case["outcome_reason"]].append(case)
            for one in self.standing(case, "passed"):
                if is_in(one["at"], wanted):
                    parts["refusals"][one["detail"]["reason"]].append({"adults": None, "children": None})
        to_funders = self._to_funders(self.met(wanted))
        self._past(wanted, figures, parts)
        tallied = {key: _tally(some) for key, some in figures.items()}
        met, left = tallied.get("met", (0, 0, 0)), tallied.get("abandoned", (0, 0, 0))
        tallied["followed"] = (met[0] - left[0], met[1] - left[1], met[2] - left[2])
        told = {part: {by: _tally(some) for by, some in each.items()} for part, each in parts.items()}
        return tallied, {**told, **to_funders}

    def _to_funders(self, met: list[Row]) -> dict[str, dict[str, Tally]]:
        """What was answered a funder: adults one by one as women, men or neither; cases by status and band of age."""
        adults: dict[str, int] = defaultdict(int)
        cases: dict[str, dict[str, int]] = {"status": defaultdict(int), "age": defaultdict(int)}
        for case in met:
            answers = self.answers[case["id"]]
            for question, each in cases.items():
                each[(answers[question]["said"] if question in answers else None) or ""] += 1
            home = [""] * (case["adults"] or 0)
            counted = answers.get("adults")
            if counted is not None and counted["women"] is not None:
                named = ["women"] * counted["women"] + ["men"] * counted["men"]
                if len(named) <= len(home):
                    home[: len(named)] = named
            for who in home:
                adults[who] += 1
        parts = {"women_men": {who: (0, many, 0) for who, many in adults.items()}}
        parts |= {question: {said: (many, 0, 0) for said, many in each.items()} for question, each in cases.items()}
        return {part: each for part, each in parts.items() if each}

    def _past(self, wanted: Wanted, figures: dict[str, list[Row]], parts: dict[str, dict[str, list[Row]]]) -> None:
        """Whoever was erased, a case at a time: of years and of all time, where nothing is asked but the period."""
        if wanted.territory or wanted.commune or wanted.sector or wanted.carriers is not None:
            return
        years = {"y": {wanted.period.year}, "a": set(range(1990, 2100))}.get(wanted.period.kind.value, set())
        for row in self.world.past:
            told = row["adults"] >= 0
            household = {name: row[name] if told else None for name in ("adults", "children")}
            for case in [household] * row["cases"]:
                if row["year"] in years:
                    for key in ("sheets", "met", *(() if told else ("untold",))):
                        figures[key].append(case)
                    if row["outcome"] in ("given_up", "elsewhere"):
                        figures["abandoned"].append(case)
                    for nature in row["natures"].split(" "):
                        parts["nature"][nature].append(case)
                    for part in ("sector", "territory"):
                        parts[part][row[part]].append(case)
                if row["ended"] in years:
                    figures[row["outcome"] or "unsaid"].append(case)

    def _chosen(self, case: Row, wanted: Wanted) -> bool:
        for name in ("territory", "commune", "sector"):
            if getattr(wanted, name) and case[name] != getattr(wanted, name):
                return False
        if wanted.carriers is None:
            return True
        carrying = {one["taken_by"] or one["referent_id"] for one in self.slots[case["id"]].values()}
        return bool(carrying & set(wanted.carriers))

    def standing(self, case: Row, kind: str) -> list[Row]:
        """What was done, and not taken back."""
        undone = {(one["role"], one["slot_version"] - 1) for one in self.acts[case["id"]] if one["kind"] == "undone"}
        return [
            one for one in self.acts[case["id"]]
            if one["kind"] == kind and (one["role"], one["slot_version"]) not in undone
        ]  # fmt: skip

    def _met(self, case: Row) -> list[str]:
        keys = ["sheets", "met"]
        keys += ["outside"] if case["place"] == "outside" else []
        keys += ["untold"] if case["adults"] is None else []
        keys += ["abandoned"] if case["outcome"] in ("given_up", "elsewhere") else []
        sides = [role for role, one in self.slots[case["id"]].items() if one["status"] in (*FOLLOWS, "done")]
        keys += [*sides, *(["both"] if len(sides) == 2 else [])]
        keys += ["exchanged"] if self._exchanged(case) else []
        for promise, act, key in (("take_by", "taken", "taken"), ("contact_by", "contacted", "contacted")):
            keys += self.promise(case, promise, act, key)
        begun = case["begun_at"] or case["submitted_at"]
        said = [
            one["kind"] for one in self.acts[case["id"]] if one["kind"].startswith("contacted_") and one["at"] >= begun
        ]
        if said:
            keys += ["confirmed_asked", *(["confirmed"] if said[-1] == "contacted_yes" else [])]
        keys += ["silent"] if self._silent(case) else []
        return keys

    def promise(self, case: Row, promise: str, act: str, key: str) -> list[str]:
        slots = self.slots[case["id"]]
        dates = [slots[role][promise] for role in ("technical", "territorial") if role in slots]
        promised = next((day for day in dates if day is not None), None)
        if promised is None:
            return []
        begun = case["begun_at"] or case["submitted_at"]
        done = [one["at"] for one in self.standing(case, act) if one["at"] >= begun]
        if done and min(done) <= promised:
            return [key, f"{key}_due"]
        return [f"{key}_due"] if promised < self.now else []

    def contacted(self, case: Row) -> datetime | None:
        """When a referent first noted a contact, since the promises are counted."""
        begun = case["begun_at"] or case["submitted_at"]
        return min((one["at"] for one in self.standing(case, "contacted") if one["at"] >= begun), default=None)

    def chosen(self, wanted: Wanted) -> list[Row]:
        """The cases that are counted, whenever they were met."""
        return [
            case for case in self.world.files
            if case["merged_into"] is None and not case["silent"] and self._chosen(case, wanted)
        ]  # fmt: skip

    def met(self, wanted: Wanted) -> list[Row]:
        """The cases of a period, as far as they are counted."""
        return [
            case for case in self.world.files
            if case["merged_into"] is None and not case["silent"]
            and self._chosen(case, wanted) and is_in(case["submitted_at"], wanted)
        ]  # fmt: skip

    def within(self, at: datetime, wanted: Wanted) -> bool:
        """Whether a moment falls in the period, by the network's clock."""
        return is_in(at, wanted)

    def _exchanged(self, case: Row) -> bool:
        who = {
            one["taken_by"] for one in self.slots[case["id"]].values()
            if one["taken_by"] and one["status"] in (*FOLLOWS, "done", "not_helped")
        }  # fmt: skip
        brought = [one["at"] for one in self.acts[case["id"]] if one["kind"] == "taken_over"]
        written = [n for n in self.world.notes if n["case_id"] == case["id"] and n["at"] not in brought]
        return len(who) > 1 or bool(self.standing(case, "passed")) or bool(written)

    def _silent(self, case: Row) -> bool:
        followed = any(one["status"] in FOLLOWS for one in self.slots[case["id"]].values())
        rests = case["paused_until"] is not None and case["paused_until"] > self.now
        if not followed or case["closed_at"] is not None or rests:
            return False
        since = self.now - timedelta(days=30)
        heard = [
            one for one in self.acts[case["id"]]
            if one["at"] > since and one["actor"] != "clock" and one["kind"] not in ("opened", "exported")
        ]  # fmt: skip
        return not heard and not any(one["case_id"] == case["id"] and one["at"] > since for one in self.world.letters)


def area_of(case: Row) -> str:
    """The area of the first wanted place, or that it is outside the network."""
    return "outside" if case["place"] == "outside" else case["territory"] or ""


def is_in(at: datetime, wanted: Wanted) -> bool:
    """Whether a moment is on a day of the period."""
    day: date = at.astimezone(PARIS).date()
    return wanted.period.first <= day < wanted.period.after


def _tally(some: list[Row]) -> Tally:
    return len(some), sum(one["adults"] or 0 for one in some), sum(one["children"] or 0 for one in some)


EVERYBODY = (None, (REFERENTS[0],), REFERENTS[1:])
