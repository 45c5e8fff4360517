"""Judgements, events, institutions, relations, documents, participations over HTTP."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from atlas.store.record_rows import record_fields
from atlas.web.api import records, workbook
from atlas.web.api.record_fields import kind_fields
from atlas.web.api.record_parameters import ROUTES

KINDS = {route.plural: route.kind for route in ROUTES}
PER_LIST = [pytest.param(name, kind, id=name) for name, kind in KINDS.items()]


def rows(client: TestClient, path: str) -> list[dict[str, Any]]:
    told = client.get(f"/api/v1/{path}").json()
    found: list[dict[str, Any]] = told[path.split("?", maxsplit=1)[0]]
    return found


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(("plural", "kind"), PER_LIST)
def test_every_record_has_exactly_its_kinds_fields(
    client: TestClient, plural: str, kind: Any
) -> None:
    found = rows(client, plural)
    assert found
    for row in found:
        assert tuple(row) == record_fields(kind) == tuple(kind_fields(kind))
        assert "" not in row.values()
        assert row["release"] == "2026.2"
        assert len(row["id"]) == 24


@pytest.mark.parametrize("made", ["json", "csv", "xlsx"])
@pytest.mark.parametrize(("plural", "kind"), PER_LIST)
def test_every_format_holds_the_same_records(
    client: TestClient, plural: str, kind: Any, made: str
) -> None:
    ids = [row["id"] for row in rows(client, plural)]
    answer = client.get(f"/api/v1/{plural}?format={made}")
    assert answer.headers["x-release"] == "2026.2"
    if made == "json":
        assert "content-disposition" not in answer.headers
        return
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="security-sector-atlas_2026.2_{plural}.{made}"'
    )
    if made == "csv":
        assert answer.headers["content-type"].startswith("text/csv; charset=utf-8")
        assert [row["id"] for row in table(answer.text)] == ids
        return
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [plural.capitalize(), "Sources", "Read me"]
    head, *cells = list(book[plural.capitalize()].values)
    assert head == record_fields(kind)
    assert [row[head.index("id")] for row in cells] == ids
    assert {c.data_type for sheet in book for row in sheet.iter_rows() for c in row} <= set("snb")
    assert "Closed" not in repr([list(sheet.values) for sheet in book])


def test_a_judgement_says_question_answer_and_agreement(client: TestClient) -> None:
    found = {row["country"]: row for row in rows(client, "judgements?question=military_vote")}
    assert set(found) == {"CRI", "PER", "PRK"}
    assert found["CRI"]["question_text"].endswith("?")
    assert found["CRI"]["answer_name"]
    assert [found[c]["agreement"] for c in ("CRI", "PER", "PRK")] == [False, True, None]
    absent = found["PRK"]
    assert (absent["answer"], absent["answer_name"]) == (None, None)
    assert absent["missing_reason"] == "withheld"
    both = rows(client, "judgements?question=military_vote,conscientious_objection&country=ury,CRI")
    assert [row["country"] for row in both] == ["CRI", "URY"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kind=conflict", ["A long one"]),
        ("kind=CONFLICT&country=Kenya", ["A long one"]),
        ("country=KEN&to=1963", ["A long one"]),
        ("country=KEN&to=1963-11", []),
        ("country=KEN&to=1963-12-01", ["A long one"]),  # no earlier than some day of the month
        ("country=KEN&from=1967-10&to=1967-10-01", ["A long one"]),
        ("country=KEN&from=1967-10-29&to=1970", []),
        ("country=KEN&from=1968", ['=HYPERLINK("x"), "quoted"']),
        ("country=URY&from=1998-05&to=1998-06", ["Women admitted to the invented academy"]),
        ("country=CHL&from=2005-09&to=2005", []),
        ("country=CHL&from=2005-08-31&to=2005-09", ["Invented reform of the forces"]),
    ],
)
def test_events_between_two_dates_as_exact_as_the_source(
    client: TestClient, query: str, titles: list[str]
) -> None:
    assert [row["title"] for row in rows(client, f"events?{query}")] == titles


def test_an_older_release_says_what_it_said(client: TestClient) -> None:
    later = "events?country=URY&from=2026"
    assert [row["title"] for row in rows(client, later)] == ["A later law on the army"]
    assert rows(client, f"{later}&release=2026.1") == []
    named = client.get("/api/v1/events?release=2026.1")
    assert named.headers["cache-control"] == "public, max-age=86400"
    assert {row["release"] for row in named.json()["events"]} == {"2026.1"}


def test_institutions_come_with_the_relations_between_them(client: TestClient) -> None:
    told = client.get("/api/v1/institutions?country=URY").json()
    assert told["count"] == len(told["institutions"]) == 5
    assert [(r["subject"], r["relation"], r["object"]) for r in told["relations"]] == [
        ("armed-forces", "part-of", "ministry-of-defence"),
        ("army", "part-of", "armed-forces"),
        ("president", "commands", "armed-forces"),
    ]
    assert rows(client, "relations?country=URY") == told["relations"]
    army = client.get("/api/v1/institutions?country=URY&kind=army").json()
    assert [row["own_name"] for row in army["institutions"]] == ["Ejército Nacional"]
    assert [row["subject"] for row in army["relations"]] == ["army"]
    assert [row["country"] for row in rows(client, "relations?kind=commands")] == ["CHL", "URY"]


def test_participations_are_filtered_by_organisation_and_status(client: TestClient) -> None:
    assert [r["country"] for r in rows(client, "participations?organisation=un")] == ["URY"]
    observers = rows(client, "participations?status=observer,candidate")
    assert [(r["country"], r["organisation"]) for r in observers] == [("CHL", "IAEA")]
    assert rows(client, "participations?organisation=UN&status=observer") == []


@pytest.mark.parametrize(
    ("path", "withheld"), [("documents", 1), ("institutions", 2), ("relations", 1), ("events", 0)]
)
def test_records_that_a_licence_locks_are_left_out_and_counted(
    client: TestClient, path: str, withheld: int
) -> None:
    answer = client.get(f"/api/v1/{path}")
    told = answer.json()
    assert told["withheld_by_licence"] == withheld
    assert answer.headers["x-withheld-by-licence"] == str(withheld)
    assert ("licence" in (told["withheld_explanation"] or "")) is bool(withheld)
    assert "Closed" not in answer.text
    assert "Closed" not in client.get(f"/api/v1/{path}?format=csv").text


def test_text_that_starts_a_formula_is_made_harmless_in_csv(client: TestClient) -> None:
    titles = [row["title"] for row in table(client.get("/api/v1/events?format=csv").text)]
    assert '\'=HYPERLINK("x"), "quoted"' in titles


@pytest.mark.parametrize("made", ["json", "csv"])
@pytest.mark.parametrize("plural", KINDS)
def test_a_large_answer_is_streamed_and_reads_the_same(
    client: TestClient, plural: str, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/api/v1/{plural}?format={made}"
    at_once = client.get(path)
    monkeypatch.setattr(records, "AT_ONCE", 1)
    streamed = client.get(path)
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-length" not in streamed.headers
    assert streamed.text == plain.text == at_once.text
    for name in ("etag", "x-withheld-by-licence", "content-type", "cache-control"):
        assert streamed.headers[name] == at_once.headers[name]


def test_a_workbook_of_too_many_records_is_refused_with_a_way_out(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "LIMIT", 1)
    for query in ("from=1901", "country=KEN"):
        answer = client.get(f"/api/v1/events?format=xlsx&{query}")
        assert (answer.status_code, answer.json()["code"]) == (422, "too-many-rows")
        assert answer.json()["nearest"] == ["csv"]


def test_a_country_has_all_its_records(client: TestClient) -> None:
    told = client.get("/api/v1/countries/URY").json()
    for route in ROUTES:
        expected = rows(client, f"{route.plural}?country=URY")
        assert told[route.plural] == expected != []
    closed = client.get("/api/v1/countries/FRA").json()
    assert [row["code"] for row in closed["institutions"]] == ["president"]
    assert closed["withheld_by_licence"] == 4


def test_a_country_is_read_from_an_older_release(client: TestClient) -> None:
    answer = client.get("/api/v1/countries/URY?release=2026.1")
    told = answer.json()
    assert told["release"] == "2026.1"
    assert [r["value"] for r in told["observations"] if r["indicator"] == "milex_gdp"] == [2]
    assert len(told["events"]) == 2
    assert "no-cache" in answer.headers["cache-control"], "replies come while a release stands"
    assert len(client.get("/api/v1/countries/URY").json()["events"]) == 3


def test_questions_and_organisations_say_how_many_countries_are_told_of(
    client: TestClient,
) -> None:
    questions = client.get("/api/v1/questions").json()
    asked = {q["id"]: q for q in questions["questions"]}
    assert questions["count"] == len(asked) > 40
    assert asked["military_vote"]["countries"] == 3
    assert asked["military_vote"]["answers"][0]["code"]
    organisations = client.get("/api/v1/organisations?release=2026.1").json()
    assert {o["code"] for o in organisations["organisations"] if o["countries"]} >= {"UN", "IAEA"}
    assert {o["countries"] for o in organisations["organisations"]} > {0}
    assert organisations["release"] == "2026.1"


def test_indicators_tell_what_an_older_release_has(client: TestClient) -> None:
    told = client.get("/api/v1/indicators?release=2026.1").json()
    assert told["release"] == "2026.1"
    assert any(entry["has_data"] for entry in told["indicators"])
