"""Tell which rulings were undone: they stay in the record, and do not stand."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "undone_rulings",
        sa.Column("ruling_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["ruling_id"], ["rulings.id"], name="fk_undone_rulings_ruling_id_rulings"
        ),
        sa.PrimaryKeyConstraint("ruling_id", name="pk_undone_rulings"),
    )


def downgrade() -> None:
    op.drop_table("undone_rulings")
