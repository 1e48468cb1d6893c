"""The one reader of updates, against python-telegram-bot's types; every update of every story is compared as well, in
`test_stories.py`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import telegram
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram.ext import filters

from bot.loops.receive import ALLOWED_UPDATES
from conversations.engine.events import Said
from handlers.incoming import arms, reader, update
from handlers.incoming.parts import UnreadableError
from handlers.incoming.update import ButtonPressed, Commanded, MembersCame
from handlers.turn.events import Heard
from handlers.turn.turn import NOBODY, Caller
from storage.letters import Content
from tests import library
from tests.library import USERNAME

Json = dict[str, Any]

ANNE = {"id": 900, "is_bot": False, "first_name": "Anne", "last_name": "E\u0301lie", "language_code": "fr-CA"}
JOHN = {"id": 901, "is_bot": False, "first_name": "John", "username": "john", "language_code": "pt"}
OTHER_BOT = {"id": 902, "is_bot": True, "first_name": "Robot", "username": "other_bot"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
PRIVATE = {"id": 900, "type": "private", "first_name": "Anne"}
GROUP = {"id": -400, "type": "group", "title": "Partenaires"}
SUPERGROUP = {"id": -1001, "type": "supergroup", "title": "Partenaires", "is_forum": True}
CHANNEL = {"id": -1002, "type": "channel", "title": "Annonces"}
FILE = {"file_id": "F1", "file_unique_id": "U1", "file_size": 10}
SIZED = {**FILE, "width": 90, "height": 60}
LARGE = {**SIZED, "file_id": "F2", "file_unique_id": "U2", "width": 900}
COMMAND = [{"type": "bot_command", "offset": 0, "length": 5}]


def message(chat: Json = PRIVATE, sender: Json | None = ANNE, kind: str = "message", **content: Any) -> Json:
    """An update with a message."""
    said = {"message_id": 7, "date": 1_790_000_000, "chat": chat, **content}
    return {"update_id": 1, kind: said if sender is None else {**said, "from": sender}}


def press(under: Json | None, **changed: Any) -> Json:
    """An update with a press."""
    query = {"id": "77", "from": ANNE, "chat_instance": "5", "data": "take|SV-0001", **changed}
    return {"update_id": 1, "callback_query": query if under is None else {**query, "message": under}}


def change(kind: str, chat: Json, before: str, after: str, user: Json = ANNE, **may: bool) -> Json:
    """An update about somebody's standing in a chat; `may`: what they still may, or are, where they are restricted."""
    more: dict[str, Json] = {
        "kicked": {"until_date": 0},
        "restricted": dict.fromkeys(_PERMISSIONS, False) | {"is_member": True, "until_date": 0, **may},
    }
    of = {when: {"status": status, "user": user, **more.get(status, {})} for when, status in
          (("old_chat_member", before), ("new_chat_member", after))}  # fmt: skip
    return {"update_id": 1, kind: {"chat": chat, "from": ANNE, "date": 1_790_000_000, **of}}


_PERMISSIONS = (
    "is_member", "can_change_info", "can_invite_users", "can_pin_messages", "can_send_messages", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_manage_topics", "can_send_audios",
    "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes", "can_send_voice_notes",
    "can_edit_tag", "until_date", "can_react_to_messages",
)  # fmt: skip

CARD = message(SUPERGROUP, OTHER_BOT, text="SV-0001")["message"]
TOO_OLD = {"chat": PRIVATE, "message_id": 3, "date": 0}

