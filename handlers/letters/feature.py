"""A person and those who follow them write to each other."""

from __future__ import annotations

from functools import partial

from handlers.letters import (
    archive,
    attachment_answers,
    attachments,
    filed,
    letters,
    line_answers,
    lines,
    verbs,
    writing,
)
from handlers.turn.events import FilesBrought
from handlers.turn.register import OF_EVERYBODY, Command, Date, Feature

LETTERS = Feature(
    "letters",
    commands=(Command("message", writing.command, menus=OF_EVERYBODY, place=20),),
    verbs={
        verbs.MESSAGE: writing.press,
        verbs.ANSWER: writing.press_answer,
        verbs.LETTERS: partial(archive.show, what="letters"),
        verbs.PIECES: partial(archive.show, what="pieces"),
        verbs.PIECE: attachment_answers.press,
        verbs.SEND: line_answers.send,
        verbs.KEEP_BACK: line_answers.keep_back,
        verbs.OTHERS: line_answers.others,
        verbs.TAKE_BACK: line_answers.take_back,
    },
    dates=(
        Date(attachments.KIND, attachment_answers.waited_too_long, any_hour=True),
        Date(lines.OLD, line_answers.waited_too_long, any_hour=True),
        Date(lines.OVER, line_answers.minute_is_over, any_hour=True),
    ),
    on={FilesBrought: filed.keep},
    forms={letters.MESSAGE: letters.hand_in, letters.ANSWER: letters.hand_in},
)
