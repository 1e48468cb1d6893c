"""The demonstration, as a stranger sees it: `python -m bot demo`, its address opened in a browser, the whole story.

Two play it by hand on a wide screen, two by the guide's ready answers on a telephone, in French and in English.
`SCREENSHOTS=folder` keeps pictures of it: docs/images/ is made so (`make screenshots`).
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.rehearsal import (
    ADVISER,
    COORDINATOR,
    FIRST,
    GROUP,
    NARROW,
    OFFICER,
    PERSONS,
    WIDE,
    Language,
    chromium,
    demonstration,
    like,
    look,
    opened,
    pass_a_minute,
    show,
    telephone,
    telling,
    texts,
    whole,
    write,
)

TYPED: dict[Language, dict[str, str]] = {
    "fr": {
        "project": "Nous sommes boulangers et voulons reprendre une boulangerie avec un logement au-dessus.",
        "place": "la tour dauvergne",
        "name": "Dominique et Camille",
    },
    "en": {
        "project": "We are bakers and would like to take over a bakery with a home above it.",
        "place": "la tour dauvergne",
        "name": "Dominique et Camille",
    },
}
WANTED = {
    "understood": "right",
    "household": "adults:2",
    "recap": "send",
}
ASIDE = frozenset(["back", "skip", "all", "list", "type", "undecided", "send", "page:0", "page:1"])
"""Buttons that answer no question."""
BUTTONS = "nodes => nodes.map(node => node.dataset.data)"
CHANGED = "([mine, seen]) => [...document.querySelectorAll(mine)].map(node => node.dataset.data).join() !== seen"
REFERENCE = re.compile(r"[Rr][ée]f[ée]rence\s?: SV-\d{4}")
TOLD: dict[Language, tuple[str, str, re.Pattern[str]]] = {
    "fr": (
        "Conseillère métiers de bouche",
        "Chargé d’accueil Sancy Artense",
        re.compile(r"au plus tard le\s(lundi|mardi|mercredi|jeudi|vendredi)\s\d"),
    ),
    "en": (
        "Food crafts adviser",
        "Sancy Artense welcome officer",
        re.compile(r"by\s(Monday|Tuesday|Wednesday|Thursday|Friday)\s\d"),
    ),
}
RIGHT = re.compile("^(C’est juste|That is right)$")
GUIDE = "JSON.parse(document.getElementById('guide').dataset.print)"
"""What the guide shows: `[language, ticks, step, …]`, at the end whether something pressed is still under way."""
SHOWN = f"{GUIDE}.slice(0, -1).join()"
OFFERED = (
    "[...document.querySelectorAll('[data-testid=story-show], [data-testid=story-ready]')]"
    ".some(button => button.checkVisibility())"
)
FRAME = """() => [".top", ".switcher", ".guide", ".pane:not(.away) .chats"].map((part) => {
  const box = document.querySelector(part).getBoundingClientRect();
  return [box.left, box.top, box.width, box.height].map(Math.round);
})"""


def keys(who: int) -> str:
    """The buttons of the form on somebody's telephone."""
    return f"[data-user='{who}'] [data-data^='intake|']"


async def answer(pane: Locator, step: str, offered: list[str], typed: dict[str, str]) -> None:
    """Answer the open question, whichever it is: its buttons are `offered`."""
    if step == "contact":
        await pane.get_by_test_id("reply-button").first.click()
    elif step in typed:
        await write(pane, typed[step])
    else:
        ways = ["ok", WANTED.get(step, ""), *(way for way in offered if way not in ASIDE), "skip"]
        way = next(way for way in ways if way in offered)
        await pane.locator(f"[data-data^='intake|{step}|'][data-data$='|{way}']").last.click()


async def tell(page: Page, who: int, typed: dict[str, str]) -> list[str]:
    """Answer every question up to the last one. Gives the steps in the order they were asked."""
    pane = telephone(page, who)
    await pane.get_by_test_id("start").click()
    asked: list[str] = []
    buttons = page.locator(keys(who))
    over = pane.get_by_text(REFERENCE)
    while True:
        await expect(buttons.or_(over).first).to_be_visible()
        if await over.count():
            return list(dict.fromkeys(asked))
        if not (seen := await buttons.evaluate_all(BUTTONS)):
            continue
        step = seen[-1].split("|")[1]
        asked.append(step)
        assert len(asked) < 60, f"the form does not end: {asked}"
        await answer(pane, step, [data.split("|", 3)[3] for data in seen if data.split("|")[1] == step], typed)
        await page.wait_for_function(CHANGED, arg=[keys(who), ",".join(seen)])


async def take(page: Page, who: int, label: str) -> None:
    """Somebody opens the group, presses the card's button, and goes back to the bot."""
    pane = await show(page, who, GROUP)
    async with telling(page, "C’est à vous"):
        await pane.get_by_role("button", name=label, exact=True).click()
    await show(page, who, who)


async def the_person_is_told(page: Page, language: Language) -> None:
    """Two names, a number for each, and a date; one minute after somebody took the case, which they may still undo."""
    await pass_a_minute(page)
    who = PERSONS[language]
    await show(page, who)
    adviser, officer, dated = TOLD[language]
    for name in (adviser, officer):
        told = texts(page, who).filter(has_text=like(name)).last
        for words in (like("01 99 00 00"), dated):
            await expect(told).to_contain_text(words)


