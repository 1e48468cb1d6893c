"""The buttons of an import: what becomes of a file, of a column, of the cases that it brought and of whom they are."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn.register import CASE, NUMBER, PAGE, Part, Verb, one_of
from handlers.turn.rights import COORDINATOR
from network.imports.rows import Sort
from storage import imports

FILE = replace(NUMBER, find=lambda turn, number: imports.find(turn.here, number))
"""A file by its number."""
FIELD = Part("field", lambda text: text if text.replace("_", "").isalpha() and len(text) <= 20 else None, "x" * 20)
"""What a column may stand for; the word "none" for nothing."""

NOTHING = "none"

NEW = Verb("imports", (one_of("new", "home"),), COORDINATOR, once=True)
DECIDE = Verb("imports", (one_of("go", "drop", "again"), FILE), COORDINATOR, once=True)
BATCH = Verb("imports", (one_of("batch", "columns", "free", "people"), FILE), COORDINATOR, once=True)
FREE = Verb("imports", (one_of("free_all", "mail", "letters", "posted"), FILE), COORDINATOR, once=True)
LIST = Verb("imports", (one_of("list"), FILE, PAGE), COORDINATOR)
OFFERED = Verb("imports", (one_of("offers", "back"), FILE), COORDINATOR, once=True)
BACK = Verb("imports", (one_of("back_all"), FILE), COORDINATOR, once=True)
LOOKS = Verb("imports", (one_of("looks"), FILE, PAGE), COORDINATOR, once=True)
SORT = Verb("imports", (one_of("sort"), FILE, one_of(*Sort)), COORDINATOR, once=True)
COLUMN = Verb("column", (FILE, PAGE), COORDINATOR, once=True)
MEANS = Verb("column", (FILE, PAGE, FIELD), COORDINATOR, once=True)
FREE_ONE = Verb("free", (CASE,), COORDINATOR, once=True)
