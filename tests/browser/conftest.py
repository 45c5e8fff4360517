"""The atlas in a real Chromium: one server and one browser a worker, a fresh reader a test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from atlas.settings import ROOT
from tests.browser.reader import Watch

STARTS_WITHIN = 90.0
expect.set_options(timeout=20_000)  # a bound for a busy machine, not a measure
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A browser without a network of its own: a page that asks another machine gets no answer,
    # and the request is recorded (``Watch``). Routes would do so too, but they switch off the
    # cache, so that each page would fetch and compile all of Streamlit again.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder as ``atlas init`` leaves it, to be copied; all workers share it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    home = shared / "installed"
    with FileLock(shared / "installed.lock"):
        if not home.exists():
            partial = tmp_path_factory.mktemp("installing")
            own = {"ATLAS_HOME": str(partial), "ATLAS_LANG": "en"}
            kept = {k: v for k, v in os.environ.items() if k != "ATLAS_DATABASE_URL"}
            subprocess.run(
                [sys.executable, "-m", "atlas", "init"],
                cwd=ROOT,
                env=kept | own,
                check=True,
                capture_output=True,
            )
            partial.rename(home)
    return home


@pytest.fixture(scope="session")
def server_home(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of ``server``."""
    return install(installed, tmp_path_factory.mktemp("atlas"))


def install(installed: Path, home: Path) -> Path:
    """Make a data folder of a test's own from the one that ``atlas init`` made once."""
    shutil.copytree(installed, home, dirs_exist_ok=True)
    return home


@pytest.fixture(scope="session")
def server(server_home: Path) -> Iterator[str]:
    """Return the address of an atlas with the starter release, in a folder of its own."""
    with serving(server_home) as address:
        yield address


@contextmanager
def serving(home: Path, port: int = 0, **own: str) -> Iterator[str]:
    """Serve an atlas of its own from an installed folder; ``own`` adds to its environment."""
    port = port or free_port()
    own = {"ATLAS_HOME": str(home), "PORT": str(port), "ATLAS_LANG": "en", **own}
    surroundings = {k: v for k, v in os.environ.items() if k != "ATLAS_DATABASE_URL"} | own
    log = home / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=surroundings, stdout=out, stderr=out
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    pytest.fail(f"The server did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium without a window; a machine without it fails and says why."""
    executable = shutil.which("chromium-headless-shell")
    if executable is None:
        pytest.fail("Browser tests need Chromium: run deploy/install-test-parts.sh.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, server: str) -> Iterator[BrowserContext]:
    """Return a reader with an empty profile at a desk: 1280 by 900, English."""
    made = chromium.new_context(
        base_url=server, viewport={"width": 1280, "height": 900}, locale="en-GB"
    )
    made.set_default_timeout(20_000)
    yield made
    made.close()


@pytest.fixture
def watch(context: BrowserContext, server: str) -> Iterator[Watch]:
    """Return what the reader's pages asked for; anything but our own server fails the test."""
    made = Watch(context, server)
    yield made
    made.check()


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    """Return a watched page."""
    return context.new_page()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a browser test that failed once more: a busy machine can be slower than any bound.

    The run names every test that needed it (``-r R``). Look into each: none needs it on a
    machine with five times as much to do as it has processors.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))
