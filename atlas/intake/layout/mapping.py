"""How a table is read: what the detector found, an editor may change, the atlas remembers."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, field, replace
from typing import Any

VALUE = "value"


@dataclass(frozen=True)
class Column:
    """What a column is. A column of values may have an indicator, a year and a unit of its own.

    ``role`` is ``value``, ``country``, ``code``, ``year``, ``indicator``, ``unit``, ``source``,
    ``note`` and so on (``atlas.intake.layout.words``), ``unclear`` or ``ignored``.
    """

    role: str
    header: str = ""
    indicator: str = ""
    year: str = ""
    estimate: bool = False
    unit: str = ""
    breakdown: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """How one table of a sheet is read; rows and columns count from 0, ``last`` is inclusive.

    ``unit`` is a text such as “million US$”. In a ``transposed`` table, countries are columns:
    its rows and columns are those of the sheet turned over.
    """

    sheet: str
    header: tuple[int, ...]
    first: int
    last: int
    columns: dict[int, Column] = field(default_factory=dict)
    indicator: str = ""
    unit: str = ""
    year: str = ""
    country: str = ""
    transposed: bool = False
    candidates: tuple[str, ...] = ()
    left_out: bool = False
    title: str = ""

    def role(self, name: str) -> int | None:
        """Return the first column of a role."""
        return next((at for at, column in self.columns.items() if column.role == name), None)

    def values(self) -> list[int]:
        """Return the columns of values."""
        return [at for at, column in self.columns.items() if column.role == VALUE]

    def settled(self) -> Mapping:
        """Return it with the one column that is not clear read as the table's indicator, if any.

        Where no column is one of values, a column of numbers that seemed to be a rank is.
        """
        if not self.indicator or self.values():
            return self
        unclear = [at for at, c in self.columns.items() if c.role in ("unclear", "foreign")]
        likely = [at for at in unclear if self.indicator in self.columns[at].candidates]
        columns = likely if len(likely) == 1 else unclear
        if len(columns) != 1:
            return self
        column = replace(self.columns[columns[0]], role=VALUE, candidates=())
        return replace(self, columns={**self.columns, columns[0]: column})

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        data = asdict(self)
        data["columns"] = {str(at): asdict(column) for at, column in self.columns.items()}
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Mapping:
        """Return the mapping that ``to_json`` wrote."""
        columns = {
            int(at): Column(**{**column, "candidates": tuple(column.get("candidates", ()))})
            for at, column in data["columns"].items()
        }
        header, candidates = tuple(data["header"]), tuple(data.get("candidates", ()))
        values = {**data, "columns": columns, "header": header, "candidates": candidates}
        return cls(**values)

    def moved(self, to: Mapping) -> Mapping:
        """Return how this mapping reads the same layout in another file, such as next year's."""
        by_heading = {_heading_key(c.header): c for c in self.columns.values() if c.header}
        columns = {
            at: replace(
                by_heading[_heading_key(column.header)], header=column.header, year=column.year
            )
            if _heading_key(column.header) in by_heading
            else column
            for at, column in to.columns.items()
        }
        return replace(
            to,
            columns=columns,
            left_out=self.left_out,
            indicator=self.indicator,
            unit=self.unit,
            candidates=self.candidates,
        )


def fingerprint(mapping: Mapping) -> str:
    """Return what two files of one layout share: sheet, headings without their years."""
    labels = sorted({_heading_key(column.header) for column in mapping.columns.values()})
    text = "\x1f".join([_heading_key(mapping.sheet), _heading_key(mapping.title), *labels])
    return hashlib.sha256(text.encode()).hexdigest()


def _heading_key(text: str) -> str:
    return " ".join(re.sub(r"\d+", "#", text.casefold()).split())
