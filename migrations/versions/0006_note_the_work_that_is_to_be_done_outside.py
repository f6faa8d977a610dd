"""Note the work that is to be done outside the database, in the transaction that causes it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("release", name="kind", native_enum=False, create_constraint=True, length=60),
            nullable=False,
        ),
        sa.Column("check_id", sa.Integer(), nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("due_at", moment, nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("leased_until", moment, nullable=True),
        sa.Column("lease", sa.String(32), server_default=sa.text("''"), nullable=False),
        sa.Column("error", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("done_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["check_id"], ["fact_checks.id"], name="fk_jobs_check_id_fact_checks"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_check_id", "jobs", ["check_id"])
    op.create_index("ix_jobs_done_at_due_at", "jobs", ["done_at", "due_at"])


def downgrade() -> None:
    op.drop_table("jobs")
