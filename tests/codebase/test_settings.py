"""Every setting can be found by whoever installs the bot."""

from __future__ import annotations

import re

from bot.settings import Settings
from tests.codebase.repository import read


def _settings() -> set[str]:
    prefix = Settings.model_config.get("env_prefix", "")
    return {
        field.validation_alias if isinstance(field.validation_alias, str) else f"{prefix}{name}".upper()
        for name, field in Settings.model_fields.items()
    }


def test_env_example_holds_every_setting_and_no_other() -> None:
    example = re.findall(r"(?m)^#?\s?([A-Z][A-Z0-9_]+)=", read(".env.example"))
    assert sorted(example) == sorted(_settings())
