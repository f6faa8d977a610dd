"""Find claims that were checked before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from app import checked

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "checked_claims",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_checked_claims_claim_id_claims")
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_checked_claims")),
    )
    # Nothing here is a record of its own: the words are cut out of the claims, as today's code
    # does it, and whoever changes how they are cut remakes them with a migration.
    with Session(op.get_bind()) as session:
        checked.remake(session)
        session.flush()


def downgrade() -> None:
    checked.drop(op.get_bind())
    op.drop_table("checked_claims")
