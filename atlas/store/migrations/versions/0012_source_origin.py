"""Who speaks in a source: the state itself, a regional body, the UN, a university or NGO, another.

Null where it was not stated, so that the seals of earlier sources stay whole.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("source", sa.Column("origin", sa.String(length=16), nullable=True))
