"""A network's file as it is exported: the same network is always the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import tomli_w

from network.model import Network
from network.organisations import Organisation


def document(network: Network) -> str:
    """The network as TOML, in the order of its model; what is as by default is left out.

    Reading it gives an equal network, whose document is this one again.
    """
    return tomli_w.dumps(_plain(network.model_dump(by_alias=True, exclude_defaults=True)), indent=2)


def entry(organisation: Organisation) -> str:
    """One organisation with its services, as it stands in such a document."""
    return tomli_w.dumps({"organisations": [_plain(organisation.model_dump(exclude_defaults=True))]}, indent=2)


def _plain(value: Any) -> Any:
    """A value in what TOML knows: lists, texts, numbers, dates."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    return value.value if isinstance(value, Enum) else value
