"""`flask --app wsgi users create|list|disable|set-password|set-roles`."""

import click
from flask.cli import AppGroup

from app.cli.work import begin_work, reading
from app.domain.policy import Role
from app.queries.people import everybody
from app.services import accounts, passwords

users = AppGroup("users", help="The people of the newsroom.")
ROLES = click.Choice([role.value for role in Role])


def register(group: AppGroup) -> None:
    """Add the commands."""
    group.add_command(users)


@users.command("create")
@click.argument("login")
@click.option("--name", required=True, help="As it stands under what the person publishes.")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES, help="Repeatable.")
def create(login: str, name: str, roles: tuple[str, ...]) -> None:
    """Add a person and print a one-time password."""
    password = passwords.one_time()
    with begin_work() as work:
        accounts.add_person(
            work,
            login=login,
            name=name,
            roles=[Role(role) for role in roles],
            password=password,
            one_time=True,
        )
    click.echo(f"{login} can log in with the one-time password {password}")


@users.command("list")
def list_people() -> None:
    """Print everybody with their roles."""
    with reading() as session:
        for user in everybody(session):
            roles = ", ".join(row.role.value for row in user.roles)
            ended = f"; disabled {user.disabled_at:%Y-%m-%d}" if user.disabled_at else ""
            click.echo(f"{user.login}  {user.name}  ({roles}{ended})")


@users.command("disable")
@click.argument("login")
def disable(login: str) -> None:
    """End a person's access and all their sessions."""
    with begin_work() as work:
        accounts.disable(work, login)
    click.echo(f"{login} can no longer log in; the record keeps their name.")


@users.command("set-roles")
@click.argument("login")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES, help="Repeatable.")
def set_roles(login: str, roles: tuple[str, ...]) -> None:
    """Replace a person's roles."""
    with begin_work() as work:
        accounts.set_roles(work, login, [Role(role) for role in roles])
    click.echo(f"{login} is {', '.join(sorted(roles))} from the next page on.")


@users.command("set-password")
@click.argument("login")
def set_password(login: str) -> None:
    """Give a person a new one-time password and end all their sessions."""
    password = passwords.one_time()
    with begin_work() as work:
        accounts.set_password(work, login, password)
    click.echo(f"{login} can log in with the one-time password {password}")