async def by_hand(page: Page, language: Language) -> None:
    """Four people on a wide screen, without the guide's help; it ticks what they do all the same."""
    person = PERSONS[language]
    await expect(texts(page, ADVISER).last).to_contain_text("Bonjour")
    frame = await page.evaluate(FRAME)
    asked = await tell(page, person, TYPED[language])
    assert set(asked) >= {"info", *TYPED[language], *WANTED, "contact"}
    assert not {"sector", "nature"} & set(asked), "what the first words say is asked no more"
    await look(page)

    await show(page, COORDINATOR, GROUP)
    card = texts(page, COORDINATOR).filter(has_text=FIRST)
    await expect(card).to_contain_text("Métiers de bouche")
    await expect(card).not_to_contain_text("Dominique")
    await expect(card).not_to_contain_text("La Tour")
    await look(page)

    await take(page, ADVISER, "Je m’en occupe (métier)")
    await expect(texts(page, ADVISER).filter(has_text=f"Dossier {FIRST}")).to_contain_text("Dominique et Camille")
    await take(page, OFFICER, "Je m’en occupe (sur place)")
    record = texts(page, OFFICER).filter(has_text=f"Dossier {FIRST}")
    for words in (like("La Tour-d’Auvergne"), "Conseillère métiers de bouche"):
        await expect(record).to_contain_text(words)
    await the_person_is_told(page, language)
    await show(page, COORDINATOR, GROUP)
    await expect(card).to_contain_text(like("Métier : Conseillère métiers de bouche"))
    await show(page, OFFICER)
    assert await page.evaluate(FRAME) == frame, "the frame stands still whatever is said"


async def by_the_guide(page: Page, language: Language) -> None:
    """One telephone, and nothing typed: whatever the guide offers is pressed, until all is ticked."""
    go, ready = page.get_by_test_id("story-show"), page.get_by_test_id("story-ready")
    frame, seen = await page.evaluate(FRAME), False
    for _ in range(60):
        step, before = await page.evaluate(f"[{GUIDE}[2], {SHOWN}]")
        if step is None:
            break
        await whole(page)
        if step == "questions" and not seen and await page.get_by_role("button", name=RIGHT).count():
            await look(page, keep=f"{language}-390-question")
            seen = True
        await page.wait_for_function(f"before => {SHOWN} !== before || {OFFERED}", arg=before)
        if await page.evaluate(SHOWN) != before:
            continue  # what was pressed before has ticked more
        await go.or_(ready).click()
        await page.wait_for_function(f"before => {SHOWN} !== before && !{GUIDE}.at(-1)", arg=before)
    await expect(page.get_by_test_id("guide-open")).to_contain_text("Étape" if language == "fr" else "Step")
    await the_person_is_told(page, language)
    assert await page.evaluate(FRAME) == frame, "the frame stands still whatever is said"
    await page.get_by_test_id("guide-open").click()
    await expect(page.locator("[data-testid=step][data-state=done]")).to_have_count(
        await page.get_by_test_id("step").count()
    )
    await look(page, keep=f"{language}-390-guide")
    await page.get_by_test_id("guide-close").click()


async def behind_the_scenes(page: Page) -> None:
    """What the bot was handed and what it asked for, in the order it happened."""
    await page.get_by_test_id("backstage-toggle").click()
    await page.get_by_test_id("traffic-toggle").check()
    await expect(page.get_by_test_id("traffic")).to_contain_text("answerCallbackQuery")


async def again(page: Page, person: int) -> None:
    """Start again, after being asked: nothing was said yet, to the bot neither."""
    await page.get_by_test_id("story-again").click()
    await page.get_by_test_id("ask-yes").click()
    await expect(page.get_by_test_id("story-count")).to_have_text(re.compile(r"^0 / \d$"))
    await telephone(page, person).get_by_test_id("start").click()
    await expect(page.locator(keys(person)).first).to_be_visible()
    await show(page, COORDINATOR, GROUP)
    await expect(texts(page, COORDINATOR)).to_have_count(0)


async def play(browser: Browser, folder: Path, language: Language, width: int) -> None:
    """The story once, on a demonstration of its own."""
    errors: list[str] = []
    async with (
        demonstration(folder) as address,
        opened(browser, address, errors, language=language, width=width) as page,
    ):
        await expect(telephone(page, PERSONS[language])).to_be_visible()
        await look(page)
        await (by_the_guide if width == NARROW else by_hand)(page, language)
        await expect(page.get_by_test_id("failures")).to_be_hidden()
        await look(page, keep=f"{language}-{width}-end" if width == WIDE else "")
        if width == WIDE:
            await behind_the_scenes(page)
            await look(page, keep=f"{language}-{width}-backstage" if language == "fr" else "")
            await page.get_by_test_id("backstage-close").click()
            await again(page, PERSONS[language])
    assert errors == []


@pytest.mark.proof
@pytest.mark.parametrize(
    ("languages", "width"),
    [
        pytest.param(("fr",), WIDE, id="fr-1280"),
        pytest.param(("en",), WIDE, id="en-1280"),
        pytest.param(("fr", "en"), NARROW, id="390"),
    ],
)
async def test_the_whole_story(browser_path: Path, tmp_path: Path, languages: tuple[Language, ...], width: int) -> None:
    """Languages that are told at once have a demonstration each."""
    async with chromium(browser_path) as browser, asyncio.TaskGroup() as plays:  # where one fails, the other ends too
        for language in languages:
            plays.create_task(play(browser, tmp_path / language, language, width))
