"""Keep rights, topics and reasons of an article, more of a source, and the page of an edition.

Plain `ALTER TABLE ... ADD COLUMN` on both databases: rebuilding a table would lose its checks on
SQLite.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

EMPTY = "NOT NULL DEFAULT ''"
ARTICLE = {
    "rights": "VARCHAR(60) NOT NULL DEFAULT 'full' "
    "CONSTRAINT ck_{}_rights CHECK (rights IN ('full', 'excerpts'))",
    "topics": f"VARCHAR(200) {EMPTY}",
    "chosen_because": f"TEXT {EMPTY}",
}
COLUMNS = {
    "drafts": ARTICLE,
    "fact_checks": ARTICLE,
    "sources": {
        "origin": f"VARCHAR(200) {EMPTY}",
        "interest": f"VARCHAR(300) {EMPTY}",
        "secondary_reason": f"VARCHAR(300) {EMPTY}",
    },
    "publications": {"page": f"TEXT {EMPTY}"},
    "claims": {"uid": f"VARCHAR(36) {EMPTY}"},
}


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind.format(table)}")
    _give_uids()
    op.create_index("ix_claims_uid", "claims", ["uid"], unique=True)


def _give_uids() -> None:
    claims = sa.table("claims", sa.column("id", sa.Integer()), sa.column("uid", sa.String()))
    connection = op.get_bind()
    for key in connection.scalars(sa.select(claims.c.id)).all():
        connection.execute(claims.update().where(claims.c.id == key).values(uid=str(uuid4())))


def downgrade() -> None:
    op.drop_index("ix_claims_uid", "claims")
    for table, columns in COLUMNS.items():
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
