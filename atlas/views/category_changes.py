"""Whose category changed between two releases, for reading: by subject, region and name.

A different answer may be another wording, not another rule in the state: both sentences stand
beside each other, and a test is said only where ``atlas.analysis.category_changes`` allows one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from atlas.analysis.category_changes import (
    COLUMNS,
    SAME_RULE,
    Kind,
    category_changes,
    is_same_rule,
    not_compared,
    shift_tests,
)
from atlas.analysis.choice import choice_parser
from atlas.codebook import codebook
from atlas.editorial.changelog import KIND_NAMES, subject_name
from atlas.i18n import N_, Translator, country_name, plain
from atlas.i18n.names import sorting
from atlas.store import frames, reading
from atlas.store.kinds import KINDS
from atlas.views.changes import statement

CERTAIN = 0.05
NO_TEST = N_("The wording may have changed, so no test.")
Row = Mapping[Hashable, Any]  # of ``atlas.analysis.category_changes.COMPARED``, with its kind
Tally = Counter[Any]  # (subject, region) -> countries
ABSENCE_NAMES = {
    "only-earlier": N_("Answer in release {old} only"),
    "only-later": N_("Answer in release {new} only"),
    "same-statement": N_("Release {new} has no newer statement"),
}
# What a reading of all sentences of two editions of the Factbook shows, and which two.
EDITIONS = ("World Factbook (November 2015", "World Factbook (final snapshot 2026")
CAUTIONS = {
    "conscription": N_(
        "The Factbook’s choice of words changed as well: it called Brazil and Thailand "
        "“compulsory” in 2015 and “selective” in 2026, without a new law."
    ),
    "trafficking_tier": N_(
        "The Factbook of 2015 lists only the countries of the two worst tiers: whoever entered "
        "them since is not compared."
    ),
}


@dataclass(frozen=True, eq=False)
class CategoryComparison:
    """Two releases' answers of all kinds.

    ``compared`` (``atlas.analysis.category_changes.COMPARED``) and ``absent`` (``not_compared``)
    carry the ``kind`` of record beside; ``tests`` are of all countries, whatever a reader filters.
    """

    old: str
    new: str
    compared: pd.DataFrame
    absent: pd.DataFrame
    tests: pd.DataFrame

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kind of record of each subject that either release answers."""
        pairs = pd.concat([self.compared[["subject", "kind"]], self.absent[["subject", "kind"]]])
        return dict(pairs.drop_duplicates().itertuples(index=False, name=None))

    def of(
        self,
        countries: Collection[str] = (),
        subjects: Collection[str] = (),
        region: str = "",
    ) -> CategoryComparison:
        """Return what concerns some countries, subjects and a region; none means all."""
        members = codebook().regions[region].members if region else ()

        def keep(rows: pd.DataFrame) -> pd.DataFrame:
            for name, values in (
                ("country", countries),
                ("country", members),
                ("subject", subjects),
            ):
                rows = rows[rows[name].isin(list(values))] if values else rows
            return rows

        return CategoryComparison(
            self.old, self.new, keep(self.compared), keep(self.absent), self.tests
        )


def compare_categories(
    engine: Engine, old: str, new: str, origins: Collection[str] = (), *, only_free: bool = False
) -> CategoryComparison:
    """Return whose category differs between two releases, of every kind that has categories.

    ``only_free`` leaves out what a source's licence does not allow to be passed on.

    Raises
    ------
    UnknownRelease
    """
    compared, absent = [], []
    for kind in COLUMNS:
        earlier, later = (
            _answers(engine, kind, label, origins, only_free=only_free) for label in (old, new)
        )
        compared.append(category_changes(earlier, later, kind).assign(kind=kind))
        absent.append(not_compared(earlier, later, kind).assign(kind=kind))
    both = pd.concat(compared, ignore_index=True)
    both["moved"] = both["moved"].astype(bool)
    return CategoryComparison(
        old, new, both, pd.concat(absent, ignore_index=True), shift_tests(both)
    )


def known_subject(code: str) -> str:
    """Return a subject's code: a category's indicator, a question or an organisation.

    Raises
    ------
    UnknownChoice
    """
    book = codebook()
    categories = (i.id for i in book.indicators.values() if i.kind == "category")
    codes = dict.fromkeys((*categories, *book.questions, *book.organisations))
    # The court is an indicator (icc) and an organisation (ICC): as written comes first.
    return code if code in codes else choice_parser(codes)(code)


