"""Replies as lists: below a table of figures, and on the desk's own pages."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.codebook import MissingReason, codebook
from atlas.i18n import Translator, country_name
from atlas.store.replies import RecordPlace
from atlas.views.breakdowns import breakdown_name
from atlas.views.country.figures import SourceEvidence, evidence_of, reply_place
from atlas.views.law.judgements import answer_name, reason_name
from atlas.views.replies.notes import ReplyView, Voices
from atlas.views.values import value_text


@dataclass(frozen=True)
class Stands:
    """What a release says at a place, in the reader's language."""

    name: str
    country: str
    period: str
    value: str
    unit: str
    absent: bool
    definition: str
    evidence: SourceEvidence


@dataclass(frozen=True)
class ReplyRow:
    """A figure and the replies to it."""

    figure: str
    value: str
    replies: tuple[ReplyView, ...]


def replies_to(rows: pd.DataFrame, voices: Voices) -> list[tuple[ReplyView, ...]]:
    """Return the replies to each of some observations."""
    if not voices.replies:
        return [()] * len(rows)
    by_place = {
        (place.country, place.subject, place.period, place.breakdown): replies
        for place, replies in voices.replies.items()
        if place.kind == "observation"
    }
    columns = [rows[name] for name in ("country", "indicator", "period", "breakdown")]
    return [by_place.get(at, ()) for at in zip(*columns, strict=True)]


def reply_rows(
    rows: pd.DataFrame, replies_by_row: list[tuple[ReplyView, ...]], t: Translator
) -> list[ReplyRow]:
    """Return the replied figures of a table, each place once."""
    by_place: dict[RecordPlace | None, ReplyRow] = {}
    for number, replies in enumerate(replies_by_row):
        if not replies or reply_place(row := rows.iloc[number]) in by_place:
            continue
        stands = stands_as(row, t)
        figure = " · ".join((stands.country, stands.name, stands.period))
        value = f"{stands.value} {stands.unit}".strip()
        by_place[reply_place(row)] = ReplyRow(figure, value, replies)
    return list(by_place.values())


def stands_as(row: pd.Series, t: Translator) -> Stands:
    """Return a record of an observation or a judgement for reading."""
    place = reply_place(row)
    assert place is not None, "only observations and judgements are replied to"
    reason = row["missing_reason"] if isinstance(row["missing_reason"], str) else ""
    unit = ""
    if place.kind == "judgement":
        question = codebook().question(place.subject)
        name, definition = t(question.text), t(question.definition)
        code = str(row["answer"] or "")
        value = answer_name(question, code, t) if code else ""
    else:
        indicator = codebook().indicator(place.subject)
        name, definition = t(indicator.name), t(indicator.definition)
        if place.breakdown:
            name = f"{name} · {breakdown_name(place.breakdown, t)}"
        value = "" if reason else value_text(row, indicator, t)
        unit = t(indicator.unit) if indicator.unit and not reason else ""
    return Stands(
        name=name,
        country=country_name(place.country, t.lang),
        period=place.period,
        value=value or reason_name(reason or MissingReason.NO_DATA, t),
        unit=unit,
        absent=not value,
        definition=definition,
        evidence=evidence_of(row, t),
    )
