"""Link the same claim in several articles, and list what follows when a verdict changes."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "link_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_link_groups"),
    )
    op.create_table(
        "claim_links",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("linked_by_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        _key("claim_links", "claim_id", "claims"),
        _key("claim_links", "group_id", "link_groups"),
        _key("claim_links", "linked_by_id", "users"),
        sa.PrimaryKeyConstraint("claim_id", name="pk_claim_links"),
    )
    op.create_index("ix_claim_links_group_id", "claim_links", ["group_id"])
    op.create_table(
        "told_apart",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.CheckConstraint("first_id < second_id", name="once"),
        _key("told_apart", "first_id", "claims"),
        _key("told_apart", "second_id", "claims"),
        _key("told_apart", "told_by_id", "users"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_told_apart"),
    )
    op.create_index("ix_told_apart_second_id", "told_apart", ["second_id"])
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("cause_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raised_at", MOMENT, nullable=False),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        _key("follow_ups", "claim_id", "claims"),
        _key("follow_ups", "cause_id", "claims"),
        _key("follow_ups", "looked_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_ups"),
    )
    op.create_index("ix_follow_ups_claim_id", "follow_ups", ["claim_id"])
    op.create_index("ix_follow_ups_looked_at_claim_id", "follow_ups", ["looked_at", "claim_id"])


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")


def downgrade() -> None:
    for table in ("follow_ups", "told_apart", "claim_links", "link_groups"):
        op.drop_table(table)
