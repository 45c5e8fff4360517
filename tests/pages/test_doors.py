"""No page writes the middle of a range as a number, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

import pytest
from streamlit.testing.v1 import AppTest

from atlas.i18n import LANGUAGES
from atlas.settings import ROOT
from tests.pages.conftest import _forget
from tests.pages.test_account import shown
from tests.web.test_doors import MIDDLE, published

VIEWS = (
    ("world", {}),
    ("country", {"country": "URY"}),
    ("country", {"country": "ARG"}),
    ("compare", {"country": "URY,CHL,ARG", "view": "table"}),
    ("compare", {"country": "URY,CHL,ARG", "view": "dots", "accept": "years"}),
    ("compare", {"region": "latin_america", "view": "dots", "accept": "years"}),
    ("peers", {"country": "URY", "view": "table"}),
    ("peers", {"country": "CHL"}),
    ("trends", {"view": "table"}),
    ("budget", {"country": "URY"}),
    ("builder", {"indicator": "milex_gdp,armed_forces"}),
    ("disclosure", {"country": "URY", "view": "table"}),
    ("data", {"country": "URY"}),
    ("documents", {"q": "Uruguay"}),
)
CASES = [(*view, lang) for view, lang in zip(VIEWS, cycle(LANGUAGES), strict=False)]
NUMBERS = re.compile(r"<svg.*?</svg>|<[^>]*>", re.DOTALL)  # places of a drawing say nothing


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Publish what no source states as a number."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOME", str(tmp_path_factory.mktemp("doors")))
        patch.delenv("ATLAS_DATABASE_URL", raising=False)
        published()
        yield
        _forget()


@pytest.mark.parametrize(("page", "query", "lang"), CASES)
def test_no_page_writes_a_middle(page: str, query: dict[str, str], lang: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    if page != "world":
        app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    for name, value in {**query, "lang": lang}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    said = [e.value for kind in ("caption", "info", "warning") for e in app.get(kind)]
    text = NUMBERS.sub(" ", " ".join([shown(app), *said]))
    assert text.strip() and not MIDDLE.search(text)
    for frame in app.dataframe:
        assert not frame.value["value"].astype(str).str.fullmatch(MIDDLE).any()
