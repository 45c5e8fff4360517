"""Observations in the manner of SDMX-CSV 2.0: concepts, code lists and missing reasons mapped.

Method: SDMX 3.0 technical notes, SDMX-CSV field guide; CL_OBS_STATUS 2.2 and CL_OBS_STATUS's
code for a total (_T). Several sources of one figure stand side by side, so SOURCE_ID is part
of a row's key. What is missing is said, since an empty cell means “unchanged” to SDMX: NaN
for a number, #N/A for all else.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from atlas.codebook import codebook
from atlas.codebook.model import Method, MissingReason, Reliability
from atlas.store.records import api_frame
from atlas.web.api.formats import TextFormat, frame_csv_rows, header
from atlas.web.api.selection import Edition, Size

STRUCTURE_ID = "SSA:OBSERVATIONS(1.0)"
TOTAL = "_T"
KEY = ("REF_AREA", "INDICATOR", "BREAKDOWN", "SOURCE_ID", "TIME_PERIOD")
NO_NUMBER, NO_TEXT = "NaN", "#N/A"
STATUS = {
    MissingReason.NO_DATA: "O",
    MissingReason.WITHHELD: "Q",
    MissingReason.NOT_APPLICABLE: "M",
    MissingReason.STATE_DID_NOT_EXIST: "M",
    MissingReason.NOT_COLLECTED: "L",
    MissingReason.UNDER_REVIEW: "O",
    MissingReason.TEXT_SILENT: "O",
    MissingReason.NOT_READ: "L",
    MissingReason.NOT_IN_FORCE: "O",
}
# SDMX concept -> the API's field; None where it is made here.
CONCEPTS: dict[str, str | None] = {
    "STRUCTURE": None,
    "STRUCTURE_ID": None,
    "ACTION": None,
    "REF_AREA": "country",
    "INDICATOR": "indicator",
    "BREAKDOWN": "breakdown",
    "SOURCE_ID": None,
    "TIME_PERIOD": "period",
    "OBS_VALUE": "value",
    "OBS_STATUS": None,
    "UNIT_MEASURE": "unit",
    "OBS_LOW": "low",
    "OBS_HIGH": "high",
    "VALUE_KIND": "value_kind",
    "MISSING_REASON": "missing_reason",
    "METHOD": "method",
    "RELIABILITY": "reliability",
    "PREFERRED": "preferred",
    "SOURCE": "source",
    "SOURCE_URL": "source_url",
    "LICENCE": "licence",
    "ACCESSED": "accessed",
    "RELEASE": "release",
    "RECORD_ID": "id",
    "ORIGINAL": "original",
    "LOCATOR": "locator",
    "NOTE": "note",
    "PROCESSING": "processing",
    "SOURCE_ORIGIN": "source_origin",
}


def sdmx_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one column per SDMX concept, in the order of ``CONCEPTS``."""
    table = api_frame(frame)
    columns = {name: table[field] for name, field in CONCEPTS.items() if field is not None}
    columns["STRUCTURE"] = pd.Series("dataflow", index=table.index)
    columns["STRUCTURE_ID"] = pd.Series(STRUCTURE_ID, index=table.index)
    columns["ACTION"] = pd.Series("I", index=table.index)  # information: nothing is to be replaced
    columns["BREAKDOWN"] = table["breakdown"].replace("", TOTAL)
    columns["SOURCE_ID"] = frame["source_id"]
    columns["OBS_STATUS"] = _status(frame)
    columns["TIME_PERIOD"] = table["period"].map(sdmx_period)
    return pd.DataFrame({name: _fill(name, columns[name], frame) for name in CONCEPTS})


def _fill(concept: str, column: pd.Series, frame: pd.DataFrame) -> pd.Series:
    """Return a column without empty cells; the value of a categorical indicator is no number."""
    if concept in ("OBS_LOW", "OBS_HIGH"):
        missing: str | pd.Series = NO_NUMBER
    elif concept == "OBS_VALUE":
        missing = frame["indicator"].map(_no_value)
    else:
        missing = NO_TEXT
    cells = column.astype(object)
    return cells.where(column.notna() & (cells != ""), missing)


@lru_cache(maxsize=1_000)
def _no_value(indicator: str) -> str:
    entry = codebook().indicators.get(indicator)
    return NO_TEXT if entry and entry.kind == "category" else NO_NUMBER


@lru_cache(maxsize=10_000)
def sdmx_period(period: str) -> str:
    """Return an ISO 8601 period as SDMX writes it: a range is its first day and its length.

    The length is in the finer unit of the two ends, so that no two periods become one.

    Examples
    --------
    >>> sdmx_period("2024"), sdmx_period("2023-07/2024-06"), sdmx_period("2010/2012")
    ('2024', '2023-07-01/P12M', '2010-01-01/P3Y')
    """
    first, between, last = period.partition("/")
    if not between:
        return period
    try:
        start = np.datetime64(first)
        length = np.datetime64(last) + 1 - start  # the last year, month or day belongs to it
    except ValueError:  # a day that no calendar has, from before such were refused
        return period
    unit, _ = np.datetime_data(length)
    return f"{start.astype('datetime64[D]')}/P{length.astype(int)}{unit}"


def _status(frame: pd.DataFrame) -> pd.Series[str]:
    """A normal, E estimated, U low reliability, else why the value is missing."""
    status = pd.Series("A", index=frame.index, dtype=object)
    estimate = (frame["method"] == Method.ESTIMATED) | (
        frame["reliability"] == Reliability.ESTIMATE
    )
    status[estimate] = "E"
    status[frame["reliability"] == Reliability.UNCERTAIN] = "U"
    codes = {reason.value: code for reason, code in STATUS.items()}
    return (
        frame["missing_reason"]
        .map(codes)
        .astype(object)
        .where(frame["missing_reason"].notna(), status)
    )


def sdmx_head(_edition: Edition, _size: Size) -> str:
    """Return the header row."""
    return header(CONCEPTS)


def sdmx_rows(frame: pd.DataFrame) -> str:
    """Return rows without a header."""
    return frame_csv_rows(sdmx_frame(frame))


SDMX = TextFormat(
    "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
    "sdmx.csv",
    sdmx_head,
    sdmx_rows,
    "",
    "",
)
