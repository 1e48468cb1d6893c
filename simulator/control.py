"""The control address: somebody outside who offers the page buttons of their own. What they do is not known here.

The address answers GET with ``{"buttons": […], "state": {…}}``, and POST of ``{"id": "…"}`` with
``{"ok": true, "said": {…}}`` or ``{"ok": false, "error": "…"}``. All of it goes through unread.
"""

from __future__ import annotations

from typing import Any

import aiohttp

_PATIENCE = aiohttp.ClientTimeout(total=60)
_NOTHING: dict[str, Any] = {"buttons": [], "state": None}


class ControlError(Exception):
    """A button that could not be pressed: `code` is 400 where the other side refused, 502 where it is out of reach."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Control:
    """What is behind an address like ``http://127.0.0.1:40123``; without one there are no buttons."""

    def __init__(self, address: str | None = None) -> None:
        self._address = address

    async def show(self) -> dict[str, Any]:
        """The buttons and the state; none, with the reason, where the other side is out of reach."""
        if self._address is None:
            return _NOTHING
        try:
            code, body = await self._ask("GET")
        except ControlError as error:
            return _NOTHING | {"error": str(error)}
        return body if code == 200 else _NOTHING | {"error": str(body.get("error", code))}

    async def press(self, button: str) -> dict[str, Any]:
        """Press one. Raises `ControlError`."""
        code, body = await self._ask("POST", json={"id": button})
        if code != 200 or body.get("ok") is not True:
            raise ControlError(400 if 400 <= code < 500 or code == 200 else 502, str(body.get("error", code)))
        return body

    async def _ask(self, method: str, **more: Any) -> tuple[int, dict[str, Any]]:
        if self._address is None:
            raise ControlError(400, "there is no control address")
        try:
            async with (
                aiohttp.ClientSession(timeout=_PATIENCE) as session,
                session.request(method, self._address, **more) as answer,
            ):
                body = await answer.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise ControlError(502, f"the control address is out of reach: {type(error).__name__}") from None
        if not isinstance(body, dict):
            raise ControlError(502, "the control address does not answer with an object")
        return answer.status, body