# fmt: off
ODD: dict[str, Json] = {
    # texts
    "a text": message(text="Reprendre une boulangerie"),
    "a text with what no reader sees": message(text="\u202e Be\u0301zier\0\ud83d \u200b"),
    "a text of blanks": message(text=" \n "),
    "an empty text": message(text=""),
    "an answer": message(text="oui", reply_to_message={"message_id": 5, "date": 1, "chat": PRIVATE, "text": "Non ?"}),
    "a quote": message(text="oui", quote={"text": "Non", "position": 0}, reply_to_message=CARD),
    "an answer to another chat": message(
        text="ceci", external_reply={"origin": {"type": "user", "sender_user": JOHN, "date": 1}, "chat": CHANNEL}
    ),
    "an answer to a story": message(text="oh", reply_to_story={"chat": CHANNEL, "id": 4}),
    "forwarded": message(text="lu", forward_origin={"type": "hidden_user", "sender_user_name": "X", "date": 1}),
    "sent by way of a bot": message(text="@gif", via_bot=OTHER_BOT),
    "a text with a link": message(text="voir a.fr", entities=[{"type": "url", "offset": 5, "length": 4}]),
    "who speaks another language": message({**PRIVATE, "id": 901}, JOHN, text="olá"),
    "who has no language": message(sender={"id": 900, "is_bot": False, "first_name": "A"}, text="x"),
    "a name of odd characters": message(sender={"id": 900, "is_bot": False, "first_name": "\u202eA\0 "}, text="x"),
    # commands
    "a command": message(text="/aide", entities=COMMAND),
    "a link": message(text="/start invite-x", entities=COMMAND),
    "a command in capitals, over two lines": message(text="/Aide@PORTE_bot \n un  deux ", entities=COMMAND),
    "a command to another bot": message(GROUP, text="/aide@other_bot", entities=COMMAND),
    "a command in a text": message(
        text="👩‍👩‍👧 /aide", entities=[{"type": "bot_command", "offset": 9, "length": 5}]
    ),
    "a command behind bold": message(text="/aide", entities=[{"type": "bold", "offset": 0, "length": 5}, *COMMAND]),
    "a slash that is none": message(text="/ aide"),
    "a command under a picture": message(photo=[SIZED], caption="/aide", caption_entities=COMMAND),
    "a command in a topic": message(
        SUPERGROUP, text="/stats", entities=COMMAND, message_thread_id=4, is_topic_message=True
    ),
    "a command by an anonymous administrator": message(
        SUPERGROUP, ANONYMOUS, text="/stats", entities=COMMAND, sender_chat=SUPERGROUP
    ),
    "a command as an answer in a group": message(GROUP, text="/note", entities=COMMAND, reply_to_message=CARD),
    "a command by nobody": message(GROUP, None, text="/aide", entities=COMMAND),
    # files and the like
    "a picture": message(photo=[SIZED, LARGE], caption="La façade"),
    "a picture of an album": message(photo=[SIZED, LARGE], media_group_id="13"),
    "a picture of no size": message(photo=[]),
    "a document": message(document={**FILE, "file_name": "b\u200bail.pdf" * 30, "mime_type": "application/pdf"}),
    "a document whose name turns round": message(document={**FILE, "file_name": "bail\u202efdp.exe"}),
    "a program": message(document={**FILE, "file_name": "bail.pdf.EXE"}, reply_to_message=CARD, media_group_id="9"),
    "a program by its type": message(document={**FILE, "file_name": "bail", "mime_type": "application/x-msdownload"}),
    "a document without a name": message(document=FILE, caption=" "),
    "a voice": message(voice={**FILE, "duration": 3}, reply_to_message=CARD),
    "an animation": message(animation={**SIZED, "duration": 3}, document=FILE),
    "a sticker": message(sticker={**SIZED, "type": "regular", "is_animated": False, "is_video": False}),
    "a video": message(video={**SIZED, "duration": 3}, media_group_id="14", caption="x"),
    "a round video": message(video_note={**FILE, "length": 3, "duration": 3}),
    "music": message(audio={**FILE, "duration": 3}),
    "a place": message(location={"latitude": 45.5, "longitude": 2.7}),
    "a venue": message(
        location={"latitude": 45.5, "longitude": 2.7},
        venue={"location": {"latitude": 45.5, "longitude": 2.7}, "title": "Mairie", "address": "1 place"},
    ),
    "a die": message(dice={"value": 3, "emoji": "🎲"}),
    "a poll": message(
        poll={"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
              "is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": False,
              "members_only": False}
    ),
    "a story": message(story={"chat": PRIVATE, "id": 3}),
    "a game": message(game={"title": "x", "description": "y", "photo": [SIZED]}),
    "something new": message(hologram={"depth": 3}),
    "nothing at all": message(),
    # contacts
    "their own number": message(contact={"phone_number": "+33 1\u200b99", "first_name": "Anne", "user_id": 900}),
    "somebody’s card": message(contact={"phone_number": "0199", "first_name": "Jean", "user_id": 4}),
    "a card of nobody": message(contact={"phone_number": "", "first_name": "Jean"}),
    # corrections
    "a text edited": message(kind="edited_message", text="mieux", edit_date=1_790_000_001),
    "words under a file edited": message(kind="edited_message", photo=[SIZED], caption="mieux", edit_date=1),
    "a file exchanged": message(kind="edited_message", photo=[LARGE], edit_date=1),
    "a command edited": message(kind="edited_message", text="/aide", entities=COMMAND, edit_date=1),
    "a text edited in a group": message(GROUP, kind="edited_message", text="mieux", edit_date=1),
    "a place that moves": message(
        kind="edited_message", location={"latitude": 45.5, "longitude": 2.7, "live_period": 60}, edit_date=1
    ),
    # groups
    "talk in a group": message(GROUP, text="Bonjour à tous"),
    "an answer in a group": message(SUPERGROUP, text="Je prends", reply_to_message=CARD),
    "an answer in a topic": message(
        SUPERGROUP, text="Je prends", message_thread_id=4, is_topic_message=True,
        reply_to_message={"message_id": 4, "date": 1, "chat": SUPERGROUP,
                          "forum_topic_created": {"name": "Dossiers", "icon_color": 7322096}}
    ),
    "an answer with a picture": message(GROUP, photo=[SIZED], reply_to_message=CARD),
    "what a channel says in its group": message(
        SUPERGROUP, {**OTHER_BOT, "id": 777000}, text="Annonce", sender_chat=CHANNEL, is_automatic_forward=True
    ),
    "a contact in a group": message(GROUP, contact={"phone_number": "0199", "first_name": "Jean"}),
    "somebody came": message(GROUP, JOHN, new_chat_members=[JOHN, OTHER_BOT, ANNE]),
    "only a bot came": message(GROUP, new_chat_members=[OTHER_BOT]),
    "somebody left": message(SUPERGROUP, left_chat_member=JOHN),
    "a bot was put out": message(SUPERGROUP, left_chat_member=OTHER_BOT),
    "somebody left, as an answer": message(SUPERGROUP, left_chat_member=JOHN, reply_to_message=CARD),
    "a group became a supergroup": message(GROUP, migrate_to_chat_id=-1001),
    "a supergroup was a group": message(SUPERGROUP, ANONYMOUS, migrate_from_chat_id=-400, sender_chat=SUPERGROUP),
    "a group moved, by nobody": message(GROUP, None, migrate_to_chat_id=-1001),
    "a new title": message(GROUP, new_chat_title="Partenaires du Sancy"),
    "a new picture": message(GROUP, new_chat_photo=[SIZED]),
    "something pinned": message(SUPERGROUP, pinned_message=CARD),
    "something pinned that is too old": message(SUPERGROUP, pinned_message={**TOO_OLD, "chat": SUPERGROUP}),
    "a topic opened": message(SUPERGROUP, forum_topic_created={"name": "x", "icon_color": 7322096}),
    "a topic closed": message(SUPERGROUP, forum_topic_closed={}),
    "a topic opened again": message(SUPERGROUP, forum_topic_reopened={}, message_thread_id=4),
    "the general topic opened again": message(SUPERGROUP, forum_topic_reopened={}, reply_to_message=CARD),
    "the general topic shown again": message(SUPERGROUP, general_forum_topic_unhidden={}),
    "a topic closed in private": message(forum_topic_closed={}),
    "a picture deleted in private": message(delete_chat_photo=True),
    "a page may write": message(write_access_allowed={"from_request": True}),
    "a contact of a button": message(users_shared={"request_id": 1, "users": [{"user_id": 5}]}),
    # channels and what nobody asks for
    "a post": {"update_id": 1, "channel_post": message(CHANNEL, None, text="/aide", entities=COMMAND)["message"]},
    "a post edited": {"update_id": 1, "edited_channel_post": message(CHANNEL, None, text="x")["message"]},
    "a business message": {"update_id": 1, "business_message": message(text="x")["message"]},
    "a query": {"update_id": 1, "inline_query": {"id": "1", "from": ANNE, "query": "x", "offset": ""}},
    "a reaction": {"update_id": 1, "message_reaction": {
        "chat": PRIVATE, "message_id": 7, "user": ANNE, "date": 1, "old_reaction": [], "new_reaction": []}},
    "a vote": {"update_id": 1, "poll_answer": {
        "poll_id": "1", "user": ANNE, "option_ids": [0], "option_persistent_ids": ["1"]}},
    "what the library does not know": {"update_id": 1, "hologram": {"from": ANNE}},
    "nothing": {"update_id": 1},
    # presses
    "a press in private": press(message(text="Bonjour", sender=OTHER_BOT)["message"]),
    "a press on a card": press(CARD),
    "a press under a message that is too old": press(TOO_OLD),
    "a press under a message of an inline query": press(None, inline_message_id="9"),
    "a press that sends nothing": press(CARD, data=None, game_short_name="x"),
    "a press that sends what no button of ours does": press(CARD, data="\0a|\ud800" * 40),
    "a press by who has no name": press(CARD, **{"from": {"id": 4, "is_bot": False, "first_name": ""}}),
    # standing
    "blocked": change("my_chat_member", PRIVATE, "member", "kicked", OTHER_BOT),
    "unblocked": change("my_chat_member", PRIVATE, "kicked", "member", OTHER_BOT),
    "taken into a group": change("my_chat_member", GROUP, "left", "member", OTHER_BOT),
    "put out of a group": change("my_chat_member", GROUP, "member", "left", OTHER_BOT),
    "may write no more": change("my_chat_member", SUPERGROUP, "member", "restricted", OTHER_BOT),
    "may write, and no more": change(
        "my_chat_member", SUPERGROUP, "restricted", "restricted", OTHER_BOT, can_send_messages=True
    ),
    "restricted, and gone": change(
        "my_chat_member", SUPERGROUP, "restricted", "restricted", OTHER_BOT, is_member=False
    ),
    "taken into a channel": change("my_chat_member", CHANNEL, "left", "member", OTHER_BOT),
    "who comes": change("chat_member", SUPERGROUP, "left", "member", JOHN),
    "who comes back": change("chat_member", SUPERGROUP, "kicked", "member"),
    "who leaves": change("chat_member", SUPERGROUP, "member", "left", JOHN),
    "who is thrown out": change("chat_member", SUPERGROUP, "member", "kicked", JOHN),
    "who may come again": change("chat_member", SUPERGROUP, "kicked", "left", JOHN),
    "who stays": change("chat_member", SUPERGROUP, "member", "member", JOHN),
    "a bot that comes": change("chat_member", SUPERGROUP, "left", "member", OTHER_BOT),
    # what cannot be read
    "no number": {"update_id": 1, "message": {"date": 1, "chat": PRIVATE, "from": ANNE, "text": "x"}},
    "no date": {"update_id": 1, "message": {"message_id": 7, "chat": PRIVATE, "from": ANNE, "text": "x"}},
    "a date in words": message(text="x", date="yesterday"),
    "no chat": {"update_id": 1, "message": {"message_id": 7, "date": 1, "from": ANNE, "text": "x"}},
    "a chat of no kind": message({"id": 900}, text="x"),
    "a sender without a number": message(sender={"is_bot": False, "first_name": "A"}, text="x"),
    "a sender without a name": message(sender={"id": 900, "is_bot": False}, text="x"),
    "no message": {"update_id": 1, "message": "x"},
    "a standing of nobody": {"update_id": 1, "chat_member": {"chat": GROUP, "from": ANNE, "date": 1}},
    "a file without an id": message(document={"file_name": "x"}),
    "a contact without a number": message(contact={"first_name": "x"}),
}
# fmt: on


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD.keys())
def test_the_library_says_the_same(raw: Json) -> None:
    library.agrees(raw)


