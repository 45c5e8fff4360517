"""Countries and organisations as a grid: a mark for each status, evidence behind each mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from atlas.analysis.participation import members_by
from atlas.codebook import codebook
from atlas.codebook.vocabulary import Organisation
from atlas.i18n import N_, Translator, country_name
from atlas.views.country.figures import SourceEvidence, evidence_of

# Shapes of ``assets/css/timeline.css``; colours are by family, so that either tells.
SHAPES = {
    "member": ("disc", "law"),
    "party": ("disc", "law"),
    "signed": ("half", "law"),
    "associate": ("target", "abroad"),
    "partner": ("diamond-open", "abroad"),
    "candidate": ("triangle-open", "founding"),
    "observer": ("circle-open", "service"),
    "correspondent": ("disc-small", "service"),
    "national-committee": ("square-open", "power"),
    "suspended": ("barred", "violence"),
    "non-party": ("cross", "violence"),
}
# Security first; the names are those of the codebook's fields.
FIELDS = {
    "security": N_("Security and defence"),
    "arms-control": N_("Arms control and disarmament"),
    "justice": N_("Courts and law"),
    "regional": N_("Regional organisations"),
    "united-nations": N_("United Nations system"),
    "economic": N_("Economy and development banks"),
    "environment": N_("Environment"),
    "other": N_("Other"),
}


# What is shown first; ``all`` is every field.
CORE = "core"
CORE_FIELDS = ("security", "arms-control", "justice")


@dataclass(frozen=True)
class Status:
    """How a country may stand to an organisation, with its mark."""

    code: str
    name: str
    shape: str
    family: str
    count: int = 0


@dataclass(frozen=True)
class ParticipationCell:
    """One participation; an empty cell of the grid is None: the source lists nothing."""

    status: Status
    country: str
    organisation: str
    year: str
    since: str
    evidence: SourceEvidence | None


@dataclass(frozen=True)
class GridHead:
    """A row or column: a country or an organisation, and its full participations."""

    code: str
    name: str
    title: str
    count: int
    group: str = ""


@dataclass(frozen=True)
class ParticipationGrid:
    """Heads of rows and columns, and the cells of each row.

    ``groups`` are the fields of the columns with their numbers of columns; ``unlisted`` are
    the countries of a region of which the source lists nothing here; ``inside`` tells whether
    the cells carry their evidence.
    """

    columns: tuple[GridHead, ...]
    groups: tuple[tuple[str, int], ...]
    rows: tuple[tuple[GridHead, tuple[ParticipationCell | None, ...]], ...]
    unlisted: tuple[str, ...]
    inside: bool


def organisations_of(field: str) -> list[str]:
    """Return the codes of a field's organisations and agreements.

    ``core`` is security, arms control and courts together; ``all`` is every field.
    """
    organisations = codebook().organisations.values()
    order = list(FIELDS)
    fields = {CORE: CORE_FIELDS, "all": order}.get(field, (field,))
    matches = [o for o in organisations if o.field in fields]
    return [o.code for o in sorted(matches, key=lambda o: order.index(o.field))]


def status_of(code: str, t: Translator) -> Status:
    """Return a status with its mark."""
    term = codebook().vocabulary.statuses.get(code)
    shape, family = SHAPES.get(code, ("disc-small", "founding"))
    return Status(code, t(term.name) if term else code, shape, family)


def status_legend(rows: pd.DataFrame, t: Translator) -> list[Status]:
    """Return the statuses that occur, in the codebook's order, with their numbers."""
    counts = rows["status"].value_counts()
    return [
        replace(status_of(code, t), count=int(counts[code]))
        for code in codebook().vocabulary.statuses
        if code in counts.index
    ]


def cell(row: pd.Series, t: Translator, *, evidence: bool = True) -> ParticipationCell:
    """Return one participation for reading."""
    organisation = codebook().organisations[str(row["organisation"])]
    return ParticipationCell(
        status=status_of(str(row["status"]), t),
        country=country_name(str(row["country"]), t.lang),
        organisation=t(organisation.name),
        year=str(row["period"]),
        since=str(row["since"] or ""),
        evidence=_behind(row, t) if evidence else None,
    )


def _behind(row: pd.Series, t: Translator) -> SourceEvidence:
    proof = evidence_of(row, t)
    return replace(proof, original=str(row["evidence"] or "") or proof.original)


def participation_grid(
    rows: pd.DataFrame,
    countries: Sequence[str],
    organisations: Sequence[str],
    t: Translator,
    *,
    across: bool = False,
    most: int = 1600,
) -> ParticipationGrid:
    """Return participations as a grid: one row, or (``across``) one column, per country.

    Organisations in which none of the countries is listed are left out, and so are countries
    of a region of which nothing is listed. A grid of more than ``most`` cells has no evidence
    in its cells: the page would be too heavy for a telephone.
    """
    pairs = rows.drop_duplicates(["country", "organisation"])
    with_members, members = set(pairs["organisation"]), set(pairs["country"])
    codes = [code for code in organisations if code in with_members]
    absent = [] if across else [c for c in countries if c not in members]
    inside = len(pairs) <= most
    cells = {
        (str(row["country"]), str(row["organisation"])): cell(row, t, evidence=inside)
        for _, row in pairs.iterrows()
    }
    by_country, by_organisation = (members_by(rows, c) for c in ("country", "organisation"))
    lands = [_country_head(c, by_country, t) for c in countries if c not in absent]
    bodies = [_organisation_head(o, by_organisation, t) for o in codes]
    heads, columns = (bodies, lands) if across else (lands, bodies)
    lines = tuple(
        (
            head,
            tuple(
                cells.get((column.code, head.code) if across else (head.code, column.code))
                for column in columns
            ),
        )
        for head in heads
    )
    groups = {head.group: sum(c.group == head.group for c in columns) for head in columns}
    names = tuple(country_name(c, t.lang) for c in absent)
    return ParticipationGrid(tuple(columns), tuple(groups.items()), lines, names, inside)


def _country_head(iso3: str, counts: dict[str, int], t: Translator) -> GridHead:
    name = country_name(iso3, t.lang)
    return GridHead(iso3, name, name, counts.get(iso3, 0))


def _organisation_head(code: str, counts: dict[str, int], t: Translator) -> GridHead:
    body = codebook().organisations[code]
    return GridHead(code, label(body, t), t(body.name), counts.get(code, 0), t(FIELDS[body.field]))


def label(body: Organisation, t: Translator) -> str:
    """Return an organisation's short name: its abbreviation, else its name."""
    return t(body.name) if body.code.islower() else body.code.replace("-", " ")


def table_rows(rows: pd.DataFrame, t: Translator) -> list[ParticipationCell]:
    """Return participations for a plain table, by country and organisation."""
    cells = [cell(row, t) for _, row in rows.iterrows()]
    return sorted(cells, key=lambda c: (c.country, c.organisation))
