"""Channels: the ways in which a screen reaches somebody. What a turn shows is told to the one that an account is of.

Whoever adds another (a web page, Matrix, text messages) writes a class with these methods, gives its accounts numbers
of a range of their own, and puts it before Telegram in `CHANNELS`: no feature knows which one there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from handlers.turn.channels import by_mail
from handlers.turn.screen import PARTNER_LOCALE, Screen, changes, inline, payloads
from storage.durable.sent_messages import SHEET

if TYPE_CHECKING:
    from handlers.turn.turn import Turn


class Channel(Protocol):
    """A way to reach people. A message is known by its logical `name`, in the chat of each who has it; everything that
    is done is part of the transaction of the turn. A channel that cannot change what it has sent leaves edits out.
    """

    def reaches(self, chat_id: int) -> bool:
        """Whether an account is one of this channel."""
        ...

    async def show(self, turn: Turn, chat_id: int, screen: Screen, name: str | None) -> None:
        """Show a screen as something new."""
        ...

    async def edit(self, turn: Turn, chat_id: int, screen: Screen, name: str) -> None:
        """Have what stands there as `name` show another screen."""
        ...

    async def edit_buttons(self, turn: Turn, chat_id: int, screen: Screen, name: str) -> None:
        """Have what stands there as `name` offer other buttons."""
        ...

    async def take_out(self, turn: Turn, chat_id: int, screen: Screen, name: str | None, which: dict[str, int]) -> None:
        """Have what stands there go, by its name or as this channel counts; or say what the screen says instead."""
        ...

    async def close(self, turn: Turn) -> None:
        """The turn is over: what was put together meanwhile goes."""
        ...


class Telegram:
    """Messages in chats: private ones have the number of their person, groups a negative one."""

    def reaches(self, chat_id: int) -> bool:
        """Whoever no other channel reaches."""
        return True

    async def show(self, turn: Turn, chat_id: int, screen: Screen, name: str | None) -> None:
        """Queue a screen as messages; of several the last one carries its name, those before it one that begins so."""
        parts = payloads(screen, await language_of(turn, chat_id, screen))
        for number, part in enumerate(parts, 1):
            of_part = name if name is None or number == len(parts) else f"{name}:{number}"
            await self._call(turn, chat_id, screen.sends, part, of_part, screen)

    async def edit(self, turn: Turn, chat_id: int, screen: Screen, name: str) -> None:
        """A file stays as it is and the words under it change, but where the screen says that it `replaces` it."""
        shown = changes(screen, await language_of(turn, chat_id, screen))
        await self._call(turn, chat_id, screen.edits, shown, name, screen)

    async def edit_buttons(self, turn: Turn, chat_id: int, screen: Screen, name: str) -> None:
        """Only the keyboard changes."""
        markup = {"reply_markup": inline(screen.rows, await language_of(turn, chat_id, screen))}
        await turn.call(chat_id, "editMessageReplyMarkup", markup, name)

    async def take_out(self, turn: Turn, chat_id: int, screen: Screen, name: str | None, which: dict[str, int]) -> None:
        """Where Telegram lets a message go no more, after 48 hours, it says what a screen says."""
        words = payloads(screen, await language_of(turn, chat_id, screen))[0]
        otherwise = {"text": words["text"], "parse_mode": words["parse_mode"]}
        await turn.call(chat_id, "deleteMessage", {**which, "otherwise": otherwise}, name, fleeting=True)

    async def close(self, turn: Turn) -> None:
        """Each message was queued as it came."""

    async def _call(
        self, turn: Turn, chat_id: int, method: str, payload: dict[str, object], name: str | None, screen: Screen
    ) -> None:
        await turn.call(chat_id, method, payload, name, about=screen.about, fleeting=screen.fleeting)


class Mail:
    """Letters to the accounts that `by_mail` makes. All that somebody is shown in a turn is one letter."""

    def reaches(self, chat_id: int) -> bool:
        """Whether it is such an account."""
        return by_mail.is_by_mail(chat_id)

    async def show(self, turn: Turn, chat_id: int, screen: Screen, name: str | None) -> None:
        """A paper is printed for Telegram alone; by mail there go its words."""
        if not (name or "").startswith(f"{SHEET}:"):
            turn.shown.setdefault(chat_id, []).append((screen, name))

    async def edit(self, turn: Turn, chat_id: int, screen: Screen, name: str) -> None:
        """A letter stays as it was sent; whoever acts now reads in the answer what is so."""
        if chat_id == turn.caller.account:
            await self.show(turn, chat_id, screen, name)

    async def edit_buttons(self, turn: Turn, chat_id: int, screen: Screen, name: str) -> None:
        """As `edit`."""
        await self.edit(turn, chat_id, screen, name)

    async def take_out(self, turn: Turn, chat_id: int, screen: Screen, name: str | None, which: dict[str, int]) -> None:
        """Nobody takes a letter back."""

    async def close(self, turn: Turn) -> None:
        """Write the letters."""
        await by_mail.post(turn)


CHANNELS: tuple[Channel, ...] = (Mail(), Telegram())


def of(turn: Turn, chat_id: int) -> Channel:
    """The channel by which an account is reached."""
    return next(one for one in turn.runtime.channels or CHANNELS if one.reaches(chat_id))


async def close(turn: Turn) -> None:
    """The turn is over, for each of them."""
    for one in turn.runtime.channels or CHANNELS:
        await one.close(turn)


async def language_of(turn: Turn, chat_id: int, screen: Screen) -> str:
    """The language that a screen is written in for whoever reads it there."""
    return screen.locale or (PARTNER_LOCALE if chat_id < 0 else await turn.locale_of(chat_id))
