"""`flask --app wsgi pack`: the assessor pack as two files."""

from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from app.cli.work import begin_work, reading
from app.domain.ids import CheckId
from app.publishing import pack as packing
from app.queries.pack import pack as gather
from app.services import packs


def register(group: AppGroup) -> None:
    """Add the command."""
    group.add_command(pack)


@click.command("pack")
@click.argument("check_id", type=int)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--confidential", is_flag=True, help="Include confidential sources and notes.")
@with_appcontext
def pack(check_id: int, folder: Path, *, confidential: bool) -> None:
    """Write everything on fact-check CHECK_ID into FOLDER, and print the checksums."""
    with reading() as session:
        made = gather(session, check_id, confidential=confidential)
    files = {"pack.json": packing.to_json(made), "pack.html": packing.page(made)}
    digest = packing.sha256(files["pack.json"])
    with begin_work() as work:
        packs.hand_out(work, CheckId(check_id), confidential=confidential, sha256=digest)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
            click.echo(f"{packing.sha256(data)}  {folder / name}")
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from None
