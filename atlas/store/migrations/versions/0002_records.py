"""The other record kinds in full, how countries stand to organisations, and full-text search.

Revision 0001 had first drafts of these tables, which nothing could fill: they are replaced.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OLD = ("judgement", "event", "document", "institution", "institution_relation")
PROVENANCE = (
    "original",
    "locator",
    "method",
    "processing",
    "reliability",
    "collector",
    "note",
    "note_language",
)
# name: (codes with their length, optional codes, texts)
NEW: dict[str, tuple[dict[str, int], dict[str, int], tuple[str, ...]]] = {
    "judgement": (
        {"question": 60, "period": 21},
        {"missing_reason": 24},
        (
            *("answer", "evidence", "law", "article", "law_date", "law_url"),
            *("second_coder", "second_answer"),
        ),
    ),
    "event": ({"event": 40, "date": 10}, {}, ("until", "title", "evidence")),
    "document": (
        {"document": 40},
        {},
        ("title", "number", "date", "url", "language", "archived_sha256", "evidence"),
    ),
    "institution": (
        {"code": 80, "institution": 40},
        {},
        ("name", "own_name", "force", "since", "until", "evidence"),
    ),
    "relation": (
        {"subject": 80, "relation": 24, "object": 80},
        {},
        ("legal_basis", "since", "until", "evidence"),
    ),
    "participation": (
        {"organisation": 60, "status": 24, "period": 21},
        {},
        ("since", "evidence"),
    ),
}
SECOND_INDEX = {"judgement": "question", "participation": "organisation"}
FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_text', "
        "content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
        "CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN "
        "INSERT INTO search_index(rowid, words) VALUES (new.id, new.words); END",
        "CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN "
        "INSERT INTO search_index(search_index, rowid, words) "
        "VALUES ('delete', old.id, old.words); END",
    ),
    "postgresql": (
        "CREATE INDEX ix_search_text_words ON search_text USING gin (to_tsvector('simple', words))",
    ),
}


def upgrade() -> None:
    """Apply."""
    for name in OLD:
        op.drop_table(name)
    for name, columns in NEW.items():
        _record(name, *columns)
    op.create_table(
        "search_text",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("record_id", sa.String(24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_text"),
    )
    op.create_index(
        "ix_search_text_record_id_kind", "search_text", ["record_id", "kind"], unique=True
    )
    for statement in FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)


def _record(
    name: str, codes: dict[str, int], optional: dict[str, int], texts: tuple[str, ...]
) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("country", sa.String(3), nullable=False),
        *(sa.Column(code, sa.String(size), nullable=False) for code, size in codes.items()),
        *(sa.Column(code, sa.String(size), nullable=True) for code, size in optional.items()),
        *(sa.Column(text, sa.Text(), nullable=False) for text in texts),
        sa.Column("source_id", sa.String(64), nullable=False),
        *(sa.Column(text, sa.Text(), nullable=False) for text in PROVENANCE),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=f"fk_{name}_source_id_source"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_country", name, ["country"])
    if second := SECOND_INDEX.get(name):
        op.create_index(f"ix_{name}_{second}_country", name, [second, "country"])
