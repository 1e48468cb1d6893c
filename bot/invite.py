"""Invitations: a one-use link that binds an account to a referent."""

from __future__ import annotations

from typing import Any

from bot.clock import real_now
from bot.open_database import opened
from bot.program import username_of
from bot.settings import Settings, SettingsError
from bot.wire.request import AiohttpRequest, Transport
from handlers.partners.invitations import INVITE
from storage import accounts, networks
from storage.engine.here import Here


async def make_link(settings: Settings, referent_id: str, transport: Transport = AiohttpRequest) -> str:
    """A link that whoever opens it first is bound by; earlier unused links of the same referent end.

    Raises:
        SettingsError: the referent is unknown, or Telegram cannot be asked for the bot's name.
    """
    username = await username_of(settings, transport)
    async with opened(settings) as (database, network_id):

        async def make(connection: Any) -> str:
            stored = await networks.load(Here(connection, network_id))
            known = stored.network.referent_by_id if stored is not None else {}
            if referent_id not in known:
                raise SettingsError(f"No referent is called {referent_id!r}. Known are: {', '.join(sorted(known))}.")
            return await accounts.invite_referent(Here(connection, network_id), referent_id, real_now())

        token = await database.run(make)
    return f"https://t.me/{username}?start={INVITE}{token}"