STRICTER = {
    "no object": [1],
    "a press by nobody": {"update_id": 1, "callback_query": {"id": "77", "chat_instance": "5", "data": "x"}},
    "a number in words": message(text="x", message_id="7"),
    "a number that no database holds": message({**PRIVATE, "id": 2**63}, text="x"),
    "a number with a fraction": message({**PRIVATE, "id": 2.0**64}, text="x"),
    "a truth for a number": message(text="x", message_id=True),
    "a text that is none": message(text={"a": 1}),
    "a file’s name that is none": message(document={**FILE, "file_name": 5}),
    "users that are none": message(GROUP, new_chat_members=["x"]),
}


@pytest.mark.parametrize("raw", STRICTER.values(), ids=STRICTER.keys())
def test_what_the_library_lets_pass_and_no_turn_could_work_with_is_unreadable(raw: Any) -> None:
    with pytest.raises(UnreadableError):
        reader.read(raw, USERNAME)


def test_what_is_read_of_some() -> None:
    """In words, for whoever reads this: the comparison above holds both to be the same, and not what that is."""
    anne = Caller(900, 900, "fr", "Anne Élie", 7)
    heard = Heard(Said("Bézier", 7), Content("text", "Bézier"))
    assert reader.read(ODD["a text with what no reader sees"], USERNAME) == update.Update(anne, heard)
    in_group = Caller(900, -1001, "fr", "Anne Élie", 7)
    pressed = ButtonPressed("take|SV-0001", in_group=True)
    assert reader.read(ODD["a press on a card"], USERNAME) == update.Update(in_group, pressed, "77")
    command = reader.read(ODD["a command in capitals, over two lines"], USERNAME)
    assert command == update.Update(anne, Commanded("aide", "un  deux", USERNAME))
    assert reader.read(ODD["a group moved, by nobody"], USERNAME) == update.Update(
        NOBODY, update.GroupMoved(-400, -1001)
    )
    for name in ("talk in a group", "a post", "who stays", "a command to another bot", "only a bot came", "a reaction"):
        event = reader.read(ODD[name], USERNAME)
        assert event is None or event.event == MembersCame(-400, ()), name


