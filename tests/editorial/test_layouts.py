"""What an editor said of a publisher's layout is remembered for the next file."""

import pytest
from sqlalchemy import Engine

from atlas.editorial import layouts
from atlas.editorial.accounts import NotAllowed, Role, add_account
from atlas.intake.layout import Column, Mapping
from tests.invented import EDITOR


def table(title: str = "Spending 2024", indicator: str = "") -> Mapping:
    columns = {0: Column("country", "Country"), 1: Column("value", "2024", year="2024")}
    return Mapping("Sheet", (2,), 3, 9, columns, indicator=indicator, title=title)


def test_the_next_years_file_is_read_as_the_last(staffed: Engine) -> None:
    said = table(indicator="milex_gdp").to_json()
    layouts.remember_tables(staffed, "Institute", [said], by=EDITOR)
    found = layouts.recall_tables(staffed, "Institute", [table("Spending 2025").to_json()])
    assert found is not None
    assert (found[0]["indicator"], found[0]["title"]) == ("milex_gdp", "Spending 2025")


def test_the_last_word_counts(staffed: Engine) -> None:
    for indicator in ("milex_gdp", "milex_gov"):
        layouts.remember_tables(
            staffed, "Institute", [table(indicator=indicator).to_json()], by=EDITOR
        )
    found = layouts.recall_tables(staffed, "Institute", [table().to_json()])
    assert found is not None and found[0]["indicator"] == "milex_gov"


def test_another_publisher_or_layout_is_unknown(staffed: Engine) -> None:
    layouts.remember_tables(staffed, "Institute", [table(indicator="x").to_json()], by=EDITOR)
    assert layouts.recall_tables(staffed, "Other", [table().to_json()]) is None
    assert layouts.recall_tables(staffed, "Institute", [table("Forces").to_json()]) is None


def test_a_reader_teaches_nothing(staffed: Engine) -> None:
    add_account(staffed, "Vera", Role.VIEWER)
    with pytest.raises(NotAllowed):
        layouts.store_layout(staffed, "Institute", "f" * 64, {}, by="Vera")