def _answers(
    engine: Engine, kind: Kind, label: str, origins: Collection[str], *, only_free: bool
) -> pd.DataFrame:
    if kind == "observation":
        ids = [i.id for i in codebook().indicators.values() if i.kind == "category"]
        rows = frames.observations(
            engine, indicators=ids, release=label, totals_only=True, origins=origins
        )
    else:
        rows = reading.read_records(engine, KINDS[kind], release=label, origins=origins)
    return rows[rows["redistributable"].astype(bool)] if only_free else rows


@dataclass(frozen=True)
class Side:
    """One release's answer: in the atlas's category, in the source's own words, and whence."""

    answer: str
    year: str
    words: str
    place: str
    source: str
    url: str


@dataclass(frozen=True)
class Move:
    """A country whose answer differs."""

    iso3: str
    country: str
    region: str
    before: Side
    after: Side


@dataclass(frozen=True)
class RegionCounts:
    """A region's countries: compared, moved, not compared; ``steps`` say from where to where."""

    name: str
    compared: int
    moved: int
    absent: int
    steps: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class SubjectMoves:
    """One subject: its regions, who moved, who is not compared and why, and what a test says."""

    code: str
    kind: Kind
    name: str
    total: RegionCounts
    regions: tuple[RegionCounts, ...]
    moves: tuple[Move, ...]
    absent: tuple[tuple[str, tuple[str, ...]], ...]
    test: str
    caution: str

    @property
    def sources(self) -> tuple[Side, Side] | None:
        """One move that stands for all, where all rest on the same two sources."""
        pairs = {(move.before.source, move.after.source) for move in self.moves}
        return (self.moves[0].before, self.moves[0].after) if len(pairs) == 1 else None


def subject_moves(
    comparison: CategoryComparison, t: Translator, everywhere: CategoryComparison | None = None
) -> list[SubjectMoves]:
    """Return every subject that one of the releases answers, those with most moves first.

    ``everywhere`` is the comparison of all countries that a test speaks of, where
    ``comparison`` keeps some of them only.
    """
    place = ["subject", "region"]
    n_compared = Counter(comparison.compared[place].itertuples(index=False, name=None))
    n_absent = Counter(comparison.absent[place].itertuples(index=False, name=None))
    movers = comparison.compared[comparison.compared["moved"]]
    rows_of = {code: rows.to_dict("records") for code, rows in movers.groupby("subject")}
    absent_of: dict[str, list[tuple[str, str]]] = {}
    for subject, country, why in comparison.absent[["subject", "country", "absence"]].to_numpy():
        absent_of.setdefault(subject, []).append((country, why))
    kinds = comparison.kinds
    doubles = Counter(subject_name(kind, code, t) for code, kind in kinds.items())
    subjects = [
        SubjectMoves(
            code,
            kind,
            _name(code, kind, doubles, t),
            *_counts(code, rows_of.get(code, []), n_compared, n_absent, t),
            tuple(_moves(rows_of.get(code, []), t)),
            tuple(_absent(absent_of.get(code, []), comparison, t)),
            shift_sentence(everywhere or comparison, code, t) if code in rows_of else "",
            _caution(code, rows_of.get(code, []), t),
        )
        for code, kind in kinds.items()
    ]
    return sorted(subjects, key=_most_moved_first)


def _name(code: str, kind: Kind, doubles: Counter[str], t: Translator) -> str:
    """Return a subject's name; a membership that shares it with an indicator says what it is."""
    name = subject_name(kind, code, t)
    is_clear = kind != "participation" or doubles[name] == 1
    return name if is_clear else f"{name} · {t(KIND_NAMES[kind])}"


def _most_moved_first(subject: SubjectMoves) -> tuple[int, bool, int, str]:
    kinds = list(COLUMNS)
    is_empty = subject.total.compared == 0
    return -subject.total.moved, is_empty, kinds.index(subject.kind), sorting(subject.name)


def _counts(
    subject: str, movers: Sequence[Row], n_compared: Tally, n_absent: Tally, t: Translator
) -> tuple[RegionCounts, tuple[RegionCounts, ...]]:
    """Return the counts of all countries and of each region."""
    names = {code: t(region.name) for code, region in codebook().regions.items()}
    rows = [
        RegionCounts(
            names[code],
            n_compared[subject, code],
            sum(row["region"] == code for row in movers),
            n_absent[subject, code],
            _steps([row for row in movers if row["region"] == code], t),
        )
        for code in names
        if n_compared[subject, code] or n_absent[subject, code]
    ]
    world = RegionCounts(
        t("World"),
        sum(row.compared for row in rows),
        len(movers),
        sum(row.absent for row in rows),
        _steps(movers, t),
    )
    return world, tuple(rows)


