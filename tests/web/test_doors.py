"""Whatever door a value leaves by, what no source states is not shown as stated."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from typer.testing import CliRunner

from atlas.cli import app as cli
from atlas.i18n import LANGUAGES
from atlas.store import engine
from atlas.web import api
from atlas.web import map as payloads
from tests.invented import add_staff, draft, release
from tests.pages.conftest import _forget

RANGE, UP, DOWN = (1.25, 1.11, 1.39), (2.22, None, 2.22), (3.33, 3.33, None)
COUNTRIES = ("URY", "CHL", "BRA", "ARG", "CUB", "CRI", "PER")
MIDDLE = re.compile(r"(?<![\d.,٫])1[.,٫]25(?!\d)")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of a release: range, two bounds, an old value, withheld, none, zero."""
    home = tmp_path_factory.mktemp("doors")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOME", str(home))
        patch.delenv("ATLAS_DATABASE_URL", raising=False)
        published()
        with TestClient(Starlette(routes=[*api.routes, *payloads.routes])) as opened:
            yield opened
        _forget()


def published() -> None:
    """Publish a release of a range, two bounds, an old value, reasons and a zero."""
    _forget()
    made = engine()
    add_staff(made)
    unstated = [
        replace(draft(c, period="2024", value=v), low=low, high=high)
        for c, (v, low, high) in zip(COUNTRIES, (RANGE, UP, DOWN), strict=False)
    ]
    reasons = zip(("CUB", "CRI"), ("withheld", "not-applicable"), strict=True)
    rows = [*unstated, draft("ARG", period="2010", value=4.44), draft("PER", value=0.0)]
    rows += [draft(c, period="2024", value=None, missing=why) for c, why in reasons]
    release(made, "2026.1", *rows)


def asked(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:300])
    return answer.text


def middles(value: object) -> Iterator[dict[str, object]]:
    """Yield every object of an answer that holds the middle of the range as a value."""
    if isinstance(value, dict):
        if 1.25 in value.values():
            yield value
        for each in value.values():
            yield from middles(each)
    elif isinstance(value, list):
        for each in value:
            yield from middles(each)


JSON = (
    "/api/v1/observations?indicator=milex_gdp",
    "/api/v1/observations?country=URY",
    "/api/v1/countries/URY",
    "/api/v1/peers?country=URY&indicator=milex_gdp&by=region",
)


@pytest.mark.parametrize("address", JSON)
def test_json_says_what_kind_of_number_a_middle_is(client: TestClient, address: str) -> None:
    rows = list(middles(json.loads(asked(client, address))))
    assert rows
    for row in rows:
        assert row["value_kind"] == "midpoint"
        assert (row["low"], row["high"]) == RANGE[1:]


@pytest.mark.parametrize("form", ["csv", "sdmx-csv"])
def test_tables_say_kind_and_ends_beside_each_value(client: TestClient, form: str) -> None:
    text = asked(client, f"/api/v1/observations?indicator=milex_gdp&format={form}")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    folded = [{name.lower(): value for name, value in row.items()} for row in rows]
    kinds = {row.get("country") or row.get("ref_area"): row["value_kind"] for row in folded}
    assert [kinds[c] for c in COUNTRIES[:4]] == ["midpoint", "bound", "bound", "stated"]
    assert kinds["PER"] == "stated" and kinds["CUB"] in ("", "#N/A")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_maps_words_hold_no_middle(client: TestClient, lang: str) -> None:
    payload = json.loads(asked(client, f"/payload/map/2026.1/{lang}/milex_gdp.json"))
    words = json.dumps({k: v for k, v in payload.items() if k != "cells"}, ensure_ascii=False)
    assert not MIDDLE.search(words)


def test_an_old_newest_value_is_named_by_the_countrys_answer(client: TestClient) -> None:
    old = json.loads(asked(client, "/api/v1/countries/ARG"))
    assert (old["old"], old["reference_year"]) == (["milex_gdp"], 2024)
    assert json.loads(asked(client, "/api/v1/countries/URY"))["old"] == []
    withheld = json.loads(asked(client, "/api/v1/countries/CUB"))
    assert withheld["old"] == [] and withheld["observations"][0]["value"] is None


def test_query_says_what_no_source_states(client: TestClient, tmp_path: Path) -> None:
    for form in ("json", "csv"):
        answer = CliRunner().invoke(cli, ["query", "--indicator", "milex_gdp", "--format", form])
        assert answer.exit_code == 0
        assert "midpoint" in answer.stdout and answer.stdout.count("bound") >= 2
    plain = CliRunner().invoke(cli, ["query", "--indicator", "milex_gdp"])
    for line in plain.stdout.splitlines():
        assert not MIDDLE.search(line) or "midpoint" in line or "1.11" in line


def test_every_route_that_gives_values_is_walked(client: TestClient) -> None:
    """A new route is either walked above or gives no observation of its own."""
    walked = {a.partition("?")[0].replace("/URY", "/{iso3}") for a in JSON}
    routes = {str(getattr(route, "path", "")) for route in api.routes}
    assert routes == walked | ELSEWHERE


# Answers without observations; index, trends and changes compute (tests of their own), search
# gives words.
ELSEWHERE = {
    "/api/v1/actions",
    "/api/v1/category-changes",
    "/api/v1/contacts",
    "/api/v1/countries",
    "/api/v1/disclosure",
    "/api/v1/documents",
    "/api/v1/events",
    "/api/v1/exchanges",
    "/api/v1/figure-changes",
    "/api/v1/index",
    "/api/v1/indicators",
    "/api/v1/institutions",
    "/api/v1/issues",
    "/api/v1/judgements",
    "/api/v1/map",
    "/api/v1/meetings",
    "/api/v1/members",
    "/api/v1/objectives",
    "/api/v1/openapi.json",
    "/api/v1/organisations",
    "/api/v1/participations",
    "/api/v1/practices",
    "/api/v1/priorities",
    "/api/v1/questions",
    "/api/v1/relations",
    "/api/v1/releases",
    "/api/v1/remarks",
    "/api/v1/replies",
    "/api/v1/search",
    "/api/v1/statements",
    "/api/v1/template",
    "/api/v1/trends",
    "/api/v1/trends/overview",
    "/api/v1/treaty-actions",
    "/api/v1/waves",
    "/api/v1/withdrawn",
    "/api/{path:path}",
    "/healthz",
}
