"""Let guests in by links, and let what they write and cause carry their name."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

MOMENT = sa.DateTime(timezone=True)
#: Which column of a table names a person, who may be a guest from now on; and that check's name.
PEOPLE = {"comments": ("written_by_id", "author"), "notifications": ("caused_by_id", "cause")}


def upgrade() -> None:
    _guest_links()
    for table in PEOPLE:
        _let_guests_in(table)


def downgrade() -> None:
    _give_words_to_those_who_invited()
    for table in PEOPLE:
        _leave_guests_out(table)
    op.drop_table("guest_links")


def _to(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_guest_links_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def _guest_links() -> None:
    op.create_table(
        "guest_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reads_rulings", sa.Boolean(), nullable=False),
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.Column("last_seen_at", MOMENT, nullable=True),
        _to("check_id", "fact_checks"),
        _to("claim_id", "claims"),
        _to("made_by_id", "users"),
        _to("revoked_by_id", "users"),
        sa.PrimaryKeyConstraint("id", name="pk_guest_links"),
        sa.UniqueConstraint("token_sha256", name="uq_guest_links_token_sha256"),
    )
    op.create_index("ix_guest_links_check_id", "guest_links", ["check_id"])
    op.create_index("ix_guest_links_made_by_id", "guest_links", ["made_by_id"])


def _let_guests_in(table: str) -> None:
    person, check = PEOPLE[table]
    with op.batch_alter_table(table) as batch:
        batch.alter_column(person, existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("guest_id", sa.Integer(), nullable=True))
        name = op.f(f"fk_{table}_guest_id_guest_links")
        batch.create_foreign_key(name, "guest_links", ["guest_id"], ["id"])
        one = sa.text(f"({person} IS NULL) <> (guest_id IS NULL)")
        batch.create_check_constraint(op.f(f"ck_{table}_{check}"), one)


def _leave_guests_out(table: str) -> None:
    person, check = PEOPLE[table]
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{check}"), type_="check")
        batch.drop_constraint(op.f(f"fk_{table}_guest_id_guest_links"), type_="foreignkey")
        batch.drop_column("guest_id")
        batch.alter_column(person, existing_type=sa.Integer(), nullable=False)


def _give_words_to_those_who_invited() -> None:
    """Without guests a comment needs somebody of the desk: whoever made the link, with a note."""
    maker = "(SELECT made_by_id FROM guest_links WHERE guest_links.id = {}.guest_id)"
    op.execute(
        "UPDATE comment_wordings SET words = 'Written by ' || (SELECT guest_links.name "
        "FROM guest_links JOIN comments ON comments.guest_id = guest_links.id "
        "WHERE comments.id = comment_wordings.comment_id) || ', a guest:' || '\n\n' || words "
        "WHERE comment_id IN (SELECT id FROM comments WHERE guest_id IS NOT NULL)"
    )
    op.execute(
        f"UPDATE comments SET written_by_id = {maker.format('comments')}, guest_id = NULL "
        "WHERE guest_id IS NOT NULL"
    )
    op.execute(
        f"UPDATE notifications SET caused_by_id = {maker.format('notifications')}, "
        "guest_id = NULL, kind = CASE kind WHEN 'guest commented' THEN 'mentioned' ELSE kind END "
        "WHERE guest_id IS NOT NULL"
    )
