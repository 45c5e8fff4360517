"""Answers of the interface, kept in ``ATLAS_HOME/cache/worldbank``: one file a series.

A file is whole or absent (written beside and moved into place), so an interrupted run has lost
only the series that it was asking for.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from atlas.settings import settings

Row = tuple[str, str, int, float | None]  # code of the economy, its name, year, value


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """All that the World Bank gives of one series: its date of update, and every year."""

    code: str
    vintage: str
    accessed: str
    rows: tuple[Row, ...]


def cache_folder() -> Path:
    """Return where answers are kept."""
    return settings().home / "cache" / "worldbank"


def load_answer(code: str) -> SeriesAnswer | None:
    """Return the newest kept answer of a series; a file that cannot be read is none."""
    for path in sorted(cache_folder().glob(f"{code}@*.json"), reverse=True):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            rows = tuple((str(c), str(n), int(y), v) for c, n, y, v in data["rows"])
            return SeriesAnswer(data["code"], data["vintage"], data["accessed"], rows)
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def store_answer(answer: SeriesAnswer) -> Path:
    """Keep an answer under its code and vintage; older vintages stay beside it."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    path = cache_folder() / f"{answer.code}@{answer.vintage}.json"
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(json.dumps(asdict(answer)), encoding="utf-8")
    temporary.replace(path)
    return path
