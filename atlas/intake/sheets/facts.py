"""The sheets of events and documents."""

from __future__ import annotations

from atlas.i18n import N_
from atlas.intake.sheets.columns import EVIDENCE, PROVENANCE, UNTIL, ColumnDefinition
from atlas.intake.sheets.shape import sheet

EVENT_SHEET = sheet(
    "event",
    N_("Events"),
    N_("One dated fact in each row."),
    "event date title",
    (
        ColumnDefinition(
            name="event",
            label=N_("Kind of event"),
            meaning=N_("One of the kinds of the codebook."),
            required=True,
            reads="term",
            vocabulary="event",
            example="law",
            width=22,
        ),
        ColumnDefinition(
            name="date",
            label=N_("Date"),
            meaning=N_("A year, a month or a day: 1991, 1991-07 or 1991-07-04."),
            required=True,
            reads="date",
            example="1999-05-01",
        ),
        UNTIL,
        ColumnDefinition(
            name="title",
            label=N_("Title"),
            meaning=N_("What happened, in a few words."),
            required=True,
            example=N_("Invented Defence Act adopted"),
            width=40,
        ),
        EVIDENCE,
    ),
    *PROVENANCE,
)
DOCUMENT_SHEET = sheet(
    "document",
    N_("Documents"),
    N_("One law, constitution, treaty, budget, white paper or report in each row."),
    "document title",
    (
        ColumnDefinition(
            name="document",
            label=N_("Kind of document"),
            meaning=N_("One of the kinds of the codebook."),
            required=True,
            reads="term",
            vocabulary="document",
            example="law",
            width=20,
        ),
        ColumnDefinition(
            name="title",
            label=N_("Title"),
            meaning=N_("Its title, in its own language."),
            required=True,
            example=N_("Invented Defence Act"),
            width=40,
        ),
        ColumnDefinition(
            name="number", label=N_("Number"), meaning=N_("Its official number."), example="17.921"
        ),
        ColumnDefinition(
            name="date",
            label=N_("Date"),
            meaning=N_("A year, a month or a day: 1991, 1991-07 or 1991-07-04."),
            reads="date",
            example="1999-05-01",
        ),
        ColumnDefinition(
            name="url",
            label=N_("Web address"),
            meaning=N_("Where it can be read, from https:// on."),
            reads="url",
            width=28,
        ),
        ColumnDefinition(
            name="language",
            label=N_("Language"),
            meaning=N_("Language of the document in two letters, for example es."),
            example="es",
        ),
        ColumnDefinition(
            name="archived_sha256",
            label=N_("Hash of the kept copy"),
            meaning=N_("SHA-256 of an archived copy, where there is one."),
        ),
        EVIDENCE,
    ),
    *PROVENANCE,
)
