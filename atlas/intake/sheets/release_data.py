"""What a release knows already, for the columns “last value” and the lists of a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy import Engine, select

from atlas.intake.draft import Source
from atlas.intake.sheets.selection import TemplateRequest
from atlas.store import frames, reading
from atlas.store.kinds import INSTITUTION, JUDGEMENT
from atlas.store.schema import source
from atlas.store.selection import release_of

Key = tuple[str, str]  # country, indicator or question


@dataclass(frozen=True)
class Last:
    """The last answer: a number or a code, or the reason why there is none."""

    answer: float | str | None
    missing: str
    period: str
    source: str
    source_id: str


@dataclass(frozen=True)
class LastAnswers:
    """The last answers of a release, their sources, and the codes of institutions."""

    release: str | None = None
    observations: dict[Key, Last] = field(default_factory=dict)
    judgements: dict[Key, Last] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    institutions: tuple[str, ...] = ()


def last_answers(
    engine: Engine, selection: TemplateRequest, release: str | None = None
) -> LastAnswers:
    """Return what a release (the newest by default) knows of what a template asks for.

    What a licence forbids to pass on is left out: templates are sent around.

    Raises
    ------
    UnknownRelease
    """
    label = release_of(engine, release)[0]
    observations: dict[Key, Last] = {}
    judgements: dict[Key, Last] = {}
    if "observation" in selection.kinds:
        frame = frames.observations(
            engine,
            indicators=selection.indicators,
            countries=selection.countries,
            release=label,
            totals_only=True,
        )
        observations = _last(frame[frame["preferred"]], "indicator", ("value", "category"))
    if "judgement" in selection.kinds:
        frame = reading.read_records(
            engine,
            JUDGEMENT,
            countries=selection.countries,
            where={"question": selection.questions},
            release=label,
        )
        judgements = _last(frame, "question", ("answer",))
    sources = {last.source_id for last in (*observations.values(), *judgements.values())}
    return LastAnswers(
        label,
        observations,
        judgements,
        _sources(engine, sources),
        _institutions(engine, selection, label),
    )


def _last(frame: pd.DataFrame, key: str, answers: tuple[str, ...]) -> dict[Key, Last]:
    free = frame[frame["redistributable"].astype(bool)].sort_values("period", kind="stable")
    newest = free.drop_duplicates(["country", key], keep="last")
    return {
        (row["country"], row[key]): Last(
            next((row[a] for a in answers if row[a] not in ("", None) and pd.notna(row[a])), None),
            row["missing_reason"] or "",
            row["period"],
            row["source"],
            row["source_id"],
        )
        for row in newest.to_dict("records")
    }


def _sources(engine: Engine, ids: Iterable[str]) -> tuple[Source, ...]:
    query = select(source).where(source.c.id.in_(sorted(ids))).order_by(source.c.id)
    with engine.connect() as connection:
        return tuple(Source(**row) for row in connection.execute(query).mappings())


def _institutions(engine: Engine, selection: TemplateRequest, label: str) -> tuple[str, ...]:
    if "relation" not in selection.kinds:
        return ()
    frame = reading.read_records(engine, INSTITUTION, countries=selection.countries, release=label)
    return tuple(sorted(set(frame["code"])))
