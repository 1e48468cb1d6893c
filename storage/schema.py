"""The whole schema: every file with tables is imported because it is there, so that `metadata` knows them all."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import storage
from storage import durable
from storage.engine.columns import metadata as metadata

for _package in (durable, storage):
    for _file in iter_modules(_package.__path__, f"{_package.__name__}."):
        import_module(_file.name)
