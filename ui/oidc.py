"""Sign-in with an organisation's own provider, through Streamlit's OpenID Connect.

Streamlit's routes (``st.login``) talk to the provider and check what it says. Its answer
would become a cookie of 30 days that nobody can revoke and that holds all claims, an e-mail
address among them. ``Callback`` takes that cookie out of the answer and puts a session of the
atlas in its place, when an account is bound to its issuer and subject, or is bound to them now
(``atlas.editorial.providers``). Nothing else of what the provider says is kept.

The parts of Streamlit used here are not all documented; the browser test against a real
provider (``tests/browser/test_oidc.py``) says when one of them changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from atlas.editorial.credentials import WrongSignIn
from atlas.editorial.providers import sign_in_from
from atlas.settings import account_claim
from atlas.web.accounts.visits import HEADERS, Visit, local_path
from ui import frames

CALLBACK = "/oauth2callback"
START = "/sign-in/with"
NEXT_COOKIE = "atlas_next"
DEFAULT = "default"
MINUTES = 10


def providers() -> dict[str, str]:
    """Return name and address of each configured way in; "" is one without a name."""
    section = _section()
    addresses = {k: f"{START}/{k}" for k, v in section.items() if isinstance(v, Mapping)}
    addresses.pop("client_kwargs", None)
    if "client_id" in section:
        return {"": f"{START}/{DEFAULT}", **addresses}
    return addresses


def _section() -> Mapping[str, Any]:
    if not st.secrets.load_if_toml_exists():
        return {}
    section: Mapping[str, Any] = st.secrets.get("auth", {})
    return section


def _start(request: Request) -> Response:
    """Send the browser to the provider, and remember where it wanted to go."""
    provider = request.path_params["provider"]
    if f"{START}/{provider}" not in providers().values():
        return PlainTextResponse("Not found", 404)
    response = RedirectResponse(generate_login_redirect_url(provider), 303, HEADERS)
    # Lax: the browser comes back from another site.
    response.set_cookie(
        NEXT_COOKIE,
        local_path(request.query_params.get("next")).encode().hex(),
        max_age=60 * MINUTES,
        httponly=True,
        samesite="lax",
        secure=Visit(request, {}).secure,
    )
    return response


routes = [Route(START + "/{provider}", _start)]


class Callback:
    """Replace the identity in the answer of Streamlit's callback by a session of the atlas."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the callback's answer; pass everything else on."""
        if scope["type"] != "http" or scope["path"] != CALLBACK:
            await self.app(scope, receive, send)
            return
        messages: list[Message] = []

        async def hold(message: Message) -> None:
            messages.append(message)

        await self.app(scope, receive, hold)
        claims = _claims(messages[0]["headers"])
        if claims is None:
            for message in messages:
                await send(message)
            return
        response = await run_in_threadpool(_answer, Request(scope), claims)
        await response(scope, receive, send)


def _claims(headers: list[tuple[bytes, bytes]]) -> dict[str, Any] | None:
    """Return what the provider says, out of the cookies that Streamlit is about to set."""
    cookies: SimpleCookie = SimpleCookie()
    for name, value in headers:
        if name.lower() == b"set-cookie":
            cookies.load(value.decode("latin-1"))

    def one(name: str) -> bytes | None:
        if name not in cookies:
            return None
        return decode_signed_value(get_cookie_secret(), name, cookies[name].value)

    payload = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    return dict(json.loads(payload)) if payload else None


def _answer(request: Request, claims: Mapping[str, Any]) -> Response:
    visit = Visit(request, {})
    issuer, subject, name = (
        value if isinstance(value := claims.get(key), str) else ""
        for key in ("iss", "sub", account_claim())
    )
    try:
        cookie = sign_in_from(frames.engine(), issuer, subject, name)
    except WrongSignIn:
        response = visit.go("/sign-in?refused=1")
    else:
        response = visit.go(_next_path(request), cookie)
    response.delete_cookie(NEXT_COOKIE)
    return response


def _next_path(request: Request) -> str:
    try:
        return local_path(bytes.fromhex(request.cookies.get(NEXT_COOKIE, "")).decode())
    except ValueError:
        return "/"
