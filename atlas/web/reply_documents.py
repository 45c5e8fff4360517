"""The documents of replies over HTTP: clean copies only, and only while the reply is shown."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from atlas.editorial.attachments import MEDIA_TYPES
from atlas.editorial.uploads import upload_path
from atlas.intake.sandbox import reading
from atlas.settings import settings
from atlas.store import engine, replies
from atlas.store.schema import upload

# A stranger's file: a browser may keep it, never run it.
GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def serve_reply_document(request: Request) -> Response:
    """Answer with the document of a reply, as a file to keep."""
    number = int(request.path_params["number"])
    with engine().connect() as connection:
        reply = replies.find_reply(connection, number) if number < 2**31 else None
        if reply is None or reply.status not in replies.SHOWN or reply.sha256 is None:
            return PlainTextResponse("Not found", 404, headers=GUARDED)
        query = select(upload.c.name).where(upload.c.sha256 == reply.sha256)
        name = str(connection.execute(query).scalar() or "")
    path = settings().uploads / reply.sha256
    if not path.is_file():
        return PlainTextResponse("Not found", 404, headers=GUARDED)
    ending = Path(name).suffix
    kind = MEDIA_TYPES.get(ending, "application/octet-stream")
    file = f"reply-{number}{ending}"
    if (content := _cleaned_again(path, ending)) is not None:
        headers = GUARDED | {"Content-Disposition": f'attachment; filename="{file}"'}
        return Response(content, media_type=kind, headers=headers)
    return FileResponse(path, media_type=kind, filename=file, headers=dict(GUARDED))


def _cleaned_again(path: Path, ending: str) -> bytes | None:
    """Return a copy anew where an earlier version left notices and replies in its comments.

    The kept copy stays as it is: the log holds its hash.
    """
    if ending != ".xlsx" or all(c.words == c.whole for c in reading.file_comments(path)[0]):
        return None
    with upload_path(path.name, f"document{ending}") as link:
        return reading.stripped_table(link)[0]


routes = [Route("/reply/{number:int}/document", serve_reply_document)]
