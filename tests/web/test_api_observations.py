"""GET /api/v1/observations finds what is asked for, as JSON."""

import json

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.store import API_FIELDS, api_records, engine, frames
from atlas.web import api
from atlas.web.api import formats, observations
from tests.invented import draft, release

PATH = "/api/v1/observations"


def keys(client: TestClient, query: str) -> list[tuple[str, str, str]]:
    rows = client.get(f"{PATH}?{query}").json()["observations"]
    return [(row["indicator"], row["country"], row["period"]) for row in rows]


def test_without_a_filter_all_that_may_be_passed_on_is_given(client: TestClient) -> None:
    answer = client.get(PATH).json()
    everything = frames.observations(engine())
    free = everything[everything["redistributable"].astype(bool)]
    assert answer["release"] == "2026.2"
    assert answer["count"] == len(answer["observations"]) == len(free) > 0
    assert answer["observations"] == api_records(free)


def test_each_observation_has_exactly_the_fixed_fields(client: TestClient) -> None:
    for row in client.get(PATH).json()["observations"]:
        assert tuple(row) == API_FIELDS


@pytest.mark.parametrize(
    "query",
    [
        "indicator=armed_forces,conscription",
        "indicator=armed_forces&indicator=conscription",
        "indicator=conscription,%20armed_forces,&country=&from=&release=",
    ],
)
def test_indicators_may_be_repeated_or_separated_by_commas(client: TestClient, query: str) -> None:
    found = keys(client, query)
    assert {indicator for indicator, _, _ in found} == {"armed_forces", "conscription"}
    assert len(found) == 5


def test_a_country_may_be_a_code_in_any_case_or_a_name(client: TestClient) -> None:
    by_code = keys(client, "country=KEN,URY")
    assert {country for _, country, _ in by_code} == {"KEN", "URY"}
    assert keys(client, "country=ken&country=Uruguay") == by_code


def test_years_are_inclusive(client: TestClient) -> None:
    assert keys(client, "country=URY&indicator=milex_gdp&from=2023&to=2023") == [
        ("milex_gdp", "URY", "2023")
    ]
    assert len(keys(client, "country=URY&indicator=milex_gdp&from=2023&to=2024")) == 2
    assert keys(client, "country=URY&indicator=milex_gdp&from=1900&to=1950") == []


def test_a_period_that_touches_the_range_is_given(
    staffed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(staffed, "2026.1", draft("URY", period="2023-07/2024-06"))
    monkeypatch.setattr(observations, "engine", lambda: staffed)
    touching = ("from=2024", "to=2023", "from=2024&to=2024", "from=2023&to=2023", "from=0")
    with TestClient(Starlette(routes=api.routes)) as client:
        for most in (observations.AT_ONCE, 0):  # read at once, and counted before it is read
            monkeypatch.setattr(observations, "AT_ONCE", most)
            for years in (*touching, "from=2025", "to=2022"):
                count = client.get(f"{PATH}?{years}").json()["count"]
                assert (years, count) == (years, int(years in touching))


@pytest.mark.parametrize("asked", ["ury", "uy", "Uy", "URY", "uruguay"])
def test_codes_may_be_in_lower_case(client: TestClient, asked: str) -> None:
    assert keys(client, f"country={asked}&indicator=Milex_GDP") == keys(
        client, "country=URY&indicator=milex_gdp"
    )
    assert client.get(f"/api/v1/countries/{asked}").json()["iso3"] == "URY"


def test_an_older_release_says_what_it_said(client: TestClient) -> None:
    query = f"{PATH}?indicator=milex_gdp&country=URY&from=2024"
    new, old = client.get(query).json(), client.get(f"{query}&release=2026.1").json()
    assert [row["value"] for row in new["observations"]] == [2.1]
    assert [row["value"] for row in old["observations"]] == [2]
    assert old["release"] == old["observations"][0]["release"] == "2026.1"


def test_a_missing_value_has_a_reason_and_a_category_is_its_code(client: TestClient) -> None:
    rows = client.get(f"{PATH}?country=CRI,URY&indicator=armed_forces,conscription").json()
    absent, coded = rows["observations"]
    assert (absent["value"], absent["missing_reason"]) == (None, "not-applicable")
    assert (coded["value"], coded["missing_reason"]) == ("none", None)


def test_a_range_keeps_its_ends_and_whole_numbers_are_whole(client: TestClient) -> None:
    text = client.get(f"{PATH}?country=KEN&indicator=armed_forces").text
    assert '"value":24000,"low":20000,"high":28000' in text
    assert '"breakdown":"branch=army"' in text


def test_rows_that_a_licence_locks_are_left_out_counted_and_explained(client: TestClient) -> None:
    answer = client.get(f"{PATH}?indicator=milex_gdp&country=URY")
    told = answer.json()
    assert [row["value"] for row in told["observations"]] == [1.9, 2.1]
    assert told["withheld_by_licence"] == 1
    assert "licence" in told["withheld_explanation"]
    assert answer.headers["x-withheld-by-licence"] == "1"
    assert answer.headers["x-withheld-explanation"] == told["withheld_explanation"]
    open_only = client.get(f"{PATH}?indicator=conscription").json()
    assert (open_only["withheld_by_licence"], open_only["withheld_explanation"]) == (0, None)


@pytest.mark.parametrize("made", ["json", "csv", "sdmx-csv"])
def test_a_large_answer_is_streamed_and_reads_the_same(
    client: TestClient, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = client.get(f"{PATH}?format={made}")
    monkeypatch.setattr(observations, "AT_ONCE", 2)
    streamed = client.get(f"{PATH}?format={made}")
    plain = client.get(f"{PATH}?format={made}", headers={"Accept-Encoding": "identity"})
    assert "content-length" in at_once.headers
    assert "content-length" not in streamed.headers
    assert streamed.text == plain.text == at_once.text
    for name in ("etag", "x-withheld-by-licence", "content-type"):
        assert streamed.headers[name] == at_once.headers[name]


def test_json_rows_equal_the_records_of_the_command_line(staffed: Engine) -> None:
    quoted = draft("URY", value=1 / 7, unit='a "b"\\c\n– ñ')
    release(staffed, "2026.1", quoted, draft("KEN", value=0.0), draft("FRA", value=-0.0))
    frame = frames.observations(staffed)
    assert json.loads(f"[{formats.json_rows(frame)}]") == api_records(frame)
    assert formats.json_rows(frame[:0]) == ""
