"""The review page asks for as much work for a large submission as for a small one."""

from __future__ import annotations

from itertools import islice, product

import pytest

from atlas.codebook import codebook
from atlas.editorial import reviews, submit
from atlas.store import engine
from tests.invented import EDITOR, REVIEWER, batch, draft
from tests.pages.conftest import Opener
from tests.pages.test_account import shown, sign_in
from tests.pages.test_growth import Work, counted

SIZES = (150, 1_500)  # both have more records than the page shows


def submitted(records: int) -> int:
    cells = product(range(1950, 2025), [c.iso3 for c in codebook().countries.values()][:40])
    drafts = [draft(c, "homicide", period=str(y), value=5.0) for y, c in islice(cells, records)]
    return submit(engine(), batch(*drafts), by=EDITOR, title=f"{records} figures")


@pytest.mark.parametrize("who", [REVIEWER, EDITOR])
def test_a_rerun_does_not_depend_on_how_much_a_submission_holds(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    sign_in(monkeypatch, who)
    works: list[Work] = []
    for size in SIZES:
        app = open_page("review", submission=str(submitted(size)))
        works.append(counted(engine(), app.run))
        assert not app.exception
    small, large = works
    assert large.statements == small.statements
    assert large.steps <= 1.05 * small.steps + 20


def test_what_is_decided_elsewhere_is_seen_at_the_next_rerun(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = submitted(3)
    sign_in(monkeypatch, EDITOR)
    app = open_page("review", submission=str(number))
    assert "Awaiting review" in shown(app)
    reviews.review(engine(), number, verdict="reject", by=REVIEWER, note="Not these")
    assert "Not these" in shown(app.run())
    assert "Rejected" in shown(app)
