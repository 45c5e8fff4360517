"""Disclosure as tiles, ranking, country card and sentences, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis.disclosure import STATUSES, VALUED, Turn, by_theme
from atlas.analysis.judgements import regions_of
from atlas.codebook import codebook
from atlas.i18n import N_, Translator, country_name, plain, sorting
from atlas.views.disclosure.map import NAMES

# Coded questions on whether something is published; their answers stand beside the score.
ON_PUBLICATION = (
    "defence_budget_published",
    "white_paper",
    "access_to_information",
    "defence_audit",
)
DOCUMENT_NAMES = {
    "budget": N_("Budget"),
    "white-paper": N_("White paper"),
    "statistics": N_("Official statistics"),
}


@dataclass(frozen=True)
class Tile:
    """One country and indicator: its status, the years behind it, and what a reader is told."""

    status: str
    year: str
    label: str
    indicator: str
    name: str
    last: str


@dataclass(frozen=True)
class TileRow:
    """A country's tiles."""

    iso3: str
    country: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class ContentRow:
    """What a release contains of a country; ``score`` of its own documents, "" without any."""

    iso3: str
    country: str
    score: str
    counts: tuple[tuple[str, str, int], ...]
    asked: int
    valued: int


def tile_groups(
    cells: pd.DataFrame, indicators: Sequence[str], countries: Sequence[str], t: Translator
) -> list[tuple[str, list[TileRow]]]:
    """Return regions with the tiles of their countries, from the cells of ``matrix``."""
    values = cells[["status", "last", "year"]].itertuples(index=False, name=None)
    by_pair = dict(zip(cells.index, values, strict=True))
    groups = []
    for region, members in regions_of(countries).items():
        by_name = sorted(members, key=lambda c: sorting(country_name(c, t.lang)))
        rows = [
            TileRow(
                iso3,
                country_name(iso3, t.lang),
                tuple(_tile(by_pair[(iso3, i)], iso3, i, t) for i in indicators),
            )
            for iso3 in by_name
        ]
        groups.append((t(codebook().regions[region].name), rows))
    return groups


def _tile(cell: tuple[str, float, float], iso3: str, indicator: str, t: Translator) -> Tile:
    status, last, year = cell
    shown_year = last if status in VALUED else year
    when = "" if pd.isna(shown_year) or status == "no-data" else str(int(shown_year))
    name = t(codebook().indicators[indicator].name)
    label = f"{country_name(iso3, t.lang)}, {name}: {t(NAMES[status])}"
    label += f" ({when})" if when else ""
    if status not in VALUED and not pd.isna(last):
        label += ". " + t("Last value: {year}", year=int(last))
    return Tile(status, when, label, indicator, t(NAMES[status]), _whole(last))


def _whole(year: float) -> str:
    return "" if pd.isna(year) else str(int(year))


def theme_shares(
    cells: pd.DataFrame, t: Translator
) -> tuple[list[tuple[str, str]], dict[tuple[str, str], tuple[int, int]]]:
    """Return the themes asked (id, name) and (n_valued, n_asked) by country and theme."""
    shares = by_theme(cells)
    present = set(shares.index.get_level_values("theme"))
    themes = [(theme.id, t(theme.name)) for theme in codebook().themes if theme.id in present]
    return themes, {
        (str(c), str(theme)): (int(n_valued), int(n_asked))
        for (c, theme), n_asked, n_valued in zip(
            shares.index, shares["asked"], shares["valued"], strict=True
        )
    }


def content_rows(scores: pd.DataFrame, t: Translator) -> list[ContentRow]:
    """Return countries by name: what a release contains of them is no reason to rank them."""
    names = sorted((country_name(str(c), t.lang), str(c)) for c in scores.index)
    names.sort(key=lambda pair: sorting(pair[0]))
    rows = {str(iso3): row for iso3, row in scores.iterrows()}
    return [_content_row(iso3, name, rows[iso3], t) for name, iso3 in names]


def _content_row(iso3: str, name: str, row: pd.Series, t: Translator) -> ContentRow:
    return ContentRow(
        iso3=iso3,
        country=name,
        score="" if pd.isna(row["score"]) else plain(float(row["score"]), t.lang),
        counts=tuple((s, t(NAMES[s]), int(row[s])) for s in STATUSES if row[s]),
        asked=int(row["asked"]),
        valued=int(row["valued"]),
    )


def document_rows(documents: pd.DataFrame, iso3: str, t: Translator) -> list[tuple[str, ...]]:
    """Return the documents that a state itself published: kind, title, date, address."""
    own = documents[documents["country"] == iso3].sort_values("date", ascending=False)
    columns = (own[name] for name in ("document", "title", "date", "url"))
    return [
        (t(DOCUMENT_NAMES[kind]), str(title), str(date), str(url))
        for kind, title, date, url in zip(*columns, strict=True)
    ]


def disclosure_sentences(
    scores: pd.DataFrame, indicators: Sequence[str], t: Translator
) -> list[str]:
    """Say how much is known, and how often a reason stands in the place of a value."""
    pairs = int(scores["asked"].sum())
    counts = {s: int(scores[s].sum()) for s in STATUSES}
    n_valued = counts["published"] + counts["estimated"]
    lines = [
        t(
            "{valued} of {pairs} expected figures have a value (countries: {countries}; "
            "indicators: {n}). Of these values {estimated} are estimates.",
            n=len(indicators),
            valued=plain(n_valued, t.lang),
            pairs=plain(pairs, t.lang),
            countries=len(scores),
            estimated=plain(counts["estimated"], t.lang),
        )
    ]
    lines.append(_withheld(counts, t))
    scored = int(scores["score"].notna().sum())
    lines.append(
        t("States with dated documents that they published themselves: {n}.", n=scored)
        if scored
        else t(
            "The release has no dated document that a state itself published (budget, white "
            "paper, statistics): no state has a score."
        )
    )
    return lines


def _withheld(counts: dict[str, int], t: Translator) -> str:
    if counts["withheld"]:
        return t.n(
            "{n} figure is withheld by a state, as a source says.",
            "{n} figures are withheld by a state, as a source says.",
            counts["withheld"],
        )
    return t("No source of this release says that a state withholds any of these figures.")


def publication_answers(
    answers: pd.DataFrame, iso3: str, t: Translator
) -> list[tuple[str, str, str]]:
    """Return the coded answers on publication: question, answer or reason, year.

    Parameters
    ----------
    answers
        The answers that hold (``atlas.analysis.judgements.current_answers``).
    """
    own = answers[answers["country"] == iso3].set_index("question")
    result = []
    for code in ON_PUBLICATION:
        question = codebook().question(code)
        if code not in own.index:
            result.append((t(question.short), t("No answer in this release"), ""))
            continue
        row = own.loc[code]
        names = {a.code: a.name for a in question.answers}
        reason = str(row["missing_reason"] or "no-data")
        name = names[row["answer"]] if row["answer"] else NAMES[reason]
        result.append((t(question.short), t(name), str(row["period"])))
    return result


def turn_rows(turns: Sequence[Turn], t: Translator) -> list[tuple[str, str, str, str, str]]:
    """Return changes as country, indicator, status before and after, year of the last value."""
    book = codebook().indicators
    return [
        (
            country_name(turn.country, t.lang),
            t(book[turn.indicator].name),
            t(NAMES[turn.before]),
            t(NAMES[turn.after]),
            "" if turn.last is None else str(turn.last),
        )
        for turn in turns
    ]
