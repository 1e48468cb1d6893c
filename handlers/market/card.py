"""Card: one offer, under its first picture, for whoever may see it: what it is, where, how far, since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from conversations.words.catalogue import in_words
from conversations.words.cleaning import clip
from handlers.interests.verbs import WANT
from handlers.offers import said
from handlers.offers.verbs import ENDS, PHOTOS, knows, looks_after, owns
from handlers.privacy import wiping
from handlers.privacy.looks import mark
from handlers.turn.screen import ALBUM, MOST_CAPTION, Button, Paragraph, Screen, bare, units
from handlers.turn.turn import Turn
from network.market.query import Query
from network.market.search import kilometres
from network.phrase import Phrase, phrase
from storage import freshness, market, owners, pictures
from storage.durable import sent_messages
from storage.durable.about import About
from storage.durable.sent_messages import FILE, part_of
from storage.offers import Kept

NAMED = "offers:"
"""How the names of messages begin in which cards turn."""
BUILT_KEYS = {"offer.button.{}": ("taken", "withdraw", "publish", "partners", "refuse")}
_LEAST_OF_ALBUM = 2
_WORDS = (600, 300, 120, 0)
"""Characters of its sentence: as many as a caption has room for beside the rest."""


async def show(
    turn: Turn,
    account: int,
    one: Kept,
    locale: str,
    rows: Sequence[Sequence[Button]] = (),
    below: Sequence[Paragraph] = (),
    query: Query | None = None,
    last: Sequence[Sequence[Button]] = (),
    about: About = (),
) -> None:
    """The card of an offer, in the place of the one that was pressed where there is one; `rows` turn it, the `last`
    ones are about all that was found; `about`: whom it tells of.
    """
    known = await knows(turn, account, one)
    shown = await pictures.of_offer(turn.here, one.id) if known else []
    file = ("photo", {"picture": shown[0]}) if shown else None
    facts = [*_distance(turn, one, query), *await _whose(turn, one, locale)] if known else []
    under = [*([tuple(facts)] if facts else ()), *below]
    told = await _told(turn, account, one, locale, under, short=bool(shown))
    ways = [*rows, *await _ways(turn, account, one, len(shown)), *last]
    screen = Screen(told, ways, locale, file=file, replaces=True, about=about)
    await in_place(turn, account, screen, [one.id])


async def _told(
    turn: Turn, account: int, one: Kept, locale: str, under: Sequence[Paragraph], *, short: bool
) -> list[Paragraph]:
    """All that a card says; with a picture no more than a caption holds."""
    told: list[Paragraph] = []
    for most in _WORDS:
        words = clip(one.said.words, most) if most and one.said.words else ""
        said_of_it = await said.to(turn, replace(one, said=replace(one.said, words=words)), account)
        told = [*said_of_it, *under]
        if not short or units(bare(locale, told)) <= MOST_CAPTION:
            break
    return told


def _distance(turn: Turn, one: Kept, query: Query | None) -> Iterator[Phrase]:
    """How far it is from the commune that was asked for, where it is elsewhere."""
    known = turn.network.commune_by_insee
    asked = query.communes[0] if query is not None and query.communes else one.said.commune
    if asked != one.said.commune and asked in known and one.said.commune in known:
        here, there = known[asked][0], known[one.said.commune][0]
        yield phrase("offer.distance", km=max(1, round(kilometres(here, there))), place=here.name)


async def _whose(turn: Turn, one: Kept, locale: str) -> list[Phrase]:
    """The town hall that offers it, where one does: nobody else is named. Then when it was last confirmed."""
    owner = await owners.find(turn.here, one.owner_id)
    hall = turn.network.commune_by_insee.get(owner.commune) if owner is not None and owner.commune else None
    whose = [] if hall is None else [phrase("offer.of_town_hall", commune=hall[0].name)]
    if one.confirmed_at is not None:
        day = turn.day(one.confirmed_at)
        said_day = in_words(day, locale, weekday=False, year=day.year < turn.today.year)
        whose.append(phrase("offer.confirmed", day=said_day))
    return whose


async def _ways(turn: Turn, account: int, one: Kept, pictured: int) -> list[list[Button]]:
    photos = [[PHOTOS.button("offer.button.photos", one.code, pictured=pictured)]] if pictured > 1 else []
    if await owns(turn, account, one):
        return [*photos, *([ENDS.button(f"offer.button.{ends}", ends, one.id)] for ends in ("taken", "withdraw"))]
    return [[WANT.button("interest.button.want", one.code)], *photos]


async def photos(turn: Turn, account: int, one: Kept) -> None:
    """[Voir les photos]: all of them, as an album."""
    locale = await turn.locale_of(account)
    shown = await pictures.of_offer(turn.here, one.id) if await knows(turn, account, one) else []
    if len(shown) < _LEAST_OF_ALBUM:
        turn.answer(phrase("press.over"), locale)
        return
    name = f"photos:{turn.row.id}{FILE}"
    album = ALBUM, [{"picture": number} for number in shown]
    title = said.title(turn, one.said, known=True)
    await turn.show(account, Screen([title], locale=locale, file=album), name)
    if not one.shown:  # whoever looks at it sees them before anybody else
        return
    for number in range(1, len(shown) + 1):
        await market.shows_these(turn.here, account, part_of(name, number), [one.id])


# --- in its place -----------------------------------------------------------------------------------------------------


async def in_place(turn: Turn, account: int, screen: Screen, shown: Iterable[int]) -> None:
    """The message that was pressed shows a screen, and these offers on it: where a picture stands and none is to be
    shown, which Telegram cannot do, a new one takes its place, as where nothing is known of that message.
    """
    standing = await _standing(turn, account)
    if standing is None or (standing.endswith(FILE) and screen.file is None):
        if standing is not None:
            await wiping.take_out(turn, account, turn.caller.message_id, Screen([phrase("offers.turned")]))
            await market.shows_these(turn.here, account, standing, [])
        name = f"{NAMED}{turn.row.id}{FILE if screen.file is not None else ''}"
        await turn.show(account, screen, name)
    else:
        name = standing
        if screen.file is not None and not name.endswith(FILE):
            await market.shows_these(turn.here, account, standing, [])
            name = f"{standing}{FILE}"
            await sent_messages.called(turn.connection, account, standing, name)
        await turn.edit(account, screen, name)
    await market.shows_these(turn.here, account, name, shown)


async def _standing(turn: Turn, account: int) -> str | None:
    """The name of the message that was pressed, where cards turn in it."""
    name = await sent_messages.name_of(turn.connection, account, turn.caller.message_id)
    return name if name is not None and name.startswith(NAMED) else None


async def opened(turn: Turn, account: int, one: Kept) -> None:
    """Somebody has opened it, who is counted once; whoever speaks for it, or looks after it, is none of those who are
    interested.
    """
    if not (looks_after(turn, account, one) or await owns(turn, account, one)):
        await freshness.looked_at(turn.here, one.id, mark(turn, account, one.id), turn.now)
