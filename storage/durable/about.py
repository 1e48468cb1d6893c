"""About: whom a message, a date or a thing done once tells of, in two columns, so that an erasing finds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Index, String, Table, or_

from storage.engine.columns import Whose, names

_CASE = re.compile(r"[A-Z]{1,4}-[0-9]{1,9}")
_OTHERS = re.compile(r"(call|resource|offer|interest):[0-9]+")

About = tuple[str, ...]
"""Up to two of: a reference, "call:7" (a wish to be called), "resource:7" (somebody whom a case can call on), "offer:7"
(what is free), "interest:7" (who asked for it), "account:1001" (somebody who is named to others).
"""


def account(telegram_id: int) -> str:
    """How somebody stands in `About` who is named to others."""
    return f"account:{telegram_id}"


def call(call_id: int) -> str:
    """How a wish to be called stands in `About`."""
    return f"call:{call_id}"


def resource(number: int) -> str:
    """How somebody stands in `About` whom a case can call on."""
    return f"resource:{number}"


def offer(number: int) -> str:
    """How an offer stands in `About`."""
    return f"offer:{number}"


def is_case(what: str) -> bool:
    """Whether it is the reference of a case."""
    return _CASE.fullmatch(what) is not None


def interest(number: int) -> str:
    """How an interest in an offer stands in `About`."""
    return f"interest:{number}"


_DATED: Mapping[str, Callable[[int], str]] = {"call": call, "interest": interest, "resource": resource}


def of_date(expects: Mapping[str, Any]) -> str | None:
    """Whom a date tells of, by what it expects: a call, an interest, a resource person, a case; None: nobody."""
    named = next((told(expects[word]) for word, told in _DATED.items() if word in expects), None)
    return named or expects.get("reference")


def told_of(name: str) -> About:
    """The cases between the colons of a logical name, "merged:SV-0001:SV-0002", or the call or the resource person that
    it begins with.
    """
    if other := _OTHERS.match(name):
        return (other[0],)
    return tuple(dict.fromkeys(part for part in re.split(r"[:|]", name) if _CASE.fullmatch(part)))[:2]


def case_in(about: About) -> str:
    """The one case that is told of; empty where it is another thing, or several."""
    return about[0] if len(about) == 1 and _CASE.fullmatch(about[0]) else ""


def columns() -> tuple[Column[str], Column[str]]:
    """The two columns of a table whose rows tell of somebody."""
    about, also = (Column(name, String(60), info=names(Whose.CASE)) for name in ("about", "also_about"))
    return about, also


def indexes(table: str) -> tuple[Index, Index]:
    """Finds the rows of `table` that tell of somebody, of which there are none for most rows."""
    return Index(f"ix_{table}_about", "about"), Index(f"ix_{table}_also_about", "also_about")


def values(about: About) -> Mapping[str, Any]:
    """What the columns hold."""
    first, second = (*about, None, None)[:2]
    return {"about": first, "also_about": second}


def is_about(table: Table, what: str) -> ColumnElement[bool]:
    """Whether a row tells of `what`."""
    return or_(table.c.about == what, table.c.also_about == what)


def words_name(what: str, words: Column[str]) -> ColumnElement[bool]:
    """Whether a text may name a case, by its characters; `names_it` says whether it does."""
    return words.contains(what, autoescape=True)


def names_it(what: str, words: str) -> bool:
    """Whether a text names a case: SV-0001 is not named in SV-00012."""
    return re.search(rf"(?<![A-Z0-9]){re.escape(what)}(?![0-9])", words) is not None
