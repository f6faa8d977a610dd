"""Keep what the public pages say of the house, its logos, and readers' reports of errors."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.Integer()
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "house_logos",
        sa.Column("id", ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("added_by_id", ID, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["users.id"], name="fk_house_logos_added_by_id_users"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_house_logos"),
        sa.UniqueConstraint("sha256", name="uq_house_logos_sha256"),
    )
    op.create_table(
        "house_settings",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("licence", sa.String(length=2000), nullable=False),
        sa.Column("licence_name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("logo_id", ID, nullable=True),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("saved_by_id", ID, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["house_logos.id"], name="fk_house_settings_logo_id_house_logos"
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["users.id"], name="fk_house_settings_saved_by_id_users"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_house_settings"),
        sa.UniqueConstraint("number", name="uq_house_settings_number"),
    )
    op.create_table(
        "reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("state", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("check_id", ID, nullable=True),
        sa.Column("claim_number", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sender", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("blanked_at", MOMENT, nullable=True),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'looked into', 'accepted', 'declined')",
            name=op.f("ck_reports_report_state"),
        ),
        sa.ForeignKeyConstraint(
            ["check_id"], ["fact_checks.id"], name="fk_reports_check_id_fact_checks"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index("ix_reports_state", "reports", ["state"])
    op.create_index("ix_reports_check_id", "reports", ["check_id"])
    op.create_table(
        "report_senders",
        sa.Column("id", ID, nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_report_senders"),
    )
    op.create_index("ix_report_senders_address_at", "report_senders", ["address", "at"])


def downgrade() -> None:
    for table in ("report_senders", "reports", "house_settings", "house_logos"):
        op.drop_table(table)
