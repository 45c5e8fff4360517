"""What a reader is told of an obstacle: the sides, named or counted, and a line for charts."""

from atlas.analysis.comparability import Finding, Obstacle, TraitGroup, obstacles
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.charts.plots import LINE, dots, line_chart, multiples
from atlas.views.charts.points import FULL, OPEN
from atlas.views.charts.warning import add_warning
from atlas.views.compare.comparability import NAMED, REASONS, TITLES, comparison_notices, footnote
from tests.analysis.frames import frame, row

T = translator("en")
SHARE = codebook().indicators["milex_gdp"]
ROWS = frame(row("URY", 2023, 2.0), row("KEN", 2014, 1.1, reliability="estimate"))
FOUND = obstacles(ROWS, ["URY", "KEN"], SHARE, moment=True)


def test_every_obstacle_has_a_title_and_a_reason_in_every_language() -> None:
    assert set(TITLES) == set(REASONS) == set(Obstacle)
    for lang in ("fr", "es", "ar"):
        t = translator(lang)
        assert all(t(text) != text for text in (*TITLES.values(), *REASONS.values()))


def test_sides_name_countries_and_years() -> None:
    years, rough = comparison_notices(FOUND, T)
    assert years.sides == (("2014", "Kenya"), ("2023", "Uruguay"))
    assert dict(rough.sides) == {"Estimated": "Kenya", "Reported": "Uruguay"}


def test_many_countries_are_counted() -> None:
    many = tuple(list(codebook().countries)[: NAMED + 1])
    finding = Finding(
        Obstacle.UNITS, stops=True, sides=(TraitGroup("%", many), TraitGroup("", ("URY",)))
    )
    assert comparison_notices([finding], T)[0].sides == (
        ("%", "7 countries"),
        ("No unit", "Uruguay"),
    )


def test_a_chart_carries_what_speaks_against_it() -> None:
    words = footnote(FOUND, T)
    figure = add_warning(line_chart(ROWS, ["URY", "KEN"], [], "% of GDP", T), words)
    before = line_chart(ROWS, ["URY", "KEN"], [], "% of GDP", T)
    text = figure.layout.annotations[-1].text
    assert "Values of different years" in text.replace("<br>", " ")
    assert all(len(part) <= LINE for part in text.split("<br>"))
    assert figure.layout.margin.t > before.layout.margin.t
    assert len(add_warning(before, "").layout.annotations) == len(figure.layout.annotations) - 1


def test_estimates_have_open_marks_in_every_chart() -> None:
    traces = line_chart(ROWS, ["URY", "KEN"], [], "%", T).data
    assert FULL in traces[0].marker.symbol
    assert OPEN in traces[1].marker.symbol
    assert set(dots(ROWS, ["URY", "KEN"], [], "%", T).data[0].marker.symbol) == {FULL, OPEN}
    panels = multiples([("a", "%", ROWS)], ["URY", "KEN"], T).data
    assert OPEN in panels[1].marker.symbol
