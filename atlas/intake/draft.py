"""What every reader of files hands on: draft records and problems.

A draft observation is not stored yet; ``atlas.editorial.submit`` stores a batch of
them as one submission.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ClassVar

from atlas.codebook.model import Method, MissingReason, Processing, Reliability


class Severity(StrEnum):
    """Errors block a submission; warnings need a word; information needs nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a value and where it can be read again.

    ``origin`` says who speaks (``atlas.codebook.origins``); None is not stated.
    """

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
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class DraftObservation:
    """Country x indicator x period x breakdown -> number, category or missing reason.

    ``period`` is ISO 8601: ``2024`` or ``2024-01/2024-06``. ``breakdown`` is ``""`` for
    the total, else ``dimension=code`` pairs joined by ``;`` in alphabetical order
    (``branch=army``, ``mission=MINUSCA;role=police``). Exactly one of ``value``,
    ``category`` and ``missing`` is set. Without ``low`` and ``high`` the source states one
    number. With both it gives a range, and ``value`` is the midpoint. With one of them it gives
    a bound, which ``value`` repeats: "up to 500" has ``high`` only, "more than 500" ``low``.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord:
    """What every record carries beside an observation's numbers: country, source, evidence.

    ``original`` is the sentence that the source wrote, ``locator`` the place where it stands,
    ``collector`` who coded it (a pseudonym may stand for a person), ``note`` a remark in
    ``note_language``. Dates are ISO 8601 and as exact as the source: ``1991``, ``1991-07``
    or ``1991-07-04``; ``""`` is unknown.
    """

    kind: ClassVar[str] = ""

    country: str
    source: str
    original: str = ""
    locator: str = ""
    method: Method = Method.REPORTED
    processing: Processing = Processing.NONE
    reliability: Reliability = Reliability.STATED
    collector: str = ""
    note: str = ""
    note_language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftJudgement(DraftRecord):
    """A coded answer to a question of the codebook, with the evidence and its legal basis.

    Exactly one of ``answer`` (a code of the question's scale) and ``missing`` is set.
    ``period`` is the year that the answer describes. A second coder answers blind; both
    answers are kept.
    """

    kind: ClassVar[str] = "judgement"

    question: str
    period: str
    answer: str = ""
    missing: MissingReason | None = None
    evidence: str = ""
    law: str = ""
    article: str = ""
    law_date: str = ""
    law_url: str = ""
    second_coder: str = ""
    second_answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEvent(DraftRecord):
    """A dated fact; ``event`` is a kind of the codebook, ``until`` the end of a longer one."""

    kind: ClassVar[str] = "event"

    event: str
    date: str
    title: str
    until: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDocument(DraftRecord):
    """A law, constitution, treaty, budget, white paper or report; never its text."""

    kind: ClassVar[str] = "document"

    document: str
    title: str
    number: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    archived_sha256: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInstitution(DraftRecord):
    """A body of the security sector or above it.

    ``code`` names it within its country for good (``ministry-of-defence``, ``army``);
    relations refer to it. ``own_name`` is its name in its country's language.
    """

    kind: ClassVar[str] = "institution"

    code: str
    institution: str
    name: str
    own_name: str = ""
    force: str = ""
    since: str = ""
    until: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRelation(DraftRecord):
    """How two institutions of one country stand to each other: subject, relation, object."""

    kind: ClassVar[str] = "relation"

    subject: str
    relation: str
    object: str
    legal_basis: str = ""
    since: str = ""
    until: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParticipation(DraftRecord):
    """How a country stands to an organisation or agreement of the codebook."""

    kind: ClassVar[str] = "participation"

    organisation: str
    status: str
    period: str
    since: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTreatyAction(DraftRecord):
    """A dated action of a country under a treaty of the codebook."""

    kind: ClassVar[str] = "treaty_action"

    instrument: str
    action: str
    date: str
    evidence: str = ""


DRAFTS: tuple[type[DraftRecord], ...] = (
    DraftJudgement,
    DraftEvent,
    DraftDocument,
    DraftInstitution,
    DraftRelation,
    DraftParticipation,
    DraftTreatyAction,
)


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
class Origin:
    """The row of a file that a draft was read from.

    ``columns`` are (field, column) pairs where the file calls a field otherwise.
    """

    file: str
    sheet: str
    row: int
    columns: tuple[tuple[str, str], ...] = ()

    def locate(self, problem: Problem, column: str) -> Problem:
        """Return a problem of a draft with the place of its cell."""
        columns = dict(self.columns)
        heading, across = columns.get(column, column), columns.get(f"{column}.letter")
        params = {**problem.params, "cell": f"{across}{self.row}"} if across else problem.params
        return replace(
            problem, params=params, file=self.file, sheet=self.sheet, row=self.row, column=heading
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one file or one connector's run yields.

    ``origins`` leads from drafts to their rows, where they were read from a sheet, so that
    rules which look at drafts can name the cell.
    """

    sources: tuple[Source, ...]
    observations: tuple[DraftObservation, ...]
    problems: tuple[Problem, ...] = ()
    records: tuple[DraftRecord, ...] = ()
    origins: Mapping[Any, Origin] = field(default_factory=dict, compare=False)

    @property
    def blocked(self) -> bool:
        """True when any problem is an error."""
        return any(p.severity is Severity.ERROR for p in self.problems)
