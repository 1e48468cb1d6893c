"""What a program that is forked has imported and read before it begins: the whole program, and every text."""

from __future__ import annotations

import gc

import bot.__main__
import bot.backup
import bot.brochure
import bot.doctor
import bot.importing
import bot.invite
import bot.program
import bot.publish
import bot.restore  # noqa: F401 - to be there
import rehearsal.rehearsed_bot  # noqa: F401 - to be there
import tests.crash.midway
import tests.crash.poison
import tests.crash.victim  # noqa: F401 - to be there
from conversations.words import catalogue

for locale in catalogue.locales():
    catalogue.words(locale)
gc.collect()
gc.freeze()  # it is shared with the process that forks for as long as nobody writes to it, not even to count it
