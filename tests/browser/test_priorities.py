"""From a proposed issue to an endorsed, ranked priority with evidence: in a real browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from atlas.community import rounds
from atlas.community.entries import published_entries, published_entry
from atlas.community.proposing import decide_proposal, propose_entry
from atlas.editorial import credentials
from tests.browser.community import community
from tests.browser.reader import addresses, choose, open_page, rested
from tests.browser.test_account import PASSWORD
from tests.browser.test_voices import People
from tests.community.conftest import let, organisation
from tests.invented import EDITOR, REVIEWER

pytestmark = pytest.mark.browser

STATEMENT = "Private guards at mines and pipelines"
OTHERS = ["issue-funding", "issue-global-south"]
MEMBERS = ("Amani", "Bintang", "Cedar", "Dunia", "Elbe")
TODAY = dt.datetime.now(dt.UTC).date()


@pytest.fixture
def served(chromium: Browser, installed: Path, tmp_path: Path) -> Iterator[tuple[People, Engine]]:
    """Return the readers and the server's database, with five organisations."""
    with community(chromium, installed, tmp_path / "home") as (people, made):
        for name in MEMBERS:
            organisation(
                made, name, "africa", visibility="public" if name == "Bintang" else "members"
            )
        for name in (EDITOR, "Amani", "Bintang"):
            credentials.replace_password(made, name, PASSWORD)
        yield people, made


def test_an_issue_becomes_an_endorsed_and_ranked_priority(served: tuple[People, Engine]) -> None:
    people, base = served
    a_member_proposes(people.come("Amani"))
    an_editor_lets_it_through(people.come(EDITOR))
    bintang, reader = people.come("Bintang"), people.come()
    issue = another_endorses(bintang)
    the_evidence_opens(reader, issue)
    number = a_round_opens(base, issue)
    a_member_ranks(bintang)
    assert rounds.own_ranking(base, number, by="Bintang")[0] == issue
    the_round_closes(base, number)
    everybody_reads_the_result(reader, issue)


def a_member_proposes(page: Page) -> None:
    open_page(page, "/issues")
    page.get_by_role("link", name="Propose an issue", exact=True).click()
    page.get_by_role("textbox", name="Statement", exact=True).fill(STATEMENT)
    page.get_by_text("Particular", exact=True).click()
    for label, option in (
        ("Regions", "Africa (south of the Sahara)"),
        ("Indicators", "Military expenditure, share of GDP"),
    ):
        choose(page, label, option)
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Propose it", exact=True).click()
    expect(page.get_by_text("Your proposal is awaiting review by another person.")).to_be_visible()
    expect(page.locator(".atlas-mine")).to_contain_text(STATEMENT)


def an_editor_lets_it_through(page: Page) -> None:
    open_page(page, "/issues")
    expect(page.locator(".atlas-issues")).not_to_contain_text(STATEMENT)
    page.get_by_role("link", name="1 proposal or remark of a member awaiting review").click()
    page.get_by_role("link", name=STATEMENT).click()
    expect(page.locator(".atlas-versions")).to_contain_text("Military expenditure, share of GDP")
    page.get_by_role("button", name="Approve it", exact=True).click()
    expect(page.get_by_text("No proposals awaiting review.")).to_be_visible()


def another_endorses(page: Page) -> str:
    open_page(page, "/issues?region=africa&reach=particular")
    page.get_by_role("link", name=STATEMENT).click()
    page.get_by_role("button", name="Endorse for our organisation").click()
    expect(page.get_by_role("button", name="Withdraw our endorsement")).to_be_visible()
    expect(page.locator(".atlas-issue .faces")).to_contain_text("Bintang")
    page.wait_for_url("**/issues*issue=*")
    return page.url.partition("issue=")[2].partition("&")[0]


def the_evidence_opens(page: Page, issue: str) -> None:
    open_page(page, f"/issues?issue={issue}")
    expect(page.locator(".atlas-issue .faces")).to_contain_text("Bintang")
    row = page.locator(".atlas-issue-part tr", has_text="Military expenditure, share of GDP")
    row.get_by_role("link", name="Compare", exact=True).click()
    rested(page)
    addresses(page, indicator="milex_gdp", region="africa")


def a_round_opens(base: Engine, issue: str) -> str:
    issues = [issue, *OTHERS]
    said = {"title": {"en": "First round"}, "issues": issues}
    opens = str(TODAY - dt.timedelta(days=3))
    closes = str(TODAY + dt.timedelta(days=9))
    number = let(base, "round", **said, opens=opens, closes=closes).entry
    for name in set(MEMBERS) - {"Bintang"}:
        rounds.rank(base, number, issues, by=name)
    return number


def a_member_ranks(page: Page) -> None:
    open_page(page, "/priorities")
    expect(page.get_by_text("The result is not shown before")).to_be_visible()
    for label, words, then in (
        ("Place 1, the most important", STATEMENT, "2 places are empty."),
        ("Place 2", "Knowledge of the global South", "1 place is empty."),
        ("Place 3, the least important", "Increasing difficulty", "Not stored yet."),
    ):
        box = page.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.fill(words)
        page.get_by_role("option", name=words).first.click()
        expect(page.get_by_text(then)).to_be_visible()
    page.get_by_role("button", name="Store our ranking").click()
    expect(page.get_by_text("This is your stored ranking.")).to_be_visible()


def the_round_closes(base: Engine, number: str) -> None:
    found = published_entry(base, number, "round")
    ends = {"closes": str(TODAY - dt.timedelta(days=1))}
    changed = found.content.model_copy(update=ends)
    made = propose_entry(base, "round", changed, by=EDITOR, entry=number)
    decide_proposal(base, made.number, let=True, by=REVIEWER)
    assert [each.version for each in published_entries(base, "round")] == [2]


def everybody_reads_the_result(page: Page, issue: str) -> None:
    open_page(page, "/priorities")
    expect(page.get_by_text("They agree strongly: Kendall’s W is")).to_be_visible()
    first = page.locator(".atlas-ranks tbody tr").first
    expect(first).to_contain_text(STATEMENT)
    expect(first.locator(".mean")).to_contain_text("1.0")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    for hidden in ("Amani", "Cedar", "Dunia"):
        expect(page.locator("body")).not_to_contain_text(hidden)
    first.get_by_role("link", name=STATEMENT).click()
    expect(page.locator(".atlas-issue aside")).to_contain_text("1 of 3 (mean rank 1.0)")
    addresses(page, issue=issue)
