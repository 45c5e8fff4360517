"""The comparability guard in a browser: stopped, accepted, led out to another view."""

from playwright.sync_api import Page, expect

from tests.browser.reader import open_page

STOPPED = "Not drawn: these values are not fully comparable"


def test_a_reader_is_stopped_accepts_and_takes_it_back(page: Page) -> None:
    open_page(page, "/compare?country=URY,ERI&view=dots")
    expect(page.get_by_role("heading", name=STOPPED)).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    page.get_by_role("link", name="Show it anyway").click()
    page.wait_for_url("**accept=**")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page.locator(".js-plotly-plot .annotation").last).to_contain_text("When comparing, note")
    page.get_by_role("link", name="Hide it again").click()
    expect(page.get_by_role("heading", name=STOPPED)).to_be_visible()


def test_a_way_out_leads_to_a_chart_that_passes(page: Page) -> None:
    open_page(page, "/compare?country=URY,ERI&view=dots")
    page.get_by_role("link", name="Show them over time").first.click()
    page.wait_for_url("**view=lines**")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page.get_by_role("heading", name=STOPPED)).to_have_count(0)
    expect(page.get_by_text("When comparing, note:")).to_be_visible()
