"""The documents of replies over HTTP: clean copies only, and only while the reply is shown."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from atlas.editorial.attachments import MEDIA_TYPES
from atlas.settings import settings
from atlas.store import engine, voices
from atlas.store.schema import upload

# A stranger's file: a browser may keep it, never run it.
GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def document(request: Request) -> Response:
    """Answer with the document of a reply, as a file to keep."""
    number = int(request.path_params["number"])
    with engine().connect() as connection:
        found = voices.find_reply(connection, number) if number < 2**31 else None
        if found is None or found.status not in voices.SHOWN or found.sha256 is None:
            return PlainTextResponse("Not found", 404, headers=GUARDED)
        query = select(upload.c.name).where(upload.c.sha256 == found.sha256)
        name = str(connection.execute(query).scalar() or "")
    path = settings().uploads / found.sha256
    if not path.is_file():
        return PlainTextResponse("Not found", 404, headers=GUARDED)
    ending = Path(name).suffix
    kind = MEDIA_TYPES.get(ending, "application/octet-stream")
    return FileResponse(
        path, media_type=kind, filename=f"reply-{number}{ending}", headers=dict(GUARDED)
    )


routes = [Route("/reply/{number:int}/document", document)]
