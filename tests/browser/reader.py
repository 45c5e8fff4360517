"""What a reader does and sees: shared steps of the browser tests."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    TimeoutError,
    WebSocket,
    expect,
)


class Watch:
    """Record what pages ask for and complain of; the browser's switches block other machines."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.server = server
        self.requests: list[str] = []
        self.frames: list[str] = []
        self.foreign: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._asked)
        context.on("page", self._opened)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _own(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("data", "blob", "about") or parts.netloc == self._host

    @property
    def _host(self) -> str:
        return urlsplit(self.server).netloc

    def _asked(self, request: Request) -> None:
        if not self._own(request.url):
            self.foreign.append(request.url)
        elif request.url.startswith(("http", "ws")):
            self.requests.append(request.url)

    def _opened(self, page: Page) -> None:
        page.on("websocket", self._connected)

    def _connected(self, socket: WebSocket) -> None:
        if not self._own(socket.url):
            self.foreign.append(socket.url)
        socket.on("framesent", lambda _: self.frames.append("sent"))
        socket.on("framereceived", lambda _: self.frames.append("received"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def check(self) -> None:
        """Fail when a page asked another machine for anything or reported an error."""
        assert not self.foreign, f"a page asked another machine: {sorted(set(self.foreign))}"
        assert not self.errors, f"a page reported errors: {self.errors}"


def open_map(page: Page, query: str = "") -> None:
    """Open the map page and wait until its countries are coloured."""
    page.goto(f"/{query}")
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until the map has been drawn and Streamlit rests."""
    page.wait_for_function(
        "() => document.querySelector('.atlas-map[data-mode]:not([aria-busy])"
        " .countries [data-iso][class]')"
    )
    rested(page)


def rested(page: Page) -> None:
    """Wait until Streamlit has run the page to its end (the footer is the last element)."""
    expect(page.locator(".atlas-footer")).to_be_visible()
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning"
    )


def open_page(page: Page, path: str) -> None:
    """Open any page and wait until it stands."""
    page.goto(path)
    rested(page)


def query(page: Page) -> dict[str, str]:
    """Return the address's parameters as they are now."""
    return _parameters(page.url)


def addressed(page: Page, wanted: dict[str, str]) -> None:
    """Wait until the address holds just these parameters: the picture may change before it."""
    with suppress(TimeoutError):
        page.wait_for_url(lambda url: _parameters(url) == wanted)
    assert query(page) == wanted


def addresses(page: Page, **wanted: str) -> None:
    """Wait until the address holds these parameters, whatever else it holds."""
    with suppress(TimeoutError):
        page.wait_for_url(lambda url: wanted.items() <= _parameters(url).items())
    assert query(page) | wanted == query(page)


def _parameters(url: str) -> dict[str, str]:
    return {k: ",".join(v) for k, v in parse_qs(urlsplit(url).query).items()}


def classes(page: Page) -> dict[str, str]:
    """Return the class of every country on the map."""
    found: dict[str, str] = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll("
        "'.atlas-map .countries [data-iso]')].map(e => [e.dataset.iso, e.getAttribute('class')]))"
    )
    return found


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a select box by typing its name."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).first.click()
