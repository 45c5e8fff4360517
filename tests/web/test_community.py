"""The community through the API, feeds and calendar; nothing private comes out of any door."""

from __future__ import annotations

import csv
import datetime as dt
import io
import logging
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.community.founding import store_founding
from atlas.store import engine as open_engine
from atlas.web import api, calendar, feeds
from atlas.web.calendar import day_bounds
from atlas.web.feeds import NAMESPACE
from tests.community.secrets import SECRET, people
from tests.invented import ADMIN, EDITOR, add_staff, draft, release

KINDS = ("issues", "members", "statements", "objectives", "meetings", "practices", "exchanges")
ROUTES = [*KINDS, "actions", "contacts", "remarks", "priorities"]


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Store a community in which all that is private holds the word ``SECRET``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("ATLAS_DATABASE_URL", raising=False)
        made = open_engine()
        add_staff(made)
        store_founding(made)
        release(made, "2026.1", draft())
        people(made)
        yield made


@pytest.fixture
def client(peopled: Engine) -> TestClient:
    assert peopled
    app = Starlette(routes=[*feeds.routes, *calendar.routes, *api.routes])
    return TestClient(app, base_url="http://atlas.example")


DOORS = [
    *(f"/api/v1/{route}" for route in ROUTES),
    *(f"/api/v1/{route}?format=csv&lang=ar" for route in ROUTES),
    *(f"/feeds/{name}.atom" for name in feeds.FEEDS),
    "/calendar.ics",
    "/api/v1/replies",
    "/api/v1/releases",
    "/healthz",
]


@pytest.mark.parametrize("door", DOORS)
def test_nothing_private_comes_out(
    client: TestClient, caplog: pytest.LogCaptureFixture, door: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client.get(door)
    assert answer.status_code == 200
    assert SECRET.lower() not in answer.text.lower()
    assert SECRET.lower() not in str(answer.headers).lower()
    assert SECRET.lower() not in caplog.text.lower()
    for staff in (EDITOR, "Rana", "Pilar", ADMIN):
        assert f'"{staff}"' not in answer.text


def test_organisations_are_named_as_they_chose(client: TestClient) -> None:
    listed = client.get("/api/v1/members").json()["members"]
    assert [m["name"] for m in listed] == ["A voice", "Amani Centre"]
    assert (listed[0]["country"], listed[0]["website"]) == ("", "")
    funding = _issue(client, "issue-funding")
    named = {(e["name"], e["id"] is None) for e in funding["endorsed_by"]}
    assert named == {
        ("A member organisation in Asia", True),
        ("A voice", False),
        ("An organisation that has left", True),
    }
    assert funding["remarks"] == 1


def test_one_ranking_alone_is_not_told(client: TestClient) -> None:
    (found,) = client.get("/api/v1/priorities").json()["priorities"]
    assert (found["rankers"], found["result"], found["regions"]) == (1, None, {})
    assert found["hidden_groups"] is True


def test_the_founding_facts_come_in_four_languages(client: TestClient) -> None:
    issues = client.get("/api/v1/issues").json()["issues"]
    assert len(issues) == 8
    assert all(set(i["statement"]) == {"en", "fr", "es", "ar"} for i in issues)
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/meetings?format=csv&lang=es").text)))
    assert rows[0]["title"] == "Ciudad de Panamá"


def test_what_is_asked_wrongly_is_answered_with_what_is_right(client: TestClient) -> None:
    for bad in ("lang=xx", "format=pdf", "langg=en"):
        answer = client.get(f"/api/v1/issues?{bad}")
        assert answer.status_code in (404, 422)
        assert answer.json()["detail"]


def test_an_unchanged_list_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/api/v1/issues").headers["etag"]
    assert client.get("/api/v1/issues", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", list(feeds.FEEDS))
def test_a_feed_is_atom(client: TestClient, name: str, lang: str) -> None:
    answer = client.get(f"/feeds/{name}.atom?lang={lang}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{{{NAMESPACE}}}feed"
    for node in (feed, *feed.findall(f"{{{NAMESPACE}}}entry")):
        for part in ("id", "title", "updated"):
            assert node.findtext(f"{{{NAMESPACE}}}{part}")
    links = [node.get("href", "") for node in feed.iter(f"{{{NAMESPACE}}}link")]
    assert all(link.startswith("http://atlas.example/") for link in links)
    keys = [e.findtext(f"{{{NAMESPACE}}}id") for e in feed.findall(f"{{{NAMESPACE}}}entry")]
    assert len(set(keys)) == len(keys)


def test_feeds_tell_of_releases_and_issues(client: TestClient) -> None:
    assert "2026.1" in client.get("/feeds/releases.atom").text
    assert "Increasing difficulty of obtaining funds" in client.get("/feeds/issues.atom").text
    assert "Dificultad creciente" in client.get("/feeds/issues.atom?lang=es").text


def test_the_calendar_holds_actions_rounds_and_the_road(client: TestClient) -> None:
    answer = client.get("/calendar.ics?lang=fr")
    assert answer.headers["content-type"].startswith("text/calendar")
    made = Calendar.from_ical(answer.content)
    events = {str(e["summary"]): e for e in made.walk("VEVENT")}
    assert events["Berlin"].start == dt.date(2019, 11, 24)
    assert events["Berlin"].end == dt.date(2019, 11, 27)
    assert events["Train"].start == dt.date(2026, 5, 1)
    assert events["Train"].end == dt.date(2026, 6, 1)
    assert "Amani Centre" in str(events["Train"]["description"])
    assert events["Round"].end == dt.date(2026, 2, 2)
    assert len({str(e["uid"]) for e in made.walk("VEVENT")}) == 9


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-12", "", ("2026-12-01", "2027-01-01")),
        ("2026", "", ("2026-01-01", "2027-01-01")),
        ("2026-02-28", "2026-03", ("2026-02-28", "2026-04-01")),
    ],
)
def test_a_month_or_a_year_is_that_whole_time(start: str, end: str, days: tuple[str, str]) -> None:
    assert tuple(day.isoformat() for day in day_bounds(start, end)) == days


def _issue(client: TestClient, entry: str) -> dict[str, object]:
    found = client.get("/api/v1/issues").json()["issues"]
    return next(issue for issue in found if issue["id"] == entry)


def test_every_answer_is_as_the_openapi_document_says(client: TestClient) -> None:
    from jsonschema import Draft202012Validator

    told = client.get("/api/v1/openapi.json").json()
    for route in ROUTES:
        content = told["paths"][f"/api/v1/{route}"]["get"]["responses"]["200"]["content"]
        schema = {**content["application/json"]["schema"], "components": told["components"]}
        Draft202012Validator(schema).validate(client.get(f"/api/v1/{route}").json())
