"""What a connector hands on has the types that ``atlas.intake.draft`` says, or is a problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from enum import Enum
from functools import lru_cache
from numbers import Real
from typing import Any, TypeVar, get_args, get_type_hints

from atlas.i18n import N_
from atlas.intake.draft import Batch, DraftObservation, DraftRecord, Problem, Severity, Source

T = TypeVar("T")
TEMPLATE = N_("{record}: the field “{field}” cannot hold {value}.")
REMEDY = N_("The connector needs a correction: see the types in atlas/intake/draft.py.")


def drop_malformed(batch: Batch) -> Batch:
    """Return a batch without the drafts and sources of wrong types, each named as an error.

    Lists and other iterables are as good as tuples.
    """
    problems = [replace(p, severity=Severity(p.severity)) for p in batch.problems]
    return replace(
        batch,
        sources=_sound(batch.sources, Source, problems),
        observations=_sound(batch.observations, DraftObservation, problems),
        records=_sound(batch.records, DraftRecord, problems),
        problems=tuple(problems),
    )


def _sound(drafts: Iterable[T], kind: type, problems: list[Problem]) -> tuple[T, ...]:
    """Return the drafts without those of wrong types; add a problem for each of these."""
    sound = []
    for one in drafts:
        if not isinstance(one, kind):
            problems.append(_problem(type(one).__name__, "", one))
        elif name := _wrong(one):
            problems.append(_problem(_record_label(one), name, getattr(one, name)))
        else:
            sound.append(one)
    return tuple(sound)


def _wrong(one: Any) -> str | None:
    """Return the first field that holds what it cannot hold."""
    for name, types, codes, optional in _field_types(one.__class__):
        value = getattr(one, name)
        if value is None:
            if not optional:
                return name
        elif codes:
            if value not in codes:
                return name
        elif not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            return name
    return None


@lru_cache(maxsize=16)
def _field_types(kind: type[Any]) -> tuple[tuple[str, tuple[type, ...], frozenset[str], bool], ...]:
    """Return, for each field: name, types, codes of a vocabulary, whether it may be None."""
    hints = get_type_hints(kind)
    field_types = []
    for field in fields(kind):
        types = get_args(hints[field.name]) or (hints[field.name],)
        own = tuple(t for t in types if t is not type(None))
        codes = frozenset(e.value for t in own if issubclass(t, Enum) for e in t)
        numbers = tuple(Real if t is float else t for t in own)
        field_types.append((field.name, numbers, codes, type(None) in types))
    return tuple(field_types)


def _record_label(one: Any) -> str:
    parts = ("id", "country", "indicator", "period")
    return " ".join([type(one).__name__, *(str(getattr(one, p)) for p in parts if hasattr(one, p))])


def _problem(record: str, field: str, value: object) -> Problem:
    params: dict[str, object] = {"record": record, "field": field, "value": repr(value)[:80]}
    message = TEMPLATE.format(**params)
    params |= {"template": TEMPLATE}
    return Problem(
        Severity.ERROR, "malformed-record", message, REMEDY, value=repr(value)[:80], params=params
    )
