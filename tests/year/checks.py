"""Checks: the things that must never happen in a year, each found from what was sent and what stands written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from network.calendar import is_holiday, is_working_day, next_sending_time
from network.slots import WAITING
from tests.year.referents import local
from tests.year.wire import Sent
from tests.year.world import Act, Diary, Standing

SENDING = time(8), time(19)
OF_A_PRESS = frozenset({"slot:tell"})
"""Kinds of dates that tell of somebody's press, a minute after it: the answer to a press may come at any time."""
AFTERWARDS = frozenset({"slot:tell", "case:closing", "case:outcome", "case:survey", "case:settled", "case:old"})
"""Kinds of dates that tell of the end of a case, or ask how it was: they remind nobody of anything."""
RUNGS = frozenset({"take_nudge", "take_late", "take_reopen", "contact_nudge", "contact_late", "contact_reopen"})
ASKED = frozenset({"take_reopen", "contact_reopen"})
"""Of these the coordination hears alone."""
ANEW = frozenset({"begun_again", "moved", "reopened", "passed", "released", "undone"})
"""Acts after which somebody's ladder begins anew: also that of an owner to whom the slot comes back."""
RESUMED = "resumed"
"""The act after which every ladder of a case begins anew."""
FIRST_HOUR = timedelta(hours=1)
OF_WAITING = frozenset(
    {"remind", "digest", "case:take", "case:contact", "case:ask", "case:survey", "case:settled", "month"}
)
"""Kinds of dates that tell somebody of what waits, or ask: of all of it there is one word after a downtime."""
OF_RUNGS = frozenset({"remind", "digest", "gathered"})
"""Kinds of dates by which an owner hears of a rung: at once, or in the one letter of the day."""
OF_OPEN_CARDS = "cards:open"
"""The kind of date that tells those who read by mail what is open: once, whatever has gathered."""
MOST_AT_ALL = 3
"""So many words of whatever kind somebody may hear in the first hour: of cases that closed, of their own forms."""
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Check:
    """One of them: its `name`, and what of it happened, a line each."""

    name: str
    found: tuple[str, ...]


def run(diary: Diary) -> list[Check]:
    """All of them, in order."""
    return [Check(name, tuple(look(diary))) for name, look in CHECKS.items()]


# --- silence ----------------------------------------------------------------------------------------------------------


def silent(diary: Diary) -> Iterator[str]:
    """A slot waits, or its person does, beyond the date of the charter, and by the evening of the next working day no
    coordinator has heard of it; nor has the person, where it is about the call, or where the slot has gone to somebody
    else meanwhile, whose own ladder has begun.
    """
    told = _told(diary)
    for case in diary.cases.values():
        for role, place in case.slots.items():
            history = _History(diary, case, role)
            for what, date, waits in (("take", place.take_by, WAITING), ("contact", place.contact_by, _NOT_CALLED)):
                if date is None or date >= diary.end or not history.was(date, waits):
                    continue
                limit = _patience(diary, date)
                if limit > diary.end or not history.stayed(date, limit, waits):
                    continue
                heard = (one for one in told[case.reference] if date <= one.at <= limit)
                enough = what == "contact" or history.changed(date, limit)
                if not any(enough or one.to in diary.coordinators for one in heard):
                    yield f"{case.reference} {role}: {what} by {_shown(diary, date)}, nobody told"
    yield from _unreminded(diary, told)


def _unreminded(diary: Diary, told: Mapping[str, Sequence[Sent]]) -> Iterator[str]:
    """A rung was noted for somebody who can be written to; they kept the slot, and had heard nothing by the evening of
    the next working day.
    """
    for act in _reminders(diary):
        owner, limit = str(act.detail.get("owner")), _patience(diary, act.at)
        if owner not in diary.steady or limit > diary.end or act.reference not in diary.cases:
            continue
        acts = _acts_of(diary)[act.reference]
        later = [one for one in acts[acts.index(act) + 1 :] if one.role == act.role and one.at <= limit]
        moved_on = any("before" in one.detail or one.kind == "contacted_yes" for one in later)
        rests = any(quiet and act.at <= since <= limit for since, quiet in diary.quiet.get(act.reference, []))
        heard = (one for one in told[act.reference] if act.at <= one.at <= limit and one.cause.kind in OF_RUNGS)
        if not moved_on and not rests and not any(one.to in _ears(diary, owner) for one in heard):
            yield f"{act.reference} {act.role}: {act.kind} on {_shown(diary, act.at)}, {owner} not told"


