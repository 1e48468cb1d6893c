"""Results counted a second way: a case at a time, from what was told, in plain Python, by what the page says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from network.figures.cohorts import Cohort
from network.figures.counts import Counts, Wanted
from network.figures.periods import Period
from tests.figures.by_hand import FOLLOWS, Hand, is_in
from tests.figures.world import Row

LEFT = ("given_up", "elsewhere")
SUMS = {"jobs_created": "jobs", "jobs_kept": "jobs", "settled_children": "children"}


class Results:
    """What is known of each case of a world after its end."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.told = {one["case_id"]: one for one in hand.world.results}

    def counted(self, wanted: Wanted) -> tuple[dict[str, Counts], dict[str, dict[str, Counts]]]:
        """Figures and parts of results of one period."""
        figures: dict[str, Counts] = defaultdict(Counts)
        parts: dict[str, dict[str, Counts]] = defaultdict(lambda: defaultdict(Counts))
        for case in self.hand.chosen(wanted):
            told = self.told.get(case["id"], {})
            if case["closed_at"] is not None and is_in(case["closed_at"], wanted):
                for key, counts in self._ended(case, told):
                    figures[key] += counts
                if case["outcome"] == "installed":
                    parts["installed_as"][told.get("settled_as") or ""] += Counts(1)
                elif case["outcome"] in LEFT:
                    parts["own_reasons"][told.get("reason") or "none"] += Counts(1)
            if case["outcome"] == "installed" and told.get("asked_at") is not None and is_in(told["asked_at"], wanted):
                for key in _state(told):
                    figures[key] += Counts(1)
                if told["settled_as"] != "residence" and told["active"] == "no":
                    parts["stopped"][told["stopped"] or "none"] += Counts(1)
        self._past(wanted, figures, parts)
        return dict(figures), {part: dict(cells) for part, cells in parts.items()}

    @staticmethod
    def _ended(case: Row, told: Row) -> Iterator[tuple[str, Counts]]:
        if case["outcome"] != "installed":
            return
        if told.get("jobs_created") is None:
            yield "jobs_untold", Counts(1)
        for key in ("jobs_created", "jobs_kept"):
            if told.get(key):
                yield key, Counts(1, jobs=told[key])
        if told.get("children"):
            yield "settled_children", Counts(1, children=told["children"])

    def _past(self, wanted: Wanted, figures: dict[str, Counts], parts: dict[str, dict[str, Counts]]) -> None:
        if wanted.narrowed or wanted.carriers is not None:
            return
        years = {"y": {wanted.period.year}, "a": set(range(1990, 2100))}.get(wanted.period.kind.value, set())
        for row in self.hand.world.past_results:
            if row["year"] in years:
                measure = {SUMS[row["figure"]]: row["many"]} if row["figure"] in SUMS else {}
                if row["by"]:
                    parts[row["figure"]]["" if row["by"] == "none" else row["by"]] += Counts(row["cases"])
                else:
                    figures[row["figure"]] += Counts(row["cases"], **measure)

    def cohort(self, wanted: Wanted, period: Period) -> Cohort:
        """Of those met in a period, how far they are."""
        of = Wanted(period, wanted.territory, wanted.commune, wanted.sector, wanted.carriers)
        met = [case for case in self.hand.chosen(of) if is_in(case["submitted_at"], of)]
        ends = [("going" if one["closed_at"] is None else "untold") if (end := one["outcome"]) is None else end
                for one in met]  # fmt: skip
        whole = not of.narrowed and of.carriers is None
        for row in self.hand.world.past if whole else ():
            if period.kind.value == "a" or (period.kind.value == "y" and row["year"] == period.year):
                ends += [row["outcome"] or "untold"] * row["cases"]
        return Cohort(len(ends), ends.count("installed"), ends.count("going"), sum(map(ends.count, LEFT)))

    def handed(self, wanted: Wanted) -> dict[tuple[str | None, str | None, str | None], int]:
        """Who entered those met in a period, who follows or followed them, and how many there are of each."""
        found: dict[tuple[str | None, str | None, str | None], int] = defaultdict(int)
        for case in self.hand.chosen(wanted):
            if is_in(case["submitted_at"], wanted):
                slots = self.hand.slots[case["id"]]
                carry = [
                    one["taken_by"] if one and one["status"] in (*FOLLOWS, "done", "not_helped") else None
                    for one in (slots.get("technical"), slots.get("territorial"))
                ]
                found[case["entered_by"], carry[0], carry[1]] += 1
        return dict(found)


def _state(told: Row) -> Iterator[str]:
    """What a case that was asked after twelve months counts in: only what they moved here was asked."""
    missing = False
    for question, other in (("active", "residence"), ("living", "activity")):
        if told["settled_as"] != other:
            yield f"{question}_asked"
            if told[question] == "yes":
                yield question
            missing = missing or told[question] is None
    if missing:
        yield "state_untold"
