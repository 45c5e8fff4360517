"""One row of the table: what was measured, against what, and what is to be reached."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """``measured`` and ``to_reach`` are in ``unit`` (× is a ratio in the same run)."""

    name: str
    measured: float
    unit: str
    to_reach: float
    detail: str = ""

    @property
    def reached(self) -> bool:
        """True when the measured value is at or under what is to be reached."""
        return self.measured <= self.to_reach


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | measured | to reach | | detail |", "|---|---:|---:|---|---|"]
    for row in rows:
        mark = "reached" if row.reached else "**missed**"
        value, goal = (f"{v:,.2f} {row.unit}" for v in (row.measured, row.to_reach))
        lines.append(f"| {row.name} | {value} | {goal} | {mark} | {row.detail} |")
    return "\n".join(lines) + "\n"
