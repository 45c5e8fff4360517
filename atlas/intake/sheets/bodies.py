"""The sheets of institutions, relations and participations."""

from __future__ import annotations

from atlas.i18n import N_
from atlas.intake.sheets.columns import EVIDENCE, PROVENANCE, SINCE, UNTIL, YEAR, ColumnDefinition
from atlas.intake.sheets.shape import sheet

INSTITUTION_SHEET = sheet(
    "institution",
    N_("Institutions"),
    N_("One body of the security sector or above it in each row."),
    "code institution name",
    (
        ColumnDefinition(
            name="code",
            label=N_("Code"),
            meaning=N_("Names it within its country for good: small letters, digits, hyphens."),
            required=True,
            example="army",
            width=22,
        ),
        ColumnDefinition(
            name="institution",
            label=N_("Kind of institution"),
            meaning=N_("One of the kinds of the codebook."),
            required=True,
            reads="term",
            vocabulary="institution",
            example="army",
            width=26,
        ),
        ColumnDefinition(
            name="name",
            label=N_("Name"),
            meaning=N_("Its name in English."),
            required=True,
            example=N_("Invented Army"),
            width=32,
        ),
        ColumnDefinition(
            name="own_name",
            label=N_("Own name"),
            meaning=N_("Its name in its country's language."),
            width=32,
        ),
        ColumnDefinition(
            name="force",
            label=N_("Force"),
            meaning=N_("The force that it belongs to, where it is one of them."),
            reads="term",
            vocabulary="force",
            example="armed-forces",
            width=18,
        ),
        SINCE,
        UNTIL,
        EVIDENCE,
    ),
    *PROVENANCE,
)
RELATION_SHEET = sheet(
    "relation",
    N_("Relations"),
    N_("The relation between two institutions of one country, one in each row."),
    "subject relation object",
    (
        ColumnDefinition(
            name="subject",
            label=N_("First institution"),
            meaning=N_("The code of the institution that commands, oversees, belongs to …"),
            required=True,
            example="army",
            width=22,
        ),
        ColumnDefinition(
            name="relation",
            label=N_("Relation"),
            meaning=N_("One of the relations of the codebook."),
            required=True,
            reads="term",
            vocabulary="relation",
            example="part-of",
            width=18,
        ),
        ColumnDefinition(
            name="object",
            label=N_("Second institution"),
            meaning=N_("The code of the other institution."),
            required=True,
            example="armed-forces",
            width=22,
        ),
        ColumnDefinition(
            name="legal_basis",
            label=N_("Legal basis"),
            meaning=N_("The law and article that say so."),
            width=28,
        ),
        SINCE,
        UNTIL,
        EVIDENCE,
    ),
    *PROVENANCE,
)
PARTICIPATION_SHEET = sheet(
    "participation",
    N_("Memberships and agreements"),
    N_("The relation of a country to an organisation or agreement, one in each row."),
    "organisation status",
    (
        ColumnDefinition(
            name="organisation",
            label=N_("Organisation or agreement"),
            meaning=N_("Its code, or its name in one of the four languages."),
            required=True,
            reads="term",
            vocabulary="organisation",
            example="UN",
            width=26,
        ),
        ColumnDefinition(
            name="status",
            label=N_("Status"),
            meaning=N_("One of the statuses of the codebook."),
            required=True,
            reads="term",
            vocabulary="status",
            example="member",
            width=20,
        ),
        YEAR,
        SINCE,
        EVIDENCE,
    ),
    *PROVENANCE,
)
