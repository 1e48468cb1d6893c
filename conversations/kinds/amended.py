"""Amended: another value of a field of an entry of the network. Value: {"set": what the field is to hold, "was": the
fingerprint of what it held when that was said}.

What the conversation is about (`Moment.about`) is the entry and the field; of an entry that is to come, where it will
stand, and the step says which field.
"""

from __future__ import annotations

import hashlib
import re

from conversations.engine.effects import Button, Message, Row
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import page_in, picks_in, rows, several
from conversations.kinds.picking import Picking
from conversations.words import entered, entering
from conversations.words.cleaning import fold
from conversations.words.entered import Reader
from conversations.words.entering import Around
from conversations.words.hour_items import UnreadError
from network.entries import Entry
from network.fields import NAMES, Ask, Field, Key, Values, field_of, fingerprint, values
from network.managing import ManagingError, changed, find
from network.organisations import Organisation
from network.phrase import Phrase, phrase

BUILT_KEYS = {"managing.ask.{}": Ask, "managing.field.{}": NAMES}
PAGE = 8
_CODES = re.compile(r"\d{2,9}|2[ABab]\d{0,3}")


class AmendedStep(Step):
    """`field` is what is asked of an entry that is to come."""

    field: str = ""


def subject(at: Moment[Step]) -> tuple[Key, Field] | None:
    """The entry and the field that are asked for; None where there are no such."""
    entry, _, name = at.about.partition(" ")
    try:
        key = Key.read(entry)
    except ValueError:
        return None
    field = field_of(key, getattr(at.step, "field", "") or name)
    return None if field is None else (key, field)


def reader(at: Moment[Step]) -> Reader:
    """For whom values are put in words."""
    return Reader(at.knowledge.network, at.locale)


def labelled(field: Field) -> Phrase:
    """What a field is called."""
    return phrase(f"managing.field.{field.name}")


# --- asked ------------------------------------------------------------------------------------------------------------


def _ask(at: Moment[AmendedStep]) -> Message:
    asked = subject(at)
    if asked is None:
        return Message((phrase("managing.gone"),))
    key, field = asked
    entry = find(at.knowledge.network, key)
    held = None if entry is None else values(entry, field)
    said = [phrase(f"managing.ask.{field.ask}", field=labelled(field))]
    chosen = field.ask in entered.LABELS
    if held is not None and not chosen and not entered.is_empty(field, held):
        said.append(phrase("managing.now", value=entered.said(field, held, reader(at))))
    listed: tuple[Row, ...] = ()
    if chosen:
        labels, data = _labels(at, field), _data(at, field, held)
        picks = picks_in(data, labels)
        said += several(labels, picks)
        listed = rows(labels, picks, page_in(data), PAGE, ticks=True)
    open_ = field.empty is not None and held is not None and not entered.is_empty(field, held)
    return Message(tuple(said), (*listed, *([_left_open(field)] if open_ else [])))


def _left_open(field: Field) -> Row:
    key = "managing.button.all" if entered.means_all(field) else "managing.button.none"
    return (Button(phrase(key), "none"),)


def code(value: str) -> str:
    """What stands on a button for something that may be long: eight characters, or itself where it is short."""
    return value if len(value) <= 12 else hashlib.sha256(value.encode()).hexdigest()[:8]


def _labels(at: Moment[AmendedStep], field: Field) -> dict[str, Phrase]:
    return {code(value): label for value, label in entered.choices(field, at.knowledge.network).items()}


def _data(at: Moment[AmendedStep], field: Field, held: Values | None) -> dict[str, JsonValue]:
    """What the draft holds; before anything was touched, what is so now."""
    if "picks" in at.data or held is None:
        return dict(at.data)
    return {**at.data, "picks": [code(value) for value in held[field.name]]}


# --- read -------------------------------------------------------------------------------------------------------------


def _read(at: Moment[AmendedStep], offered: Offered) -> Outcome:
    asked = subject(at)
    if asked is None:
        return Refused(phrase("managing.gone"))
    key, field = asked
    entry = find(at.knowledge.network, key)
    if entry is None and key.id:
        return Refused(phrase("managing.gone"))
    match offered:
        case Tapped("none") if field.empty is not None:
            return _given(at, key, field, entry, field.empty)
        case Tapped() | Typed() if field.ask in entered.LABELS:
            return _chosen(at, key, field, entry, offered)
        case Typed(text):
            try:
                made = entering.read(text, field, entry, Around(at.knowledge.network, at.knowledge.today))
            except UnreadError as unread:
                return Refused(unread.why)
            return _given(at, key, field, entry, made)
        case _:
            return Unknown()


def _chosen(at: Moment[AmendedStep], key: Key, field: Field, entry: Entry | None, offered: Offered) -> Outcome:
    """Ticks that are set and taken away, or named; codes of a zone may be typed."""
    labels, held = _labels(at, field), None if entry is None else values(entry, field)
    picking = Picking(labels, _data(at, field, held), len(labels))
    if isinstance(offered, Typed):
        if field.ask is Ask.ZONE and (codes := _codes(offered.text)):
            return _given(at, key, field, entry, {field.name: codes})
        if picking.is_done(offered.text, at.write(phrase("words.done")).split(",")):
            outcome: Outcome | None = picking.tap("ok")
        else:
            outcome = picking.said(offered.text, {value: [at.write(label)] for value, label in labels.items()})
    else:
        outcome = picking.tap(offered.value) if isinstance(offered, Tapped) else None
    match outcome:
        case Accepted(picks):
            known = {code(value): value for value in entered.choices(field, at.knowledge.network)}
            return _given(at, key, field, entry, {field.name: [known[pick] for pick in picks]})
        case Drafted() | Refused() | Unknown():
            return outcome
    return outcome or Refused(phrase("managing.unread.choice"))


def _codes(text: str) -> list[str]:
    said = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    return [part.upper() for part in said] if all(_CODES.fullmatch(part) for part in said) else []


def _given(at: Moment[AmendedStep], key: Key, field: Field, entry: Entry | None, new: Values) -> Outcome:
    """A value that the network can have, and that is another than it has."""
    network = at.knowledge.network
    if entry is None:
        if twice := _named_so(at, field, new):
            return Refused(phrase("managing.twice", name=twice))
        return Accepted({"set": new, "was": ""})
    held = values(entry, field)
    if held == new:
        return Refused(phrase("managing.same"))
    try:
        changed(network, key, new)
    except ManagingError:
        return Refused(phrase("managing.unfit"))
    return Accepted({"set": new, "was": fingerprint(held)})


def _named_so(at: Moment[AmendedStep], field: Field, new: Values) -> str | None:
    """An organisation of that name, in the network or its archive."""
    if field.ask is not Ask.LINE:
        return None
    known: dict[str, Organisation] = at.knowledge.network.known_organisations
    return next((one.name for one in known.values() if fold(one.name) == fold(new[field.name])), None)


def _say(at: Moment[AmendedStep], value: JsonValue) -> Phrase:
    asked = subject(at)
    if asked is None:
        return phrase("managing.gone")
    return entered.said(asked[1], value["set"], reader(at))


def fits(_step: Step, value: JsonValue, _knowledge: Knowledge) -> bool:
    """Whether a value is of this kind."""
    return isinstance(value, dict) and isinstance(value.get("set"), dict) and isinstance(value.get("was"), str)


KIND = Kind(_ask, _read, _say, fits, only(), AmendedStep)
