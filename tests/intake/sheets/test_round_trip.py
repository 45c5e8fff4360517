"""Records that were written as sheets read back the same; an untouched template holds none."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.codebook import codebook
from atlas.codebook.check import FORCES
from atlas.codebook.model import Method, MissingReason, Processing, Reliability
from atlas.i18n import LANGUAGES
from atlas.intake.checks import check_batch
from atlas.intake.draft import (
    Batch,
    DraftDocument,
    DraftEvent,
    DraftInstitution,
    DraftJudgement,
    DraftObservation,
    DraftParticipation,
    DraftRelation,
    DraftTreatyAction,
)
from atlas.intake.files import read_file
from atlas.intake.sheets import RECORD_SHEETS
from atlas.intake.sheets.filling import record_rows, source_cells
from atlas.intake.sheets.safety import quote_formula, unquote_formula
from atlas.intake.sheets.selection import template_request
from atlas.intake.sheets.template import filled_workbook, template_workbook
from tests.invented import source
from tests.invented_records import RECORDS, batch_of

BOOK = codebook()
WORDS = BOOK.vocabulary
SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
TEXTS = st.text(SIGNS, max_size=24).map(lambda text: " ".join(text.split()))
NAMES = TEXTS.filter(bool)
DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from((day, day[:7], day[:4])))
MAYBE_DATES = st.one_of(st.just(""), DATES)
YEARS = st.integers(1900, 2026).map(str)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
PROVENANCE = {
    "country": st.sampled_from(tuple(BOOK.countries)),
    "source": st.just("yearbook-2026"),
    "original": TEXTS,
    "locator": TEXTS,
    "method": st.sampled_from(Method),
    "processing": st.sampled_from(Processing),
    "reliability": st.sampled_from(Reliability),
    "note": TEXTS,
}
CODED = {**PROVENANCE, "collector": TEXTS, "note_language": TEXTS, "evidence": TEXTS}


@st.composite
def judgements(draw: st.DrawFn) -> DraftJudgement:
    question = draw(st.sampled_from(tuple(BOOK.questions.values())))
    codes = st.sampled_from([a.code for a in question.answers])
    answer = draw(st.one_of(st.just(""), codes))
    own: dict[str, Any] = {
        name: draw(strategy)
        for name, strategy in {
            **CODED,
            "evidence": NAMES,
            "period": YEARS,
            "law": TEXTS,
            "article": TEXTS,
            "law_date": MAYBE_DATES,
            "second_coder": TEXTS,
            "second_answer": st.one_of(st.just(""), codes),
        }.items()
    }
    missing = None if answer else draw(st.sampled_from(MissingReason))
    return DraftJudgement(question=question.id, answer=answer, missing=missing, **own)


def of(kind: Any, **own: Any) -> Any:
    return st.builds(kind, **CODED, **own)


@st.composite
def observations(draw: st.DrawFn) -> DraftObservation:
    indicator = draw(st.sampled_from(tuple(BOOK.indicators.values())))
    shared = {name: draw(strategy) for name, strategy in PROVENANCE.items()}
    # An empty place or wording is filled from the sheet, so that a figure leads back to its cell.
    shared |= {"original": draw(NAMES), "locator": draw(NAMES)}
    answer: dict[str, Any] = {"missing": draw(st.sampled_from(MissingReason))}
    if draw(st.booleans()) and indicator.kind == "category":
        answer = {"category": draw(st.sampled_from([c.code for c in indicator.categories]))}
    elif indicator.kind != "category" and draw(st.booleans()):
        low = 0.0 if indicator.low is None else indicator.low
        high = 1e12 if indicator.high is None else indicator.high
        numbers = sorted(draw(st.tuples(*[st.floats(low, high)] * 3)))
        alone = draw(st.booleans())
        answer = dict(zip(("low", "value", "high"), numbers, strict=True))
        answer = {"value": numbers[1]} if alone else answer
    return DraftObservation(
        indicator=indicator.id, period=draw(YEARS), unit=indicator.unit, **shared, **answer
    )


STRATEGIES = {
    "observation": observations(),
    "judgement": judgements(),
    "event": of(
        DraftEvent,
        event=st.sampled_from(tuple(WORDS.events)),
        date=DATES,
        title=NAMES,
        until=st.just(""),
    ),
    "document": of(
        DraftDocument,
        document=st.sampled_from(tuple(WORDS.documents)),
        title=NAMES,
        number=TEXTS,
        date=MAYBE_DATES,
        language=st.sampled_from(("", "es", "ara")),
    ),
    "institution": of(
        DraftInstitution,
        code=SLUGS,
        institution=st.sampled_from(tuple(WORDS.institutions)),
        name=NAMES,
        own_name=TEXTS,
        force=st.sampled_from(("", *FORCES)),
        since=MAYBE_DATES,
    ),
    "relation": of(
        DraftRelation,
        subject=SLUGS,
        relation=st.sampled_from(tuple(WORDS.relations)),
        object=SLUGS,
        legal_basis=TEXTS,
        until=MAYBE_DATES,
    ),
    "participation": of(
        DraftParticipation,
        organisation=st.sampled_from(tuple(BOOK.organisations)),
        status=st.sampled_from(tuple(WORDS.statuses)),
        period=YEARS,
        since=MAYBE_DATES,
    ),
    "treaty_action": of(
        DraftTreatyAction,
        instrument=st.sampled_from(tuple(BOOK.instruments)),
        action=st.sampled_from(tuple(WORDS.actions)),
        date=DATES,
    ),
}


def test_every_kind_has_a_strategy() -> None:
    assert set(STRATEGIES) == set(RECORD_SHEETS)


@pytest.mark.parametrize("kind", STRATEGIES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_records_read_back_as_they_were(kind: str, data: st.DataObject, tmp_path: Any) -> None:
    key = {"observation": lambda d: (d.country, d.indicator, d.period)}
    unique = key.get(kind, lambda d: (d.country, *_own(d)))
    drafts = data.draw(st.lists(STRATEGIES[kind], min_size=1, max_size=5, unique_by=unique))
    given_batch = batch_with(drafts)
    path = tmp_path / "filled.xlsx"
    lang = data.draw(st.sampled_from(LANGUAGES))
    path.write_bytes(
        filled_workbook(template_request(kinds=[kind], countries=["URY"], lang=lang), given_batch)
    )
    read = read_file(path)
    assert read.problems == ()
    assert read == given_batch
    assert {origin.row for origin in read.origins.values()} == set(range(4, 4 + len(drafts)))


def _own(draft: Any) -> tuple[Any, ...]:
    names = ("question", "event", "date", "title", "document", "code", "subject", "relation")
    names += ("object", "organisation", "period", "instrument", "action")
    return tuple(
        getattr(draft, n, "")
        for n in (*names, "object", "organisation", "period", "instrument", "action")
    )


def batch_with(drafts: list[Any]) -> Batch:
    seen = tuple(d for d in drafts if isinstance(d, DraftObservation))
    records = tuple(d for d in drafts if not isinstance(d, DraftObservation))
    return Batch((source(),), seen, records=records)


def test_all_kinds_at_once_read_back_and_pass_the_rules(tmp_path: Any) -> None:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(
        filled_workbook(
            template_request(kinds=RECORD_SHEETS, countries=["URY"]), batch_of(*RECORDS)
        )
    )
    read = read_file(path)
    assert read.problems == ()
    assert set(read.records) == set(RECORDS)
    assert read.sources == (source(),)
    assert check_batch(read) == []


@pytest.mark.parametrize("kind", [k for k in STRATEGIES if k != "observation"])
def test_a_csv_of_one_kind_describes_its_sources_itself(kind: str, tmp_path: Any) -> None:
    drafts = [r for r in RECORDS if r.kind == kind]
    text = io.StringIO(newline="")
    described = source_cells(source())
    told = {("source_" if n in ("title", "url") else "") + n: c for n, c in described.items()}
    rows = [{**row, **told} for row in record_rows(RECORD_SHEETS[kind], batch_of(*drafts))]
    for row in rows:
        row.pop("source")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    if not rows:
        return
    writer.writeheader()
    writer.writerows(rows)
    path = tmp_path / f"{kind}.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    read = read_file(path)
    assert read.problems == ()
    (described_source,) = read.sources
    assert described_source.title == "Yearbook"
    assert [r.country for r in read.records] == [r.country for r in drafts]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("layout", ["long", "wide"])
def test_an_untouched_template_holds_nothing_and_has_no_problem(
    lang: str, layout: str, tmp_path: Any
) -> None:
    asked = template_request(
        kinds=RECORD_SHEETS, countries=["COL", "CHL"], lang=lang, layout=layout
    )
    path = tmp_path / "template.xlsx"
    path.write_bytes(template_workbook(asked)[0])
    assert read_file(path) == Batch((), ())


@given(st.text())
def test_text_is_made_safe_and_plain_again(text: str) -> None:
    kept = "".join(sign for sign in text if sign.isprintable())
    assert unquote_formula(quote_formula(kept)) == kept
    assert quote_formula(kept)[:1] not in tuple("=+-@")
