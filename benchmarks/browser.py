"""One Chromium for both sides of a comparison; nothing but loopback may be asked."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    path = shutil.which("chromium")
    if path is None:
        raise RuntimeError("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def context(browser: Browser) -> BrowserContext:
    """Return a fresh context (empty cache), 1440 px wide, shut off from other machines."""
    new_context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    new_context.route(lambda url: "127.0.0.1" not in url, _abort)
    return new_context


def _abort(route: Route) -> None:
    if route.request.url.startswith("http"):
        route.abort()
    else:
        route.continue_()


class Wire:
    """Counts what comes from the server: compressed bytes of answers, bytes of frames."""

    def __init__(self, page: Page) -> None:
        self.answers = 0.0
        self.frames = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._answer)
        session.on("Network.webSocketFrameReceived", self._frame)

    def _answer(self, event: dict[str, float]) -> None:
        self.answers += event["encodedDataLength"]

    def _frame(self, event: dict[str, dict[str, str]]) -> None:
        self.frames += len(event["response"]["payloadData"]) * 3 // 4  # sent to us as base64

    @property
    def total(self) -> float:
        """Bytes since the last reset."""
        return self.answers + self.frames

    def reset(self) -> None:
        """Count from here."""
        self.answers, self.frames = 0.0, 0
