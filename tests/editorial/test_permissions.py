"""One table decides: nothing outside of it passes, and no limit is stepped over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from atlas import editorial
from atlas.codebook import codebook
from atlas.editorial import accounts
from atlas.editorial.accounts import NotAllowed, OutOfScope, UnknownAccount, require
from atlas.editorial.permissions import PERMISSIONS, Account, Role
from atlas.editorial.submissions import scope
from atlas.errors import UnknownCountry
from atlas.intake.draft import Batch, DraftEvent, DraftJudgement
from atlas.store.engine import writing
from tests.invented import ADMIN, EDITOR, batch, draft, source

COUNTRIES = ["URY", "KEN", "SRB", "GHA"]
THEMES = ["budget", "women", "event"]
SOME_COUNTRIES = st.frozensets(st.sampled_from(COUNTRIES))
SOME_THEMES = st.frozensets(st.sampled_from(THEMES))
ACTIONS = st.sampled_from(sorted(PERMISSIONS)) | st.text()


@st.composite
def any_account(draw: st.DrawFn) -> Account:
    role = draw(st.sampled_from(list(Role)))
    limited = role is Role.EDITOR
    return Account(
        "N",
        role,
        draw(st.sampled_from(COUNTRIES)) if role is Role.OFFICIAL else None,
        draw(SOME_COUNTRIES) if limited else frozenset(),
        draw(SOME_THEMES) if limited else frozenset(),
        draw(st.booleans()),
    )


@given(any_account(), ACTIONS, st.none() | SOME_COUNTRIES, st.none() | SOME_THEMES)
def test_no_action_outside_of_the_table_passes(
    account: Account,
    action: str,
    countries: frozenset[str] | None,
    themes: frozenset[str] | None,
) -> None:
    if not account.may(action, countries, themes):
        return
    assert not account.disabled
    assert account.role in PERMISSIONS[action]
    if account.role is Role.OFFICIAL:
        assert countries == {account.country}
    if account.countries:
        assert (countries or frozenset()) <= account.countries
    if account.themes:
        assert (themes or frozenset()) <= account.themes


@given(any_account(), ACTIONS, st.none() | SOME_COUNTRIES, st.none() | SOME_THEMES)
def test_the_table_is_enough_for_an_account_without_limits(
    account: Account,
    action: str,
    countries: frozenset[str] | None,
    themes: frozenset[str] | None,
) -> None:
    free = not account.countries and not account.themes and account.role is not Role.OFFICIAL
    if free and not account.disabled and account.role in PERMISSIONS.get(action, ()):
        assert account.may(action, countries, themes)


def ask(engine: Engine, name: str, action: str, **scope: set[str]) -> Account:
    with writing(engine) as connection:
        return require(connection, name, action, **scope)


def test_an_unknown_action_is_refused_to_everybody(staffed: Engine) -> None:
    with pytest.raises(NotAllowed):
        ask(staffed, ADMIN, "launch")


def test_a_disabled_account_can_do_nothing(staffed: Engine) -> None:
    accounts.disable_account(staffed, ADMIN)
    for action in PERMISSIONS:
        with pytest.raises(UnknownAccount):
            ask(staffed, ADMIN, action, countries={"URY"})


def test_an_official_replies_for_one_country_and_must_name_it(staffed: Engine) -> None:
    editorial.add_account(staffed, "Omar", Role.OFFICIAL, "Uruguay")
    assert ask(staffed, "Omar", "reply", countries={"URY"}).country == "URY"
    for named in ({}, {"countries": set()}, {"countries": {"KEN"}}, {"countries": {"URY", "KEN"}}):
        with pytest.raises(OutOfScope):
            ask(staffed, "Omar", "reply", **named)
    with pytest.raises(NotAllowed):
        ask(staffed, ADMIN, "reply", countries={"URY"})


def test_an_editor_limited_to_countries_submits_no_others(staffed: Engine) -> None:
    editorial.add_account(staffed, "Lina", Role.EDITOR, countries=["Uruguay", "KEN"])
    assert editorial.submit(staffed, batch(draft("URY"), draft("KEN")), by="Lina", title="in")
    with pytest.raises(OutOfScope, match="GHA"):
        editorial.submit(staffed, batch(draft("URY"), draft("GHA")), by="Lina", title="out")
    assert len(editorial.submissions(staffed)) == 1


def test_an_editor_limited_to_themes_submits_no_others(staffed: Engine) -> None:
    editorial.add_account(staffed, "Lina", Role.EDITOR, themes=["budget"])
    assert editorial.submit(staffed, batch(draft("GHA")), by="Lina", title="in")
    with pytest.raises(OutOfScope, match="personnel"):
        personnel = batch(draft("URY", "armed_forces", value=9.0))
        editorial.submit(staffed, personnel, by="Lina", title="out")


def test_records_without_a_theme_are_limited_by_their_kind(staffed: Engine) -> None:
    question = next(iter(codebook().questions.values()))
    answer = DraftJudgement(
        country="URY", source="yearbook-2026", question=question.id, period="2024",
        answer=question.answers[0].code, evidence="So it is written.",
    )  # fmt: skip
    happened = DraftEvent(
        country="URY", source="yearbook-2026", event=next(iter(codebook().vocabulary.events)),
        date="1999", title="An invented event", evidence="It was so.",
    )  # fmt: skip
    both = Batch((source(),), (), records=(answer, happened))
    assert scope(both) == ({"URY"}, {question.theme, "event"})


def test_limits_are_countries_and_themes_of_the_codebook(staffed: Engine) -> None:
    with pytest.raises(UnknownCountry):
        editorial.add_account(staffed, "Lina", Role.EDITOR, countries=["Atlantis"])
    with pytest.raises(accounts.UnknownTheme, match="budget"):
        editorial.add_account(staffed, "Lina", Role.EDITOR, themes=["budgets"])
    with pytest.raises(accounts.NoLimits):
        editorial.add_account(staffed, "Lina", Role.REVIEWER, countries=["URY"])


@pytest.mark.parametrize(
    "name", ["", "  ", "cli", "CLI", "atlas", "esi", "E\u200bsi\n", "x" * 81, "Unknown"]
)
def test_a_name_that_the_log_could_confuse_is_refused(staffed: Engine, name: str) -> None:
    with pytest.raises(accounts.BadName):
        editorial.add_account(staffed, name, Role.EDITOR)


def test_only_an_administrator_or_the_server_makes_accounts(staffed: Engine) -> None:
    with pytest.raises(NotAllowed):
        editorial.add_account(staffed, "Lina", Role.ADMIN, by=EDITOR)
    editorial.add_account(staffed, "Lina", Role.EDITOR, by=ADMIN)
    with pytest.raises(NotAllowed):
        accounts.disable_account(staffed, ADMIN, by="Lina")
