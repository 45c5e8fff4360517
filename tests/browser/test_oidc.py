"""Sign-in with an organisation's own provider: a real OpenID Connect provider on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from atlas.settings import ROOT
from tests.browser.conftest import free_port, install, serving
from tests.browser.reader import rested

pytestmark = pytest.mark.browser

PEOPLE = (
    {"sub": "known", "preferred_username": "Rana", "email": "rana@nowhere.example"},
    {"sub": "stranger", "preferred_username": "Mallory", "email": "mallory@nowhere.example"},
    {"sub": "nameless", "email": "Rana"},
)
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of this test and of nothing else"

[auth.institute]
client_id = "atlas"
client_secret = "invented"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a provider that knows three people."""
    port = free_port()
    claims = [word for person in PEOPLE for word in ("--user-claims", json.dumps(person))]
    log = tmp_path_factory.mktemp("provider") / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), *claims],
            stdout=out,
            stderr=out,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/.well-known/openid-configuration", process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"The provider did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def federated(
    provider: str, installed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """Return the address and folder of an atlas that trusts the provider."""
    home = install(installed, tmp_path_factory.mktemp("atlas"))
    profile = tmp_path_factory.mktemp("profile")
    port = free_port()
    secrets = profile / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(SECRETS.format(port=port, provider=provider))
    with serving(home, port, HOME=str(profile)) as address:
        subprocess.run(
            [sys.executable, "-m", "atlas", "user", "add", "Rana", "--role", "reviewer"],
            cwd=ROOT,
            env=os.environ | {"ATLAS_HOME": str(home), "ATLAS_LANG": "en"},
            check=True,
            capture_output=True,
        )
        yield address, home


@pytest.fixture
def visitor(chromium: Browser, federated: tuple[str, Path]) -> Iterator[Page]:
    """Return a page of a reader; the provider's own page may load nothing from outside."""
    made = chromium.new_context(base_url=federated[0], locale="en-GB")
    made.set_default_timeout(20_000)
    yield made.new_page()
    made.close()


def names(context: BrowserContext) -> set[str]:
    return {cookie["name"] for cookie in context.cookies()}


def sign_in(page: Page, who: str, path: str = "/about") -> None:
    page.goto(f"/sign-in?lang=en&next={path}")
    page.get_by_role("link", name="Sign in with institute").click()
    page.get_by_role("button", name=who, exact=True).first.click()


def test_a_known_person_signs_in_and_out(visitor: Page, federated: tuple[str, Path]) -> None:
    sign_in(visitor, "known")
    rested(visitor)
    assert urlsplit(visitor.url).path == "/about"
    expect(visitor.locator(".atlas-languages .account")).to_contain_text("Rana")
    assert "atlas_session" in names(visitor.context)
    left = [n for n in names(visitor.context) if n.startswith("_streamlit_user")]
    assert not left, "Streamlit's own identity, which nobody can revoke"
    visitor.get_by_role("button", name="Sign out").click()
    rested(visitor)
    expect(visitor.locator(".atlas-languages .account")).to_contain_text("Sign in")
    assert "atlas_session" not in names(visitor.context)
    for path in federated[1].rglob("*"):
        if path.is_file():
            assert b"nowhere.example" not in path.read_bytes(), f"an e-mail address in {path}"


@pytest.mark.parametrize("who", ["stranger", "nameless"])
def test_whom_only_the_provider_knows_gets_no_account(
    visitor: Page, federated: tuple[str, Path], who: str
) -> None:
    sign_in(visitor, who)
    expect(visitor.get_by_role("alert")).to_contain_text("have no account here")
    assert not {"atlas_session", "_streamlit_user"} & names(visitor.context)
    listed = subprocess.run(
        [sys.executable, "-m", "atlas", "user", "list", "--json"],
        cwd=ROOT,
        env=os.environ | {"ATLAS_HOME": str(federated[1])},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "Mallory" not in listed


def test_who_declines_comes_back_without_a_session(visitor: Page) -> None:
    visitor.goto("/sign-in?lang=en&next=/about")
    visitor.get_by_role("link", name="Sign in with institute").click()
    visitor.get_by_role("button", name="Deny").click()
    visitor.wait_for_url(lambda url: urlsplit(url).path == "/")
    assert "atlas_session" not in names(visitor.context)


def test_a_callback_that_nobody_asked_for_opens_nothing(visitor: Page) -> None:
    visitor.goto("/oauth2callback?code=invented&state=invented")
    assert urlsplit(visitor.url).path == "/"
    assert "atlas_session" not in names(visitor.context)
    answer = visitor.request.get("/sign-in/with/unknown", max_redirects=0)
    assert answer.status == 404
