"""A published invented release for the screens, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.settings import ROOT
from atlas.store import engine
from atlas.web import map as payloads
from tests.invented import add_staff, approve, draft, release
from tests.invented_records import PARTICIPATIONS, RECORDS, batch_of
from ui import changes, country, frames

Opener = Callable[..., AppTest]


def _forget() -> None:
    for cached in (
        frames.engine,
        changes.between,
        country.html_of,
        country.sheet,
        payloads.packed_indicator,
    ):
        cached.cache_clear()
    frames.forget_all()


@pytest.fixture(scope="module")
def invented_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Publish two small releases: Uruguay's figure differs between them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOME", str(home))
        patch.delenv("ATLAS_DATABASE_URL", raising=False)
        _forget()
        made = engine()
        add_staff(made)
        shares = [draft(c, period=p, value=v) for c, p, v in FIGURES]
        absent = draft("CRI", period="2026", value=None, missing="not-applicable")
        forces = draft("URY", "armed_forces", value=23_000.0, original="about 23,000 (2024)")
        approve(made, batch_of(*RECORDS, *PARTICIPATIONS))
        release(made, "2026.1", *shares, absent, forces)
        release(made, "2026.2", draft("URY", value=2.5))
        yield home
        _forget()


FIGURES = [
    ("URY", "2024", 2.0),
    ("URY", "2022", 2.1),
    ("CHL", "2024", 1.5),
    ("BRA", "2024", 1.1),
    ("KEN", "2024", 1.0),
    ("SRB", "2024", 2.3),
]


@pytest.fixture
def open_page(invented_home: Path) -> Opener:
    """Return a function that opens a page with query parameters, as a reader does."""

    def opened(page: str, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.run()
        if page != "world":
            app.switch_page(str(ROOT / "pages" / f"{page}.py"))
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return opened
