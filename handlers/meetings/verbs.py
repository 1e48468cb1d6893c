"""The buttons of a meeting: whether it is proposed, what is answered to a date, which date is chosen, its agenda, what
follows.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.meetings.gathering import read
from handlers.turn.register import NUMBER, Verb, one_of
from handlers.turn.rights import COORDINATOR, REFERENT
from network.agenda import Topic
from network.meetings import Says
from storage import decisions, meetings

MEETING = replace(NUMBER, find=lambda turn, number: meetings.find(turn.here, number))
OPTION = replace(NUMBER, find=lambda turn, number: meetings.option(turn.here, number))
DECISION = replace(NUMBER, find=lambda turn, number: decisions.find(turn.here, number))

NEW = Verb("meeting", (one_of("new"),), COORDINATOR, once=True)
DRAFT = Verb("meeting", (one_of("send", "change", "drop"), MEETING), COORDINATOR)
CHANGE = Verb("meeting", (one_of("subject", "dates", "minutes", "place", "by"), MEETING), COORDINATOR)
ANSWER = Verb("attend", (one_of(*Says), OPTION), REFERENT, on_card=True, by_mail="mail.does.meeting")
CHOOSE = Verb("meeting", (one_of("choose"), OPTION), COORDINATOR)
SHOW = Verb("meeting", (one_of("show"), MEETING), COORDINATOR, once=True)
MOVE = Verb("meeting", (one_of("move"), MEETING), COORDINATOR)
SHEET = Verb("meeting", (one_of("sheet"), MEETING), COORDINATOR, once=True)
PRESENT = Verb("meeting", (one_of("present"), MEETING), COORDINATOR, once=True)
MINUTES = Verb("meeting", (one_of("record"), MEETING), COORDINATOR, once=True)
DECIDE = Verb("meeting", (one_of("decide"), MEETING), COORDINATOR, once=True)
DONE = Verb("meeting", (one_of("done"), DECISION, MEETING), COORDINATOR)
UNDO = Verb("meeting", (one_of("undone"), DECISION, MEETING), COORDINATOR)
CANCEL = Verb("meeting", (one_of("cancel", "cancelled", "keep"), MEETING), COORDINATOR)
AGENDA = Verb("agenda", (one_of("show"), MEETING), COORDINATOR, once=True, reads=read)
TOPIC = Verb("agenda", (one_of("drop", "back"), MEETING, one_of(*Topic)), COORDINATOR, reads=read)
ADD = Verb("agenda", (one_of("add"), MEETING), COORDINATOR, once=True)
REMOVE = Verb("agenda", (one_of("remove"), MEETING, NUMBER), COORDINATOR, reads=read)
SEND = Verb("agenda", (one_of("send"), MEETING), COORDINATOR, once=True)
