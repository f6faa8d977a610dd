"""Keep the steps that each person can take back on a fact-check."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "undo_steps",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "done",
                "undone",
                "redone",
                name="step_kind",
                native_enum=False,
                create_constraint=True,
                length=60,
            ),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["fact_checks.id"], name="fk_undo_steps_check_id_fact_checks"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name="fk_undo_steps_person_id_users"),
        sa.ForeignKeyConstraint(["seq"], ["journal.seq"], name="fk_undo_steps_seq_journal"),
        sa.PrimaryKeyConstraint("seq", name="pk_undo_steps"),
    )
    op.create_index("ix_undo_steps_person_id_check_id", "undo_steps", ["person_id", "check_id"])


def downgrade() -> None:
    op.drop_table("undo_steps")
