"""Memberships, two organisations and missions in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import choose, open_page, query, rested

pytestmark = pytest.mark.browser


def cells(page: Page) -> Locator:
    return page.locator(".atlas-grid tbody details")


def test_a_mark_opens_its_evidence_by_mouse_and_key(page: Page) -> None:
    open_page(page, "/memberships?region=eastern_europe")
    first = cells(page).first
    first.locator("summary").click()
    expect(first.locator(".card")).to_be_in_viewport()
    expect(first.locator(".card")).to_contain_text("World Factbook")
    second = cells(page).nth(1)
    second.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(second.locator(".card")).to_be_in_viewport()
    expect(first.locator(".card")).to_be_hidden()


def test_counts_are_those_of_the_marks(page: Page) -> None:
    open_page(page, "/memberships?region=eastern_europe&organisation=NATO,CSTO,EU")
    row = page.locator(".atlas-grid tbody tr", has_text="Albania")
    full = row.locator("summary > .atlas-glyph.disc").count()
    assert row.locator("td.count").inner_text() == str(full)
    column = page.locator(".atlas-grid tbody .atlas-unseen", has_text="Member: ").all_inner_texts()
    nato = sum("North Atlantic" in text for text in column)
    heads = page.locator(".atlas-grid thead th[scope=col] span").all_inner_texts()
    feet = page.locator(".atlas-grid tfoot td").all_inner_texts()
    assert feet[heads.index("NATO")] == str(nato)


def test_a_field_and_an_organisation_are_kept_in_the_address(page: Page) -> None:
    open_page(page, "/memberships?region=africa")
    choose(page, "Field", "Regional organisations")
    page.wait_for_url("**field=regional**")
    rested(page)
    expect(page.locator(".atlas-grid thead")).to_contain_text("ECOWAS")
    page.go_back()
    expect(page.locator(".atlas-grid thead")).to_contain_text("Interpol")


def test_chosen_countries_are_columns_over_all_fields(page: Page) -> None:
    open_page(page, "/memberships?country=URY,KEN&field=all")
    assert page.locator(".atlas-grid tbody tr.group").count() >= 6
    row = page.locator(".atlas-grid tbody tr", has_text="African Union")
    expect(row.locator("details")).to_have_count(1)


def test_mark_of_a_large_grid_opens_its_evidence_in_its_country(page: Page) -> None:
    open_page(page, "/memberships?region=world&field=united-nations")
    assert cells(page).count() == 0
    page.locator(".atlas-grid tbody tr", has_text="Kenya").locator("td a").first.click()
    page.wait_for_url("**country=KEN**")
    rested(page)
    opened = page.locator(".atlas-grid details[open]")
    expect(opened.locator(".card")).to_be_in_viewport()
    expect(opened.locator(".card")).to_contain_text("World Factbook")
    expect(opened.locator("summary")).to_be_focused()


def test_two_organisations_are_compared(page: Page) -> None:
    open_page(page, "/memberships?view=sets&in=NATO&not=EU")
    sets = page.locator(".atlas-sets section")
    both = sets.filter(has_text="In both NATO and EU")
    expect(both).to_contain_text("France")
    unlisted = sets.filter(has_text="In NATO; the source lists no status in EU")
    expect(unlisted).to_contain_text("United States")
    expect(both).not_to_contain_text("United States")


def test_missions_open_their_evidence_and_mark_sums(page: Page) -> None:
    open_page(page, "/memberships?view=missions&country=URY")
    row = page.locator(".atlas-grid tbody tr", has_text="Uruguay")
    expect(row.locator("td.total abbr")).to_have_text("Σ")
    figure = row.locator("details").first
    figure.locator("summary").click()
    expect(figure.locator(".card")).to_be_in_viewport()
    expect(figure.locator(".card")).to_contain_text("Military deployments")
    expect(page.locator(".atlas-grid tfoot")).to_contain_text("Sum of what the source states")


@pytest.mark.parametrize("view", ["matrix", "table", "sets", "missions"])
def test_every_view_fits_a_telephone_and_offers_its_data(page: Page, view: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"/memberships?region=africa&view={view}&lang=ar")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    link = page.locator(".atlas-files a", has_text="CSV")
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    assert len(answer.text().splitlines()) > 20
    assert query(page)["view"] == view or view == "matrix"
