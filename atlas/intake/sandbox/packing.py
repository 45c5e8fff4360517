"""A reader's answer as bytes: plain rows in pieces, so small that none blocks the server.

Only the atlas's own classes and a few plain ones are made from what a child sends: a child that
was taken over by its file could otherwise name any function of Python.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import islice
from operator import attrgetter
from typing import Any

from atlas.errors import AtlasError
from atlas.intake.draft import Batch, DraftObservation, DraftRecord, Origin

PIECE = 2_000  # drafts
PLAIN = {
    "builtins": {"set", "frozenset", "bytearray", "complex"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "pathlib": {"PosixPath", "WindowsPath"},
}
values_of: Callable[[DraftObservation], tuple[Any, ...]] = attrgetter(
    *(field.name for field in fields(DraftObservation))
)


class Forged(Exception):
    """A child sent something that no reader sends."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name in PLAIN.get(module, ()):
            return super().find_class(module, name)
        if module.startswith("atlas."):
            kind = super().find_class(module, name)
            if isinstance(kind, type) and _harmless(kind):
                return kind
        raise Forged(f"{module}.{name}")


def _harmless(kind: type[Any]) -> bool:
    return is_dataclass(kind) or issubclass(kind, Enum | AtlasError)


def pack_value(value: object) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack_value(data: bytes) -> Any:
    """Return the value that a child packed.

    Raises
    ------
    Forged
    """
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError) as error:
        raise Forged(str(error)) from error


def batch_pieces(batch: Batch) -> Iterator[bytes]:
    """Yield a batch's observations in pieces, then all the rest of it."""
    observations = iter(batch.observations)
    place = batch.origins.get
    while part := list(islice(observations, PIECE)):
        places = [
            (at.file, at.sheet, at.row, at.columns) if (at := place(d)) else None for d in part
        ]
        yield pack_value(([values_of(draft) for draft in part], places))
    records = [(record, place(record)) for record in batch.records]
    others = _others(batch)
    yield pack_value((replace(batch, observations=(), records=(), origins={}), records, others))


def _others(batch: Batch) -> list[tuple[Any, Origin]]:
    """Return the places of drafts that are no longer in the batch, such as of a duplicate."""
    if len(batch.origins) <= len(batch.observations) + len(batch.records):
        return []
    inside: set[object] = {*batch.observations, *batch.records}
    return [(draft, at) for draft, at in batch.origins.items() if draft not in inside]


def unpack_batch(parts: Iterable[bytes]) -> Batch:
    """Return the batch of all pieces.

    Raises
    ------
    Forged
    """
    observations: list[DraftObservation] = []
    origins: dict[Any, Origin] = {}
    for part in parts:
        first, second, *rest = unpack_value(part)
        if rest:
            return _whole(first, second, rest[0], observations, origins)
        drafts = [DraftObservation(*values) for values in first]
        observations += drafts
        origins.update(
            (draft, Origin(*at)) for draft, at in zip(drafts, second, strict=True) if at is not None
        )
    raise Forged("no end")


def _whole(
    bare: Batch,
    records: Iterable[tuple[DraftRecord, Origin | None]],
    others: Iterable[tuple[Any, Origin]],
    observations: list[DraftObservation],
    origins: dict[Any, Origin],
) -> Batch:
    pairs = list(records)
    origins.update((record, at) for record, at in pairs if at is not None)
    origins.update(others)
    return replace(
        bare,
        observations=tuple(observations),
        records=tuple(record for record, _ in pairs),
        origins=origins,
    )
