"""Look up what pages declare of themselves, for the form of a source."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def _allow(*kinds: str) -> None:
    check = ", ".join(f"'{kind}'" for kind in kinds)
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE jobs DROP CONSTRAINT ck_jobs_kind")
        op.execute(f"ALTER TABLE jobs ADD CONSTRAINT ck_jobs_kind CHECK (kind IN ({check}))")
        return
    # SQLite cannot change a check. The table is written anew from its own words: Alembic would move
    # the reference out of the column `guest_id`, which could not be dropped any more.
    parts = sa.text(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'jobs' AND sql IS NOT NULL"
    )
    found = connection.execute(parts).all()
    (table,) = (sql for kind, sql in found if kind == "table")
    words = re.sub(r"CHECK \(kind IN \([^)]*\)\)", f"CHECK (kind IN ({check}))", table)
    words = re.sub(r'^CREATE TABLE "?jobs"?', "CREATE TABLE jobs_anew", words)
    op.execute(words)
    op.execute("INSERT INTO jobs_anew SELECT * FROM jobs")
    op.execute("DROP TABLE jobs")
    op.execute("ALTER TABLE jobs_anew RENAME TO jobs")
    for kind, sql in found:
        if kind == "index":
            op.execute(sql)


def upgrade() -> None:
    op.create_table(
        "look_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.String(300), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("publisher", sa.String(200), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_look_ups_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_look_ups"),
    )
    op.create_index("ix_look_ups_user_id", "look_ups", ["user_id"])
    op.create_index("ix_look_ups_asked_at", "look_ups", ["asked_at"])
    _allow("release", "mail", "look-up")


def downgrade() -> None:
    op.execute("DELETE FROM jobs WHERE kind = 'look-up'")
    _allow("release", "mail")
    op.drop_table("look_ups")
