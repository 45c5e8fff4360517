"""A treaty on the map: each year's status, and why a country has none."""

import pandas as pd

from atlas.analysis.waves import Status, wave
from atlas.codebook import codebook
from atlas.i18n import translator
from atlas.views.trends.waves_map import wave_map

T = translator("en")
STATUSES = {
    "URY": {2013: Status.SIGNED, 2014: Status.PARTY, 2015: Status.PARTY},
    "CHL": {2014: Status.OUTSIDE, 2015: Status.LEFT},
}
ACTIONS = pd.DataFrame(
    [
        ("URY", "2013", "a", "List A"),
        ("URY", "2014", "b", "List B"),
        ("CHL", "2015", "a", "List A"),
    ],
    columns=["country", "date", "source_id", "source"],
).assign(source_url="https://invented.example", licence="CC0")
JOINED = pd.DataFrame(
    [("URY", "ratification", "2014"), ("CHL", "withdrawal", "2015")],
    columns=["country", "action", "date"],
)
ADOPTION = wave("att", JOINED, {"x": ("URY", "CHL")}, {"CHL": 2014}, "2013", "2015-12-31")
MAP = wave_map(codebook().instruments["att"], ADOPTION, STATUSES, ACTIONS, T)


def test_each_year_has_its_status() -> None:
    assert {year: cell[0] for year, cell in MAP["cells"]["URY"].items()} == {
        "2013": "signed",
        "2014": "party",
        "2015": "party",
    }


def test_a_state_that_could_not_join_yet_did_not_exist() -> None:
    assert MAP["cells"]["CHL"]["2013"] == [None, None, None, "stated", None, "state-did-not-exist"]


def test_who_may_not_join_is_not_concerned() -> None:
    assert MAP["cells"]["ABW"] == {"2013": [None, None, None, "stated", None, "not-applicable"]}


def test_a_sentence_counts_the_states_of_each_year() -> None:
    assert MAP["text"]["2013"] == ["2013: 0 of 1 states that may join are parties."]
    assert MAP["text"]["latest"] == ["2015: 1 of 2 states that may join are parties."]


def test_a_country_cites_the_list_of_its_newest_action() -> None:
    assert [source["source"] for source in MAP["sources"]] == ["List A", "List B"]
    assert MAP["cells"]["URY"]["2014"][4] == 1
    assert MAP["cells"]["CHL"]["2015"][4] == 0


def test_every_status_has_a_label_and_two_colours() -> None:
    scale = MAP["scale"]
    assert len(scale["codes"]) == len(scale["labels"]) == len(set(scale["light"])) == 4
