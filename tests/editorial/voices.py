"""A release with an official, shared by the tests of replies, questions and take-downs."""

from __future__ import annotations

from sqlalchemy import Engine

from atlas.editorial import replies
from atlas.editorial.accounts import Role, add_account
from atlas.editorial.reply_form import ReplyAnswer
from atlas.store.replies import RecordPlace
from tests import invented
from tests.invented_records import RECORDS, batch_of

OFFICIAL, NEIGHBOUR = "Oficina 7", "Oficina 9"
FIGURE = RecordPlace("observation", "URY", "milex_gdp", "2024")
CODED = RecordPlace("judgement", "URY", "conscientious_objection", "2026")
CATEGORY = RecordPlace("observation", "URY", "conscription", "2024")
SAID = ReplyAnswer(value=2.4, statement="Incluye las pensiones.", language="es")


def publish(engine: Engine) -> Engine:
    """Publish figures and answers of Uruguay and Chile; each has an official."""
    invented.approve(engine, batch_of(*RECORDS))
    figures = [invented.draft(), invented.draft("CHL", value=1.5)]
    invented.release(
        engine, "2026.1", *figures, invented.draft("URY", "conscription", category="none")
    )
    add_account(engine, OFFICIAL, Role.OFFICIAL, "URY")
    add_account(engine, NEIGHBOUR, Role.OFFICIAL, "CHL")
    return engine


def shown(engine: Engine, place: RecordPlace = FIGURE, answer: ReplyAnswer = SAID) -> int:
    """Reply and let the reply be shown; return its number."""
    number = replies.reply_to(engine, place, answer, by=OFFICIAL)
    replies.review_reply(engine, number, verdict="show", by=invented.REVIEWER)
    return number
