"""Signing: by a press in the name of one’s organisation, or on paper, of which the scan is kept."""

from __future__ import annotations

from conversations.engine.effects import Submit
from handlers.signatures import standing
from handlers.signatures.verbs import CHARTER, SIGN, works_for
from handlers.slots.record import author_phrase
from handlers.slots.record_sheet import signature as whose_sheet
from handlers.slots.record_sheet import words
from handlers.turn import forms
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Organisation
from network.phrase import Phrase, phrase
from reports.sheet import Section, Sheet
from storage import signatures
from storage.durable import asking
from storage.signatures import Signature

FLOW = "signed-sheet"


async def press(turn: Turn, telegram_id: int, organisation: Organisation, how: str) -> None:
    """Sign in the name of an organisation: asked once more, then done. One that signs on paper is not signed so."""
    if organisation.signs == "paper" or organisation.id in await standing.signed(turn):
        turn.answer(phrase("press.over"), await turn.locale_of(telegram_id))
        await standing.redraw(turn, telegram_id)
    elif how == "ask":
        await asking.ask(turn.connection, telegram_id, standing.name_of(telegram_id), turn.now)
        await turn.edit(telegram_id, _sure(turn, organisation), standing.name_of(telegram_id))
    else:
        await asking.over(turn.connection, standing.name_of(telegram_id))
        await _keep(turn, telegram_id, Signature(0, organisation.id, turn.actor(telegram_id), turn.now))


def _sure(turn: Turn, organisation: Organisation, *more: Phrase) -> Screen:
    said = phrase("signature.sure", organisation=organisation.name, version=turn.network.charter.version)
    rows = [
        [SIGN.button("signature.button.yes", organisation.id, "yes")],
        [CHARTER.button("signature.button.text", "text")],
        [CHARTER.button("signature.button.not_now", "home")],
    ]
    return Screen([said, *more], rows)


async def typed(turn: Turn, telegram_id: int, *, yes: bool) -> None:
    """A typed no is [Pas maintenant]; a typed yes signs nothing: the button does."""
    referent = turn.referent_of(telegram_id)
    organisation = turn.network.organisation_by_id.get(referent.organisation) if referent is not None else None
    if yes and organisation is not None:
        await turn.show(telegram_id, _sure(turn, organisation, phrase("signature.tap")), standing.name_of(telegram_id))
    else:
        await standing.command(turn, telegram_id, PARTNER_LOCALE, "")


async def _keep(turn: Turn, telegram_id: int, signature: Signature) -> None:
    """A signature is kept, once, and told to the coordination."""
    version = turn.network.charter.version
    organisation = turn.network.organisation_by_id[signature.organisation]
    if not await signatures.sign(turn.here, version, signature):
        await turn.say(telegram_id, phrase("signature.twice", organisation=organisation.name))
        return
    have = await standing.signed(turn)
    done = phrase("signature.done", organisation=organisation.name)
    await turn.say(telegram_id, (done, standing.counted(turn, have)))
    told = phrase("signature.told", organisation=organisation.name, who=author_phrase(turn, signature.filed_by))
    others = [account for account in turn.coordinators() if account != telegram_id]
    await turn.say(others, (told, standing.counted(turn, have)))
    await standing.redraw(turn, telegram_id)


# --- on paper ---------------------------------------------------------------------------------------------------------


async def print_paper(turn: Turn, telegram_id: int, organisation: Organisation) -> None:
    """The charter as a sheet to sign, for an organisation whose assembly decides."""
    caption = phrase("signature.paper", organisation=organisation.name)
    await turn.document(telegram_id, f"charte-{organisation.id}.pdf", _sheet(turn, organisation), "charter", caption)


def _sheet(turn: Turn, organisation: Organisation) -> Sheet:
    charter = turn.network.charter
    articles = tuple(
        (f"{number}. {article.title.fr}", article.text.fr) for number, article in enumerate(charter.articles, 1)
    )
    fields = ("signatory", "decided", "signed")
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=words("signature.sheet.title"),
        letterhead=turn.network.identity.name,
        sub_heading=words("signature.sheet.version", version=charter.version),
        sections=(
            Section(words("signature.sheet.articles"), articles),
            Section(
                words("signature.sheet.sign"),
                (
                    (words("signature.sheet.organisation"), organisation.name),
                    *((words(f"signature.sheet.{field}"), _BLANK) for field in fields),
                ),
            ),
        ),
        footer=(words("signature.sheet.footer"), whose_sheet(turn)),
    )


_BLANK = "\n".join(["\N{HORIZONTAL ELLIPSIS}" * 30] * 2)
BUILT_KEYS = {"signature.sheet.{}": ("signatory", "decided", "signed")}


async def file(turn: Turn, telegram_id: int, organisation: Organisation) -> None:
    """A sheet that was signed is to be filed: the questions."""
    locale = await turn.locale_of(telegram_id)
    if organisation.id in await standing.signed(turn):
        turn.answer(phrase("press.over"), locale)
    else:
        await forms.begin(turn, telegram_id, locale, FLOW, organisation.id, pressed=True)


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """A sheet that was signed is filed, with who signed it and when that was decided."""
    organisation = turn.network.organisation_by_id.get(form.about)
    if organisation is None or not (works_for(turn, telegram_id, organisation) or turn.coordinates(telegram_id)):
        await turn.say(telegram_id, phrase("refused.not_signatory"), locale=locale)
    else:
        who, scan, decided = turn.actor(telegram_id), form.answers["scan"], form.answers["decision"]
        kept = Signature(0, organisation.id, who, turn.now, decided, scan["kind"], scan["file_id"])
        await _keep(turn, telegram_id, kept)


async def show_scan(turn: Turn, telegram_id: int, number: int) -> None:
    """The sheet that an organisation signed, to the coordination."""
    found = await signatures.find(turn.here, number)
    organisation = turn.network.organisation_by_id.get(found.organisation) if found is not None else None
    if found is None or found.kind is None or organisation is None:
        turn.answer(phrase("press.over"), await turn.locale_of(telegram_id))
        return
    said = phrase("signature.scan", organisation=organisation.name, decision=found.decision or "")
    await turn.show(telegram_id, Screen([said], file=(found.kind, found.file_id)))
