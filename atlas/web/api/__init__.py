"""The read-only HTTP API, version 1: records, search, codebook, releases, health, OpenAPI.

Each route's work runs in a thread, so the event loop stays free; errors are JSON; a release
never changes, so its answers are kept and validated by ETag.
"""

from __future__ import annotations

from starlette.routing import Route

from atlas.web.api.answers import Work, api_endpoint, route_missing
from atlas.web.api.community import MORE, PLURALS, community_handler
from atlas.web.api.country import serve_country
from atlas.web.api.disclosure import serve_disclosure
from atlas.web.api.entries import (
    serve_countries,
    serve_health,
    serve_indicators,
    serve_organisations,
    serve_questions,
    serve_releases,
)
from atlas.web.api.geojson import serve_map
from atlas.web.api.index_builder import serve_index
from atlas.web.api.observations import serve_observations
from atlas.web.api.openapi import serve_openapi
from atlas.web.api.peers import serve_peers
from atlas.web.api.record_parameters import ROUTES
from atlas.web.api.records import record_handler
from atlas.web.api.release_changes import serve_category_changes, serve_figure_changes
from atlas.web.api.replies import serve_replies, serve_withdrawn
from atlas.web.api.search import serve_search
from atlas.web.api.template import serve_template
from atlas.web.api.trends import serve_trends
from atlas.web.api.trends_overview import serve_overview
from atlas.web.api.waves import serve_waves

WORK: dict[str, Work] = {
    "/api/v1/observations": serve_observations,
    **{f"/api/v1/{route.plural}": record_handler(route) for route in ROUTES},
    "/api/v1/replies": serve_replies,
    "/api/v1/withdrawn": serve_withdrawn,
    **{f"/api/v1/{plural}": community_handler(plural) for plural in (*PLURALS, *MORE)},
    "/api/v1/trends": serve_trends,
    "/api/v1/trends/overview": serve_overview,
    "/api/v1/waves": serve_waves,
    "/api/v1/category-changes": serve_category_changes,
    "/api/v1/figure-changes": serve_figure_changes,
    "/api/v1/map": serve_map,
    "/api/v1/peers": serve_peers,
    "/api/v1/disclosure": serve_disclosure,
    "/api/v1/search": serve_search,
    "/api/v1/index": serve_index,
    "/api/v1/indicators": serve_indicators,
    "/api/v1/questions": serve_questions,
    "/api/v1/organisations": serve_organisations,
    "/api/v1/countries": serve_countries,
    "/api/v1/countries/{iso3}": serve_country,
    "/api/v1/releases": serve_releases,
    "/api/v1/template": serve_template,
    "/api/v1/openapi.json": serve_openapi,
    "/healthz": serve_health,
}
ANY_METHOD = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]

# The last route keeps mistyped API addresses from falling through to the pages.
routes = [
    *(Route(path, api_endpoint(work), methods=ANY_METHOD) for path, work in WORK.items()),
    Route("/api/{path:path}", api_endpoint(route_missing(list(WORK))), methods=ANY_METHOD),
]

__all__ = ["WORK", "routes"]
