"""A wrong request gets JSON that says what is wrong and what would be right."""

import pytest
from starlette.testclient import TestClient

from atlas.store import API_FIELDS
from atlas.web.api import selection

PATH = "/api/v1/observations"


@pytest.mark.parametrize(
    ("path", "status", "code", "nearest"),
    [
        (f"{PATH}?indicator=milex_gpd", 404, "unknown-indicator", "milex_gdp"),
        (f"{PATH}?indicator=milex_gdp,homicid", 404, "unknown-indicator", "homicide"),
        (f"{PATH}?country=Urugay", 404, "unknown-country", "URY"),
        (f"{PATH}?country=KEM", 404, "unknown-country", "KEN"),
        (f"{PATH}?release=2026.9", 404, "unknown-release", "2026.2"),
        (f"{PATH}?format=cvs", 422, "unknown-format", "csv"),
        (f"{PATH}?format=parquet", 422, "unknown-format", "json"),
        (f"{PATH}?indicatr=milex_gdp", 422, "unknown-parameter", "indicator"),
        (f"{PATH}?from=MMXX", 422, "invalid-year", None),
        (f"{PATH}?to=20245", 422, "invalid-year", None),
        (f"{PATH}?to=-1", 422, "invalid-year", None),
        (f"{PATH}?to=%D9%A2%D9%A0%D9%A2%D9%A4", 422, "invalid-year", None),
        (f"{PATH}?from=2024&to=2020", 422, "invalid-years", None),
        (f"{PATH}?from=2024&from=2020", 422, "given-twice", None),
        ("/api/v1/countries/Keny", 404, "unknown-country", "KEN"),
        ("/api/v1/countries/NATO%20Total", 404, "unknown-country", None),
        ("/api/v1/countries/KEN?lang=fr", 422, "unknown-parameter", None),
        ("/api/v1/indicators?theme=budget", 422, "unknown-parameter", None),
        ("/api/v1/countries?q=a", 422, "unknown-parameter", None),
        ("/api/v1/releases?q=a", 422, "unknown-parameter", None),
        ("/api/v1/openapi.json?q=a", 422, "unknown-parameter", None),
        ("/healthz?q=a", 422, "unknown-parameter", None),
        ("/api/v1/judgements?question=military_vot", 404, "unknown-question", "military_vote"),
        ("/api/v1/events?kind=constitutoin", 404, "unknown-kind", "constitution"),
        ("/api/v1/events?kind=Law%20or%20decre", 404, "unknown-kind", "law"),
        ("/api/v1/institutions?kind=armee", 404, "unknown-kind", "army"),
        ("/api/v1/relations?kind=command", 404, "unknown-kind", "commands"),
        ("/api/v1/documents?kind=laws", 404, "unknown-kind", "law"),
        ("/api/v1/participations?organisation=UNESC", 404, "unknown-organisation", "UNESCO"),
        ("/api/v1/participations?status=membre", 404, "unknown-status", "member"),
        ("/api/v1/events?from=07/1991", 422, "invalid-date", None),
        ("/api/v1/events?to=1991-13", 422, "invalid-date", None),
        ("/api/v1/events?from=1992-02&to=1992-01", 422, "invalid-dates", None),
        ("/api/v1/documents?from=1992", 422, "unknown-parameter", None),
        ("/api/v1/judgements?format=sdmx-csv", 422, "unknown-format", "csv"),
        ("/api/v1/judgements?country=Urugay", 404, "unknown-country", "URY"),
        ("/api/v1/judgements?release=2026.9", 404, "unknown-release", "2026.2"),
        ("/api/v1/judgements?questoin=x", 422, "unknown-parameter", "question"),
        ("/api/v1/countries/KEN?release=2026.9", 404, "unknown-release", "2026.2"),
        ("/api/v1/indicators?release=2026.9", 404, "unknown-release", "2026.2"),
        ("/api/v1/questions?release=2026.9", 404, "unknown-release", "2026.2"),
        ("/api/v1/organisations?theme=x", 422, "unknown-parameter", None),
        ("/api/v1/observation", 404, "unknown-route", PATH),
        ("/api/", 404, "unknown-route", None),
    ],
)
def test_an_error_names_its_code_and_the_nearest_choice(
    client: TestClient, path: str, status: int, code: str, nearest: str | None
) -> None:
    answer = client.get(path)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, code)
    assert set(told) == {"code", "detail", "nearest"}
    assert told["detail"]
    assert isinstance(told["nearest"], list)
    if nearest:
        assert nearest in told["nearest"]
    assert answer.headers["cache-control"] == "no-store"


def test_an_unknown_parameter_is_told_the_known_ones(client: TestClient) -> None:
    detail = client.get(f"{PATH}?page=2").json()["detail"]
    for name in ("indicator", "country", "from", "to", "release", "format"):
        assert name in detail


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_api_only_reads(client: TestClient, method: str) -> None:
    answer = client.request(method, PATH)
    assert answer.status_code == 405
    assert answer.json()["code"] == "method-not-allowed"
    assert "GET" in answer.headers["allow"]


def test_a_fault_of_ours_shows_no_traceback(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(selection, "selected_frame", fail)
    answer = client.get(f"{PATH}?indicator=homicide&from=1907")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"


def test_hostile_text_is_data(client: TestClient) -> None:
    for value in ("'; DROP TABLE observation;--", "%00", "<script>", "x" * 4000):
        assert client.get(PATH, params={"country": value}).status_code == 404
        assert client.get(PATH, params={"release": value}).status_code == 404
    assert tuple(client.get(PATH).json()["observations"][0]) == API_FIELDS