def test_every_kind_of_thing_is_read_somewhere_and_has_an_arm() -> None:
    """So that nothing in the tables is there for nothing, and nothing that is read comes to nothing."""
    read = {type(found.event) for raw in ODD.values() if (found := _or_none(raw)) is not None}
    assert read == set(arms._ARMS) == set(update.Event.__args__)
    assert set(reader._READERS) == set(ALLOWED_UPDATES)


def test_a_message_that_nobody_wrote_is_told_by_the_same_names() -> None:
    """The library’s filter for them is asked about each thing that it knows a message to have."""
    named = [name for name in dir(telegram.Message) if not name.startswith("_") and name in telegram.Message.__slots__]
    of_the_library = set()
    for name in named:
        given: Json = {} if name in ("message_id", "date", "chat", "api_kwargs") else {name: "x"}
        told = telegram.Message(7, datetime.now(UTC), telegram.Chat(900, "private"), **given)
        if filters.StatusUpdate.ALL.check_update(telegram.Update(1, message=told)):
            of_the_library.add(name)
    assert of_the_library == reader.SERVICE


def _or_none(raw: Any) -> update.Update | None:
    try:
        return reader.read(raw, USERNAME)
    except UnreadableError:
        return None


# --- whatever else may come -------------------------------------------------------------------------------------------


