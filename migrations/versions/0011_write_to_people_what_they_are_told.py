"""Write to people what they are told: where to, how often, and what has gone out."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)


def _allow(*kinds: str) -> None:
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_constraint("kind", type_="check")
        jobs.create_check_constraint("kind", sa.column("kind").in_(kinds))


def upgrade() -> None:
    op.create_table(
        "notification_choices",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("rhythm", sa.String(60), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("mailed_at", MOMENT, nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_notification_choices_user_id_users"
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_notification_choices"),
    )
    op.add_column("notifications", sa.Column("mailed_at", MOMENT, nullable=True))
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("user_id", sa.Integer(), nullable=True))
        jobs.create_foreign_key("fk_jobs_user_id_users", "users", ["user_id"], ["id"])
    _allow("release", "mail")


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE kind = 'mail'")
    _allow("release")
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_constraint("fk_jobs_user_id_users", type_="foreignkey")
        jobs.drop_column("user_id")
    op.drop_column("notifications", "mailed_at")
    op.drop_table("notification_choices")
