"""Say who is where at the desk, and find what is new on a fact-check by one index."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("tab", sa.String(32), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_presences_user_id_users"),
        sa.ForeignKeyConstraint(
            ["check_id"], ["fact_checks.id"], name="fk_presences_check_id_fact_checks"
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_presences_claim_id_claims"),
        sa.PrimaryKeyConstraint("user_id", "tab", name="pk_presences"),
    )
    op.create_index("ix_presences_check_id", "presences", ["check_id"])
    op.create_index("ix_journal_check_id_seq", "journal", ["check_id", "seq"])
    op.drop_index("ix_journal_check_id", "journal")


def downgrade() -> None:
    op.create_index("ix_journal_check_id", "journal", ["check_id"])
    op.drop_index("ix_journal_check_id_seq", "journal")
    op.drop_table("presences")
