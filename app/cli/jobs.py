"""`flask --app wsgi jobs list|run`: what is done outside the database."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.cli.work import begin_work, in_words, reading
from app.queries.jobs import undone
from app.services import jobs as services
from app.services.delivery import deliver_next
from app.web import delivery

jobs = AppGroup("jobs", help="What is done outside the database, such as writing the public site.")


def register(group: AppGroup) -> None:
    """Add the commands."""
    group.add_command(jobs)


@jobs.command("list")
def list_jobs() -> None:
    """Print what is still to be done, and why it was not done yet."""
    with reading() as session:
        waiting = undone(session)
    for job in waiting:
        about = f"for person {job.user_id}" if job.user_id else "of the whole site"
        about = f"to guest {job.guest_id}" if job.guest_id else about
        about = f"of fact-check {job.check_id}" if job.check_id else about
        why = f"; tried {job.tries} times: {job.error}" if job.error else ""
        click.echo(f"{job.id}  {job.kind} {about}, due {job.due_at:%Y-%m-%d %H:%M:%S} UTC{why}")
    if not waiting:
        click.echo("Nothing is left to do.")


@jobs.command("run")
def run() -> None:
    """Do what is to be done, now, also what failed before; exit 1 if something fails."""
    with begin_work() as work:
        services.retry(work)
    done, to = 0, delivery.of(current_app)
    with in_words():
        while deliver_next(to):
            done += 1
    with reading() as session:
        failed = [job for job in undone(session) if job.error]
    for job in failed:
        click.echo(f"Job {job.id}: {job.error}", err=True)
    if failed:
        raise click.ClickException(f"{len(failed)} of {done} jobs failed; they are tried again.")
    click.echo(f"{done} jobs done.")
