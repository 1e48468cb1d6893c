"""Filing: what is sent while the questions run, and is no text, is kept for whoever will follow the case."""

from __future__ import annotations

from dataclasses import replace

from conversations.engine.events import OtherSent
from conversations.engine.kind import VOICE, kind_of
from conversations.engine.position import Position, Result
from conversations.engine.state import JsonValue
from conversations.words.filed import KINDS
from network.offers import PICTURES
from network.phrase import phrase

PAPERS = ("photo", "document")
MOST, MOST_SHOWN = 20, PICTURES
BUILT_KEYS = {"files.kept.{}": KINDS}


def keep(position: Position, sent: OtherSent) -> Result:
    """A file is kept and the question asked again, which a voice message may answer."""
    if kind_of(position.step).agrees:
        return (position.state, []) if sent.album else position.ask_again(phrase("files.before"))
    state, shown = position.state, position.flow.files == "shown"
    if shown and sent.kind not in PAPERS:
        return position.ask_again(phrase("files.shown.voice"))
    most = MOST_SHOWN - sum(_is_paper(answer.value) for answer in state.answers.values()) if shown else MOST
    if len(state.files) >= most:
        return _full(position, sent)
    new = {**(sent.content or {}), "message_id": sent.message_id, "step": position.step.id}
    stands = not position.moved and not position.draft.over
    filed = position.on(replace(state, files=[*state.files, new]))
    if sent.album:
        return filed.state, []
    if sent.kind == "voice" and stands and kind_of(position.step).takes_voice:
        return filed.answer(VOICE, sent.message_id, phrase("files.voice_answers"))
    if shown:
        return filed.ask_again(phrase("files.shown"), filed=True)
    first = sent.kind in PAPERS and not any(file["kind"] in PAPERS for file in state.files)
    notes = [phrase(f"files.kept.{sent.kind}"), *([phrase("files.papers")] if first else [])]
    return filed.ask_again(*notes, filed=True)


def _full(position: Position, sent: OtherSent) -> Result:
    """No more is kept, which is said once of an album, whichever of its pieces is the first too many."""
    album = (sent.content or {}).get("album") or ""
    if album and album == position.state.full:
        return position.state, []
    why = (
        phrase("files.shown.most", most=MOST_SHOWN)
        if position.flow.files == "shown"
        else phrase("files.most", most=MOST)
    )
    return position.on(replace(position.state, full=album)).ask_again(why)


def _is_paper(value: JsonValue) -> bool:
    return isinstance(value, dict) and value.get("kind") in PAPERS


def drop(position: Position) -> Result:
    """Images and documents are not kept after all; what was said in a voice message stays said."""
    left = [file for file in position.state.files if file["kind"] not in PAPERS]
    return position.on(replace(position.state, files=left)).ask_again(phrase("files.dropped"), filed=False)
