"""A spreadsheet of an editor with 25 planted problems, and the same sheet mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook

COLUMNS = (
    "country",
    "indicator",
    "period",
    "value",
    "low",
    "high",
    "unit",
    "category",
    "missing_reason",
    "breakdown",
    "publisher",
    "title",
    "vintage",
    "url",
    "published",
    "licence",
    "method",
    "reliability",
)
SOURCE = {
    "publisher": "Institute of Planted Figures",
    "title": "Almanac",
    "vintage": "2026",
    "licence": "CC0-1.0",
}


@dataclass(frozen=True)
class Planted:
    """One row with one problem: where it stands, its code, and what mends it.

    ``mend`` is None where the row has to go.
    """

    row: dict[str, object]
    column: str
    code: str
    mend: dict[str, object] | None
    severity: str = "error"


def row(country: str, period: str, **cells: object) -> dict[str, object]:
    """Return a row of expenditure, right unless ``cells`` say otherwise."""
    return {
        "country": country,
        "indicator": "milex_gdp",
        "period": period,
        "value": 1.5,
        **SOURCE,
        **cells,
    }


PROBLEMS: tuple[Planted, ...] = (
    Planted(row("Urugay", "2020"), "country", "unknown-country", {"country": "Uruguay"}),
    Planted(row("World", "2020"), "country", "aggregate-not-country", None),
    Planted(row("USSR", "2020"), "country", "former-not-country", None),
    Planted(row("Scotland", "2020"), "country", "subnational-not-country", None),
    Planted(row("", "2020"), "country", "empty-cell", {"country": "Peru"}),
    Planted(
        row("Chile", "2020", indicator="milex_gpd"),
        "indicator",
        "unknown-indicator",
        {"indicator": "milex_gdp"},
    ),
    Planted(row("Chile", "soon"), "period", "bad-period", {"period": "2019"}),
    Planted(row("Chile", "2021/2019"), "period", "bad-period", {"period": "2021"}),
    Planted(row("Chile", "2022-13"), "period", "bad-period", {"period": "2022"}),
    Planted(row("Kenya", "2019", value="1,600"), "value", "ambiguous-number", {"value": 1.6}),
    Planted(row("Kenya", "2020", value="two"), "value", "not-a-number", {"value": 2}),
    Planted(
        row("Kenya", "2021", value="n/a"),
        "value",
        "not-a-number",
        {"value": None, "missing_reason": "no-data"},
    ),
    Planted(
        row("Kenya", "2022", value="1-2"),
        "value",
        "not-a-number",
        {"value": None, "low": 1, "high": 2},
    ),
    Planted(row("Kenya", "2023", value=250), "value", "out-of-range", {"value": 2.5}),
    Planted(row("Ghana", "2019", value=-0.4), "value", "out-of-range", {"value": 0.4}),
    Planted(
        row("Ghana", "2020", reliability="sure"),
        "reliability",
        "unknown-code",
        {"reliability": "stated"},
    ),
    Planted(row("Ghana", "2021", low=2, high=1), "low", "bad-range", {"low": 1, "high": 2}),
    Planted(row("Ghana", "2022", unit="dollars"), "unit", "wrong-unit", {"unit": "% of GDP"}),
    Planted(
        row("Ghana", "2020", indicator="conscription", value=None, category="perhaps"),
        "category",
        "unknown-category",
        {"category": "none"},
    ),
    Planted(
        row("Brazil", "2020", missing_reason="forgotten"),
        "missing_reason",
        "unknown-code",
        {"missing_reason": None},
    ),
    Planted(row("Brazil", "2021", method="guessed"), "method", "unknown-code", {"method": None}),
    Planted(
        row("Brazil", "2022", breakdown="army"), "breakdown", "bad-breakdown", {"breakdown": None}
    ),
    Planted(row("Brazil", "2023", url="invented"), "url", "bad-url", {"url": None}),
    Planted(
        row("Brazil", "2019", published="31/12/2025"), "published", "bad-date", {"published": None}
    ),
    Planted(row("Serbia", "2020"), "", "repeated-row", None, severity="warning"),
)
GOOD = (row("Serbia", "2020"), row("Serbia", "2021", value=2.1), row("Uruguay", "2024", value=2.7))


def _workbook(rows: Iterable[dict[str, object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Figures"
    sheet.append(list(COLUMNS))
    for cells in rows:
        sheet.append([cells.get(name) for name in COLUMNS])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def planted() -> bytes:
    """Return the sheet: three good rows, then the 25 from row 5 on."""
    return _workbook([*GOOD, *(each.row for each in PROBLEMS)])


def other() -> bytes:
    """Return a small sheet without any problem."""
    return _workbook([row("Norway", "2024", value=1.9)])


def mended() -> bytes:
    """Return the sheet as an editor mends it elsewhere; one line still stands there twice."""
    rows = [each.row | each.mend for each in PROBLEMS if each.mend is not None]
    return _workbook([*GOOD, *rows, GOOD[0]])
