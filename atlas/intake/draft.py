"""What every reader of files hands on: draft records and problems.

A draft observation is not stored yet; ``atlas.editorial.submit`` stores a batch of
them as one submission.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from atlas.codebook.model import Method, MissingReason, Processing, Reliability


class Severity(StrEnum):
    """Errors block a submission; warnings need a word; information needs nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a value and where it can be read again."""

    id: str
    publisher: str
    title: str
    url: str
    vintage: str
    published: str
    accessed: str
    licence: str
    redistributable: bool = True
    preference: int = 100


@dataclass(frozen=True, slots=True)
class DraftObservation:
    """Country x indicator x period x breakdown -> number, category or missing reason.

    ``period`` is ISO 8601: ``2024`` or ``2024-01/2024-06``. ``breakdown`` is ``""`` for
    the total, else ``dimension=code`` pairs joined by ``;`` in alphabetical order
    (``branch=army``, ``mission=MINUSCA;role=police``). Exactly one of ``value``,
    ``category`` and ``missing`` is set. ``low`` and ``high`` equal ``value`` unless the
    source gives a range; then ``value`` is the midpoint.
    """

    country: str
    indicator: str
    period: str
    source: str
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    category: str | None = None
    missing: MissingReason | None = None
    breakdown: str = ""
    original: str = ""
    locator: str = ""
    method: Method = Method.REPORTED
    processing: Processing = Processing.NONE
    reliability: Reliability = Reliability.STATED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an editor must or may mend, by file, sheet, row and column."""

    severity: Severity
    code: str
    message: str
    remedy: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one file or one connector's run yields."""

    sources: tuple[Source, ...]
    observations: tuple[DraftObservation, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def blocked(self) -> bool:
        """True when any problem is an error."""
        return any(p.severity is Severity.ERROR for p in self.problems)
