"""Our World in Data: columns beside the series are named and left out."""

from __future__ import annotations

import pytest

from tests.intake.publishers.reading import errors, figures, read, words

SERIES = "Military expenditure (% of GDP)"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("World regions according to OWID", ("Africa", "Africa")),
        ("World region according to OWID", ("Africa", "")),
        ("World Bank income group", ("Lower middle", "Low")),
        ("World Bank's income classification", ("Lower-middle-income countries", "Low income")),
        ("NATO members", ("No", "No")),
        ("Sum of regions", ("1", "1")),
        ("owid_region", ("Africa", "Africa")),
        ("Average of members", ("1.5", "1.6")),
        ("Regime type, total", ("Electoral autocracy", "Closed")),
        ("EU countries", ("no", "no")),
        ("Regional group (UN)", ("African Group", "African Group")),
    ],
)
@pytest.mark.parametrize("described", [False, True])
def test_an_odd_column_is_named_and_left_out(tmp_path, heading, cells, described):
    text = f'Entity,Code,Year,{SERIES},"{heading}"\n'
    text += f"Kenya,KEN,2022,1.1,{cells[0]}\n"
    text += f"Uganda,UGA,2023,2.1,{cells[1]}\nAfrica,,2023,1.6,\n"
    batch = read(tmp_path, text, described=described)
    assert figures(batch) == {"KEN milex_gdp 2022": 1.1, "UGA milex_gdp 2023": 2.1}
    assert heading in words(batch) and errors(batch) == []


@pytest.mark.parametrize("heading", ["Total population", "Population, total", "total_population"])
def test_total_in_a_heading_is_no_row_of_a_group(tmp_path, heading):
    batch = read(tmp_path, f'Entity,Year,"{heading}"\nKenya,2016,47894670\nUganda,2016,39649173\n')
    assert figures(batch) == {"KEN population 2016": 47_894_670, "UGA population 2016": 39_649_173}
