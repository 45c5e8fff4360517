"""The community: entries in versions, endorsements, remarks, rankings, members."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _at(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _key(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=40), nullable=nullable)


def _account(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=80), nullable=nullable)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "entry_version",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        _key("entry"),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        _key("organisation", nullable=True),
        _account("proposed_by"),
        _at("proposed_at"),
        _account("reviewed_by", nullable=True),
        _at("reviewed_at", nullable=True),
        sa.Column("review_note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_version")),
    )
    op.create_index(
        op.f("ix_entry_version_entry_version"), "entry_version", ["entry", "version"], unique=True
    )
    op.create_index(op.f("ix_entry_version_kind_status"), "entry_version", ["kind", "status"])
    op.create_table(
        "endorsement",
        _key("entry"),
        _key("organisation"),
        _at("endorsed_at"),
        sa.PrimaryKeyConstraint("entry", "organisation", name=op.f("pk_endorsement")),
    )
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        _key("entry"),
        _key("organisation"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        _account("written_by"),
        _at("written_at"),
        sa.Column("status", sa.String(length=16), nullable=False),
        _account("moderated_by", nullable=True),
        _at("moderated_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_entry_status"), "remark", ["entry", "status"])
    op.create_table(
        "ranking",
        _key("round"),
        _key("organisation"),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("region", sa.String(length=40), nullable=False),
        _at("ranked_at"),
        sa.PrimaryKeyConstraint("round", "organisation", name=op.f("pk_ranking")),
    )
    op.create_table(
        "member",
        _account("account"),
        _key("organisation"),
        _at("joined_at"),
        sa.ForeignKeyConstraint(
            ["account"], ["account.name"], name=op.f("fk_member_account_account")
        ),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_member")),
    )
