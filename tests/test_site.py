"""Navigation, files, README and links of the community are held to one list of pages."""

import re

from atlas.settings import ROOT
from atlas.site import PAGES, VIEWS


def test_every_page_has_its_screen_and_every_screen_is_listed() -> None:
    screens = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    assert screens == {page.file for page in PAGES}


def test_the_readme_names_every_page() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`/([a-z]*)[?`]", text))
    assert [page.address for page in PAGES if page.address not in named] == []


def test_entries_of_the_community_link_to_views_and_not_to_the_desk() -> None:
    assert "/trends" in VIEWS
    assert not {"/upload", "/review", "/about"} & set(VIEWS)
