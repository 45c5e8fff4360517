"""Economy: gross domestic product, budget, debt, inequality, poverty, unemployment."""

from __future__ import annotations

from collections.abc import Iterator

from tools.factbook.fields.entities import Entity
from tools.factbook.fields.figures import Figure, read_figures
from tools.factbook.fields.passages import Found

ECONOMY = "Economy"
GINI = "Gini Index coefficient - distribution of family income"
TABLE = (
    Figure("gdp", ECONOMY, "GDP (official exchange rate)"),
    Figure("gov_expenditure", ECONOMY, "Budget", "expenditures", keep_note=True),
    Figure("public_debt", ECONOMY, "Public debt", "Public debt *", "% of GDP", keep_note=True),
    Figure(
        "gdp_pc",
        ECONOMY,
        "Real GDP per capita",
        "Real GDP per capita *",
        says="data in 2021 dollars",
    ),
    Figure("gdp_growth", ECONOMY, "Real GDP growth rate", "Real GDP growth rate *", "%"),
    Figure("gini", ECONOMY, GINI, f"{GINI} *"),
    Figure("poverty", ECONOMY, "Population below poverty line", "", "%"),
    Figure("youth_unemployment", ECONOMY, "Youth unemployment rate (ages 15-24)", "total", "%"),
)


def read(entity: Entity) -> Iterator[Found]:
    """Yield the economy's figures; dollars are whole dollars, shares are percent."""
    yield from read_figures(entity, TABLE)
