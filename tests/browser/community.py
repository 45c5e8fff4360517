"""A server of the community's own, with readers who sign in, for the long flows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser
from sqlalchemy import Engine

from atlas.editorial import Role, add_account
from atlas.store import engine as open_engine
from tests.browser.conftest import install, serving
from tests.browser.test_voices import People
from tests.invented import EDITOR, REVIEWER


@contextmanager
def community(chromium: Browser, installed: Path, folder: Path) -> Iterator[tuple[People, Engine]]:
    """Serve an atlas from a folder of its own, with an editor and a reviewer; watch its readers."""
    with serving(install(installed, folder)) as address:
        people = People(chromium, address)
        made = open_engine(f"sqlite:///{folder}/atlas.sqlite")
        for name, role in ((EDITOR, Role.EDITOR), (REVIEWER, Role.REVIEWER)):
            add_account(made, name, role)
        yield people, made
        for watch in people.watches:
            watch.check()
        made.dispose()
