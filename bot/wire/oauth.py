"""Access tokens: what opens a mailbox that takes no password (Microsoft 365), by a refresh token out of a file."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from bot.wire.smtp import LOCAL

TIMEOUT = 30.0
"""Seconds that asking for one may take."""
EARLY = 120.0
"""So many seconds before its end a token is not used any more."""
_NEEDED = ("token_url", "client_id", "refresh_token")


class TokenError(Exception):
    """No access token: the text is a code, ``file``, ``no encryption`` or what the server calls it."""


@dataclass
class Tokens:
    """Asks for access tokens. The file is JSON: `token_url`, `client_id` and `refresh_token`, and if need be
    `client_secret` and `scope`. A newer refresh token takes the place of the one there.
    """

    file: Path
    _token: str = field(default="", repr=False)
    _until: float = 0.0

    def access(self) -> str:
        """A token that holds for a while.

        Raises:
            TokenError: the file is not as it should be, or the server gives none for good.
            OSError: the server is out of reach.
        """
        if time.monotonic() >= self._until:
            known = self._known()
            given = _asked(known)
            self._token, lasts = str(given.get("access_token", "")), float(given.get("expires_in", 600))
            if not self._token:
                raise TokenError("no token")
            self._until = time.monotonic() + lasts - EARLY
            if (newer := given.get("refresh_token")) and newer != known["refresh_token"]:
                self._keep({**known, "refresh_token": newer})
        return self._token

    def forget(self) -> None:
        """The token that was given is not taken: ask for another one the next time."""
        self._until = 0.0

    def _known(self) -> dict[str, Any]:
        try:
            known = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise TokenError("file") from None
        if not isinstance(known, dict) or not all(isinstance(known.get(name), str) for name in _NEEDED):
            raise TokenError("file")
        parts = urlsplit(known["token_url"])
        if parts.scheme != "https" and parts.hostname not in LOCAL:
            raise TokenError("no encryption")
        return known

    def _keep(self, known: dict[str, Any]) -> None:
        half = self.file.with_name(f"{self.file.name}.half")
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            json.dump(known, written, indent=1)
        half.replace(self.file)


def _asked(known: dict[str, Any]) -> dict[str, Any]:
    given = {name: known[name] for name in ("client_id", "client_secret", "scope", "refresh_token") if name in known}
    body = urlencode([*given.items(), ("grant_type", "refresh_token")]).encode()
    try:
        with urlopen(Request(known["token_url"], body), timeout=TIMEOUT) as answer:  # noqa: S310 - https, or this machine
            said = json.loads(answer.read(1 << 16))
    except HTTPError as error:
        if error.code >= 500:
            raise
        raise TokenError(_code(error)) from None
    except ValueError:
        raise TokenError("no token") from None
    if not isinstance(said, dict):
        raise TokenError("no token")
    return said


def _code(error: HTTPError) -> str:
    """What the server calls it (RFC 6749, 5.2), without its words."""
    try:
        code = json.loads(error.read(1 << 16)).get("error", "")
    except (ValueError, AttributeError):
        code = ""
    return code if isinstance(code, str) and code.replace("_", "").isalpha() and len(code) < 40 else "refused"
