"""The source's words as data: what its fields are called, and which code each word means."""

from __future__ import annotations

import csv
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@lru_cache(maxsize=8)
def words(name: str) -> dict[str, Any]:
    """Return ``words/<name>.toml``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def figure_rows(table: str = "figures") -> tuple[dict[str, str], ...]:
    """Return ``words/<table>.csv``: where an indicator stands, and what follows its number."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
