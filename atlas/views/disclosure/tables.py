"""Disclosure as tiles, ranking, country card and sentences, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.analysis.disclosure import PARTS, STATUSES, VALUED, Turn, by_theme
from atlas.analysis.judgements import regions_of
from atlas.codebook import codebook
from atlas.i18n import N_, Translator, country_name, plain, sorting
from atlas.views.disclosure.map import NAMES

PART_NAMES = {
    "breadth": N_("Breadth"),
    "recency": N_("Recency"),
    "continuity": N_("Continuity"),
    "precision": N_("Precision"),
    "own": N_("Stated, not estimated"),
}
FORMULAS = {
    "breadth": N_(
        "share of the expected indicators that have a value; each chapter counts the same, and "
        "what does not apply to a country is not expected of it"
    ),
    "recency": N_(
        "100 for a value of the indicator’s newest year in this release, 10 less for each year "
        "before; the mean of all values"
    ),
    "continuity": N_(
        "share of the indicator’s five latest years in this release that have a value; only "
        "indicators with several years"
    ),
    "precision": N_(
        "100 for a single number, less the width of the range as a share of the value; the mean "
        "of all numbers"
    ),
    "own": N_("share of the values that the source states as fact, not as an estimate"),
}
# Coded questions on whether something is published; their answers stand beside the score.
ON_PUBLICATION = (
    "defence_budget_published",
    "white_paper",
    "access_to_information",
    "defence_audit",
)
NO_SCORE = N_("Too few values for a score")


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
class ScoreRow:
    """A country's score and parts as text; ``parts`` are (text, width of a bar or None)."""

    iso3: str
    country: str
    rank: str
    score: str
    parts: tuple[tuple[str, float | None], ...]
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


def score_rows(scores: pd.DataFrame, t: Translator) -> list[ScoreRow]:
    """Return countries by score, the highest first; those without a score last, by name."""
    order = scores.assign(
        _name=[sorting(country_name(str(c), t.lang)) for c in scores.index]
    ).sort_values(["score", "_name"], ascending=[False, True], na_position="last")
    ranks = order["score"].rank(method="min", ascending=False)
    rows = zip(order.iterrows(), ranks, strict=True)
    return [_score_row(str(iso3), row, float(rank), t) for (iso3, row), rank in rows]


def _score_row(iso3: str, row: pd.Series, rank: float, t: Translator) -> ScoreRow:
    counts = tuple((s, t(NAMES[s]), int(row[s])) for s in STATUSES if row[s])
    return ScoreRow(
        iso3=iso3,
        country=country_name(iso3, t.lang),
        rank="" if pd.isna(rank) else str(int(rank)),
        score=t(NO_SCORE) if pd.isna(row["score"]) else plain(float(row["score"]), t.lang),
        parts=tuple(_part(row[part], t) for part in PARTS),
        counts=counts,
        asked=int(row["asked"]),
        valued=int(row["valued"]),
    )


def _part(value: float, t: Translator) -> tuple[str, float | None]:
    if pd.isna(value):
        return "–", None
    return plain(float(value), t.lang), round(float(value), 1)


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
    known_scores = scores["score"].dropna().sort_values(ascending=False)
    if len(known_scores) > 2 and len(indicators) > 1:
        lines.append(
            t(
                "The score lies between {low} and {high}; half of the countries are below "
                "{median}.",
                low=plain(float(known_scores.min()), t.lang),
                high=plain(float(known_scores.max()), t.lang),
                median=plain(float(known_scores.median()), t.lang),
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
