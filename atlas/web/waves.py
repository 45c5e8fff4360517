"""A treaty's map over HTTP: made once per release, treaty and language."""

from __future__ import annotations

import gzip
import json
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.routing import Route

from atlas.i18n import language, translator
from atlas.store import engine
from atlas.store import replies as stored
from atlas.views.trends.waves_data import instrument, treaty_actions, treaty_statuses, treaty_wave
from atlas.views.trends.waves_map import wave_map
from atlas.web.map import queued_endpoint
from atlas.web.memo import peekable_cache
from atlas.web.static import assets_version


@peekable_cache(256)
def packed_wave(release: str, lang: str, code: str, _n_withdrawn: int) -> bytes:
    """Return the gzipped map of a treaty.

    Raises
    ------
    UnknownInstrument, UnknownRelease, NoCurve
    """
    entry = instrument(code)
    adoption = treaty_wave(engine(), code, release)
    statuses = treaty_statuses(engine(), code, release)
    actions = treaty_actions(engine(), entry.code, release)
    payload = wave_map(entry, adoption, statuses, actions, translator(lang))
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def wave_map_address(release: str, lang: str, code: str) -> str:
    """Return where the map of a treaty is."""
    query = urlencode({"v": f"{assets_version()}{stored.takedown_count(engine())}"})
    return f"/payload/waves/{quote(release, safe='')}/{lang}/{quote(code)}.json?{query}"


def _arguments(request: Request) -> tuple[Any, ...]:
    at = request.path_params
    code = instrument(at["instrument"]).code
    return at["release"], language(at["lang"]), code, stored.takedown_count(engine())


routes = [
    Route(
        "/payload/waves/{release}/{lang}/{instrument}.json",
        queued_endpoint(packed_wave, _arguments),
    )
]
