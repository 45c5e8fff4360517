"""A view that a reader chose stays while every other choice changes, and the address says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opener

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


def others(app: AppTest) -> Iterator[tuple[str, Any]]:
    """Yield the key of every other control of the address with a value that it does not have."""
    for box in app.selectbox:
        codes = [code for code in box.proto.options if code]
        if str(box.key).startswith("url-") and len(codes) > 1:
            yield str(box.key), box
    for box in app.multiselect:
        if str(box.key).startswith("url-") and box.options:
            yield str(box.key), box


def changed(app: AppTest, key: str) -> AppTest:
    """Choose something else in one control."""
    for box in app.selectbox:
        if box.key == key:
            return box.select_index((box.index or 0) + 1 - 2 * bool(box.index)).run()
    box = next(b for b in app.multiselect if b.key == key)
    kept = [i for i, code in enumerate(box.indices) if code]
    return box.set_value(box.value[:-1] if kept and box.value else [first(box)]).run()


def first(box: Any) -> str:
    return next(iter(box.options))


def view(app: AppTest) -> str:
    return "".join(app.query_params.get("view", []))


@pytest.mark.parametrize("page", PAGES)
def test_a_view_stays_while_every_other_choice_changes(open_page: Opener, page: str) -> None:
    query, chosen = PAGES[page]
    app = open_page(page, **query)
    app.segmented_control(key=VIEW).set_value(chosen).run()
    assert not app.exception and view(app) == chosen
    keys = [key for key, _ in others(app)]
    assert keys or page in ("actions",)
    for key in keys:
        if key not in [k for k, _ in others(app)]:
            continue  # a control that another choice took away
        app = changed(app, key)
        assert not app.exception, key
        assert view(app) == chosen, f"{key} lost the view"
        shown = [c.value for c in app.segmented_control if c.key == VIEW]
        assert shown in ([chosen], []), key
