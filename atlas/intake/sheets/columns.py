"""The sheets of the atlas and their columns: one definition for writer, reader and manual."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from atlas.i18n import N_
from atlas.intake.draft import (
    DraftDocument,
    DraftEvent,
    DraftInstitution,
    DraftJudgement,
    DraftObservation,
    DraftParticipation,
    DraftRecord,
    DraftRelation,
    DraftTreatyAction,
)

Reads = Literal["text", "country", "date", "year", "period", "number", "term", "breakdown", "url"]
EXAMPLE, LABEL = "example", "label"  # what the column ``mark`` says of rows that are not read
READ_ME, CODEBOOK, LISTS = "Read me", "Codebook", "Lists"
OURS = (READ_ME, CODEBOOK, LISTS)  # sheets that explain and are not read


@dataclass(frozen=True, kw_only=True)
class ColumnDefinition:
    """A column: its stable name, what it is called and means, and how its cells are read.

    ``vocabulary`` names the list of codes (``atlas.intake.sheets.words``); ``given`` columns
    are filled in by the template and do not make a row count as filled in; ``shown`` ones are
    there to be looked at and are never read. ``field`` is the draft's field, if its name differs.
    """

    name: str
    label: str
    meaning: str
    required: bool = False
    reads: Reads = "text"
    vocabulary: str = ""
    example: str = ""
    given: bool = False
    shown: bool = False
    field: str = ""
    aliases: tuple[str, ...] = ()
    width: int = 14

    @property
    def attribute(self) -> str:
        """The draft's field that the column fills."""
        return self.field or self.name


