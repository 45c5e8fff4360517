"""Texts: what nobody sees goes, what scripts need stays, and every export can be read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine, select

from atlas.editorial.releases import publish
from atlas.i18n import translator
from atlas.intake.sheets.safety import quote_formula
from atlas.store.schema import observation, release, source
from atlas.text import line, strip_invisible, tidy, xml_text
from atlas.web import calendar, feeds
from atlas.web.api import answers, formats, workbook
from atlas.web.feeds import Item
from tests import invented
from tests.invented import PUBLISHER, approve, batch, draft

# With lone surrogates and what is no character, as a careless program may have stored it.
ANY = st.text(st.characters())
PERSIAN = "می\u200cخواهم"
AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
T = translator("en")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\x00b\x1b[31m\x7f\x9b", "ab[31m"),
        ("a\u202eb\u202c\u2066c", "abc"),
        ("a\u200bb\ufeffc\u2060\u00add", "abcd"),
        ("a\tb\vc\u2028d\r\ne\x85f", "a b\nc\nd\ne\nf"),
        ("Ministe\u0300re", "Ministère"),
        ("e\u2066\u0301", "é"),
        ("\ud800x\ufffe\uffff\U0001fffe", "x"),
        (f" {PERSIAN} ", PERSIAN),
        ("क्\u200dष", "क्\u200dष"),
        ("\u200fالجيش\u200e (2)", "\u200fالجيش\u200e (2)"),
        ("\u2067الجيش\u2069 of \u2068x\u2069", "\u2067الجيش\u2069 of \u2068x\u2069"),
        ("\u2069x\u2067", "x"),
        ("\u0601123 \u06dd", "\u0601123 \u06dd"),
        ("👩\u200d✈️ 10\u00a0000", "👩\u200d✈️ 10\u00a0000"),
    ],
)
def test_only_what_nobody_sees_goes(written: str, shown: str) -> None:
    assert tidy(written) == shown


@given(ANY)
def test_a_tidy_text_is_tidy_for_good(text: str) -> None:
    shown = tidy(text)
    assert tidy(shown) == strip_invisible(shown) == shown == unicodedata.normalize("NFC", shown)
    shown.encode()  # no lone surrogate
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown.replace("\n", ""))
    assert "\n" not in line(text)


@given(st.lists(st.tuples(ANY, ANY), max_size=3))
def test_a_feed_is_always_well_formed(texts: list[tuple[str, str]]) -> None:
    items = [Item(f"x/{n}", title, words, "/x", AT) for n, (title, words) in enumerate(texts)]
    read = ET.fromstring(feeds.atom("releases", items, T, "https://a.example"))
    titles = [e.text or "" for e in read.iter(f"{{{feeds.NAMESPACE}}}title")][1:]
    assert titles == [tidy(title) for title, _ in texts]


@given(ANY, ANY)
def test_a_calendar_is_always_well_formed(title: str, words: str) -> None:
    from icalendar import Event

    row = {"id": "x", "start": "2026", "end": "", "published": "2026-01-01"}
    book = Calendar.new(prodid="x", name="x")
    book.add_component(Event.new(**calendar._event(row, title, words)))
    read = Calendar.from_ical(book.to_ical())
    assert [str(e["SUMMARY"]) for e in read.walk("VEVENT")] == [line(title)]


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=3))
def test_csv_is_always_readable(rows: list[tuple[str, str]]) -> None:
    written = formats.header(["a", "b"]) + formats.frame_csv_rows(
        pd.DataFrame(rows, columns=["a", "b"])
    )
    read = list(csv.reader(io.StringIO(written.encode().decode(), newline="")))
    assert len(read) == len(rows) + 1
    assert {len(row) for row in read} == {2}


@given(ANY)
def test_json_is_always_readable(text: str) -> None:
    import json

    assert json.loads(answers.json_bytes({"text": text}))["text"] == xml_or_same(text)


def xml_or_same(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@given(ANY)
def test_a_workbook_is_always_readable(text: str) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("x")
    sheet.append([workbook._cell(text), quote_formula(text)])
    file = io.BytesIO()
    book.save(file)
    read = next(load_workbook(io.BytesIO(file.getvalue())).active.iter_rows(values_only=True), ())
    assert len(read) <= 2
    assert xml_text(text) == xml_text(xml_text(text))


def test_a_submission_is_stored_tidy(staffed: Engine) -> None:
    words = f"a\x07b\u202e {PERSIAN}"
    dirty = invented.source(title="Year\x07book", licence="CC0\u200b-1.0")
    approve(staffed, batch(draft(original=words, note="x\x01y"), sources=[dirty]))
    publish(staffed, label="2026.1", by=PUBLISHER, notes="First\x1b release\u202e")
    with staffed.connect() as connection:
        row = connection.execute(select(observation)).mappings().one()
        described = connection.execute(select(source)).mappings().one()
        notes = connection.execute(select(release.c.notes)).scalar_one()
    assert (row["original"], row["note"]) == (f"ab {PERSIAN}", "xy")
    assert (described["title"], described["licence"]) == ("Yearbook", "CC0-1.0")
    assert notes == "First release"


def test_the_same_figure_with_and_without_control_signs_is_one_record(staffed: Engine) -> None:
    clean_one, dirty = draft(original="1.9"), replace(draft(), original="1\u200b.9")
    approve(staffed, batch(clean_one))
    approve(staffed, batch(dirty))
    with staffed.connect() as connection:
        assert len(connection.execute(select(observation.c.id)).all()) == 1


def test_an_older_database_gives_a_readable_feed(staffed: Engine) -> None:
    approve(staffed, batch(draft()))
    publish(staffed, label="2026.1", by=PUBLISHER, notes="x")
    if staffed.dialect.name == "sqlite":  # PostgreSQL holds no null character
        with staffed.begin() as connection:
            connection.execute(release.update().values(notes="a\x00\x0b\ufffe<&"))
    read = ET.fromstring(
        feeds.atom("releases", feeds.release_items(staffed, T), T, "https://a.example")
    )
    assert read.find(f".//{{{feeds.NAMESPACE}}}entry") is not None
