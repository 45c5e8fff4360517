"""The budget lens: parts, execution, real growth, salaries; and what it says without a budget."""

from __future__ import annotations

import pytest

from atlas.store import engine
from tests.invented import draft, release
from tests.pages.conftest import Opener
from tests.pages.said import complaints, html

SERIES = {
    "budget_approved": {"2022": 90e9, "2023": 100e9, "2024": 120e9},
    "budget_executed": {"2023": 95e9, "2024": 108e9},
    "budget_salaries": {"2023": 60e9, "2024": 69e9},
    "budget_pensions": {"2023": 20e9, "2024": 24e9},
    "budget_investment": {"2024": 9e9},
    "gdp_deflator": {"2022": 90.0, "2023": 100.0, "2024": 105.0},
    "exchange_rate": {"2024": 40.0},
}


@pytest.fixture(scope="module")
def budgets(invented_home: object) -> str:
    """Publish Uruguay's invented budget; Chile has none."""
    drafts = [
        draft("URY", name, period=year, value=value)
        for name, series in SERIES.items()
        for year, value in series.items()
    ]
    drafts.append(draft("CHL", "budget_approved", period="2024", missing="withheld"))
    return release(engine(), "2026.3", *drafts)


@pytest.fixture
def lens(budgets: str, open_page: Opener) -> Opener:
    return open_page


def test_parts_and_the_remainder_are_said(lens: Opener) -> None:
    app = lens("budget", country="URY")
    assert not app.exception
    text = html(app)
    assert "2024: Salaries 57.5 % · Retirement 20 % · Investment 7.5 %." in text
    assert "No part states 15 % of the approved budget." in text
    assert "Defence budget: other expenses" in text  # missing, and named
    assert "budget_other" in text  # in the address of the editors' sheet
    assert "UYU" in text


def test_an_earlier_year_is_told_of_when_the_address_says_so(lens: Opener) -> None:
    assert "2023: Salaries 60 %" in html(lens("budget", country="URY", year="2023"))
    wrong = lens("budget", country="URY", year="1999")
    assert "2022" in complaints(wrong)


def test_execution_growth_and_salaries_have_their_own_view(lens: Opener) -> None:
    executed = html(lens("budget", country="URY", view="executed"))
    assert "In 2024, 90 % of the approved budget was spent." in executed
    growth = html(lens("budget", country="URY", view="growth"))
    assert "In 2024 the budget changed by 8.3 % in real terms (13.7 % nominally)." in growth
    assert "prices of 2023" in growth
    assert "Institute of Invented Figures" in growth
    paid = html(lens("budget", country="URY", view="salaries"))
    assert "In 2024 salaries came to 3,000,000 UYU per person. That is US$ 75,000." in paid


def test_without_a_budget_the_page_names_what_is_missing_and_shows_what_there_is(
    lens: Opener,
) -> None:
    app = lens("budget", country="CHL")
    assert not app.exception
    text = html(app)
    assert "Missing in this release for Chile:" in text
    assert "Defence budget, approved (Withheld by the state)" in text
    assert "/api/v1/template?kind=observation" in text
    assert "1.5" in text  # military expenditure, with its source


def test_two_countries_stand_below_each_other(lens: Opener) -> None:
    app = lens("budget", **{"country": "URY", "with": "CHL"})
    assert not app.exception
    assert [s.value for s in app.subheader] == ["Uruguay", "Chile"]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_page_opens_without_a_country(lens: Opener, lang: str) -> None:
    app = lens("budget", lang=lang)
    assert not app.exception
