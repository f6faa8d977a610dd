"""`flask --app wsgi demo`: a small newsroom to look around in, when the database is empty."""

from importlib import resources

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import func, select

from app.cli.work import begin_work
from app.domain.policy import Actor, Role
from app.models import User
from app.services import accounts, intake, passwords
from app.services.work import Work
from app.web.work import begin_as

PEOPLE = (
    ("edith", "Edith Amsel", (Role.EDITOR, Role.REVIEWER)),
    ("rosa", "Rosa Lindqvist", (Role.REVIEWER,)),
    ("ravi", "Ravi Okonkwo", (Role.REVIEWER,)),
    ("ada", "Ada Brandt", (Role.ADMIN,)),
)


def register(group: AppGroup) -> None:
    """Add the command."""
    group.add_command(demo)


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Add four people and one article, if the database holds nobody yet."""
    with begin_work() as work:
        if work.session.scalar(select(func.count(User.id))):
            click.echo("The newsroom has people already: nothing was added.")
            return
        given = {login: passwords.one_time() for login, _, _ in PEOPLE}
        people = [_add(work, login, name, roles, given[login]) for login, name, roles in PEOPLE]
        editor = Actor(user_id=people[0].id, roles=frozenset(PEOPLE[0][2]))
    click.echo("Log in with these one-time passwords; each person then chooses another:")
    for login, name, roles in PEOPLE:
        held = ", ".join(role.value for role in roles)
        click.echo(f"  {login:<8}{given[login]}   {name} ({held})")
    # Last: the passwords are on the screen whatever becomes of the article.
    with begin_as(editor) as work:
        _paste_article(work)


def _add(work: Work, login: str, name: str, roles: tuple[Role, ...], password: str) -> User:
    return accounts.add_person(
        work, login=login, name=name, roles=roles, password=password, one_time=True
    )


def _paste_article(work: Work) -> None:
    text = (resources.files("app.cli") / "demo_article.txt").read_text("utf-8")
    draft = intake.start_draft(work, intake.read(work.house, text=text))
    particulars = intake.Particulars(
        headline=draft.headline,
        outlet="The Harbour Courier",
        byline=draft.byline,
        url="https://courier.example/harbour-dredging",
        published_on=draft.published_on,
    )
    intake.freeze(
        work, draft.id, version=draft.version, particulars=particulars, dropped=draft.dropped
    )
