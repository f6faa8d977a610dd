"""`flask --app wsgi export FOLDER`: the whole public site as files."""

import click
from flask.cli import AppGroup, with_appcontext

from app import published
from app.cli.work import reading
from app.publishing import place
from app.publishing.release import StoreError
from app.publishing.whole import release_site
from app.web import delivery, house


def register(group: AppGroup) -> None:
    """Add the command."""
    group.add_command(export)


@click.command("export")
@click.argument("place_", metavar="FOLDER")
@with_appcontext
def export(place_: str) -> None:
    """Write the whole public site into FOLDER (or s3://BUCKET/PREFIX), for any web server."""
    imprint, about = delivery.told()
    with reading() as session:
        histories = published.histories(session)
    try:
        store = place.store_at(place_, house.access())
        with store.hold():
            done = release_site(store, histories, imprint, about, again=True)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"{place_} holds the public site: {len(histories)} fact-checks, "
        f"{done.written} files written, {done.removed} removed."
    )
