"""The ASGI app: Streamlit, the API, static files and the map's payloads in one process."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import Receive, Scope, Send

from atlas import settings
from atlas.cli.ports import require_port
from atlas.codebook import codebook
from atlas.editorial import credentials
from atlas.errors import AtlasError
from atlas.web import accounts, api, calendar, disclosure, feeds, reply_documents, static, waves
from atlas.web import law as judgements
from atlas.web import map as payloads
from atlas.web.guard import guard_app
from ui import frames, oidc, sessions
from ui.clock import expire_backups, judge_trends, publish_due
from ui.collector import keep_rounds_short

BUNDLE = Path(st.__file__).parent / "static" / "static"
SCRIPT = Path(__file__).with_name("script.py")
START_INDICATOR = "milex_gdp"


def warm() -> None:
    """Load what every page needs, then take it out of the garbage collector's rounds.

    Streamlit collects all generations after every script run; with pandas and geopandas
    loaded that costs 50 ms of a 56 ms rerun unless the start's objects are frozen.
    """
    import plotly.graph_objects  # noqa: F401, PLC0415 - loaded before the first reader comes

    codebook()
    credentials.warm()
    frames.of_indicator(frames.newest(), START_INDICATOR)
    frames.newest_sayings(frames.newest())  # what a country is compared with
    payloads.packed_indicator(frames.newest(), START_INDICATOR, "", "en")
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Warm up before the first request; then look after what happens by the clock."""
    settings.check_settings()  # another server than ours may have started the app
    warm()
    clocks = [
        asyncio.create_task(work())
        for work in (publish_due, judge_trends, expire_backups, keep_rounds_short)
    ]
    yield {}
    for clock in clocks:
        clock.cancel()


class Server(st.App):
    """Streamlit's app behind the guards: also its own routes and its answers to errors."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guarded = guard_app(super().__call__, sessions.known())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that the guards let pass."""
        await self._guarded(scope, receive, send)


def server() -> Server:
    """Return the app with its routes and middleware."""
    return Server(
        SCRIPT,
        lifespan=lifespan,
        routes=[
            *api.routes,
            *payloads.routes,
            *judgements.routes,
            *disclosure.routes,
            *waves.routes,
            *reply_documents.routes,
            *feeds.routes,
            *calendar.routes,
            *static.routes,
            *oidc.routes,
            *accounts.routes(oidc.providers),
        ],
        middleware=[
            Middleware(oidc.Callback),
            Middleware(static.DocumentMiddleware),
            Middleware(static.CompressBundle, folder=BUNDLE),
        ],
    )


def serve(app: st.App) -> None:
    """Serve until stopped; a start that cannot succeed says one sentence and exits with 2."""
    from atlas.i18n import translator  # noqa: PLC0415

    try:
        settings.check_settings()
        port = settings.limit("PORT")
        require_port(port)
        os.umask(0o077)  # whatever a part of the server writes is for its owner only
        frames.newest()
        app.run(config={"server.port": port})
    except AtlasError as error:
        t = translator(os.environ.get("ATLAS_LANG", "en"))
        print(t(error.message, **error.params), file=sys.stderr)
        raise SystemExit(2) from None
