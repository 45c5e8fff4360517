"""Country, compare and data pages in a browser, and the files that they offer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from atlas.store.columns import API_FIELDS
from tests.browser.reader import addressed, choose, open_page, rested

pytestmark = pytest.mark.browser


def open_sources(page: Page) -> Locator:
    """Open every source on the page; return what they say."""
    sources = page.locator("details:has(> summary:text-is('Source'))")
    sources.evaluate_all("all => all.forEach(e => { e.open = true; })")
    return sources


def traces(page: Page) -> Locator:
    return page.locator(".js-plotly-plot .scatterlayer .trace")


def names(page: Page) -> list[str]:
    """Return what the legend of the figure says."""
    expect(page.locator(".js-plotly-plot .legendtext").first).to_be_visible()
    return page.locator(".js-plotly-plot .legendtext").all_text_contents()


def test_country_page_names_its_source_at_every_figure(page: Page) -> None:
    open_page(page, "/country?country=URY")
    values = page.locator(".atlas-table.chapter td.value")
    expect(values.first).to_be_visible()
    figures = values.count() + page.locator(".atlas-basics > div").count()
    records = page.locator(":is(.atlas-answers, .atlas-papers, .atlas-happened) tbody tr").count()
    said = open_sources(page)
    assert said.count() == figures + records
    assert figures > 40
    assert records > 10
    for text in said.all_inner_texts():
        assert re.search("Licence: (Public domain|Facts of a public record)", text)
        assert re.search("World Factbook|Constitute Project", text)
        assert re.search(r"\b[0-9a-f]{24}\b", text), text


def test_address_of_a_chapter_opens_there_and_stays(page: Page) -> None:
    open_page(page, "/country?country=URY#personnel")
    chapter = page.locator("#personnel")
    expect(chapter).to_be_focused()
    page.wait_for_function(
        "() => document.querySelector('#personnel').getBoundingClientRect().top < 90"
    )
    expect(chapter.get_by_role("heading").first).to_be_in_viewport()
    page.mouse.move(640, 500)
    page.mouse.wheel(0, -50_000)  # whoever moves is left alone
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_source_of_a_figure_opens_with_the_words_of_the_source(page: Page) -> None:
    open_page(page, "/country?country=URY")
    row = page.locator("tr", has=page.locator("a[href*='indicator=armed_forces']")).first
    expect(row.locator("blockquote")).to_be_hidden()
    row.locator("summary", has_text="Source").click()
    expect(row.locator("blockquote")).to_be_visible()
    expect(row.locator("blockquote")).to_contain_text(re.compile(r"\d\d,000"))
    expect(row.locator("details[open]")).to_contain_text("Military and Security")


def test_country_page_shows_outline_chapters_and_rank(page: Page) -> None:
    open_page(page, "/country?country=KEN")
    outline = page.get_by_role("img", name="Outline of Kenya")
    expect(outline).to_be_visible()
    assert outline.evaluate("e => e.decode().then(() => e.naturalWidth)") > 0
    assert page.locator(".atlas-chapter").count() >= 10
    ranks = page.locator(".atlas-table .rank[data-label=Rank]").all_inner_texts()
    assert any(re.fullmatch(r"\d+ of \d+", rank) for rank in ranks)


def test_country_without_armed_forces_says_that_figures_do_not_apply(page: Page) -> None:
    open_page(page, "/country?country=CRI")
    row = page.locator("tr", has=page.locator("a[href*='indicator=armed_forces']")).first
    expect(row.locator(".value.absent")).to_contain_text("Does not apply")


def test_another_country_is_chosen_and_back_returns(page: Page) -> None:
    open_page(page, "/country?country=URY")
    choose(page, "Country", "Kenya")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Kenya")
    addressed(page, {"country": "KEN"})
    rested(page)
    page.go_back()
    expect(title).to_have_text("Uruguay")
    expect(page.get_by_role("combobox", name="Country")).to_have_value("Uruguay")
    addressed(page, {"country": "URY"})


def test_index_of_countries_leads_to_each(page: Page) -> None:
    open_page(page, "/country")
    links = page.locator(".atlas-index a")
    assert links.count() > 190
    links.filter(has_text="Zambia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zambia")


def test_compare_draws_countries_and_the_median_of_a_group(page: Page) -> None:
    open_page(page, "/compare?country=URY,KEN&region=africa")
    drawn = names(page)
    assert drawn[:2] == ["Uruguay", "Kenya"]
    assert drawn[2].startswith("Median of Africa")
    expect(traces(page)).to_have_count(3)
    expect(page.get_by_text("Source: CIA, The World Factbook").first).to_be_visible()


def test_compare_begins_with_the_regions_of_the_community(page: Page) -> None:
    open_page(page, "/compare")
    assert len(names(page)) == 5


def test_compare_shows_every_view_and_keeps_it_in_the_address(page: Page) -> None:
    open_page(page, "/compare?country=URY,KEN")
    for label, view in [
        ("Latest values", "dots"),
        ("Whole theme", "multiples"),
        ("Two indicators", "scatter"),
    ]:
        page.get_by_role("radio", name=label).click()
        page.wait_for_url(re.compile(f"view={view}"))
        rested(page)
        expect(traces(page).first).to_be_attached()
    page.get_by_role("radio", name="Table").click()
    page.wait_for_url(re.compile("view=table"))
    expect(page.locator(".atlas-sheet .name").first).to_have_text("Uruguay")
    page.get_by_role("radio", name="Over time").click()
    expect(traces(page).first).to_be_attached()
    addressed(page, {"country": "URY,KEN"})


def test_compare_table_names_the_source_of_every_value(page: Page) -> None:
    open_page(page, "/compare?country=URY,KEN&view=table")
    expect(page.locator(".atlas-sheet td.value").first).to_be_visible()
    said = open_sources(page)
    assert said.count() == page.locator(".atlas-sheet td.value").count() >= 8


def test_compare_opens_with_a_logarithmic_scale(page: Page) -> None:
    address = "/compare?country=URY,KEN&indicator=armed_forces&scale=log&view=dots"
    open_page(page, address)
    expect(page.get_by_role("switch", name="Logarithmic scale")).to_be_checked()
    kind = page.locator(".js-plotly-plot").evaluate("e => e.layout.xaxis.type")
    assert kind == "log"


def test_gaps_of_a_series_stay_open(page: Page) -> None:
    open_page(page, "/compare?country=URY,KEN&region=africa")
    expect(traces(page).first).to_be_attached()
    bridged = page.locator(".js-plotly-plot").evaluate("e => e.data.map(d => d.connectgaps)")
    assert bridged == [False, False, False]


def test_data_page_is_filtered_by_its_address(page: Page) -> None:
    open_page(page, "/data?indicator=milex_gdp&country=URY&from=2022&to=2024")
    expect(page.get_by_text("3 observations", exact=True)).to_be_visible()
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible()


def test_data_page_shows_how_full_the_atlas_is(page: Page) -> None:
    open_page(page, "/data?indicator=milex_gdp")
    board = page.locator(".atlas-board")
    row = board.locator("tr", has_text="Military expenditure, share of GDP")
    expect(row.locator("td.cell").first).to_have_text(re.compile(r"\d+/\d+ 20\d\d"))
    expect(board.locator("td .absent").first).to_have_text("none")


@pytest.mark.parametrize("address", ["/", "/country?country=URY", "/compare?country=URY", "/data"])
def test_offered_files_hold_the_data_of_the_page(page: Page, address: str) -> None:
    open_page(page, address)
    links = page.locator(".atlas-files a")
    expect(links).to_have_count(3)
    heads = {"CSV": ",".join(API_FIELDS).encode(), "XLSX": b"PK\x03\x04", "JSON": b'{"release"'}
    for link in links.all():
        answer = page.request.get(link.get_attribute("href") or "")
        assert answer.status == 200
        assert answer.body().removeprefix(b"\xef\xbb\xbf").startswith(heads[link.inner_text()])
