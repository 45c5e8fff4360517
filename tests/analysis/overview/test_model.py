"""The order of the overview, and what stands above its table."""

from atlas.analysis.overview.model import (
    MOST_BACKGROUND,
    OverviewVerdict,
    Subject,
    by_strength,
    highlights,
)


def row(name: str, verdict: OverviewVerdict, strength: float, theme: str = "legal") -> Subject:
    return Subject(name, "rule", theme, None, verdict, (), strength=strength)


def test_common_stands_first_and_the_strongest_first_of_all() -> None:
    rows = [row("a", "none", 0.9), row("b", "common", 0.6), row("c", "common", 0.8)]
    assert [r.subject for r in by_strength(rows)] == ["c", "b", "a"]


def test_society_never_crowds_out_the_security_sector() -> None:
    rows = [row(str(n), "unique", n / 100, "society") for n in range(30)] + [row("law", "none", 0)]
    ordered = by_strength(rows)
    assert sum(r.theme == "society" for r in ordered) == MOST_BACKGROUND
    assert ordered[0].subject == "29"
    assert ordered[-1].subject == "law"


def test_the_headlines_are_of_different_themes_and_never_of_society() -> None:
    rows = [
        row("a", "common", 0.9, "women"),
        row("b", "common", 0.8, "women"),
        row("c", "common", 0.7, "budget"),
        row("d", "common", 0.6, "justice"),
        row("e", "common", 1.0, "society"),
        row("f", "none", 1.0, "legal"),
    ]
    assert [r.subject for r in highlights(rows, ("common",))] == ["a", "c", "d"]


def test_fewer_findings_are_shown_where_fewer_survive() -> None:
    assert highlights([row("a", "none", 0.9)], ("unique",)) == []
