from atlas.analysis import latest, of_year, totals, with_reasons
from tests.analysis.frames import frame, row


def test_parts_and_other_sources_are_not_totals() -> None:
    rows = frame(
        row("URY", 2024, 2.0),
        row("URY", 2024, 1.0, breakdown="branch=army"),
        row("URY", 2024, 2.2, preferred=False),
    )
    assert totals(rows)["value"].tolist() == [2.0]


def test_the_newest_value_is_shown_even_when_a_newer_year_is_withheld() -> None:
    rows = frame(row("KEN", 2022, 1.1), row("KEN", 2024, missing_reason="withheld"))
    assert latest(rows)[["year", "value"]].to_numpy().tolist() == [[2022, 1.1]]


def test_a_country_without_any_value_keeps_its_newest_reason() -> None:
    rows = frame(row("CRI", 2020), row("CRI", 2026, missing_reason="not-applicable"))
    assert latest(rows)["missing_reason"].tolist() == ["not-applicable"]


def test_no_armed_forces_is_true_of_every_year() -> None:
    rows = frame(row("CRI", 2026, missing_reason="not-applicable"), row("KEN", 2020, 1.0))
    assert sorted(of_year(rows, 2020)["country"]) == ["CRI", "KEN"]


def test_a_reason_of_another_year_does_not_hide_that_a_year_has_no_data() -> None:
    rows = frame(row("PAN", 2026, missing_reason="not-applicable"), row("PAN", 2019, 0.4))
    assert of_year(rows, 2020).empty


def test_countries_without_a_row_are_no_data() -> None:
    full = with_reasons(frame(row("KEN", 2024, 1.0)), ["KEN", "URY"])
    assert full["missing_reason"].tolist() == [None, "no-data"]
