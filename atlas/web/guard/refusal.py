"""A refusal as an answer: to HTTP, and to the handshake of a WebSocket."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

NO_STORE = {"Cache-Control": "no-store"}


async def refuse(
    scope: Scope, receive: Receive, send: Send, status: int, why: str, *, wait: float | None = None
) -> None:
    """Answer with a status and one sentence; ``wait`` says after how many seconds to come again.

    The sentence is for programs and logs of readers' tools; no page of the atlas leads here.
    """
    again = {} if wait is None else {"Retry-After": str(max(1, int(wait)))}
    answer = PlainTextResponse(f"{why}\n", status, headers=NO_STORE | again)
    if scope["type"] == "http":
        await answer(scope, receive, send)
    elif "websocket.http.response" in scope.get("extensions", {}):
        # The same answer: starlette writes it as messages of the handshake.
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})
