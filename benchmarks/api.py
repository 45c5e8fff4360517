"""The API's JSON against pandas writing the same frame."""

from __future__ import annotations

import os
import time
import urllib.request
from pathlib import Path
from statistics import median

from benchmarks.rows import Row

ROUNDS = 15


def measure(address: str, home: Path) -> list[Row]:
    """Return the ratio for one indicator, all countries and years; warm, after a first request."""
    os.environ["ATLAS_HOME"] = str(home)
    from atlas.store import engine, frames  # noqa: PLC0415 - after ATLAS_HOME is set

    frame = frames.observations(engine(), indicators=["milex_gdp"])
    url = f"{address}/api/v1/observations?indicator=milex_gdp"
    ours, theirs = [], []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        with urllib.request.urlopen(url) as answer:
            answer.read()
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        frame.to_json(orient="records")
        theirs.append(time.perf_counter() - start)
    warm = median(ours[1:]) / median(theirs[1:])
    detail = f"{len(frame)} observations; first request {1000 * ours[0]:.0f} ms, "
    detail += f"then {1000 * median(ours[1:]):.1f} ms against {1000 * median(theirs[1:]):.1f} ms"
    return [Row("API: one indicator as JSON, repeated request", warm, "× pandas", 1.5, detail)]
