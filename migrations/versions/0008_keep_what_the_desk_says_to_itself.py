"""Keep what the desk says to itself: comments with every wording, and who is told of them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")


def _comments() -> None:
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("taken_back_at", MOMENT, nullable=True),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" IS NULL OR (start >= 0 AND start < "end")', name="span"),
        _to("comments", "check_id", "fact_checks"),
        _to("comments", "claim_id", "claims"),
        _to("comments", "revision_id", "revisions"),
        _to("comments", "answers_id", "comments"),
        _to("comments", "written_by_id", "users"),
        _to("comments", "resolved_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name="pk_comments"),
    )
    op.create_index("ix_comments_check_id", "comments", ["check_id"])


def _comment_wordings() -> None:
    op.create_table(
        "comment_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        _to("comment_wordings", "comment_id", "comments"),
        sa.PrimaryKeyConstraint("id", name="pk_comment_wordings"),
    )
    op.create_index("ix_comment_wordings_comment_id", "comment_wordings", ["comment_id"])


def _notifications() -> None:
    op.create_table(
        "notifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("caused_by_id", sa.Integer(), nullable=False),
        sa.Column("caused_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        _to("notifications", "user_id", "users"),
        _to("notifications", "check_id", "fact_checks"),
        _to("notifications", "claim_id", "claims"),
        _to("notifications", "comment_id", "comments"),
        _to("notifications", "caused_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name="pk_notifications"),
    )
    op.create_index("ix_notifications_user_id_read_at", "notifications", ["user_id", "read_at"])


def upgrade() -> None:
    _comments()
    _comment_wordings()
    _notifications()


def downgrade() -> None:
    for name in ("notifications", "comment_wordings", "comments"):
        op.drop_table(name)