def _places(part: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each thing in an update."""
    if way:
        yield way
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, one in inner:
        yield from _places(one, (*way, key))


PLACES = [(name, way) for name, raw in ODD.items() for way in _places(raw)]
GONE = object()
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None, exclude_categories=())),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "type", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
odd_values = st.just(GONE) | st.sampled_from([{}, [], "", 0, -1, True, 2**63, [None], "private", "group"]) | anything


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACES), odd_values), min_size=1, max_size=3))
def test_an_update_that_is_not_as_it_should_be(spoilt: list[tuple[tuple[str, tuple[Any, ...]], Any]]) -> None:
    """It is read, or nothing of ours, or unreadable: nothing else. Where the library reads it too, it says the same."""
    name = spoilt[0][0][0]
    raw = copy.deepcopy(ODD[name])
    for (_, way), value in spoilt:
        _spoil(raw, way, value)
    try:
        ours = reader.read(raw, USERNAME)
    except UnreadableError:
        return
    try:
        theirs = library.read(raw, USERNAME)
    except Exception:
        return
    assert ours == theirs


def _spoil(part: Any, way: tuple[Any, ...], value: Any) -> None:
    """Put something else there, or nothing; where there is no such place any more, leave all as it is."""
    *before, last = way
    for key in before:
        try:
            part = part[key]
        except (KeyError, IndexError, TypeError):
            return
    if last in (part if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()):
        if value is GONE:
            del part[last]
        else:
            part[last] = value