def _reminders(diary: Diary) -> Iterator[Act]:
    """The rungs of which an owner hears."""
    return (act for act in diary.acts if act.kind in RUNGS - ASKED and act.detail.get("owner") is not None)


def _ears(diary: Diary, owner: str) -> frozenset[int | str]:
    """The account and the address by which a referent hears."""
    referent = diary.network.referent_by_id[owner]
    address = referent.email or diary.network.organisation_by_id[referent.organisation].email
    return frozenset(ear for ear in (referent.telegram_id, address) if ear)


_NOT_CALLED = WAITING | {"taken"}


class _History:
    """What a slot was, and when: from the acts, each of which keeps what was before it."""

    def __init__(self, diary: Diary, case: Standing, role: str) -> None:
        acts = [act for act in _acts_of(diary)[case.reference] if act.role == role and "before" in act.detail]
        self._last = case.slots[role].status
        self._before = [(act.at, str(act.detail["before"]["status"])) for act in acts]
        self._quiet = diary.quiet.get(case.reference, [])

    def status(self, at: datetime) -> str:
        """Its status at a moment."""
        return next((status for until, status in self._before if at < until), self._last)

    def rests(self, at: datetime) -> bool:
        """Whether the case was closed or paused."""
        return next((quiet for since, quiet in reversed(self._quiet) if since <= at), False)

    def was(self, at: datetime, statuses: frozenset[str]) -> bool:
        """Whether it waited so."""
        return self.status(at) in statuses and not self.rests(at)

    def changed(self, since: datetime, until: datetime) -> bool:
        """Whether somebody did something about it, such as to pass it on."""
        return any(since <= at <= until for at, _ in self._before)

    def stayed(self, since: datetime, until: datetime, statuses: frozenset[str]) -> bool:
        """Whether it waited so all the time."""
        moments = [since, *(at for at, _ in self._before if since < at <= until), until]
        return all(self.was(at, statuses) for at in moments)


def _patience(diary: Diary, date: datetime) -> datetime:
    """By when somebody must have heard of a date that passed: the evening of the next working day on which we ran."""
    began = next((until for since, until in diary.downtimes if since <= date < until), date)
    while True:
        shown = local(began, diary.network.identity.timezone) + timedelta(days=1)
        while not is_working_day(shown.date()):
            shown += timedelta(days=1)
        evening = datetime.combine(shown.date(), SENDING[1], shown.tzinfo)
        down = next((until for since, until in diary.downtimes if since <= evening < until), None)
        if down is None:
            return evening
        began = down


def _told(diary: Diary) -> Mapping[str, list[Sent]]:
    """What rang, by the case it names or came of."""
    found: dict[str, list[Sent]] = defaultdict(list)
    for one in diary.sent:
        if one.rings and one.cause.source == "due" and one.cause.kind not in OF_A_PRESS:
            for reference in {*one.references, one.cause.reference} - {""}:
                found[reference].append(one)
    return found


# --- doubled ----------------------------------------------------------------------------------------------------------


def doubled(diary: Diary) -> Iterator[str]:
    """The same rung twice for the same slot and owner; or several words to somebody of what waits, in the first hour
    that we are back after a downtime.
    """
    rungs: Counter[tuple[str, str | None, str, str, int]] = Counter()
    begun: Counter[tuple[str, str | None]] = Counter()
    for act in diary.acts:
        place, case = (act.reference, act.role), (act.reference, RESUMED)
        begun[place] += act.kind in ANEW
        begun[case] += act.kind == RESUMED
        if act.kind in RUNGS:
            rungs[*place, act.kind, str(act.detail.get("owner")), begun[place] + begun[case]] += 1
    for (reference, role, kind, owner, _), count in rungs.items():
        if count > 1:
            yield f"{reference} {role}: {kind} for {owner}, {count} times"
    noted = Counter((ear, act.reference) for act in _reminders(diary) for ear in _ears(diary, act.detail["owner"]))
    words = [one for one in diary.sent if one.rings and one.cause.kind == "remind"]
    for (to, reference), count in Counter((one.to, name) for one in words for name in one.references).items():
        if reference in diary.cases and count > noted[to, reference]:
            yield f"{to}: reminded of {reference} {count} times, noted {noted[to, reference]} times"
    for _, until in diary.downtimes:
        last = next_sending_time(until, diary.network.identity.timezone) + FIRST_HOUR
        heard = [one for one in diary.sent if until <= one.at < last and _unasked(one)]
        waiting = Counter(one.to for one in heard if one.cause.kind in OF_WAITING and not _read_out(one))
        cards = Counter(one.to for one in heard if one.cause.kind == OF_OPEN_CARDS)
        yield from (f"{to}: open cards {count} times" for to, count in cards.items() if count > 1)
        for to, count in Counter(one.to for one in heard if not _of_its_own(one)).items():
            if count > MOST_AT_ALL or waiting[to] > 1:
                yield f"{to}: {count} messages from {_shown(diary, until)}, after a downtime"


