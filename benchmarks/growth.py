"""A rerun at 500,000 observations against 11,000: what a page reads, not what is stored.

``python -m benchmarks.growth [FOLDER]`` measures alone, and keeps the two databases in a folder.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.rows import Row, table
from benchmarks.servers import atlas, home_with_starter
from benchmarks.viewer import Viewer, viewer

if TYPE_CHECKING:
    from atlas.intake.draft import Batch

SMALL, LARGE = 11_000, 500_000
NEWEST, OLDEST = 2023, 1900
AT_ONCE = 100_000
ROUNDS = 9
ALIKE = 1.3  # × the small one's time
INDICATORS = ("milex_gdp", "armed_forces", "milex_usd")
COUNTRIES = ("URY", "CHL", "KEN")
# Page -> address, and the parameter whose value changes from rerun to rerun.
PAGES: dict[str, tuple[str, dict[str, str], str, tuple[str, ...]]] = {
    "map": ("", {}, "indicator", INDICATORS),
    "country": ("country", {}, "country", COUNTRIES),
    "compare, lines": ("compare", {"country": "URY,CHL"}, "indicator", INDICATORS),
    "compare, newest": (
        "compare",
        {"country": "URY,CHL", "view": "dots"},
        "indicator",
        INDICATORS,
    ),
    "compare, table": ("compare", {"country": "URY,CHL", "view": "table"}, "indicator", INDICATORS),
    "trends": ("trends", {}, "indicator", INDICATORS),
    "peers": ("peers", {"country": "URY"}, "indicator", INDICATORS),
    "codebook": ("codebook", {}, "lang", ("en", "fr", "es")),
    "about": ("about", {}, "lang", ("en", "fr", "es")),
}


def measure(folder: Path) -> list[Row]:
    """Return, for each page, the large release's time of a warm rerun against the small one's.

    Both are served at once and asked in turn, so that a busy machine is busy for both.
    """
    homes = [_home(folder / str(size), size) for size in (SMALL, LARGE)]
    with (
        atlas(homes[0]) as small,
        atlas(homes[1]) as large,
        viewer(small) as one,
        viewer(large) as other,
    ):
        return [_row(name, one, other) for name in PAGES]


def _home(folder: Path, size: int) -> Path:
    return folder if (folder / "atlas.sqlite").exists() else home_with(folder, size)


def _row(name: str, small: Viewer, large: Viewer) -> Row:
    page, query, choice, values = PAGES[name]
    times: dict[Viewer, list[float]] = {small: [], large: []}
    for value in values * (1 + ROUNDS):
        for one, seconds in times.items():
            seconds.append(one.rerun(page, {**query, choice: value}))
    few, many = (1000 * median(seconds[len(values) :]) for seconds in times.values())
    detail = f"{many:.0f} ms against {few:.0f} ms, another {choice} each time"
    return Row(f"rerun at 500,000: {name}", many / few, "× at 11,000", ALIKE, detail)


def home_with(folder: Path, observations: int) -> Path:
    """Set up a data folder whose newest release holds so many observations.

    Above the starter release lie invented figures: every member state and numeric indicator,
    year by year back from the newest, so that a large release has long series.
    """
    home = home_with_starter(folder)
    from atlas.editorial import Role, add_account, publish, review, submit  # noqa: PLC0415
    from atlas.store import engine, frames  # noqa: PLC0415

    database = engine(f"sqlite:///{home / 'atlas.sqlite'}")
    add_account(database, "editor", Role.EDITOR)
    add_account(database, "publisher", Role.PUBLISHER)
    more = max(1, observations - int(frames.list_releases(database)["observations"].iloc[-1]))
    figures = islice(_figures(), more)
    while part := tuple(islice(figures, AT_ONCE)):
        submission = submit(database, _batch(part), by="editor", title="Invented figures")
        review(database, submission, verdict="approve", by="publisher")
    publish(database, label="grown", by="publisher")
    return home


def _figures() -> Iterator[tuple[int, str, str]]:
    from atlas.codebook import codebook  # noqa: PLC0415

    book = codebook()
    numeric = [i.id for i in book.indicators.values() if i.kind != "category"]
    states = [c.iso3 for c in book.countries.values() if c.un_member]
    return product(range(NEWEST, OLDEST - 1, -1), numeric, states)


def _batch(figures: tuple[tuple[int, str, str], ...]) -> Batch:
    from atlas.codebook import codebook  # noqa: PLC0415
    from atlas.intake.draft import Batch, DraftObservation, Source  # noqa: PLC0415

    chance, indicators = random.Random(1), codebook().indicators
    source = Source("invented", "Institute of Invented Figures", "Yearbook", "", "2024", "", "", "")
    drafts = []
    for year, name, country in figures:
        one = indicators[name]
        low = one.low or 0.0
        value = round(chance.uniform(low, one.high if one.high is not None else low + 1_000), 1)
        drafts.append(DraftObservation(country, name, str(year), source.id, one.unit, value))
    return Batch((source,), tuple(drafts))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(table(measure(Path(sys.argv[1] if len(sys.argv) > 1 else temporary))))