def _steps(movers: Iterable[Row], t: Translator) -> tuple[tuple[str, str, str], ...]:
    steps = Counter((row["kind"], row["subject"], row["from"], row["to"]) for row in movers)
    return tuple(
        (
            answer_name(kind, subject, old, t),
            answer_name(kind, subject, new, t),
            plain(n, t.lang),
        )
        for (kind, subject, old, new), n in steps.most_common()
    )


def _caution(subject: str, movers: Sequence[Row], t: Translator) -> str:
    """Return what a reading of the Factbook's sentences warns of, where its answers differ."""
    old, new = EDITIONS
    is_factbook = any(old in row["from_source"] and new in row["to_source"] for row in movers)
    return t(CAUTIONS[subject]) if subject in CAUTIONS and is_factbook else ""


def answer_name(kind: Kind, subject: str, code: str, t: Translator) -> str:
    """Return the name of an answer of a subject; an unknown code stays as it is."""
    of, answer, _ = COLUMNS[kind]
    return statement(kind, {of: subject, answer: code, "value": code}, t)


def _moves(movers: Iterable[Row], t: Translator) -> list[Move]:
    regions = {code: t(region.name) for code, region in codebook().regions.items()}
    moves = [
        Move(
            row["country"],
            country_name(row["country"], t.lang),
            regions[row["region"]],
            _side(row, "from", t),
            _side(row, "to", t),
        )
        for row in movers
    ]
    return sorted(moves, key=lambda move: (sorting(move.region), sorting(move.country)))


def _side(row: Row, side: str, t: Translator) -> Side:
    period, words, locator, source, url = (
        row[f"{side}_{name}"] or ""
        for name in ("period", "original", "locator", "source", "source_url")
    )
    answer = answer_name(row["kind"], row["subject"], row[side], t)
    return Side(answer, period, words, field_of(locator, words), source, url)


def field_of(locator: str, words: str) -> str:
    """Return where a sentence stands, without the sentence where the locator repeats it.

    >>> field_of("Environment > agreements > party to > Law of the Sea", "Law of the Sea")
    'Environment > agreements > party to'
    """
    path, _, last = locator.rpartition(" > ")
    return path if path and words and (words in last or last in words) else locator


def _absent(
    absent: Collection[tuple[str, str]], world: CategoryComparison, t: Translator
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield why countries are not compared, and their names."""
    for code, label in ABSENCE_NAMES.items():
        names = [country_name(country, t.lang) for country, why in absent if why == code]
        if names:
            yield t(label, old=world.old, new=world.new), tuple(sorted(names, key=sorting))


def shift_sentence(world: CategoryComparison, subject: str, t: Translator) -> str:
    """Return what a test of all countries says, or why there is none."""
    if subject not in SAME_RULE:
        return t(NO_TEST)
    of_subject = world.compared[world.compared["subject"] == subject]
    same = of_subject[is_same_rule(of_subject)]
    if same.empty:
        return t(NO_TEST)
    tests = world.tests[world.tests["subject"] == subject]
    if tests.empty:
        return t("The wording rule is the same in both; no country moved.")
    surest = tests.sort_values(["q", "p", "entered"], ascending=[True, True, False]).iloc[0]
    values = {
        "answer": answer_name(world.kinds[subject], subject, surest["category"], t),
        "entered": plain(int(surest["entered"]), t.lang),
        "left": plain(int(surest["left"]), t.lang),
        "q": plain(float(surest["q"]), t.lang, 2),
        "n": plain(len(same), t.lang),
    }
    if surest["q"] <= CERTAIN:
        return t(
            "The wording rule is the same in both. Among {n} countries of the world, the shift "
            "at “{answer}” ({entered} entered, {left} left) is more than chance explains "
            "(exact sign test, adjusted p = {q}).",
            **values,
        )
    return t(
        "The wording rule is the same in both. Among {n} countries of the world, too few moved "
        "one way to be more than chance: at most “{answer}”, {entered} entered, {left} left "
        "(exact sign test, adjusted p = {q}).",
        **values,
    )