def _unasked(one: Sent) -> bool:
    return one.rings and one.cause.source == "due" and one.cause.kind not in OF_A_PRESS


def _of_its_own(one: Sent) -> bool:
    """Whether it tells of somebody who waits for a call or for an owner’s answer, by buttons of their own, or asks
    about the case that its reader has just ended.
    """
    return one.cause.kind in ("call:late", "interest:step") or (
        one.cause.kind == "case:closing" and (one.name or "").startswith("outcome:")
    )


def _read_out(one: Sent) -> bool:
    """Whether it is for somebody without Telegram, to whom the reader tells it."""
    return (one.name or "").startswith("relay:")


# --- hours ------------------------------------------------------------------------------------------------------------


def at_night(diary: Diary) -> Iterator[str]:
    """What nobody asked for goes out from 8 h to 19 h, neither on Sundays nor on public holidays."""
    for one in diary.sent:
        if _unasked(one) and not in_hours(diary, one.at):
            yield f"{one.cause.kind} to {one.to} on {_shown(diary, one.at)}"


def in_hours(diary: Diary, at: datetime) -> bool:
    """Whether it is a time at which one may write to somebody."""
    shown = local(at, diary.network.identity.timezone)
    fine = shown.weekday() != _SUNDAY and not is_holiday(shown.date())
    return fine and SENDING[0] <= shown.time() < SENDING[1]


# --- rest -------------------------------------------------------------------------------------------------------------


def disturbed(diary: Diary) -> Iterator[str]:
    """Nothing that nobody asked for about a case that is closed or paused; no reminder of what is done already."""
    for one in diary.uncalled:
        if one.cause.kind in AFTERWARDS:
            continue
        yield f"{one.cause.kind} about {one.cause.reference or sorted(one.references)} to {one.to}"
    for act in diary.acts:
        if act.kind not in RUNGS or act.role is None or act.reference not in diary.cases:
            continue
        waits = WAITING if act.kind.startswith("take") else _NOT_CALLED
        before = act.at - timedelta(seconds=1)  # at nine somebody may take what they are reminded of at nine
        if _History(diary, diary.cases[act.reference], act.role).status(before) not in waits:
            yield f"{act.reference} {act.role}: {act.kind} on {_shown(diary, act.at)}, though it was done"


# --- owners and dates -------------------------------------------------------------------------------------------------


def orphaned(diary: Diary) -> Iterator[str]:
    """Every open slot has an owner who is there, or lies in the basket before a coordinator's eyes."""
    for (reference, role), days in _grouped(diary.orphans).items():
        yield f"{reference} {role}: nobody’s from {min(days)} to {max(days)}"


def _grouped(orphans: Sequence[tuple[object, str, str]]) -> Mapping[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for day, reference, role in orphans:
        found[reference, role].append(str(day))
    return found


def moved(diary: Diary) -> Iterator[str]:
    """A date that was promised stands, or the person hears of the new one."""
    for one in diary.moved:
        if not one.told:
            yield f"{one.reference} {one.role}"


Look = Callable[[Diary], Iterator[str]]
CHECKS: Mapping[str, Look] = {
    "cases silent beyond the charter with nobody told": silent,
    "reminders doubled": doubled,
    "outside sending hours": at_night,
    "on closed or paused cases": disturbed,
    "slots with neither owner nor basket": orphaned,
    "promised dates moved without a word": moved,
    "offers that are hidden shown": lambda diary: iter(diary.offers.stale_shown),
    "asked for an offer, no human after eight working days": lambda diary: iter(diary.offers.unanswered),
    "offers that nobody looked at": lambda diary: iter(diary.offers.unseen),
    "reminders about offers doubled": lambda diary: diary.offers.doubled(),
}


def _acts_of(diary: Diary) -> Mapping[str, list[Act]]:
    key = id(diary.acts)
    if key not in _BY_CASE:
        _BY_CASE.clear()
        found: dict[str, list[Act]] = defaultdict(list)
        for act in diary.acts:
            found[act.reference].append(act)
        _BY_CASE[key] = found
    return _BY_CASE[key]


_BY_CASE: dict[int, dict[str, list[Act]]] = {}


def _shown(diary: Diary, at: datetime) -> str:
    return f"{local(at, diary.network.identity.timezone):%a %d %b %Y %H:%M}"
