"""The OpenAPI document is true: of routes, parameters, answers and errors."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from atlas.store import API_FIELDS
from atlas.web import api
from atlas.web.api import parameters
from atlas.web.api import search as searching
from atlas.web.api.openapi import openapi_document
from atlas.web.api.record_parameters import FORMATS, ROUTES, Route
from atlas.web.api.sdmx import CONCEPTS

METHODS = {"get", "head", "post", "put", "patch", "delete", "options"}


@pytest.fixture
def told(client: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return answer


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from walk(child)


def resolve(told: dict[str, Any], reference: str) -> Any:
    found: Any = told
    for part in reference.removeprefix("#/").split("/"):
        found = found[part.replace("~1", "/")]
    return found


def validator(told: dict[str, Any], schema: Any) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": told["components"]})


def test_every_route_is_described_and_every_description_has_a_route(told: dict[str, Any]) -> None:
    served = {route.path for route in api.routes if "{path" not in route.path}
    assert set(told["paths"]) == served
    assert told["openapi"].startswith("3.1")
    for path in told["paths"].values():
        assert set(path) & METHODS == {"get"}


def test_every_reference_leads_somewhere_and_every_component_is_used(
    told: dict[str, Any],
) -> None:
    references = {node["$ref"] for node in walk(told) if isinstance(node.get("$ref"), str)}
    for reference in references:
        assert resolve(told, reference)
    for kind, entries in told["components"].items():
        assert {f"#/components/{kind}/{name}" for name in entries} <= references


def test_every_schema_is_valid_json_schema(told: dict[str, Any]) -> None:
    schemas = [node["schema"] for node in walk(told) if isinstance(node.get("schema"), dict)]
    for schema in [*schemas, *told["components"]["schemas"].values()]:
        Draft202012Validator.check_schema(schema)


def test_operations_have_ids_summaries_and_no_repeats(told: dict[str, Any]) -> None:
    operations = [path["get"] for path in told["paths"].values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    assert all(operation["summary"] for operation in operations)


def test_the_described_parameters_are_those_that_are_taken(told: dict[str, Any]) -> None:
    given = told["paths"]["/api/v1/observations"]["get"]["parameters"]
    assert tuple(parameter["name"] for parameter in given) == parameters.OBSERVATIONS
    made = next(parameter for parameter in given if parameter["name"] == "format")
    assert made["schema"]["enum"] == list(parameters.FORMATS)
    assert all(parameter["description"] and "example" in parameter for parameter in given)


def test_an_observation_is_described_field_by_field(told: dict[str, Any]) -> None:
    schema = told["components"]["schemas"]["Observation"]
    assert tuple(schema["properties"]) == API_FIELDS
    assert schema["required"] == list(API_FIELDS)
    assert all(field["description"] for field in schema["properties"].values())


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/v1/observations", "/api/v1/observations"),
        ("/api/v1/observations", "/api/v1/observations?from=1900&to=1900"),
        *((f"/api/v1/{r.plural}", f"/api/v1/{r.plural}") for r in ROUTES),
        *((f"/api/v1/{r.plural}", f"/api/v1/{r.plural}?country=BOL") for r in ROUTES),
        ("/api/v1/peers", "/api/v1/peers?country=URY"),
        ("/api/v1/peers", "/api/v1/peers?country=KEN&by=force"),
        ("/api/v1/peers", "/api/v1/peers?country=URY&by=nearest&with=milex_gdp"),
        ("/api/v1/disclosure", "/api/v1/disclosure?country=URY,KEN,CRI,PRK"),
        ("/api/v1/search", "/api/v1/search?q=army"),
        ("/api/v1/search", "/api/v1/search?q=xyzzy"),
        ("/api/v1/search", "/api/v1/search?q=invented&limit=100"),
        ("/api/v1/trends", "/api/v1/trends?indicator=milex_gdp"),
        ("/api/v1/trends/overview", "/api/v1/trends/overview"),
        ("/api/v1/waves", "/api/v1/waves?fact=att"),
        ("/api/v1/category-changes", "/api/v1/category-changes"),
        ("/api/v1/figure-changes", "/api/v1/figure-changes"),
        ("/api/v1/indicators", "/api/v1/indicators"),
        ("/api/v1/indicators", "/api/v1/indicators?release=2026.1"),
        ("/api/v1/questions", "/api/v1/questions"),
        ("/api/v1/organisations", "/api/v1/organisations"),
        ("/api/v1/countries/{iso3}", "/api/v1/countries/URY?release=2026.1"),
        ("/api/v1/countries", "/api/v1/countries"),
        ("/api/v1/countries/{iso3}", "/api/v1/countries/FRA"),
        ("/api/v1/releases", "/api/v1/releases"),
        ("/healthz", "/healthz"),
    ],
)
def test_answers_are_what_the_document_says(
    client: TestClient, told: dict[str, Any], path: str, asked: str
) -> None:
    answer = client.get(asked)
    described = told["paths"][path]["get"]["responses"]["200"]["content"]
    kind = answer.headers["content-type"].split(";")[0]
    validator(told, described[kind]["schema"]).validate(answer.json())


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.plural)
def test_the_described_parameters_of_records_are_those_that_are_taken(
    client: TestClient, told: dict[str, Any], route: Route
) -> None:
    given = told["paths"][f"/api/v1/{route.plural}"]["get"]["parameters"]
    assert tuple(parameter["name"] for parameter in given) == route.parameters
    for parameter in given:
        example = parameter["example"]
        asked = {parameter["name"]: example[0] if isinstance(example, list) else example}
        if parameter["name"] != "release":  # the invented releases have other labels
            assert client.get(f"/api/v1/{route.plural}", params=asked).status_code == 200


@pytest.mark.parametrize("made", FORMATS)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.plural)
def test_every_format_of_records_has_its_media_type_and_headers_described(
    client: TestClient, told: dict[str, Any], route: Route, made: str
) -> None:
    answer = client.get(f"/api/v1/{route.plural}?format={made}")
    good = told["paths"][f"/api/v1/{route.plural}"]["get"]["responses"]["200"]
    assert answer.headers["content-type"].split(";")[0] in good["content"]
    ours = {name for name in answer.headers if name.startswith("x-")} - {"x-content-type-options"}
    assert ours | {"etag"} <= {name.lower() for name in good["headers"]}


def test_the_described_parameters_of_search_are_those_that_are_taken(
    told: dict[str, Any],
) -> None:
    given = told["paths"]["/api/v1/search"]["get"]["parameters"]
    assert tuple(parameter["name"] for parameter in given) == searching.PARAMETERS


@pytest.mark.parametrize("made", parameters.FORMATS)
def test_every_format_has_its_media_type_and_headers_described(
    client: TestClient, told: dict[str, Any], made: str
) -> None:
    answer = client.get(f"/api/v1/observations?indicator=milex_gdp&format={made}")
    good = told["paths"]["/api/v1/observations"]["get"]["responses"]["200"]
    assert answer.headers["content-type"].split(";")[0] in good["content"]
    ours = {name for name in answer.headers if name.startswith("x-")} - {"x-content-type-options"}
    assert ours | {"etag"} <= {name.lower() for name in good["headers"]}


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/v1/observations", "/api/v1/observations?indicator=no"),
        ("/api/v1/observations", "/api/v1/observations?from=no"),
        ("/api/v1/countries/{iso3}", "/api/v1/countries/no-such-land"),
        ("/api/v1/releases", "/api/v1/releases?no=1"),
        ("/api/v1/events", "/api/v1/events?kind=no"),
        ("/api/v1/events", "/api/v1/events?from=no"),
        ("/api/v1/search", "/api/v1/search"),
        ("/api/v1/search", "/api/v1/search?q=a&country=nowhere-land"),
        ("/api/v1/questions", "/api/v1/questions?release=no"),
        ("/api/v1/trends", "/api/v1/trends"),
        ("/api/v1/trends/overview", "/api/v1/trends/overview?verdict=comon"),
        ("/api/v1/waves", "/api/v1/waves"),
        ("/api/v1/waves", "/api/v1/waves?fact=atx"),
        ("/api/v1/category-changes", "/api/v1/category-changes?subject=no"),
        ("/api/v1/figure-changes", "/api/v1/figure-changes?from=no"),
        ("/api/v1/trends", "/api/v1/trends?indicator=conscription"),
        ("/healthz", "/healthz?no=1"),
    ],
)
def test_errors_are_what_the_document_says(
    client: TestClient, told: dict[str, Any], path: str, asked: str
) -> None:
    answer = client.get(asked)
    described = told["paths"][path]["get"]["responses"][str(answer.status_code)]
    response = resolve(told, described["$ref"])
    validator(told, response["content"]["application/json"]["schema"]).validate(answer.json())


def test_examples_are_valid(told: dict[str, Any]) -> None:
    shown = [node for node in walk(told) if "example" in node and "schema" in node]
    assert len(shown) > 8
    for node in shown:
        validator(told, node["schema"]).validate(node["example"])


def test_sdmx_columns_and_status_codes_are_documented(told: dict[str, Any]) -> None:
    assert told["components"]["schemas"]["SdmxCsv"]["description"].count(",") == len(CONCEPTS) - 1
    about = told["paths"]["/api/v1/observations"]["get"]["description"]
    for part in ("OBS_STATUS", "_T", "Q withheld", "M not-applicable"):
        assert part in about


def test_the_document_is_made_once() -> None:
    assert openapi_document() is openapi_document()
