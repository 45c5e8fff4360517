"""An action on an issue, a step of each side of the road, and an organisation that leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from atlas.community.proposing import decide_proposal, pending_proposals
from atlas.editorial import Role, add_account, credentials
from tests.browser.community import community
from tests.browser.reader import addresses, open_page
from tests.browser.test_account import PASSWORD
from tests.browser.test_voices import People
from tests.community.conftest import organisation
from tests.invented import EDITOR

pytestmark = pytest.mark.browser

TITLE = "Open days of police stations"
ASKED, ANSWERED = "We asked for the figures by rank.", "The table by rank is on its way."


@pytest.fixture
def served(chromium: Browser, installed: Path, tmp_path: Path) -> Iterator[tuple[People, Engine]]:
    """Return the readers and the server's database with an official and two organisations."""
    with community(chromium, installed, tmp_path / "home") as (people, made):
        add_account(made, "Olga", Role.OFFICIAL, "SRB")
        organisation(made, "Amani", "africa", visibility="public")
        organisation(made, "Bintang", "asia", visibility="members")
        for name in ("Olga", "Amani"):
            credentials.replace_password(made, name, PASSWORD)
        yield people, made


def test_an_action_a_contact_and_the_way_out(served: tuple[People, Engine]) -> None:
    people, base = served
    member, reader = people.come("Amani"), people.come()
    a_member_proposes_an_action(member)
    let_through(base)
    everybody_finds_it_on_the_board(reader)
    a_member_asks(member)
    let_through(base)
    the_state_answers(people.come("Olga"))
    let_through(base)
    both_sides_stand_beside_each_other(reader)
    the_organisation_leaves(member)
    its_name_is_gone(reader)


def let_through(base: Engine) -> None:
    """Let what waits through, as an editor does (tests/browser/test_priorities.py shows how)."""
    for each in pending_proposals(base, by=EDITOR):
        decide_proposal(base, each.number, let=True, by=EDITOR)


def a_member_proposes_an_action(page: Page) -> None:
    open_page(page, "/actions?issue=issue-beyond-advocacy")
    expect(page.get_by_role("button", name="Propose an action", exact=True)).to_be_visible()
    page.get_by_role("button", name="Propose an action", exact=True).click()
    addresses(page, issue="issue-beyond-advocacy", edit="new")
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Begins", exact=True).fill("2026-11")
    page.get_by_label("Evidence", exact=True).fill("Plan | https://amani.example/plan")
    page.get_by_role("button", name="Propose it", exact=True).click()
    expect(page.get_by_text("Your proposal is awaiting review by another person.")).to_be_visible()
    expect(page.locator(".atlas-mine")).to_contain_text(TITLE)


def everybody_finds_it_on_the_board(page: Page) -> None:
    open_page(page, "/actions")
    card = page.locator(".atlas-actions .planned .atlas-action")
    expect(card).to_contain_text(TITLE)
    expect(card).to_contain_text("November 2026")
    expect(card.get_by_role("link", name="Plan", exact=True)).to_be_visible()
    card.get_by_role("link", name="Amani", exact=True).click()
    page.wait_for_url(lambda url: "/community" in url)
    expect(page.locator(".atlas-directory h3")).to_have_text("Amani")
    open_page(page, "/actions?view=list")
    page.get_by_role("link", name="Projects beyond advocacy", exact=True).click()
    page.wait_for_url(lambda url: "/issues" in url)
    expect(page.get_by_role("heading", name="Projects beyond advocacy")).to_be_visible()
    expect(page.get_by_text(TITLE)).to_be_visible()


def a_member_asks(page: Page) -> None:
    open_page(page, "/road?edit=new&country=SRB")
    expect(page.locator(".atlas-twoway")).to_have_count(0)
    page.get_by_label("Institution", exact=True).fill("Ministry of Defence")
    page.get_by_label("Date", exact=True).fill("2026-11-02")
    page.get_by_label("In the words of civil society", exact=True).fill(ASKED)
    page.get_by_role("button", name="Propose it", exact=True).click()
    expect(page.get_by_text("Your proposal is awaiting review by another person.")).to_be_visible()


def the_state_answers(page: Page) -> None:
    open_page(page, "/road?country=SRB")
    expect(page.locator(".atlas-twoway .state .waits")).to_have_text("has not written")
    page.locator(".atlas-twoway a.change").click()
    expect(page.locator(".atlas-twoway .society")).to_contain_text(ASKED)
    page.get_by_label("In the words of the state", exact=True).fill(ANSWERED)
    page.get_by_role("button", name="Propose it", exact=True).click()
    expect(page.get_by_text("Your proposal is awaiting review by another person.")).to_be_visible()


def both_sides_stand_beside_each_other(page: Page) -> None:
    open_page(page, "/road")
    step = page.locator(".atlas-twoway li.question")
    expect(step.locator(".society")).to_contain_text("Amani")
    expect(step.locator(".society")).to_contain_text(ASKED)
    expect(step.locator(".state")).to_contain_text(ANSWERED)
    expect(page.locator(".waits")).to_have_count(0)


def the_organisation_leaves(page: Page) -> None:
    open_page(page, "/community?view=directory")
    expect(page.locator(".atlas-directory .own")).to_contain_text("Amani")
    page.get_by_role("button", name="Leave the community", exact=True).click()
    erase = page.get_by_role("button", name="Erase our organisation", exact=True)
    expect(erase).to_be_disabled()
    expect(page.locator(".atlas-leaving")).to_contain_text("Backups made before")
    page.get_by_text("I speak for this organisation, and it wants to be erased").click()
    expect(erase).to_be_enabled()
    erase.click()
    expect(page.get_by_text("Your organisation is erased, and its")).to_be_visible()


def its_name_is_gone(page: Page) -> None:
    for path in ("/actions", "/road", "/community?view=directory"):
        open_page(page, path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert "Amani" not in page.content()
    open_page(page, "/actions")
    expect(page.locator(".atlas-actions section.planned")).to_contain_text(
        "An organisation that has left"
    )
