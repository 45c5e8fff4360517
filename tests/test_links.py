"""Addresses: one rule for what comes in, one way to write a link, and no way around it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.export.html import _environment, link_html, outward
from atlas.intake.checks import check_batch
from atlas.links import NOWHERE, is_local, is_web_address, live, web_address
from atlas.settings import ASSETS, ROOT
from tests.invented import batch, draft, source
from tests.invented_records import batch_of, document, judgement

TRICKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "%6aavascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https://user:word@evil.example",
    "https://ours.example@evil.example",
    "https://ours.example\\@evil.example",
    "https://ours.example/\nx",
    "https://ours.example/\u202egpj.exe",
    "https://ours\u200b.example",
    "\ufeffhttps://ours.example",
    "h\u200dttps://ours.example",
    "http://javascript:alert(1)",
    "https://ours.example:99999",
    'https://ours.example/"onclick="alert(1)',
    "https://ours.example/<b>",
    "https://",
    "https://.",
    "https://a..example",
    "https://%65vil.example",
    "ftp://ours.example",
    "file:///etc/passwd",
    "blob:https://ours.example",
    "mailto:a@ours.example",
    "view-source:https://ours.example",
    "ours.example",
]
GOOD = [
    "https://mdn.gub.uy/libro-blanco",
    "HTTP://Example.org:8080/a?b=c&d=%0a#e",
    "https://münchen.example/ü",
    "https://xn--mnchen-3ya.example",
    "https://وزارة.مصر/",
    "https://例え.テスト/",
    "https://[2001:db8::1]/x",
    "https://en.wikipedia.org/wiki/Army_(land_forces)",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_is_a_web_address(trick: str) -> None:
    assert not is_web_address(trick)
    assert web_address(trick) == ""


@pytest.mark.parametrize("good", GOOD)
def test_addresses_of_all_scripts_are(good: str) -> None:
    assert web_address(good) == live(good) == good


@given(st.text())
def test_whatever_is_live_is_outward_or_local(text: str) -> None:
    shown = live(text)
    assert shown in (text, NOWHERE)
    stripped = re.sub(r"[\s\x00-\x20]", "", shown)  # as a browser reads it
    scheme = re.match(r"[^/?#]*:", stripped)
    assert scheme is None or scheme[0].lower() in ("http:", "https:")
    assert not stripped.replace("\\", "/").startswith("//")


@pytest.mark.parametrize("address", ["/country?a=b", "?lang=fr", "#part", "country?a=b:c", ""])
def test_places_of_the_atlas_are_local(address: str) -> None:
    assert is_local(address)


# -- at submit


@pytest.mark.parametrize("trick", TRICKS)
def test_a_source_with_a_bad_address_is_refused_by_name(trick: str) -> None:
    found = check_batch(batch(draft(), sources=[source(url=trick)]))
    assert [(p.code, p.column, p.value) for p in found] == [("bad-url", "url", trick[:80])]
    assert "https://" in found[0].remedy


@pytest.mark.parametrize("trick", TRICKS)
def test_records_with_a_bad_address_are_refused_by_name(trick: str) -> None:
    paper = replace(document("URY", "law", "A law"), url=trick)
    answer = replace(judgement("CRI", "military_vote", "no"), law_url=trick)
    found = [p for p in check_batch(batch_of(paper, answer)) if p.code == "bad-link"]
    assert sorted(p.column for p in found) == ["law_url", "url"]


# -- on the way out


@pytest.mark.parametrize("trick", TRICKS)
def test_a_stored_bad_address_is_words(trick: str) -> None:
    made = outward(trick, "A source")
    assert "href" not in made
    assert "A source" in made
    assert "href" not in str(link_html(trick, "x")) or is_local(trick)


def test_a_link_elsewhere_tells_nobody_where_it_was_pressed() -> None:
    made = outward("https://a.example/?b=1&c", "<b>", target="_blank")
    assert made == (
        '<a href="https://a.example/?b=1&amp;c" rel="noopener noreferrer nofollow" '
        'target="_blank"><bdi>&lt;b&gt;</bdi></a>'
    )


def test_a_template_cannot_forget_the_rule() -> None:
    written = _environment().from_string('<a href="{{ x }}">{{ x }}</a><img src=\'{{ x ~ "" }}\'>')
    made = written.render(x="javascript:alert(1)")
    assert made.count("javascript") == 1, "only the words"
    assert made.count(NOWHERE) == 2
    kept = _environment().from_string('<a href="{{ x }}&amp;y={{ x }}">').render(x="/a?b=1")
    assert kept == '<a href="/a?b=1&amp;y=/a?b=1">'


def test_a_picture_in_an_address_is_a_picture() -> None:
    picture = "data:image/svg+xml;base64,PHN2Zy8+"
    made = _environment().from_string('<img src="{{ x }}">')
    assert picture in made.render(x=picture)
    assert NOWHERE in made.render(x="data:text/html;base64,PHN2Zy8+")


# -- the rule is kept by the code

TEMPLATES = sorted((ASSETS / "templates").rglob("*.html"))
SCRIPTS = sorted((ASSETS / "js").rglob("*.js"))
# A tag with an address that a block, not an expression, begins would pass the filter by.
BLOCKED = re.compile(r"""\b(?:href|src|action|formaction|srcset)\s*=\s*(?:["']\s*\{%|[^"'\s>])""")
UNSAFE = re.compile(r"\|\s*safe\b|autoescape\s+false")
WRITES = re.compile(
    r"\.(?:href|src|action)\s*=[^=]|[{,]\s*href\s*[,:}]|setAttribute\(\s*[\"'](?:href|src)"
    r"|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment"
    r"|createElement\(\s*[\"'](?:a|script|iframe)[\"']|element\(\s*[\"']a[\"']|window\.open"
)
# The text of our own template, which the server has escaped.
ALLOWED = {
    ("law/dialog.js", "innerHTML"),
    ("law/dialog.js", "outerHTML"),
    ("map/url.js", 'setAttribute("href'),  # only the query of a link that is there
}


def test_templates_let_every_address_through_the_filter() -> None:
    for path in TEMPLATES:
        text = path.read_text()
        assert not BLOCKED.search(text), path
        assert not UNSAFE.search(text), path


def test_scripts_write_links_in_one_place() -> None:
    found = {
        (path.relative_to(ASSETS / "js").as_posix(), hit.strip("., {"))
        for path in SCRIPTS
        if path.name != "link.js"
        for hit in WRITES.findall(path.read_text())
    }
    assert found <= ALLOWED


def test_python_writes_links_in_one_place() -> None:
    writers = []
    for folder in ("atlas", "ui", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text()
            if re.search(r"""(?:href|src)=\\?["']\{|link_button|unsafe_allow_html""", text):
                writers.append(path.relative_to(ROOT).as_posix())
    # The document's own files, and the one function that writes links.
    assert sorted(writers) == ["atlas/export/html.py", "atlas/web/static.py"]


def test_columns_of_links_hold_only_addresses_that_may_be_one() -> None:
    asked = "LinkColumn"
    users = [p for p in (ROOT / "ui").glob("*.py") if asked in p.read_text()]
    assert [p.name for p in users] == ["browse.py"]
    assert "source_url=_linkable(" in users[0].read_text()