@dataclass(frozen=True, kw_only=True)
class SheetDefinition:
    """A sheet of one kind of record; ``marks`` are the columns by which it is recognised."""

    kind: str
    title: str
    label: str
    meaning: str
    columns: tuple[ColumnDefinition, ...]
    marks: frozenset[str]
    draft: type[DraftRecord] | type[DraftObservation] | None = None

    def column(self, name: str) -> ColumnDefinition | None:
        """Return the column of a name or an alias."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, ColumnDefinition]:
        return {name: c for c in self.columns for name in (c.name, *c.aliases)}

    @cached_property
    def read(self) -> tuple[ColumnDefinition, ...]:
        """The columns that are read."""
        return tuple(c for c in self.columns if not c.shown)

    @cached_property
    def given(self) -> frozenset[str]:
        """Names of the columns in which a cell does not make a row one that was filled in."""
        return frozenset(c.name for c in self.columns if c.given or c.shown)


MARK = ColumnDefinition(
    name="mark",
    label=N_("Mark"),
    meaning=N_("Rows marked “example” or “label” are not read. Leave it empty in your own rows."),
    shown=True,
    example=EXAMPLE,
    width=10,
)
COUNTRY = ColumnDefinition(
    name="country",
    label=N_("Country"),
    meaning=N_("ISO code or name in English, French, Spanish or Arabic."),
    required=True,
    reads="country",
    example="URY",
    given=True,
    width=12,
)
COUNTRY_NAME = ColumnDefinition(
    name="country_name",
    label=N_("Name of the country"),
    meaning=N_("The country of the row, for information; it is not read."),
    shown=True,
    width=22,
)
SOURCE = ColumnDefinition(
    name="source",
    label=N_("Source"),
    meaning=N_("Its source: the code of a row of the sheet “sources”."),
    required=True,
    example="mod-white-paper-2024",
    width=24,
)
ORIGINAL = ColumnDefinition(
    name="original",
    label=N_("In the source's words"),
    meaning=N_("The figure or the sentence as the source writes it, in its own language."),
    width=40,
)
LOCATOR = ColumnDefinition(
    name="locator",
    label=N_("Place in the source"),
    meaning=N_("Page, table or article, so that others can find it."),
    example="p. 14",
    width=16,
)
METHOD = ColumnDefinition(
    name="method",
    label=N_("Method"),
    meaning=N_("How the value was produced; empty means: reported."),
    reads="term",
    vocabulary="method",
)
PROCESSING = ColumnDefinition(
    name="processing",
    label=N_("Processing"),
    meaning=N_(
        "How much the value was changed between the source and this row; empty means: not at all."
    ),
    reads="term",
    vocabulary="processing",
)
RELIABILITY = ColumnDefinition(
    name="reliability",
    label=N_("Reliability"),
    meaning=N_("As marked by the source; empty means: stated without reservation."),
    reads="term",
    vocabulary="reliability",
)
COLLECTOR = ColumnDefinition(
    name="collector",
    label=N_("Coded by"),
    meaning=N_("Who coded it; a pseudonym may be used."),
)
NOTE = ColumnDefinition(
    name="note", label=N_("Note"), meaning=N_("A remark that readers will see."), width=30
)
NOTE_LANGUAGE = ColumnDefinition(
    name="note_language",
    label=N_("Language of the note"),
    meaning=N_("Two letters, for example es."),
)
EVIDENCE = ColumnDefinition(
    name="evidence",
    label=N_("Evidence"),
    meaning=N_("The sentence that supports it, in the source's language."),
    example=N_("An invented sentence of the source."),
    width=48,
)
MISSING = ColumnDefinition(
    name="missing_reason",
    label=N_("Reason for a gap"),
    meaning=N_("Why there is no answer. A gap is never zero; leave the answer empty then."),
    reads="term",
    vocabulary="missing_reason",
    field="missing",
    aliases=("missing",),
    width=20,
)
LAST_YEAR = ColumnDefinition(
    name="last_year",
    label=N_("Year of the last answer"),
    meaning=N_("The period of what the atlas has; it is not read."),
    shown=True,
    width=12,
)
LAST_SOURCE = ColumnDefinition(
    name="last_source",
    label=N_("Source of the last answer"),
    meaning=N_("The source of what the atlas has; it is not read."),
    shown=True,
    width=28,
)
PROVENANCE = (
    SOURCE,
    ORIGINAL,
    LOCATOR,
    METHOD,
    PROCESSING,
    RELIABILITY,
    COLLECTOR,
    NOTE,
    NOTE_LANGUAGE,
)
SINCE = ColumnDefinition(
    name="since",
    label=N_("Since"),
    meaning=N_("A year, a month or a day: 1991, 1991-07 or 1991-07-04."),
    reads="date",
)
UNTIL = ColumnDefinition(
    name="until",
    label=N_("Until"),
    meaning=N_("The end, where there is one: a year, a month or a day."),
    reads="date",
)
YEAR = ColumnDefinition(
    name="period",
    label=N_("Year"),
    meaning=N_("The year that the answer describes."),
    required=True,
    reads="year",
    example="2024",
    aliases=("year",),
    width=10,
)
SOURCE_SHEET = SheetDefinition(
    kind="source",
    title="sources",
    label=N_("Sources"),
    meaning=N_("One publication in each row. Other sheets refer to its code."),
    marks=frozenset({"source", "publisher", "title"}),
    columns=(
        MARK,
        ColumnDefinition(
            name="source",
            label=N_("Code of the source"),
            meaning=N_("Any short code; if empty, it is made from publisher, title and vintage."),
            example="mod-white-paper-2024",
            aliases=("id", "source_id"),
            width=26,
        ),
        ColumnDefinition(
            name="publisher",
            label=N_("Publisher"),
            meaning=N_("Who published it."),
            required=True,
            example=N_("Ministry of Invented Defence"),
            width=28,
        ),
        ColumnDefinition(
            name="title",
            label=N_("Title"),
            meaning=N_("As printed on the cover."),
            required=True,
            example=N_("Invented White Paper"),
            width=32,
        ),
        ColumnDefinition(
            name="url",
            label=N_("Web address"),
            meaning=N_("Where it can be read, from https:// on."),
            reads="url",
            example="https://invented.example/white-paper",
            width=32,
        ),
        ColumnDefinition(
            name="vintage",
            label=N_("Vintage"),
            meaning=N_("Edition or year; each edition is a source of its own."),
            example="2024",
        ),
        ColumnDefinition(
            name="published",
            label=N_("Published"),
            meaning=N_("A date. One of vintage, published and accessed is needed."),
            reads="date",
            example="2024-03",
        ),
        ColumnDefinition(
            name="accessed",
            label=N_("Accessed"),
            meaning=N_("When you read it."),
            reads="date",
            example="2024-11-05",
        ),
        ColumnDefinition(
            name="licence",
            label=N_("Licence"),
            meaning=N_("What readers may do with it, for example CC BY 4.0."),
            example="CC BY 4.0",
            width=18,
        ),
        ColumnDefinition(
            name="redistributable",
            label=N_("May be redistributed"),
            meaning=N_("Yes or no; empty means yes. A “no” keeps its figures out of downloads."),
            reads="term",
            vocabulary="yes_no",
            width=16,
        ),
        ColumnDefinition(
            name="origin",
            label=N_("Who speaks"),
            meaning=N_(
                "Who speaks in it: the state itself, a regional body, the United Nations, a "
                "university or NGO, another state. Leave it empty if you are not sure."
            ),
            reads="term",
            vocabulary="origin",
            example="own",
            width=18,
        ),
    ),
)
# In a file without the sheet “sources”, each row may describe its source itself.
INLINE = {
    "publisher": "publisher",
    "source_title": "title",
    "source_url": "url",
    "vintage": "vintage",
    "published": "published",
    "accessed": "accessed",
    "licence": "licence",
    "source_origin": "origin",
}
DRAFTS: dict[str, type[DraftRecord] | type[DraftObservation]] = {
    "observation": DraftObservation,
    "judgement": DraftJudgement,
    "event": DraftEvent,
    "document": DraftDocument,
    "institution": DraftInstitution,
    "relation": DraftRelation,
    "participation": DraftParticipation,
    "treaty_action": DraftTreatyAction,
}
