"""The control of a rehearsal: its buttons and its state, over HTTP, in French and in English."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from aiohttp import ClientError, web

from bot.settings import SettingsError
from conversations.words.catalogue import in_words
from rehearsal.rehearsal import Rehearsal

Texts = Mapping[str, str]
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `group` is clock, bot or story."""

    id: str
    group: str
    label: Texts
    hint: Texts


def _texts(fr: str, en: str) -> Texts:
    return {"fr": fr, "en": en}


BUTTONS = (
    Button(
        "minute",
        "clock",
        _texts("+ 1 min", "+ 1 min"),
        _texts("L’heure du réseau avance d’une minute", "The network’s time goes on by a minute"),
    ),
    Button(
        "hour",
        "clock",
        _texts("+ 1 h", "+ 1 h"),
        _texts("L’heure du réseau avance d’une heure", "The network’s time goes on by an hour"),
    ),
    Button(
        "day",
        "clock",
        _texts("+ 1 jour", "+ 1 day"),
        _texts(
            "Même heure, demain\u00a0: les rappels du jour partent", "Same hour, tomorrow: the day’s reminders go out"
        ),
    ),
    Button(
        "working_days",
        "clock",
        _texts("+ 5 jours ouvrés", "+ 5 working days"),
        _texts(
            "Cinq jours ouvrés plus tard, sans compter fins de semaine et jours fériés\u00a0: ce qui tarde se voit",
            "Five working days later, weekends and public holidays apart: what is late shows",
        ),
    ),
    Button(
        "kill",
        "bot",
        _texts("Arrêter net le bot", "Kill the bot"),
        _texts(
            "Comme une panne de courant, au milieu d’une phrase", "As a power cut would, in the middle of a sentence"
        ),
    ),
    Button(
        "start",
        "bot",
        _texts("Relancer le bot", "Start the bot"),
        _texts(
            "Il reprend où il en était, et répond à ce qui l’attend", "It goes on where it was, and answers what waits"
        ),
    ),
    Button(
        "reset",
        "story",
        _texts("Recommencer", "Start again"),
        _texts("Tout est effacé et l’histoire reprend au début", "Everything is erased, and the story begins anew"),
    ),
)


class Control:
    """Presses the buttons of one rehearsal."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self._rehearsal = rehearsal
        self._acts: dict[str, Callable[[], Awaitable[Texts]]] = {
            "minute": lambda: self._pass(timedelta(minutes=1)),
            "hour": lambda: self._pass(timedelta(hours=1)),
            "day": lambda: self._pass(rehearsal.until_tomorrow()),
            "working_days": lambda: self._pass(rehearsal.until_working_day(WORKING_DAYS)),
            "kill": self._kill,
            "start": self._start,
            "reset": self._reset,
        }

    async def show(self) -> dict[str, Any]:
        """The buttons, and how things stand: `now` is business time, `facts` what the page's guide goes by."""
        running = self._rehearsal.running
        words = _texts("Le bot tourne", "The bot runs") if running else _texts("Le bot est arrêté", "The bot is down")
        ahead = _ahead(self._rehearsal.clock.shift)
        return {
            "buttons": [asdict(button) for button in BUTTONS],
            "state": {
                "now": self._rehearsal.now.isoformat(timespec="seconds"),
                "words": {language: said + ahead[language] for language, said in words.items()},
                "running": running,
                "facts": await self._rehearsal.standing(),
            },
        }

    async def press(self, button: str) -> Texts:
        """What is said of it. Raises `KeyError` for a button that is not there, `SettingsError` where it failed."""
        return await self._acts[button]()

    async def _pass(self, by: timedelta) -> Texts:
        await self._rehearsal.pass_time(by)
        now = self._rehearsal.now
        fr, en = (f"{in_words(now.date(), locale)}, {now:%H:%M}" for locale in ("fr", "en"))
        return _texts(f"Pour le réseau, nous sommes {fr}", f"For the network it is {en}")

    async def _kill(self) -> Texts:
        if not self._rehearsal.running:
            return _texts("Le bot est déjà arrêté", "The bot is down already")
        await self._rehearsal.kill()
        return _texts(
            "Le bot est arrêté net. Continuez d’écrire\u00a0: rien ne sera perdu",
            "The bot is dead. Go on writing: nothing will be lost",
        )

    async def _start(self) -> Texts:
        if self._rehearsal.running:
            return _texts("Le bot tourne déjà", "The bot runs already")
        await self._rehearsal.start()
        return _texts("Le bot tourne de nouveau", "The bot runs again")

    async def _reset(self) -> Texts:
        await self._rehearsal.reset()
        return _texts("L’histoire recommence", "The story begins anew")


def _ahead(shift: timedelta) -> Texts:
    """How far business time is ahead of the world's, or nothing."""
    minutes = round(shift.total_seconds() / 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if not (days or hours or minutes):
        return _texts("", "")
    fr = [f"{days} j"] * bool(days) + [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)
    en = [f"{days} d"] * bool(days) + [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes)
    return _texts(" · heure avancée de " + " ".join(fr), " · clock " + " ".join(en) + " ahead")


@asynccontextmanager
async def served(control: Control) -> AsyncIterator[str]:
    """Offer a control on a free port of this machine; gives its address."""

    async def show(request: web.Request) -> web.Response:
        return web.json_response(await control.show())

    async def press(request: web.Request) -> web.Response:
        if request.content_type != "application/json":  # a foreign page can only send forms and plain text
            return web.json_response({"ok": False, "error": "JSON expected"}, status=415)
        try:
            return web.json_response({"ok": True, "said": await control.press(str((await request.json())["id"]))})
        except (KeyError, TypeError, ValueError):
            return web.json_response({"ok": False, "error": "no such button"}, status=400)
        except (SettingsError, ClientError) as error:
            return web.json_response({"ok": False, "error": str(error)}, status=500)

    application = web.Application()
    application.add_routes([web.get("/", show), web.post("/", press)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
