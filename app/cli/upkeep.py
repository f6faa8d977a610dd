"""`flask --app wsgi upgrade`, `integrity` and `reindex`."""

import click
from flask.cli import AppGroup, with_appcontext

from app import checked, schema
from app.cli.work import begin_work, in_words, reading
from app.queries import integrity as record
from app.web import db


def register(group: AppGroup) -> None:
    """Add the commands."""
    group.add_command(upgrade)
    group.add_command(integrity)
    group.add_command(reindex)


@click.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the database to the newest migration."""
    database = db.database()
    with in_words():
        before = schema.present(database)
        try:
            schema.upgrade(database)
        except schema.SchemaError as error:
            raise click.ClickException(str(error)) from None
        now = schema.present(database)
    done = "is already at" if before == now else f"went from {before or 'empty'} to"
    click.echo(f"The database {done} migration {now}.")


@click.command("integrity")
@with_appcontext
def integrity() -> None:
    """Verify texts, anchors, rulings, editions and the journal; exit 1 if anything is wrong."""
    with reading() as session:
        faults = record.faults(session)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.ClickException(f"The record does not hold: {len(faults)} faults.")
    click.echo("The record holds: texts, anchors, journal and editions are as they were written.")


@click.command("reindex")
@with_appcontext
def reindex() -> None:
    """Make the search of claims that were checked before anew, out of the claims themselves."""
    with begin_work() as work:
        number = checked.remake(work.session)
    click.echo(f"Claims that were ruled on and can be found: {number}.")
