"""A Bot API call by its name, through the library’s request interface: its errors, and none of its types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import InputFile, InputMedia
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter


async def call(
    request: BaseRequest, base_url: str, method: str, parameters: Mapping[str, Any], **timeouts: float
) -> Any:
    """Make one call; returns its `result`, parsed and no further read. `base_url` ends with the token.

    `parameters` are plain data, or an InputFile for what is sent along. `timeouts` are `read_timeout` and
    `connect_timeout`, in seconds. Raises the library’s TelegramError.
    """
    given = RequestData([_parameter(name, value) for name, value in parameters.items()])
    return await request.post(f"{base_url}/{method}", given, **timeouts)


def _parameter(name: str, value: Any) -> RequestParameter:
    """The library looks for what it would have to translate, which takes longer than all the rest of a call."""
    return (
        RequestParameter.from_input(name, value)
        if isinstance(value, InputFile | InputMedia) or _is_album(value)
        else RequestParameter(name, value, None)
    )


def _is_album(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], InputMedia)
