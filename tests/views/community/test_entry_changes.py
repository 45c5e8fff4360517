"""What a version changed, in words: each field, each language, names instead of codes."""

from __future__ import annotations

import pytest

from atlas.community.kinds import KINDS, Contact, Issue, Link, MemberOrganisation
from atlas.community.members import Face
from atlas.i18n import LANGUAGES, translator
from atlas.views.addresses import address_title
from atlas.views.community.entries import localised_text
from atlas.views.community.entry_changes import LABELS, Names, changes

EN = translator("en")
ISSUE = Issue(statement={"en": "Funds", "es": "Fondos"}, regions=("africa",))


def told(before: Issue | None, after: Issue, names: Names | None = None) -> dict[str, str]:
    found = changes(before, after, names or Names(), EN)
    return {
        f"{c.label} {c.language}".strip(): " > ".join(
            ", ".join(p.text for p in side) for side in (c.before, c.after)
        )
        for c in found
    }


def test_each_language_of_a_text_is_a_change_of_its_own() -> None:
    after = ISSUE.model_copy(update={"statement": {"en": "Funds", "es": "Dinero", "fr": "Argent"}})
    assert told(ISSUE, after) == {
        "Statement Spanish": "Fondos > Dinero",
        "Statement French": " > Argent",
    }


def test_codes_are_said_by_their_names() -> None:
    changed = {
        "regions": ("africa", "asia"),
        "state": "agreed",
        "indicators": ("milex_gdp",),
        "views": ("/law?theme=oversight",),
        "documents": (Link(title="A law", url="https://law.example"),),
    }
    assert told(ISSUE, ISSUE.model_copy(update=changed)) == {
        "Regions": "Africa (south of the Sahara) > Africa (south of the Sahara), Asia",
        "Indicators": " > Military expenditure, share of GDP",
        "Views of the atlas": f" > {address_title('/law?theme=oversight', EN)}",
        "Documents": " > A law (https://law.example)",
        "Status of work": "Open > Agreed",
    }


def test_entries_and_organisations_are_named_as_the_reader_may_know_them() -> None:
    names = Names(
        {"issue-x": localised_text({"en": "The other"}, "en")}, {"o": Face("o", "A voice", True)}
    )
    merged = ISSUE.model_copy(update={"state": "merged", "merged_into": "issue-x"})
    assert told(ISSUE, merged, names)["Merged into"] == " > The other"
    contact = Contact(
        step="reply", country="URY", institution={"en": "Ministry"}, date="2026-01-05",
        organisation="o", state={"en": "We agree."},
    )  # fmt: skip
    found = {c.label: c.after[0].text for c in changes(None, contact, names, EN)}
    assert found["Organisation"] == "A voice"
    assert found["In the words of the state"] == "We agree."
    assert found["Date"] == "Jan 5, 2026"
    assert found["Country"] == "Uruguay"


def test_a_first_version_tells_only_what_it_says() -> None:
    found = told(None, ISSUE)
    assert set(found) == {
        "Statement English",
        "Statement Spanish",
        "Regions",
        "Common or particular",
        "Status of work",
    }
    assert changes(ISSUE, ISSUE, Names(), EN) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_has_a_label(kind: str) -> None:
    assert set(KINDS[kind].model_fields) <= set(LABELS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_can_say_an_organisation(lang: str) -> None:
    made = MemberOrganisation(name="Amani", region="africa", expertise=("oversight",))
    found = changes(None, made, Names(), translator(lang))
    assert len(found) == 4


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("/", "World map"),
        ("/compare?indicator=milex_gdp&region=africa,asia", "Africa (south of the Sahara) · Asia"),
        ("/country?country=COL", "Country: Colombia"),
        ("/trends?indicator=unheard_of&view=paths", "Trends"),
        ("/timeline?kind=reform", "Events and reforms: Reform"),
    ],
)
def test_an_address_is_said_in_words(view: str, words: str) -> None:
    assert words in address_title(view, EN)
