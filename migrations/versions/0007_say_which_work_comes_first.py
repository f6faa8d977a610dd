"""Say which work comes first: a deadline for a fact-check, a priority for a claim.

Plain `ALTER TABLE ... ADD COLUMN`, as in 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("fact_checks", sa.Column("deadline", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "ALTER TABLE claims ADD COLUMN priority VARCHAR(60) NOT NULL DEFAULT 'normal' "
        "CONSTRAINT ck_claims_priority CHECK (priority IN ('high', 'normal', 'low'))"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE claims DROP COLUMN priority")
    op.execute("ALTER TABLE fact_checks DROP COLUMN deadline")
