"""Leaving: what is kept of somebody who is no longer of the network."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)
_GONE: dict[str, Any] = {"phone": "", "email": "", "telegram_id": None, "absences": ()}


def remembered(one: T) -> T:
    """A referent who has left: their name, their organisation and what they took stay, by which whoever they followed
    knows them; not how they were reached, nor when they were away.
    """
    return one.model_copy(update=_GONE)
