"""Somebody only wants to be called, or has no project of their own."""

from __future__ import annotations

from handlers.call_requests import call_requests, verbs
from handlers.turn.register import OF_EVERYBODY, Command, Date, Feature

CALL_REQUESTS = Feature(
    "call_requests",
    commands=(Command("rappel", call_requests.command, ("callback",), menus=OF_EVERYBODY, place=40),),
    verbs={verbs.CALLED: call_requests.called, verbs.UNCALL: call_requests.cancel},
    dates=(Date("call:late", call_requests.call_is_due),),
    forms={call_requests.FLOW: call_requests.ask, call_requests.APPROACH: call_requests.ask_without_a_project},
)
