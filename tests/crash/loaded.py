"""What every one of these programs imports and reads before it begins, so that a process forked after it has that."""

from __future__ import annotations

import tests.crash.midway
import tests.crash.poison
import tests.crash.victim  # noqa: F401 - to be there
from conversations.words import catalogue

for locale in catalogue.locales():
    catalogue.words(locale)
