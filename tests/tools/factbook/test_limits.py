"""Upper and lower limits of the source stay limits, through sums, shares and rates."""

from __future__ import annotations

import pytest

from tools.factbook.fields.quantities import first_quantity
from tools.factbook.observations.missions import added, contingent

from .stated import gaps, records, total


@pytest.mark.parametrize(
    ("country", "indicator", "low", "high"),
    [
        ("BDI", "deployments_abroad", None, 10_770),  # "770 …; up to 10,000 …"
        ("TZA", "deployments_abroad", 1_945, None),  # "more than 1,000 …"
        ("GBR", "deployments_abroad", 8_000, None),
        ("EGY", "peacekeepers", None, 1_175),  # "(plus nearly 200 police)"
        ("IRL", "deployments_abroad", 330, None),  # "also contributes small numbers …"
        ("IRN", "armed_forces", None, 600_000),
        ("IRN", "armed_forces_p1000", None, 6.728),
        ("DOM", "police_p100k", None, 321.1),
        ("ISR", "reserves", 400_000, None),
        ("CHL", "conscription_months", None, 24),
        ("PRY", "conscription_months", 12, None),
        ("ZAF", "women_forces", None, 30),  # "nearly 30%"
        ("AUS", "women_forces", 20, None),  # "slightly more than 20%"
    ],
)
def test_a_limit_has_one_end_that_value_repeats(country, indicator, low, high):
    found = total(country, indicator)
    assert (found.low, found.high) == (low, high)
    assert found.value == (high if low is None else low)


@pytest.mark.parametrize(
    ("country", "low", "high"),
    [("BLR", 12, 18), ("FIN", 5.5, 12), ("TUR", 6, 12), ("COL", 12, 18), ("VNM", 24, 36)],
)
def test_a_length_of_service_from_to_has_both_ends(country, low, high):
    found = total(country, "conscription_months")
    assert (found.low, found.high, found.value) == (low, high, (low + high) / 2)


def test_upper_limits_beside_uncounted_contingents_limit_nothing():
    assert not any(not part for _, part in records("ROU", "deployments_abroad"))
    assert gaps("ROU", "deployments_abroad")


def test_police_beside_a_contingent_keep_their_own_limit():
    found = contingent(
        "775 (plus nearly 200 police) Ruritania (MINUSCA)".replace("Ruritania", "Chad")
    )
    assert found is not None
    assert found.police is not None
    total_ = added(list(found.uniformed), "")
    assert total_ is not None
    assert total_.stated == (975, None, 975)


def test_an_upper_and_a_lower_limit_add_up_to_nothing_known():
    parts = [first_quantity("up to 500"), first_quantity("more than 20")]
    assert added([part for part in parts if part], "") is None
