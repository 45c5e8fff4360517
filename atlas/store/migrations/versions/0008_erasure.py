"""Versions know what they are based on and may be blanked; organisations agree to be named."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("entry_version", sa.Column("based_on", sa.Integer(), nullable=True))
    column = sa.Column("blanked_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("entry_version", column)
    op.create_table(
        "consent",
        sa.Column("entry", sa.String(length=40), nullable=False),
        sa.Column("organisation", sa.String(length=40), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "organisation", name=op.f("pk_consent")),
    )
