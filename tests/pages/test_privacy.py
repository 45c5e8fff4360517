"""No page holds anything private: not in what is shown, nor in any part of its source."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.community.entries import published_entries
from atlas.community.founding import store_founding
from atlas.store import engine
from tests.community.secrets import SECRET, people
from tests.pages.conftest import Opener

VIEWS: list[tuple[str, dict[str, str]]] = [
    *(("community", {"view": v}) for v in ("about", "road", "directory", "practice", "exchange")),
    ("issues", {}),
    ("issues", {"issue": "issue-funding"}),
    ("issues", {"issue": "issue-funding", "view": "history"}),
    ("priorities", {}),
    ("actions", {}),
    ("actions", {"view": "list"}),
    ("road", {}),
    ("moderate", {}),
    ("changes", {}),
    ("about", {}),
]


@pytest.fixture(scope="module", autouse=True)
def peopled(invented_home: Path) -> Iterator[None]:
    store_founding(engine())
    people(engine())
    yield


def source(app: AppTest) -> str:
    """Return all that a page sends to the browser."""
    parts: list[str] = []
    waiting = [app.main, app.sidebar]
    while waiting:
        block = waiting.pop()
        for child in block.children.values():
            if hasattr(child, "children"):
                waiting.append(child)
            if getattr(child, "proto", None) is not None:
                parts.append(str(child.proto))
    return " ".join(parts)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_no_page_holds_anything_private(
    open_page: Opener,
    caplog: pytest.LogCaptureFixture,
    page: str,
    query: dict[str, str],
    lang: str,
) -> None:
    with caplog.at_level(logging.DEBUG):
        app = open_page(page, lang=lang, **query)
    assert not app.exception
    sent = source(app)
    assert len(sent) > 200
    assert SECRET.lower() not in sent.lower()
    assert SECRET.lower() not in caplog.text.lower()


def test_what_is_public_is_found_in_the_source(open_page: Opener) -> None:
    sent = source(open_page("community", view="directory"))
    assert "Amani Centre" in sent
    assert "A voice" in sent
    assert "We see it too." in source(open_page("issues", issue="issue-funding"))


def test_an_organisation_for_members_is_not_opened_by_its_id(open_page: Opener) -> None:
    hidden = next(
        e for e in published_entries(engine(), "organisation") if SECRET in e.content.name
    )
    app = open_page("community", view="directory", organisation=hidden.entry)
    assert SECRET.lower() not in source(app).lower()
