"""A view that a reader chose stays while every other choice changes, and the address says it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opener
from tests.pages.said import complaints

VIEW = "url-view"
# Page -> address without a view, and a view that is not the page's first.
PAGES: dict[str, tuple[dict[str, str], str]] = {
    "compare": ({"country": "URY,CHL"}, "dots"),
    "trends": ({}, "table"),
    "peers": ({"country": "URY"}, "table"),
    "disclosure": ({}, "table"),
    "budget": ({"country": "URY"}, "growth"),
    "builder": ({"indicator": "milex_gdp,armed_forces"}, "table"),
    "institutions": ({"country": "URY"}, "table"),
    "timeline": ({"country": "URY"}, "table"),
    "memberships": ({}, "table"),
    "law": ({}, "table"),
    "changes": ({}, "map"),
    "actions": ({}, "list"),
}


def others(app: AppTest) -> list[str]:
    """Return the keys of the page's other controls that can be changed."""
    boxes = [box.key for box in app.selectbox if len(box.options) > 1]
    boxes += [box.key for box in app.multiselect if box.options]
    return [key for key in boxes if key and key.startswith(("url-", "theme-of-", "law-theme-"))]


def changed(app: AppTest, key: str) -> AppTest:
    """Choose something else in one control."""
    for box in app.selectbox:
        if box.key == key:
            names = getattr(box.format_func, "__self__", None)  # of a dictionary's get
            if isinstance(names, dict):
                return box.select(next(code for code in names if code != box.value)).run()
            return box.select_index(0 if box.index else 1).run()
    many = app.multiselect(key=key)
    free = next(name for name in many.options if name not in many.value)
    return (many.unselect(many.value[-1]) if len(many.value) > 1 else many.select(free)).run()


def view(app: AppTest) -> str:
    return "".join(app.query_params.get("view", []))


def shown(app: AppTest) -> list[str]:
    """Return the chosen view; none where the page has nothing to show."""
    return [control.value for control in app.segmented_control if control.key == VIEW]


@pytest.mark.parametrize("page", PAGES)
def test_a_view_stays_while_every_other_choice_changes(open_page: Opener, page: str) -> None:
    query, chosen = PAGES[page]
    app = open_page(page, **query)
    if shown(app):
        app.segmented_control(key=VIEW).set_value(chosen).run()
    else:  # nothing to show in this small release: the address says the view
        app.query_params["view"] = chosen
        app.run()
    assert not app.exception and view(app) == chosen
    for key in others(app):
        if key not in others(app):
            continue  # another choice took this control away
        app = changed(app, key)
        assert not app.exception, key
        assert view(app) == chosen, f"{key} lost the view"
        assert shown(app) in ([chosen], []), key


def test_an_indicator_of_answers_says_why_it_has_a_table_only(open_page: Opener) -> None:
    app = open_page("compare", country="URY,CHL", view="dots", indicator="conscription")
    assert shown(app) == ["table"] and view(app) == "dots"
    assert any("compared in a table" in caption.value for caption in app.caption)
    app.query_params["indicator"] = "milex_gdp"
    assert shown(app.run()) == ["dots"]


def test_an_unknown_view_is_answered_with_those_that_there_are(open_page: Opener) -> None:
    app = open_page("compare", country="URY,CHL", view="dot")
    assert not app.exception and "dots" in complaints(app)


def test_a_chosen_region_stays_when_the_view_changes(open_page: Opener) -> None:
    app = open_page("memberships")
    app.selectbox(key="url-region").select("latin_america").run()
    app.selectbox(key="url-region").select("africa").run()
    app.selectbox(key="url-region").select("latin_america").run()
    app.segmented_control(key=VIEW).set_value("missions").run()
    assert app.selectbox(key="url-region").value == "latin_america"
