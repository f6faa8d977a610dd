"""Write to guests when they are answered, where an address was given.

Plain `ALTER TABLE ... ADD COLUMN` on both databases, as rebuilding a table would lose its checks on
SQLite.
"""

from alembic import op

revision = "0018"
down_revision = "0017"

COLUMNS = {
    "guest_links": {
        "address": "VARCHAR(254) NOT NULL DEFAULT ''",
        "mailed_at": "{moment}",
        "trouble": "TEXT NOT NULL DEFAULT ''",
    },
    "jobs": {
        "guest_id": "INTEGER CONSTRAINT fk_jobs_guest_id_guest_links REFERENCES guest_links (id)"
    },
}


def upgrade() -> None:
    is_postgres = op.get_bind().dialect.name == "postgresql"
    moment = "TIMESTAMP WITH TIME ZONE" if is_postgres else "DATETIME"
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind.format(moment=moment)}")


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE guest_id IS NOT NULL")
    for table, columns in COLUMNS.items():
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
