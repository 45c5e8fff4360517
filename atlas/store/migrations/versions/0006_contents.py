"""How many observations of which indicator and source each release holds."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COUNTED = """
INSERT INTO release_content (sequence, indicator, source_id, observations)
SELECT release.sequence, observation.indicator, observation.source_id, count(*)
FROM release
JOIN membership ON membership.kind = 'observation'
    AND membership.from_seq <= release.sequence
    AND (membership.to_seq IS NULL OR membership.to_seq > release.sequence)
JOIN observation ON observation.id = membership.record_id
WHERE membership.record_id NOT IN (SELECT record_id FROM takedown WHERE kind = 'observation')
GROUP BY release.sequence, observation.indicator, observation.source_id
"""


def upgrade() -> None:
    """Apply, and count the releases that are there."""
    op.create_table(
        "release_content",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=40), nullable=False),
        sa.Column("source_id", sa.String(length=64), nullable=False),
        sa.Column("observations", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sequence"],
            ["release.sequence"],
            name=op.f("fk_release_content_sequence_release"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_release_content_source_id_source")
        ),
        sa.PrimaryKeyConstraint(
            "sequence", "indicator", "source_id", name=op.f("pk_release_content")
        ),
    )
    op.execute(COUNTED)
