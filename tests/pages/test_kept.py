"""Every parameter of an address stays while another control changes; what ends it is declared."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opener
from tests.pages.test_views import changed, others

FOREIGN = {"at": "head_of_state_chosen", "tile": "URY.head_of_state_chosen", "from_a_friend": "1"}
PAGES: dict[str, dict[str, str]] = {
    "world": {"indicator": "milex_gdp", "year": "2023", "region": "asia", "view": "table"},
    "country": {"country": "URY", "region": "mercosur"},
    "compare": {"country": "URY,CHL", "region": "asia", "view": "dots", "scale": "log"},
    "trends": {"indicator": "milex_gdp", "region": "asia", "country": "URY", "view": "paths"},
    "peers": {"country": "URY", "indicator": "milex_gdp", "by": "region", "age": "3"},
    "disclosure": {"view": "table", "country": "URY", "region": "asia"},
    "budget": {"country": "URY", "with": "CHL", "view": "growth"},
    "builder": {"indicator": "milex_gdp,armed_forces", "weight": "milex_gdp:2", "region": "asia"},
    "institutions": {"country": "URY", "view": "table"},
    "timeline": {"country": "URY", "view": "table", "from": "1990", "kind": "constitution"},
    "memberships": {"view": "table", "region": "asia", "country": "URY"},
    "law": {
        "theme": "institutions",
        "question": "head_of_state_chosen",
        "all": "1",
        "view": "table",
    },
    "documents": {"q": "army", "country": "URY", "kind": "document"},
    "data": {"indicator": "milex_gdp", "country": "URY", "region": "asia", "from": "1990"},
    "changes": {"view": "map", "country": "URY"},
    "issues": {"state": "open", "theme": "military", "region": "asia"},
    "actions": {"view": "list", "state": "planned"},
}
# Control -> what cannot outlive it: a theme's indicator, a theme's questions, an indicator's year.
ENDS = {"theme-of-": {"indicator", "year"}, "law-theme-": {"question", "theme"}}


def ended(key: str) -> set[str]:
    own = {key.removeprefix("url-"), "accept"}
    return own | {name for start, names in ENDS.items() if key.startswith(start) for name in names}


def address(app: AppTest) -> dict[str, list[str]]:
    return {name: list(values) for name, values in app.query_params.items()}


@pytest.mark.parametrize("page", PAGES)
def test_a_control_changes_its_own_parameter_only(open_page: Opener, page: str) -> None:
    app = open_page(page, **PAGES[page], **FOREIGN)
    keys = others(app)
    for key in keys:
        if key not in others(app):
            continue  # another choice took this control away
        before = address(app)
        app = changed(app, key)
        assert not app.exception, key
        after = address(app)
        lost = {name for name in before if before[name] != after.get(name)}
        assert lost <= ended(key), f"{key} changed {lost}"
