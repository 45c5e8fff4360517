"""The comparability guard on the page of comparisons: it stops, offers ways out, and gives way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.store import engine
from tests.invented import draft, release, source
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html

ACCEPTED = "Shown at your request"
STOPPED = "Not drawn"


@pytest.fixture(scope="module", autouse=True)
def apart(invented_home: Path) -> Iterator[None]:
    """Publish values that do not match: years, estimates, a fraction."""
    made = engine()
    other = source("tables-2026", publisher="Bureau of Invented Tables", title="Tables")
    release(
        made,
        "2026.3",
        draft("NGA", period="2014", value=1.2),
        draft("GHA", period="2024", value=1.4, reliability="estimate"),
        draft("ARG", "women_parliament", period="2024", value=0.44, source="tables-2026"),
        draft("BOL", "women_parliament", period="2024", value=46.0),
        sources=(source(), other),
    )
    yield


@pytest.mark.parametrize(
    ("query", "title", "code"),
    [
        ({"country": "URY,NGA"}, "Values of different years", "years"),
        ({"country": "URY,GHA"}, "Mixes estimates and reported figures", "reliability"),
        (
            {"country": "ARG,BOL", "indicator": "women_parliament"},
            "Mixes fractions and percentages",
            "scale",
        ),
    ],
)
@pytest.mark.parametrize("view", ["dots", "lines", "scatter"])
def test_the_chart_is_stopped_until_the_reader_accepts(
    open_page: Opener, query: dict[str, str], title: str, code: str, view: str
) -> None:
    against = {"against": query.get("indicator", "milex_gdp")}
    app = open_page("compare", view=view, **query, **against)
    assert not app.exception
    assert STOPPED in html(app)
    assert title in html(app)
    assert not app.get("plotly_chart")
    app.query_params["accept"] = code
    app.run()
    assert ACCEPTED in html(app)
    assert app.get("plotly_chart")
    assert title in str(app.get("plotly_chart")[0].proto.spec).replace("\\u003cbr\\u003e", " ")


def test_what_was_accepted_ends_with_another_choice(open_page: Opener) -> None:
    app = open_page("compare", view="dots", country="URY,NGA", accept="years")
    assert app.get("plotly_chart")
    app.multiselect(key="url-country").set_value(["URY", "NGA", "KEN"]).run()
    assert STOPPED in html(app)
    assert "accept" not in app.query_params


def test_a_table_is_marked_and_not_stopped(open_page: Opener) -> None:
    app = open_page("compare", view="table", country="URY,NGA")
    assert STOPPED not in html(app)
    assert "When comparing, note" in html(app)
    assert "1.2" in html(app)


def test_reported_values_alone_pass(open_page: Opener) -> None:
    app = open_page("compare", view="dots", country="URY,KEN,GHA", values="reported")
    assert STOPPED not in html(app)
    assert app.get("plotly_chart")


def test_an_unknown_obstacle_is_answered_with_the_nearest(open_page: Opener) -> None:
    app = open_page("compare", view="dots", country="URY,KEN", accept="yers")
    assert "years" in complaints(app)
