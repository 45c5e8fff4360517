"""The rows of a sheet: what a template gives, and records written out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from atlas.codebook import codebook
from atlas.i18n import country_name, translator
from atlas.intake.draft import Batch, DraftObservation, DraftRecord, Source
from atlas.intake.sheets.columns import SOURCE_SHEET, SheetDefinition
from atlas.intake.sheets.release_data import Last, LastAnswers
from atlas.intake.sheets.rows import DEFAULTS
from atlas.intake.sheets.selection import TemplateRequest
from atlas.intake.sheets.words import NO, code_name

Row = dict[str, Any]  # column -> cell


def given_rows(
    sheet: SheetDefinition, selection: TemplateRequest, release_data: LastAnswers
) -> Iterator[Row]:
    """Yield the rows that a template gives to be filled in."""
    if sheet is SOURCE_SHEET:
        yield from map(source_cells, release_data.sources)
    elif sheet.kind == "observation":
        for indicator in selection.indicators:
            for country in selection.countries:
                yield _observation(country, indicator, selection.lang, release_data)
    elif sheet.kind == "judgement":
        for country in selection.countries:
            for question in selection.questions:
                yield _judgement(country, question, selection.lang, release_data)
    else:
        yield from (_country(country, selection.lang) for country in selection.countries)


def record_rows(sheet: SheetDefinition, batch: Batch) -> Iterator[Row]:
    """Yield records of a batch as rows that read back to the same records."""
    if sheet is SOURCE_SHEET:
        yield from map(source_cells, batch.sources)
    drafts: tuple[DraftObservation | DraftRecord, ...] = (*batch.observations, *batch.records)
    for draft in drafts:
        if sheet.draft is not None and type(draft) is sheet.draft:
            values = asdict(draft)
            row = {column.name: values.get(column.attribute) for column in sheet.read}
            yield {name: cell for name, cell in row.items() if not _is_default(name, cell)}


def source_cells(source: Source) -> Row:
    """Return a source as a row of the sheet “sources”."""
    row = {c.name: getattr(source, c.name, "") for c in SOURCE_SHEET.read}
    free = "" if source.redistributable else NO
    return {n: c for n, c in (row | {"source": source.id, "redistributable": free}).items() if c}


def _is_default(name: str, cell: Any) -> bool:
    field = "missing" if name == "missing_reason" else name
    return cell is None or cell == "" or (field in DEFAULTS and cell == DEFAULTS[field])


def _country(country: str, lang: str) -> Row:
    return {"country": country, "country_name": country_name(country, lang)}


def _observation(country: str, indicator: str, lang: str, release_data: LastAnswers) -> Row:
    entry = codebook().indicators[indicator]
    t = translator(lang)
    last = release_data.observations.get((country, indicator))
    return {
        **_country(country, lang),
        "indicator": indicator,
        "indicator_name": t(entry.name),
        "unit": t(entry.unit) if entry.unit else None,
        **_last_cells("last_value", last, "category", indicator, lang),
    }


def _judgement(country: str, question: str, lang: str, release_data: LastAnswers) -> Row:
    last = release_data.judgements.get((country, question))
    return {
        **_country(country, lang),
        "question": question,
        "question_text": translator(lang)(codebook().questions[question].text),
        **_last_cells("last_answer", last, "answer", question, lang),
    }


def _last_cells(column: str, last: Last | None, vocabulary: str, context: str, lang: str) -> Row:
    if last is None:
        return {}
    answer = last.answer
    if isinstance(answer, str):
        answer = code_name(vocabulary, answer, lang, context)
    elif answer is None:
        answer = code_name("missing_reason", last.missing, lang)
    return {column: answer, "last_year": last.period, "last_source": last.source}
