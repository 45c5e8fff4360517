"""A problem of a record names its country and indicator in the reader's language."""

from atlas.i18n import translator
from atlas.intake.annotation import problem_text
from atlas.intake.checks import check_batch
from atlas.intake.naming import where
from tests.invented import batch, draft


def test_a_problem_names_country_and_indicator_in_the_readers_language() -> None:
    (problem,) = check_batch(batch(draft("CHL", "milex_gdp", period="2020", value=400.0)))
    assert problem.message.startswith("Chile, Military expenditure, share of GDP, 2020: 400")
    message, _ = problem_text(problem, translator("ar"))
    assert "تشيلي" in message
    assert "CHL" not in message
    assert "{" not in message


def test_a_code_that_is_unknown_stays_as_it_is() -> None:
    found = check_batch(batch(draft("XXX", "nothing", period="2020")))
    assert found
    assert all(problem.message.startswith("XXX, nothing, 2020") for problem in found)


def test_a_problem_of_a_record_names_its_kind_and_its_term() -> None:
    french = translator("fr")
    assert where({"of": ("event", "CIV", "law", "1999-05")}, french) == ", ".join(
        (french("Event"), "Côte d’Ivoire", french("Law or decree"), "1999-05")
    )
    told = where({"of": ("judgement", "CHL", "conscientious_objection", "2020")})
    assert told.startswith("Coded answer, Chile, ") and "conscientious_objection" not in told
    told = where({"of": ("relation", "CHL", "army", "reports-to", "president")})
    assert told.startswith("Relation, Chile, army, ") and "reports-to" not in told
    assert where({"of": ("event", "CHL", "nothing", "1999")}) == "Event, Chile, nothing, 1999"
