"""The sheets of observations and of each kind of record."""

from __future__ import annotations

from atlas.intake.sheets.bodies import (
    INSTITUTION_SHEET,
    PARTICIPATION_SHEET,
    RELATION_SHEET,
    TREATY_SHEET,
)
from atlas.intake.sheets.coded_sheets import JUDGEMENT_SHEET, OBSERVATION_SHEET
from atlas.intake.sheets.columns import SOURCE_SHEET
from atlas.intake.sheets.facts import DOCUMENT_SHEET, EVENT_SHEET

RECORD_SHEETS = {
    sheet.kind: sheet
    for sheet in (
        OBSERVATION_SHEET,
        JUDGEMENT_SHEET,
        EVENT_SHEET,
        DOCUMENT_SHEET,
        INSTITUTION_SHEET,
        RELATION_SHEET,
        PARTICIPATION_SHEET,
        TREATY_SHEET,
    )
}
SHEETS = {**RECORD_SHEETS, SOURCE_SHEET.kind: SOURCE_SHEET}
