"""Between two releases: whose category changed, by name and region, with both sentences.

A category is an answer in words: an observation's category, a judgement's answer, a status in an
organisation. A different answer is a change in the world only where the sources use the same
words by the same rule in both; otherwise the two sentences stand beside each other and no test is
made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd
from scipy.stats import binomtest

from atlas.analysis.overview.shares import holm
from atlas.analysis.series import publisher_of
from atlas.codebook import codebook

Kind = Literal["observation", "judgement", "participation"]
# Kind -> the column that says what is asked, the column with the answer, the source's own words.
COLUMNS: dict[Kind, tuple[str, str, str]] = {
    "observation": ("indicator", "category", "original"),
    "judgement": ("question", "answer", "evidence"),
    "participation": ("organisation", "status", "evidence"),
}
# Subject -> the publisher that words it alike in all its editions: the Factbook in 2015 and 2026,
# as a reading of all answers shows. Not conscription: Brazil and Thailand were "compulsory" and are
# "selective" without a new law. Not the tiers of trafficking: the earlier edition lists the two
# worst alone, from which one mostly leaves.
SAME_RULE: Mapping[str, str] = {"icc": "CIA", "icj": "CIA"}
KEY = ["subject", "country"]
SIDES = ("answer", "period", "original", "locator", "source", "source_url", "source_id")
COMPARED = (
    "subject",
    "country",
    "region",
    "from",
    "to",
    "from_period",
    "to_period",
    "from_original",
    "to_original",
    "from_locator",
    "to_locator",
    "from_source",
    "to_source",
    "from_source_url",
    "to_source_url",
    "moved",
)
# Why a country is not compared: an answer in one release alone, or no statement since.
ABSENCES = ("only-earlier", "only-later", "same-statement")


def category_changes(earlier: pd.DataFrame, later: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Return the countries with an answer in two releases, and whether it is another.

    Of each release a country's newest answer counts, of one year the preferred source's. A
    country that has no answer in one of them is left out: silence is no change. Where the later
    release still has the earlier statement and no newer one, nothing is compared.

    Parameters
    ----------
    earlier, later
        Frames of two releases: ``atlas.store.columns.OBSERVATION`` for observations, else
        ``atlas.store.reading.columns`` of the kind.

    Returns
    -------
    DataFrame
        ``COMPARED``: one row a subject and country, sorted; ``from`` and ``to`` are codes,
        ``from_original`` and ``to_original`` the sources' own words, ``moved`` a bool.
    """
    both = _side_by_side(earlier, later, kind)
    both = both[both["absence"] == ""].rename(
        columns={
            f"{name}_{n}": side if name == "answer" else f"{side}_{name}"
            for n, side in ((1, "from"), (2, "to"))
            for name in SIDES
        }
    )
    both["moved"] = both["from"] != both["to"]
    return both[list(COMPARED)].sort_values(KEY).reset_index(drop=True)


def not_compared(earlier: pd.DataFrame, later: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Return the countries with an answer that ``category_changes`` does not compare.

    Returns
    -------
    DataFrame
        subject, country, region, absence (one of ``ABSENCES``), sorted.
    """
    both = _side_by_side(earlier, later, kind)
    absent = both.loc[both["absence"] != "", [*KEY, "region", "absence"]]
    return absent.sort_values(KEY).reset_index(drop=True)


def _side_by_side(earlier: pd.DataFrame, later: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Return all newest answers of both releases; ``absence`` is "" where both can be compared."""
    first, second = (_newest(frame, kind) for frame in (earlier, later))
    both = first.merge(second, on=KEY, how="outer", suffixes=("_1", "_2"), indicator="in")
    same = (both["period_1"] == both["period_2"]) & (both["source_id_1"] == both["source_id_2"])
    sides = {"left_only": "only-earlier", "right_only": "only-later", "both": ""}
    absence = both.pop("in").astype(str).map(sides)
    region_of = {code: country.region for code, country in codebook().countries.items()}
    return both.assign(
        absence=absence.mask(same, "same-statement"), region=both["country"].map(region_of)
    )


def _newest(frame: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Return a release's newest answer of each subject and country."""
    subject, answer, words = COLUMNS[kind]
    rows = frame[frame[answer].notna() & (frame[answer] != "")]
    if kind == "observation":
        rows = rows[rows["breakdown"] == ""]
    named = pd.DataFrame(
        {
            "subject": rows[subject],
            "country": rows["country"],
            "answer": rows[answer],
            "period": rows["period"].astype(str),
            "original": rows[words],
            "locator": rows["locator"],
            "source": rows["source"],
            "source_url": rows["source_url"],
            "source_id": rows["source_id"],
            "_preferred": rows.get("preferred", True),
        }
    )
    order = named.sort_values([*KEY, "period", "_preferred"])
    return order.drop_duplicates(KEY, keep="last").drop(columns="_preferred")


def counts_by_region(compared: pd.DataFrame) -> pd.DataFrame:
    """Return how many countries were compared and how many moved, by subject and region.

    Parameters
    ----------
    compared
        As ``category_changes`` returns it.

    Returns
    -------
    DataFrame
        subject, region, from, to, countries: one row a pair of answers (``from`` may equal
        ``to``), sorted.
    """
    groups = compared.groupby(["subject", "region", "from", "to"], as_index=False)
    return groups.size().rename(columns={"size": "countries"})


def who_moved(compared: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of ``category_changes`` whose answer is another, by subject and region."""
    moved = compared[compared["moved"]]
    return moved.sort_values(["subject", "region", "country"]).reset_index(drop=True)


def is_same_rule(compared: pd.DataFrame, same_rule: Mapping[str, str] = SAME_RULE) -> pd.Series:
    """Return where both answers come from the publisher that words the subject alike."""
    publishers = compared["subject"].map(same_rule)
    before, after = (compared[side].map(publisher_of) for side in ("from_source", "to_source"))
    return (before == publishers) & (after == publishers)


def shift_tests(compared: pd.DataFrame, same_rule: Mapping[str, str] = SAME_RULE) -> pd.DataFrame:
    """Test whether more countries entered a category than left it, where the rule is the same.

    Exact sign test of the countries that moved (McNemar 1947), p values adjusted over all
    categories of all subjects (Holm 1979). Countries that did not move say nothing of the
    direction. Subjects and sources outside ``same_rule`` (subject -> publisher) are left out:
    their wording may have moved, not the countries.

    Returns
    -------
    DataFrame
        subject, category, entered, left (countries), p, q (adjusted), by subject and category.
    """
    moved = compared[compared["moved"] & is_same_rule(compared, same_rule)]
    rows = [
        {"subject": subject, "category": category, "entered": entered, "left": left}
        for subject, of in moved.groupby("subject")
        for category in sorted({*of["from"], *of["to"]})
        for entered, left in [
            (int((of["to"] == category).sum()), int((of["from"] == category).sum()))
        ]
    ]
    tests = pd.DataFrame(rows, columns=["subject", "category", "entered", "left"])
    pairs = zip(tests["entered"], tests["left"], strict=True)
    p = [float(binomtest(entered, entered + left).pvalue) for entered, left in pairs]
    return tests.assign(p=p, q=holm(p))
