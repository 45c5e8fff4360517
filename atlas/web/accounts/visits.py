"""One request to a page of accounts: who asks, in which language, with which form."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from atlas.editorial.limits import TooManyAttempts
from atlas.editorial.permissions import Account
from atlas.editorial.sessions import COOKIE, form_token, identify, own_form
from atlas.errors import AtlasError, InvalidParameter
from atlas.export.html import fragment
from atlas.i18n import LANGUAGES, N_, Translator, direction, language_name, translator
from atlas.store import engine
from atlas.web.static import asked_language, asset, icon

FORM_COOKIE = "atlas_form"
FORM_KIND = "application/x-www-form-urlencoded"
MOST_BYTES = 16 * 1024
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would also turn the Origin of our own forms into "null".
    "Referrer-Policy": "same-origin",
    "Vary": "Cookie, Accept-Language",
}


class StrangeForm(AtlasError):
    """The form was made elsewhere, for another browser, or too long ago."""

    code = "strange-form"
    http_status = 403
    template = "This form was open for too long, or was not sent from here. Please send it again."

    def __init__(self) -> None:
        super().__init__(self.template)


@dataclass(frozen=True)
class Providers:
    """Other ways in: name of a provider -> address where its sign-in begins."""

    find: Callable[[], Mapping[str, str]]


@dataclass(frozen=True)
class Screen:
    """A page: how it is shown, with what went wrong, and what its form does."""

    show: Callable[[Visit, AtlasError | None], Response]
    act: Callable[[Visit], Response]


@dataclass
class Visit:
    """A request with all that a page needs of it."""

    request: Request
    providers: Mapping[str, str]
    fields: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.t: Translator = translator(asked_language(self.request.scope))
        self.cookie: str | None = self.request.cookies.get(COOKIE)
        self.account: Account | None = identify(engine(), self.cookie)
        token = self.request.cookies.get(FORM_COOKIE, "")
        self.browser = token if len(token) >= 32 else secrets.token_urlsafe(32)

    @property
    def binding(self) -> str:
        """What this browser's forms are bound to: its session, else its own cookie."""
        return self.cookie if self.account and self.cookie else self.browser

    @property
    def address(self) -> str:
        """The client's address, for counting attempts; never stored as it is."""
        return self.request.client.host if self.request.client else ""

    @property
    def next(self) -> str:
        """Where to go afterwards: a path of the atlas, whatever was asked for.

        In the language of this page, which may have been chosen here.
        """
        path = local_path(self.fields.get("next") or self.request.query_params.get("next"))
        if "lang" not in self.request.query_params:
            return path
        parts = urlsplit(path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"lang": self.t.lang}
        return parts._replace(query=urlencode(query)).geturl()

    @property
    def secure(self) -> bool:
        """True when the browser speaks https, with us or with the proxy before us."""
        proxy_scheme = self.request.headers.get("x-forwarded-proto", "").split(",")[0].strip()
        return "https" in (self.request.url.scheme, proxy_scheme)

    def link(self, path: str, **query: str) -> str:
        """Return an address in the page's language."""
        parameters = {k: v for k, v in query.items() if v}
        if "lang" in self.request.query_params:
            parameters.setdefault("lang", self.t.lang)
        return f"{path}?{urlencode(parameters)}" if parameters else path

    def require_own_form(self) -> None:
        """Raise unless the form was made for this browser and sent from our own page.

        Raises
        ------
        StrangeForm
        """
        headers = self.request.headers
        sent_from = headers.get("origin") or headers.get("referer") or ""
        hosts = {headers.get("host"), headers.get("x-forwarded-host")} - {None, ""}
        elsewhere = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        if elsewhere or urlsplit(sent_from).netloc not in hosts:
            raise StrangeForm
        if not own_form(self.fields.get("form", ""), self.binding):
            raise StrangeForm

    def page(self, template: str, error: AtlasError | None = None, **values: object) -> Response:
        """Return a page; an error stands above its form and gives the status."""
        html = fragment(
            f"account/{template}",
            self.t,
            visit=self,
            account=self.account,
            error=self.t(error.message, **error.params) if error else "",
            form=form_token(self.binding),
            direction=direction(self.t.lang),
            asset=asset,
            icon=icon(),
            languages=[(code, language_name(code), self._in(code)) for code in LANGUAGES],
            **values,
        )
        headers = dict(HEADERS)
        if isinstance(error, TooManyAttempts):
            headers["Retry-After"] = str(error.seconds)
        response = HTMLResponse(html, error.http_status if error else 200, headers)
        self._keep(response, FORM_COOKIE, self.browser)
        return response

    def go(self, path: str, cookie: str | None = None) -> Response:
        """Send the browser on after a form, with a new session's cookie when there is one."""
        response = RedirectResponse(path, 303, HEADERS)
        if cookie:
            self._keep(response, COOKIE, cookie)
            response.delete_cookie(FORM_COOKIE, path="/")  # a new session begins with new forms
        return response

    def forget(self, path: str) -> Response:
        """Send the browser on without a session."""
        response = self.go(path)
        response.delete_cookie(
            COOKIE, path="/", httponly=True, samesite="strict", secure=self.secure
        )
        return response

    def _keep(self, response: Response, name: str, value: str) -> None:
        # Strict: a page of the atlas that is reached by a link from elsewhere still knows its
        # reader, because Streamlit's own connection, which carries the cookie, is same-site.
        response.set_cookie(
            name, value, path="/", httponly=True, samesite="strict", secure=self.secure
        )

    def _in(self, lang: str) -> str:
        query = {k: v for k, v in self.request.query_params.items() if k in ("next",)}
        return f"{self.request.url.path}?{urlencode({**query, 'lang': lang})}"


def local_path(target: str | None) -> str:
    """Return a path of this atlas; whatever could lead elsewhere becomes the first page."""
    path = target or "/"
    plain = path.isprintable() and "\\" not in path and not any(c.isspace() for c in path)
    if not plain or not path.startswith("/") or path.startswith("//") or len(path) > 1000:
        return "/"
    parts = urlsplit(path)
    return "/" if parts.scheme or parts.netloc else path


def screen_endpoint(screen: Screen, offer: Providers) -> Callable[[Request], Awaitable[Response]]:
    """Return the ASGI endpoint of a page; its work runs in a thread."""

    async def answer(request: Request) -> Response:
        if request.method != "POST":
            return await run_in_threadpool(_show, screen, offer, request)
        try:
            fields = await _fields(request)
        except AtlasError as error:
            return await run_in_threadpool(_show, screen, offer, request, error)
        return await run_in_threadpool(_act, screen, offer, request, fields)

    return answer


def _show(
    screen: Screen, offer: Providers, request: Request, error: AtlasError | None = None
) -> Response:
    return screen.show(Visit(request, offer.find()), error)


def _act(screen: Screen, offer: Providers, request: Request, fields: Mapping[str, str]) -> Response:
    visit = Visit(request, offer.find(), fields)
    try:
        visit.require_own_form()
        return screen.act(visit)
    except AtlasError as error:
        return screen.show(visit, error)


async def _fields(request: Request) -> dict[str, str]:
    """Read a small form; nobody sends us more than a few words."""
    unreadable = InvalidParameter(N_("This form cannot be read."))
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_KIND:
        raise unreadable
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise unreadable
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise unreadable from None
    return dict(pairs)
