"""/stats: the figures in words, in one message that turns; or why what was typed was not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.lists import in_place
from handlers.statistics import blocks, choosing, gaps, today
from handlers.statistics.charted import CHARTS
from handlers.statistics.counting import CHOICES, HOME, Ask, Seen, of_late
from handlers.statistics.said import OF_TODAY, beside_said, heading
from handlers.statistics.verbs import CHART, LOOK, MEANS
from handlers.turn import pages
from handlers.turn.screen import Button, Paragraph, Rows, Screen
from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.asked import Asked, What
from network.figures.definitions import Block, Figure, definitions
from network.phrase import Phrase, phrase

NAME = "stats:"
BUILT_KEYS = {
    "stats.block.{}": Block,
    "stats.button.{}": (HOME, *Block),
    "stats.button.{}.set": CHOICES,
    "stats.which.{}": What,
}
_BLOCKS = (
    (Block.CONTACTS, Block.PEOPLE, Block.PROJECTS),
    (Block.SUPPORT, Block.RESULTS, Block.OFFERS),
    (Block.NETWORK, Block.GAPS, Block.DELAYS),
)
SHOWN_OF_SEVERAL = 6
MOST_READ = 480
"""Characters of definitions on a page."""
_DRAWN: Mapping[str, str] = {Block.PROJECTS: "communes", Block.SUPPORT: "waits", Block.DELAYS: "waits"}
"""The picture that a view opens; of the others it is the months."""


async def stats(turn: Turn, telegram_id: int, locale: str, _argument: str, seen: Seen) -> None:
    """/stats, with whatever was typed after it."""
    asked = seen.asked or Asked()
    if asked.unknown:
        await turn.say(telegram_id, not_understood(turn, asked, locale), locale=locale)
        return
    shown = await _definitions(turn, Block.CONTACTS, 0, locale) if asked.page else screen(turn, seen, locale)
    await turn.show(telegram_id, shown, f"{NAME}{turn.row.id}")


async def show(turn: Turn, account: int, seen: Seen) -> None:
    """The figures in words, as a message of their own."""
    await turn.show(account, screen(turn, seen, await turn.locale_of(account)), f"{NAME}{turn.row.id}")


async def look(turn: Turn, telegram_id: int, *given: object) -> None:
    """A press: the same message shows another block, period, place, field or organisation."""
    seen = given[-1]
    if isinstance(seen, Seen):
        shown = screen(turn, seen, await turn.locale_of(telegram_id))
        await in_place.turn_page(turn, telegram_id, shown, NAME)


async def means(turn: Turn, telegram_id: int, _mark: str, block: str, page: int) -> None:
    """What the figures of a block mean."""
    shown = await _definitions(turn, Block(block), page, await turn.locale_of(telegram_id))
    await in_place.turn_page(turn, telegram_id, shown, NAME)


def screen(turn: Turn, seen: Seen, locale: str) -> Screen:
    """A view in words, with the buttons that turn it."""
    view = seen.ask.view
    if view in CHOICES:
        return choosing.screen(turn, seen, locale)
    beside = beside_said(seen) if _has_lines(seen) else ()
    said: list[Paragraph] = [(*heading(turn, seen, locale), *_of_late(turn, seen), *beside)]
    if view == HOME:
        said += [*blocks.headlines(seen, locale), *today.stages(seen)]
    elif view == Block.DELAYS:
        said += today.delays(seen)
    elif view == Block.GAPS:
        said += gaps.said(turn, seen)
    else:
        said += blocks.of_block(turn, seen, Block(view), locale)
    rows = [*_new_year(turn, seen), *blocks.lists(seen, locale), *gaps.buttons(seen), *_turns(seen)]
    return Screen(said, rows, locale)


def _of_late(turn: Turn, seen: Seen) -> list[Phrase]:
    """That it is of the year just over, to whoever named none."""
    named = seen.asked is None or seen.asked.period is not None
    return [] if named or not _is_of_late(turn, seen) else [phrase("stats.new_year", year=str(turn.today.year))]


def _new_year(turn: Turn, seen: Seen) -> Rows:
    """The way from the year just over to the new one, for as long as whoever names none gets the former."""
    new = periods.year(turn.today.year)
    button = LOOK.button("stats.button.new_year", *blocks.moved(seen, period=new), year=str(new.year))
    return [[button]] if _is_of_late(turn, seen) else []


def _is_of_late(turn: Turn, seen: Seen) -> bool:
    year = seen.wanted.period
    just_over = year.is_over(turn.today) and year == periods.of_late(turn.today, year.year)
    return just_over and seen.ask.view not in OF_TODAY


def _has_lines(seen: Seen) -> bool:
    """Whether a figure stands on a line there, with other periods in brackets; in those of a table is a count."""
    if seen.ask.view == HOME:
        return blocks.has_headlines(seen)
    return any(one.block == seen.ask.view and not one.part for one in definitions().figures)


def _turns(seen: Seen) -> Rows:
    """The buttons that change what is looked at."""

    def to(view: str, label: Phrase) -> Button:
        return LOOK.button(label, *blocks.moved(seen, view=view))

    def block(one: str) -> Button:
        label = phrase(f"stats.button.{one}")
        return to(one, phrase("stats.button.chosen", label=label) if one == seen.ask.view else label)

    # How long referents take is the coordination’s to know.
    rows = [[block(one) for one in row if seen.all_of_it or one != Block.DELAYS] for row in _BLOCKS]
    rows.append([to(one, phrase(f"stats.button.{one}.set")) for one in ("when", "where", "field")])
    last = [to("whose", phrase("stats.button.whose.set"))] if seen.all_of_it or seen.both else []
    rows.append([block(HOME), *last])
    means = MEANS.button("stats.button.means", "?", _means(seen.ask.view), 0)
    drawn = _DRAWN.get(seen.ask.view, CHARTS[0])
    return [*rows, [means, CHART.button("stats.button.chart", drawn, *seen.ask.values[1:-1])]]


def _means(view: str) -> str:
    return view if view in tuple(Block) else Block.CONTACTS


# --- definitions ------------------------------------------------------------------------------------------------------


async def _definitions(turn: Turn, block: Block, number: int, locale: str) -> Screen:
    """What the figures of a block mean, as many on a page as are read at a glance, and which version of it that is."""
    there = pages.at(_pages(definitions().of_block(block), locale), number, 1)
    [shown] = there.shown
    said: list[Paragraph] = [
        phrase("stats.means", block=phrase(f"stats.block.{block}"), version=definitions().version),
        *(phrase("stats.means.one", title=one.title.in_(locale), means=one.means.in_(locale)) for one in shown),
    ]
    others = [MEANS.button(f"stats.button.{other}", "?", other, 0) for other in Block if other is not block]
    back = LOOK.button("stats.button.figures", *Ask(HOME, await of_late(turn)).values)
    return Screen(said, [*there.turns(MEANS, "?", block), others[:3], others[3:], [back]], locale)


def _pages(figures: Sequence[Figure], locale: str) -> list[list[Figure]]:
    pages: list[list[Figure]] = [[]]
    room = MOST_READ
    for one in figures:
        takes = len(one.title.in_(locale)) + len(one.means.in_(locale))
        if pages[-1] and takes > room:
            pages.append([])
            room = MOST_READ
        pages[-1].append(one)
        room -= takes
    return pages


# --- what was not understood ------------------------------------------------------------------------------------------


def not_understood(turn: Turn, asked: Asked, locale: str) -> Phrase:
    """Which word was not understood, or among what it leaves open."""
    if asked.of is None:
        return phrase("stats.unknown", word=asked.unknown)
    names = tuple(blocks.name_of(turn.network, asked.of, id_, locale) for id_ in asked.several)
    return phrase(f"stats.which.{asked.of}", word=asked.unknown, names=names[:SHOWN_OF_SEVERAL])
