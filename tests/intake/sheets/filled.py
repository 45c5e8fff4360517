"""Rows that an editor fills in, and what is asked of a batch that was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from atlas.intake.checks import check_batch
from atlas.intake.draft import Batch

Fill = Callable[..., Path]
SOURCE = {
    "source": "act",
    "publisher": "Institute",
    "title": "Gazette",
    "vintage": "2024",
    "licence": "CC0",
}
JUDGEMENT = {
    "country": "URY",
    "question": "conscientious_objection",
    "answer": "yes",
    "period": "2024",
    "evidence": "It says so.",
    "source": "act",
}
EVENT = {
    "country": "URY",
    "event": "law",
    "date": "1999-05",
    "title": "Invented act",
    "source": "act",
}
OBSERVATION = {
    "country": "URY",
    "indicator": "milex_gdp",
    "period": "2024",
    "value": 2.5,
    "source": "act",
}


def problems(batch: Batch) -> list[tuple[str, str, str]]:
    found = [*batch.problems, *check_batch(batch)]
    assert all(p.file and p.sheet and p.row and p.message and p.remedy for p in found)
    return [(p.sheet, p.column, p.code) for p in found]


def one(batch: Batch) -> Any:
    assert problems(batch) == []
    (draft,) = (*batch.observations, *batch.records)
    return draft
