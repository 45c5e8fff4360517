"""Rows of the register of common issues, in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from atlas.codebook import codebook
from atlas.community.entries import EntryVersion
from atlas.i18n import N_, Translator
from atlas.views.community.entries import REACH, STATES, LocalisedText, localised_text

ISSUE_STATES = ("open", "discussed", "agreed", "closed", "merged")
ALL_REGIONS = N_("All regions of the community")
COMMON = N_("Common to several regions")


@dataclass(frozen=True)
class IssueRow:
    """One issue in the register."""

    entry: str
    statement: LocalisedText
    regions: str
    state: str
    state_name: str
    reach: str
    endorsements: int
    remarks: int
    evidence: int


@dataclass(frozen=True)
class Choice:
    """Which issues are asked for; an empty part asks for all (of states: all but merged)."""

    region: str = ""
    state: str = ""
    reach: str = ""


def filter_issues(issues: Iterable[EntryVersion], choice: Choice) -> list[EntryVersion]:
    """Return the issues of a choice, in their order."""
    return [
        each
        for each in issues
        if (not choice.region or choice.region in _regions_of(each))
        and (not choice.reach or each.content.reach == choice.reach)
        and (each.content.state == choice.state or (not choice.state and _stands(each)))
    ]


def _stands(issue: EntryVersion) -> bool:
    return bool(issue.content.state != "merged")


def _regions_of(issue: EntryVersion) -> Collection[str]:
    """Return an issue's regions; a common one that names none is of all."""
    regions: tuple[str, ...] = issue.content.regions
    return regions or community_regions()


def community_regions() -> tuple[str, ...]:
    """Return the regions of the community, in the codebook's order."""
    return codebook().community_regions


def region_words(regions: Sequence[str], t: Translator) -> str:
    """Return the names of regions; all of the community's have a short name."""
    if not regions or set(regions) >= set(community_regions()):
        return t(ALL_REGIONS)
    return " · ".join(t(codebook().region(code).name) for code in regions)


def row(
    issue: EntryVersion,
    endorsers: Mapping[str, Sequence[str]],
    remarks: Mapping[str, int],
    t: Translator,
) -> IssueRow:
    """Return an issue's row; ``remarks`` counts those that are shown."""
    content = issue.content
    return IssueRow(
        entry=issue.entry,
        statement=localised_text(content.statement, t.lang),
        regions=region_words(content.regions, t),
        state=content.state,
        state_name=t(STATES[content.state]),
        reach=t(REACH[content.reach]),
        endorsements=len(endorsers.get(issue.entry, ())),
        remarks=remarks.get(issue.entry, 0),
        evidence=evidence(issue),
    )


def evidence(issue: EntryVersion) -> int:
    """Return the number of pieces of evidence that an issue links to."""
    content = issue.content
    parts = (content.indicators, content.questions, content.views, content.documents)
    return sum(len(part) for part in parts)


def group_issues(
    issues: Sequence[EntryVersion], rows: Sequence[IssueRow], t: Translator
) -> list[tuple[str, list[IssueRow]]]:
    """Return the common issues first, then the particular ones by their regions."""
    groups: dict[str, list[IssueRow]] = {}
    for issue, each in zip(issues, rows, strict=True):
        if issue.content.reach == "common":
            groups.setdefault("", []).append(each)
    order = {code: place for place, code in enumerate(codebook().regions)}
    particular = [
        (tuple(order[code] for code in issue.content.regions), each)
        for issue, each in zip(issues, rows, strict=True)
        if issue.content.reach == "particular"
    ]
    for _, each in sorted(particular, key=lambda pair: pair[0]):
        groups.setdefault(each.regions, []).append(each)
    return [(title or t(COMMON), group) for title, group in groups.items()]


def issue_count_text(issues: Sequence[EntryVersion], n_shown: int, t: Translator) -> str:
    """Return a sentence that counts issues: all, common, particular, and those shown."""
    standing = [each for each in issues if _stands(each)]
    common = sum(1 for each in standing if each.content.reach == "common")
    parts = [
        t.n("{n} issue", "{n} issues", len(standing)),
        t.n("{n} common", "{n} common", common),
        t.n("{n} particular", "{n} particular", len(standing) - common),
    ]
    n_merged = len(issues) - len(standing)
    if n_merged:
        parts.append(t.n("{n} merged into another", "{n} merged into others", n_merged))
    if n_shown != len(standing):
        parts.append(t.n("{n} shown", "{n} shown", n_shown))
    return " · ".join(parts)
