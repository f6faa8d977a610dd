"""Rule on claims twice, the second time blind; note who opened which source.

Back from here, a claim with a sealed or disputed ruling is open: the version before knows neither,
and the journal still tells how it stood.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

CHECK = "ck_claims_claim_state"
BEFORE = ("open", "ruled", "signed", "dismissed")
SINCE = ("open", "ruled", "awaiting", "disputed", "signed", "dismissed")


def upgrade() -> None:
    _allow_states(SINCE)
    op.execute(f"ALTER TABLE fact_checks ADD COLUMN blind BOOLEAN NOT NULL DEFAULT {_false()}")
    op.execute(
        "ALTER TABLE rulings ADD COLUMN beside_id INTEGER "
        "CONSTRAINT fk_rulings_beside_id_rulings REFERENCES rulings (id)"
    )
    op.create_table(
        "source_openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name=op.f("fk_source_openings_claim_id_claims")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_source_openings_source_id_sources")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["users.id"], name=op.f("fk_source_openings_opened_by_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_openings")),
        sa.UniqueConstraint(
            "claim_id", "source_id", "opened_by_id", name=op.f("uq_source_openings_claim_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("source_openings")
    op.execute("ALTER TABLE rulings DROP COLUMN beside_id")
    op.execute("ALTER TABLE fact_checks DROP COLUMN blind")
    op.execute("UPDATE claims SET state = 'open' WHERE state IN ('awaiting', 'disputed')")
    _allow_states(BEFORE)


def _false() -> str:
    """How the database at hand writes it, so that it is the default that the models name."""
    return "0" if op.get_bind().dialect.name == "sqlite" else "false"


def _allow_states(states: Sequence[str]) -> None:
    """Change the check of a claim's state."""
    if op.get_bind().dialect.name == "sqlite":
        _build_anew(states)
        return
    op.drop_constraint(op.f(CHECK), "claims", type_="check")
    op.create_check_constraint(op.f(CHECK), "claims", f"state IN ({_named(states)})")


def _build_anew(states: Sequence[str]) -> None:
    """Build the table anew as SQLite has it written down, but for the check.

    Alembic would write the checks of single columns behind them all, where they keep the migrations
    that added those columns from taking them back.
    """
    connection = op.get_bind()
    kept = sa.text(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'claims' AND sql IS NOT NULL "
        "ORDER BY type = 'table' DESC"
    )
    table, *indexes = connection.scalars(kept).all()
    _, opening, columns = table.partition("(")
    before = SINCE if states == BEFORE else BEFORE
    old, new = (f"state IN ({_named(some)})" for some in (before, states))
    connection.exec_driver_sql(f"CREATE TABLE claims_anew {opening}{columns.replace(old, new)}")
    connection.exec_driver_sql("INSERT INTO claims_anew SELECT * FROM claims")
    connection.exec_driver_sql("DROP TABLE claims")
    connection.exec_driver_sql("ALTER TABLE claims_anew RENAME TO claims")
    for index in indexes:
        connection.exec_driver_sql(index)


def _named(states: Sequence[str]) -> str:
    return ", ".join(f"'{state}'" for state in states)
