"""What nothing ever filled goes: the table ``correction``, the observations' columns for money.

No hash of a record covers them and a seal leaves out what is NULL, so releases and seals of
existing databases stay whole without them.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

UNUSED = ("local_value", "currency", "fiscal_year", "rate", "rate_source")


def upgrade() -> None:
    """Apply; refuse where somebody put content into what is to go."""
    filled = " OR ".join(f"{column} IS NOT NULL" for column in UNUSED)
    for query in ("SELECT 1 FROM correction", f"SELECT 1 FROM observation WHERE {filled}"):
        if op.get_bind().exec_driver_sql(f"{query} LIMIT 1").first():
            raise RuntimeError(f"Content that no version of the atlas wrote: {query}")
    op.drop_table("correction")
    for column in UNUSED:
        op.drop_column("observation", column)
