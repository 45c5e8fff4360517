"""A rerun asks the database for as much work in a large release as in a small one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from streamlit.testing.v1 import AppTest

from atlas import editorial
from atlas.codebook import codebook
from atlas.settings import ROOT
from atlas.store import engine as open_engine
from atlas.store import frames as store
from atlas.web import map as payloads
from tests.invented import PUBLISHER, add_staff, approve, batch, draft
from tests.pages.conftest import _forget

MANY = 4_000
OTHERS = ("homicide", "prison_rate", "refugees", "idps", "population")
STATES = ("URY", "CHL", "BRA", "ARG", "KEN", "GHA")
PAGES = {
    "world": {"region": "latin_america"},
    "country": {},
    "compare": {"country": "URY,CHL", "view": "dots"},
    "trends": {},
    "peers": {"country": "URY"},
    "codebook": {},
    "about": {},
}


@dataclass
class Work:
    """What was asked of the database: statements, and the steps that they took."""

    statements: int = 0
    steps: int = 0

    def step(self) -> int:
        self.steps += 1
        return 0

    def statement(self, *_: object) -> None:
        self.statements += 1


def counted(engine: Engine, run: Callable[[], object]) -> Work:
    """Return the work of a function; SQLite counts its own steps, whatever a machine's speed."""
    work = Work()

    def watch(connection: object, *_: object) -> None:
        connection.set_progress_handler(work.step, 10)  # type: ignore[attr-defined]

    event.listen(engine, "checkout", watch)
    event.listen(engine, "before_cursor_execute", work.statement)
    try:
        run()
    finally:
        event.remove(engine, "checkout", watch)
        event.remove(engine, "before_cursor_execute", work.statement)
    return work


def home(folder: Path, more: int) -> None:
    """Publish the same figures, and ``more`` of other indicators and countries beside them."""
    made = open_engine(f"sqlite:///{folder}/atlas.sqlite")
    add_staff(made)
    own = [
        draft(c, i, period=str(y), value=1.0 + y % 7)
        for c, i, y in product(
            STATES, ("milex_gdp", "armed_forces_p1000", "police_p100k"), range(2015, 2025)
        )
    ]
    abroad = [c.iso3 for c in codebook().countries.values() if c.region == "asia"]
    cells = islice(product(range(2024, 1950, -1), OTHERS, abroad), more)
    others = [draft(c, i, period=str(y), value=5.0) for y, i, c in cells]
    approve(made, batch(*own, *others))
    editorial.publish(made, label="2026.1", by=PUBLISHER)


@pytest.fixture(scope="module", params=[0, MANY], ids=["small", "large"])
def size(request: pytest.FixtureRequest) -> int:
    """Return how many other figures there are."""
    return int(request.param)


WORK: dict[tuple[str, int], Work] = {}


@pytest.fixture(scope="module")
def atlas(size: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return the database of a data folder that the pages read."""
    folder = tmp_path_factory.mktemp(f"atlas{size}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOME", str(folder))
        patch.delenv("ATLAS_DATABASE_URL", raising=False)
        _forget()
        home(folder, size)
        yield open_engine()
        _forget()


def compared(name: str, size: int, work: Work) -> None:
    """Keep what a size cost; the large one, which comes last, may cost no more."""
    WORK[name, size] = work
    assert work.statements
    if size:
        small = WORK[name, 0]
        assert work.statements == small.statements
        assert work.steps <= 1.05 * small.steps + 20, (work, small)


@pytest.mark.parametrize("page", PAGES)
def test_a_rerun_does_not_depend_on_how_much_a_release_holds(
    atlas: Engine, size: int, page: str
) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    if page != "world":
        app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    for name, value in PAGES[page].items():
        app.query_params[name] = value

    def rerun(choice: str, value: str) -> Work:
        app.query_params[choice] = value
        work = counted(atlas, app.run)
        assert not app.exception
        return work

    choice, one, other = CHOICES.get(page, ("indicator", "milex_gdp", "armed_forces_p1000"))
    rerun(choice, one)  # what is kept for a release is there from now on
    compared(f"{page} anew", size, rerun(choice, other))
    compared(f"{page} again", size, rerun(choice, other))


CHOICES = {
    "country": ("country", "URY", "CHL"),
    # Both are weighted by population, whose years are read once for a release.
    "trends": ("indicator", "police_p100k", "armed_forces_p1000"),
}


@pytest.mark.parametrize(
    "ask",
    [
        store.list_releases,
        store.labels,
        store.newest,
        store.indicators_with_data,
        store.sources,
    ],
    ids=lambda ask: str(ask.__name__),
)
def test_what_a_release_holds_is_known_without_counting(
    atlas: Engine, size: int, ask: Callable[[Engine], object]
) -> None:
    few = counted(atlas, lambda: ask(atlas))
    assert few.steps < 100


@pytest.mark.usefixtures("size")
def test_a_payload_reads_its_own_indicator_only(atlas: Engine, size: int) -> None:
    work = counted(atlas, lambda: payloads.packed_indicator.make("2026.1", "milex_gdp", "", "en"))
    compared("payload", size, work)
