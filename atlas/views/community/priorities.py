"""The result of a round of ranking, in the reader's language: rows, sentences, places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.analysis.agreement import FEW, TOP, RankAgreement, Standing, strength
from atlas.codebook import codebook
from atlas.community.rounds import RoundResult
from atlas.i18n import N_, Translator, fixed, plain
from atlas.views.community.entries import LocalisedText

ALPHA = 0.05
AGREE = {
    "strong": N_("They agree strongly"),
    "moderate": N_("They agree moderately"),
    "weak": N_("They agree weakly"),
    "hardly": N_("They hardly agree"),
}
SHORT = {
    "strong": N_("strong"),
    "moderate": N_("moderate"),
    "weak": N_("weak"),
    "hardly": N_("hardly any"),
}


@dataclass(frozen=True)
class RankRow:
    """One issue in a result.

    ``places`` and ``means`` hold its place and mean rank with each region that is shown, in the
    order of ``regions``; ``before`` is its place in the round before, empty without one.
    """

    issue: str
    statement: LocalisedText
    place: str
    mean: str
    share: float  # of the way from the last place to the first, 0 to 100
    before: str
    moved: int
    places: tuple[str, ...]
    means: tuple[str, ...]
    heads: str
    kind: str


@dataclass(frozen=True)
class GroupRow:
    """Agreement of one group of rankers."""

    name: str
    rankers: str
    w: str
    interval: str
    strength: str


def issue_rank_rows(
    result: RoundResult,
    names: Mapping[str, LocalisedText],
    t: Translator,
    before: Standing | None = None,
) -> list[RankRow]:
    """Return the issues of a result from the first to the last."""
    overall = result.overall
    if overall is None:
        return []
    last = len(overall.order)
    earlier = {issue: place for place, issue in enumerate(before.order, 1)} if before else {}
    rows = []
    for place, (issue, mean) in enumerate(zip(overall.order, overall.means, strict=True), 1):
        heads = result.shared.get(issue, ())
        rows.append(
            RankRow(
                issue=issue,
                statement=issue_name(issue, names, t),
                place=plain(place, t.lang),
                mean=fixed(mean, t.lang, 1),
                share=round(100 * (last - mean) / (last - 1), 1),
                before=plain(earlier[issue], t.lang) if issue in earlier else "",
                moved=earlier[issue] - place if issue in earlier else 0,
                places=tuple(plain(_place(s, issue), t.lang) for s in result.regions.values()),
                means=tuple(fixed(_mean(s, issue), t.lang, 1) for s in result.regions.values()),
                heads=" · ".join(region_name(code, t) for code in heads),
                kind="common" if len(heads) > 1 else "particular" if heads else "",
            )
        )
    return rows


def issue_name(issue: str, names: Mapping[str, LocalisedText], t: Translator) -> LocalisedText:
    """Return what an issue says; its id where nothing stands any more."""
    return names.get(issue) or LocalisedText(issue, t.lang, "ltr", own=True)


def _place(standing: Standing, issue: str) -> int:
    return standing.order.index(issue) + 1


def _mean(standing: Standing, issue: str) -> float:
    return standing.means[standing.order.index(issue)]


def region_name(code: str, t: Translator) -> str:
    """Return a region's name; an organisation without one stands in none."""
    return t(codebook().region(code).name) if code else t("No region")


def group_rows(result: RoundResult, t: Translator) -> list[GroupRow]:
    """Return the agreement overall and of each region that is shown."""
    if result.overall is None:
        return []
    groups = {t("All"): result.overall}
    groups |= {region_name(code, t): each for code, each in result.regions.items()}
    return [_group(name, each.agreement, t) for name, each in groups.items() if each.agreement]


def _group(name: str, agreement: RankAgreement, t: Translator) -> GroupRow:
    return GroupRow(
        name=name,
        rankers=plain(agreement.rankers, t.lang),
        w=fixed(agreement.w, t.lang, 2),
        interval=agreement_interval(agreement, t),
        strength=t(SHORT[strength(agreement.w)]),
    )


def agreement_interval(agreement: RankAgreement, t: Translator) -> str:
    """Return the 95 % interval of W."""
    return t(
        "{low} to {high}",
        low=fixed(agreement.low, t.lang, 2),
        high=fixed(agreement.high, t.lang, 2),
    )


def round_sentences(result: RoundResult, t: Translator) -> list[str]:
    """Say what a closed round found: who ranked, how far they agree, what is hidden."""
    of = plain(len(result.round.content.issues), t.lang)
    summary = t.n(
        "{n} organisation ranked {k} issues.",
        "{n} organisations ranked {k} issues.",
        result.rankers,
        k=of,
    )
    lines = [summary]
    if result.overall is None:
        lines.append(
            t("The result of fewer than {n} organisations is hidden, to protect them.", n=FEW)
        )
        return lines
    if result.overall.agreement:
        lines += _agreement(result.overall.agreement, t)
    lines += _common_issues(result, t)
    if result.hidden:
        lines.append(
            t(
                "Regions with fewer than {n} ranking participants are hidden; where their "
                "rankings could be calculated from the rest, another region is hidden too.",
                n=FEW,
            )
        )
    return lines


def _agreement(agreement: RankAgreement, t: Translator) -> list[str]:
    first = t(
        "{how}: Kendall’s W is {w}, on a scale from 0 (not at all) to 1 (entirely); its 95 % "
        "interval is {interval}.",
        how=t(AGREE[strength(agreement.w)]),
        w=fixed(agreement.w, t.lang, 2),
        interval=agreement_interval(agreement, t),
    )
    if agreement.p >= ALPHA:
        second = t(
            "This may be chance: random rankings agree as much in {n} of 100 rounds.",
            n=plain(100 * agreement.p, t.lang),
        )
    elif agreement.p < 0.001:
        second = t("Random rankings agree as much in fewer than 1 of 1,000 rounds.")
    else:
        second = t(
            "Random rankings agree as much in {n} of 1,000 rounds.",
            n=plain(max(1, round(1000 * agreement.p)), t.lang),
        )
    return [first, second]


def _common_issues(result: RoundResult, t: Translator) -> list[str]:
    if len(result.regions) < 2:
        return []
    common = sum(1 for regions in result.shared.values() if len(regions) > 1)
    own = len(result.shared) - common
    return [
        t.n(
            "{n} issue is among the top {top} of several regions: common.",
            "{n} issues are among the top {top} of several regions: common.",
            common,
            top=TOP,
        )
        + " "
        + t.n(
            "{n} is among the top {top} of one region only: particular.",
            "{n} are among the top {top} of one region only: particular.",
            own,
            top=TOP,
        )
    ]


def issue_place(result: RoundResult, issue: str, t: Translator) -> str:
    """Return an issue's place in a result, in words; empty where it has none."""
    if result.overall is None or issue not in result.overall.order:
        return ""
    place = _place(result.overall, issue)
    return t(
        "{place} of {all} (mean rank {mean})",
        place=plain(place, t.lang),
        all=plain(len(result.overall.order), t.lang),
        mean=fixed(_mean(result.overall, issue), t.lang, 1),
    )
