"""The stage: the real program before the simulated Telegram, and people who act on it.

`staged` calls the simulator in the process, without sockets, loops or sleeps: it is for every test that is not about
the wire. `on_the_wire` runs the program as it runs in the world, over HTTP.
"""

from tests.stage.direct import staged
from tests.stage.stage import (
    A_TUESDAY,
    BOUCHE,
    CAST,
    COORDINATOR,
    ENGLISH,
    GROUP,
    NETWORK,
    PERSON,
    SANCY_ARTENSE,
    Stage,
)
from tests.stage.wire import on_the_wire

__all__ = [
    "A_TUESDAY",
    "BOUCHE",
    "CAST",
    "COORDINATOR",
    "ENGLISH",
    "GROUP",
    "NETWORK",
    "PERSON",
    "SANCY_ARTENSE",
    "Stage",
    "on_the_wire",
    "staged",
]
