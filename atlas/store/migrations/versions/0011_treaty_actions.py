"""Dated actions under treaties: signature, joining, withdrawal."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PROVENANCE = (
    *("original", "locator", "method", "processing", "reliability", "collector"),
    *("note", "note_language"),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "treaty_action",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("country", sa.String(3), nullable=False),
        sa.Column("source_id", sa.String(64), nullable=False),
        sa.Column("instrument", sa.String(60), nullable=False),
        sa.Column("action", sa.String(24), nullable=False),
        sa.Column("date", sa.String(10), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in PROVENANCE),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name="fk_treaty_action_source_id_source"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_treaty_action"),
    )
    op.create_index("ix_treaty_action_country", "treaty_action", ["country"])
    op.create_index(
        "ix_treaty_action_instrument_country", "treaty_action", ["instrument", "country"]
    )
