"""A row of totals that the rows above it do not add up to."""

from __future__ import annotations

from atlas.codebook import codebook
from atlas.i18n import N_
from atlas.intake.draft import Problem, Severity
from atlas.intake.layout.fold import fold_text
from atlas.intake.layout.report import ProblemReport
from atlas.intake.layout.table import TableResult
from atlas.intake.layout.units import unit_of
from atlas.intake.sandbox.opening.page import letter
from atlas.intake.sheets.long.cells import CellError

TOTAL = {
    "total",
    "totals",
    "sum",
    "grand total",
    "total general",
    "somme",
    "suma",
    "المجموع",
    "الاجمالي",
}
SLACK = 0.01
ADDED = ("count", "money")


def wrong_totals(report: ProblemReport, result: TableResult) -> list[Problem]:
    """Return a warning for each total of people or money that is not the sum of its column."""
    before = len(report.problems)
    for row, at, label, stated_total in result.totals:
        if fold_text(label) not in TOTAL or stated_total == 0:
            continue
        column = report.mapping.columns[at]
        indicator = column.indicator or report.mapping.indicator
        if not indicator:
            continue
        entry = codebook().indicators[indicator]
        shares = entry.kind == "share" and abs(stated_total - 100) < 0.5
        if entry.kind not in ADDED and not shares:
            continue
        scale = unit_of(column.unit or report.mapping.unit).scale
        across = letter(report.grid.place(row, at)[1])
        parts = [
            draft.value
            for draft, origin in result.drafts
            if draft.value is not None and dict(origin.columns).get("value.letter") == across
        ]
        total = sum(parts) / scale
        if len(parts) > 1 and abs(total - stated_total) > SLACK * abs(stated_total):
            template = N_("The rows add up to {sum}, not to the total of {value}.")
            remedy = N_("Check the parts and the total.")
            error = CellError(
                "sum-mismatch", template, remedy, sum=f"{total:,.6g}", value=f"{stated_total:,.6g}"
            )
            report.add(row, at, error, Severity.WARNING)
    problems, report.problems = report.problems[before:], report.problems[:before]
    return problems
