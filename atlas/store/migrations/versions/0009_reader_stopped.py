"""Drafts remember that the reader of their file was stopped, so that it is not started again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("draft", sa.Column("reader_stopped", sa.String(length=16), nullable=True))
