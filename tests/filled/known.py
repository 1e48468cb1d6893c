"""What the program at migration 0008 knew: written down by hand, and never changed by a later version."""

from __future__ import annotations

ROLES = ("technical", "territorial")
STATUSES = ("proposed", "coordinator", "not_needed", "taken", "contacted", "unreachable", "done", "not_helped")

DATES = frozenset(
    {
        "slot:tell", "case:take", "case:contact", "case:ask", "month", "case:awake", "rung", "remind", "digest",
        "silent", "case:closing", "case:outcome", "case:survey", "case:settled", "case:old", "call:late", "draft",
        "letter:waiting", "absence:begin", "absence:end",
    }
)  # fmt: skip

FLOWS = frozenset(
    {
        "intake", "callback", "counter", "note", "message", "answer", "settled", "word", "absence",
        "completer-description", "completer-experience", "completer-housing", "completer-joining", "completer-means",
        "completer-news", "completer-premises", "completer-services", "completer-winter",
    }
)  # fmt: skip

CALLS = frozenset(
    {
        "sendMessage", "sendDocument", "sendPhoto", "sendVoice", "editMessageText", "editMessageCaption",
        "editMessageReplyMarkup", "deleteMessage", "setMyCommands", "deleteMyCommands",
    }
)  # fmt: skip
"""Methods of the Bot API that wait in the outbox."""

SOURCES = frozenset({"telegram", "due", "delivery"})
"""Where rows of the inbox come from."""

NAMES = frozenset(
    {
        # in the group
        "card:<case>",
        # of those who follow cases, and of the coordination
        "proposal:<case>:<role>", "record:<case>:<role>", "why:<case>:<role>", "remind:<case>:<role>", "reminders:<n>",
        "month:<n>", "joined:<case>:<role>", "told:<case>:<n>", "note:<case>:<n>", "outcome:<case>", "case:<case>",
        "goes_on:<case>:<case>", "basket:<case>:<role>", "behalf:<case>:<role>", "digest:<n>", "move:<case>",
        "twice:<case>:<case>", "word:<case>:<n>", "inviter:<n>", "absence:<n>", "away:<n>", "call:<n>:told",
        # of a counter
        "entered:<case>", "drop:<case>", "sheet:<case>:<n>", "sheet:<case>:<role>:<n>", "relay:<case>:<n>",
        "relay:<case>:<name>",
        # letters
        "letter:<case>:<n>", "letter:<case>:<n>:file", "letter:<case>:list", "said:<case>:<n>", "pieces:<n>",
        "which:<n>",
        # of those who sent a case
        "sent:<case>", "mycase:<case>", "modules:<case>", "contacted:<case>", "where:<case>", "closed:<case>",
        "survey:<case>", "settled:<case>:<n>", "merged:<case>:<case>", "call:<n>:said", "delete:<n>", "data:<n>:<n>",
        "data:<n>:<n>:file",
        # anything else
        "#<n>",
        *(f"question:{flow}:<n>" for flow in FLOWS),
    }
)  # fmt: skip
"""Logical names of messages. One that had its name before another has its number behind it: ``where:<case>:<n>``."""

BUTTONS = frozenset(
    {
        # on a slot
        "take|<case>|<role>", "pass|<case>|<role>", "why|<case>|<role>|<reason>", "why|<case>|<role>|keep",
        "contacted|<case>|<role>", "unreachable|<case>|<role>", "done|<case>|<role>", "not_helped|<case>|<role>",
        "undo|<case>|<role>|<n>", "going|<case>|<role>", "reopen|<case>|<role>|<n>", "pdf|<case>|<role>",
        "move|<case>|<role>", "all|<case>|<role>|to", "all|<case>|<role>|offer", "to|<case>|<role>|<referent>",
        "to|<case>|<role>|<referent>|<reason>", "offer|<case>|<role>|<referent>",
        *(f"for|<case>|<role>|{verb}|<n>"
          for verb in ("taken", "contacted", "unreachable", "done", "not_helped", "passed")),
        *(f"asked|<case>|<role>|<n>|{answer}" for answer in ("yes", "no")),
        # on a case
        "open|<case>", "note|<case>", "answer|<case>", "letters|<case>", "letters|<case>|<n>", "pieces|<case>",
        "pieces|<case>|<n>", "sheet|<case>", "post|<case>", "pair|<case>|<case>",
        *(f"drop|<case>|{sure}" for sure in ("ask", "yes", "no")),
        *(f"twice|{verb}|<case>|<case>" for verb in ("ask", "apart", "keep", "back")),
        *(f"outcome|<case>|{outcome}" for outcome in ("installed", "elsewhere", "given_up")),
        "outcome|<case>|elsewhere|<reason>", "outcome|<case>|given_up|<reason>",
        # of its person
        "mine", "begin|intake", "amend|<case>", "complete|<case>", "module|<case>|<flow>", "message|<case>",
        "contacted|<case>|no", "adult|<case>", "again|<case>", "settled|<case>", "word|<case>",
        *(f"where|<case>|{answer}" for answer in ("going", "pause", "installed", "given_up")),
        *(f"survey|<case>|contacted|{answer}" for answer in ("yes", "no")),
        *(f"survey|<case>|useful|{answer}" for answer in ("yes", "some", "no")),
        "piece|case|<case>", "piece|case|no", "piece|word|yes", "piece|word|no", "erase|<n>", "erase|sure", "erase|no",
        # of the coordination and of referents
        "called|<n>", "inviter|for|<referent>", "inviter|page|<n>", "away|for|<referent>", "away|page|<n>",
        "away|back|<n>", "away|change|<n>",
        # of forms
        *(f"{flow}|<question>|<n>|<value>" for flow in FLOWS),
    }
)  # fmt: skip
"""How buttons are spelt that stand on screens."""
