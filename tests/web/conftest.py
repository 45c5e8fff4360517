"""The API over an invented release, served without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.codebook import MissingReason
from atlas.codebook.model import Method, Reliability
from atlas.intake.draft import DraftObservation, DraftRecord
from atlas.store import engine as open_engine
from atlas.web import api
from tests.invented import add_staff, approve, draft, release, source
from tests.invented_records import (
    RECORDS,
    batch_of,
    document,
    event,
    institution,
    judgement,
    participation,
    relation,
    treaty_action,
)

LOCKED = source("locked-2026", title="Closed list", licence="All rights reserved",
                redistributable=False, preference=200)  # fmt: skip
EVIL = source("evil-2026", publisher="=HYPERLINK(1)", title='Say "hi", please', preference=300)
SOURCES = (source(), LOCKED, EVIL)


def first_release() -> list[DraftObservation]:
    return [
        draft("URY", period="2023", value=1.9),
        draft("URY", value=2.0),
        draft("URY", value=2.5, source="locked-2026"),
        draft("KEN", value=1.25, method=Method.ESTIMATED),
        draft("KEN", value=3.0, source="evil-2026", reliability=Reliability.UNCERTAIN),
        draft("KEN", "armed_forces", value=24000.0, low=20000.0, high=28000.0),
        draft("KEN", "armed_forces", value=20000.0, breakdown="branch=army"),
        draft("CRI", "armed_forces", missing=MissingReason.NOT_APPLICABLE),
        draft("PRK", "armed_forces", missing=MissingReason.WITHHELD, period="2024-01/2024-06"),
        draft("URY", "conscription", category="none"),
        draft("FRA", "reserves", value=5.0, source="locked-2026"),
    ]


def first_records() -> list[DraftRecord]:
    coded = judgement("CRI", "military_vote", "no")
    return [
        *RECORDS,
        replace(coded, second_coder="Coder B", second_answer="yes"),
        replace(coded, country="PER", second_coder="Coder B", second_answer="no"),
        replace(coded, country="PRK", answer="", missing=MissingReason.WITHHELD, evidence=""),
        participation("URY", "UN", "member"),
        treaty_action("URY"),
        treaty_action("CHL", "signature", "2013-06-03"),
        participation("CHL", "IAEA", "observer"),
        replace(event("KEN", "conflict", "1963-12", "A long one"), until="1967-10-28"),
        event("KEN", "law", "2011-08-27", '=HYPERLINK("x"), "quoted"'),
        replace(document("FRA", "law", "Closed law"), source="locked-2026"),
        replace(institution("FRA", "army", "army", "Closed army"), source="locked-2026"),
        institution("FRA", "president", "head-of-state", "President"),
        replace(relation("FRA", "president", "commands", "army"), source="locked-2026"),
    ]


@pytest.fixture(scope="session")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the releases 2026.1 and 2026.2."""
    home = tmp_path_factory.mktemp("published")
    made = open_engine(f"sqlite:///{home / 'atlas.sqlite'}")
    add_staff(made)
    approve(made, batch_of(*first_records(), sources=SOURCES))
    release(made, "2026.1", *first_release(), sources=SOURCES)
    approve(made, batch_of(event("URY", "law", "2026-01-05", "A later law on the army")))
    release(made, "2026.2", draft("URY", value=2.1), draft("FRA", value=1.8))
    return home


@pytest.fixture
def client(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a client of an app that has the API's routes and nothing else."""
    monkeypatch.setenv("ATLAS_HOME", str(published_home))
    monkeypatch.delenv("ATLAS_DATABASE_URL", raising=False)
    with TestClient(Starlette(routes=api.routes)) as made:
        yield made
