"""Tell which revision a place is in, which fact-check a paste revises, which claims left the text.

Plain `ALTER TABLE ... ADD COLUMN` on both databases: rebuilding a table would lose its checks on
SQLite. Until now every article had one revision, and every place was in it.
"""

from alembic import op

revision = "0012"
down_revision = "0011"

COLUMNS = {
    "drafts": {
        "revises_id": "INTEGER CONSTRAINT fk_drafts_revises_id_fact_checks "
        "REFERENCES fact_checks (id)"
    },
    "claims": {"gone_from": "INTEGER"},
    "statements": {"revision": "INTEGER NOT NULL DEFAULT 1"},
    "proposals": {"revision": "INTEGER NOT NULL DEFAULT 1"},
}


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")


def downgrade() -> None:
    for table, columns in COLUMNS.items():
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
