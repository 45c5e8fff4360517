"""The read-only HTTP API, version 1: records, search, codebook, releases, health, OpenAPI.

Each route's work runs in a thread, so the event loop stays free; errors are JSON; a release
never changes, so its answers are kept and validated by ETag.
"""

from __future__ import annotations

from starlette.routing import Route

from atlas.publish.api.answers import Work, endpoint, route_missing
from atlas.publish.api.community import MORE, PLURALS
from atlas.publish.api.community import work as give_community
from atlas.publish.api.country import country
from atlas.publish.api.disclosure import answer as give_disclosure
from atlas.publish.api.entries import (
    countries,
    health,
    indicators,
    organisations,
    questions,
    releases,
)
from atlas.publish.api.index import answer as give_index
from atlas.publish.api.observations import answer as give_observations
from atlas.publish.api.openapi import answer as give_document
from atlas.publish.api.peers import answer as give_peers
from atlas.publish.api.record_parameters import ROUTES
from atlas.publish.api.records import work as give_records
from atlas.publish.api.searching import answer as give_findings
from atlas.publish.api.template import answer as give_template
from atlas.publish.api.trends import answer as give_trends
from atlas.publish.api.voices import replies, withdrawn

WORK: dict[str, Work] = {
    "/api/v1/observations": give_observations,
    **{f"/api/v1/{route.plural}": give_records(route) for route in ROUTES},
    "/api/v1/replies": replies,
    "/api/v1/withdrawn": withdrawn,
    **{f"/api/v1/{plural}": give_community(plural) for plural in (*PLURALS, *MORE)},
    "/api/v1/trends": give_trends,
    "/api/v1/peers": give_peers,
    "/api/v1/disclosure": give_disclosure,
    "/api/v1/search": give_findings,
    "/api/v1/index": give_index,
    "/api/v1/indicators": indicators,
    "/api/v1/questions": questions,
    "/api/v1/organisations": organisations,
    "/api/v1/countries": countries,
    "/api/v1/countries/{iso3}": country,
    "/api/v1/releases": releases,
    "/api/v1/template": give_template,
    "/api/v1/openapi.json": give_document,
    "/healthz": health,
}
ANY_METHOD = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]

# The last route keeps mistyped API addresses from falling through to the pages.
routes = [
    *(Route(path, endpoint(work), methods=ANY_METHOD) for path, work in WORK.items()),
    Route("/api/{path:path}", endpoint(route_missing(list(WORK))), methods=ANY_METHOD),
]

__all__ = ["WORK", "routes"]
