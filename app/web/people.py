"""The admin's page: who belongs to the newsroom, and as what."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.domain.policy import Permission, Role, require
from app.queries.people import everybody as all_people
from app.services import accounts, passwords
from app.web import db, keeping
from app.web.forms.accounts import PersonForm
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("people", __name__)


@bp.get("/people")
def everybody() -> ResponseReturnValue:
    """Everybody, with what an admin may do."""
    return _page(PersonForm())


@bp.post("/people")
def add() -> ResponseReturnValue:
    """Add a person and show the one-time password, this once."""
    form, password = PersonForm(), passwords.one_time()
    if not form.validate():
        return _page(form)
    with attempt() as tried, begin_work() as work:
        accounts.add_person(
            work,
            login=form.login.data or "",
            name=form.name.data or "",
            roles=[Role(role) for role in form.roles.data or ()],
            password=password,
            one_time=True,
        )
    if not tried.ok:
        return _page(form, tried=tried)
    keeping.took()
    return _page(PersonForm(formdata=None), handed_out=(form.login.data or "", password))


@bp.post("/people/<login>/password")
def new_password(login: str) -> ResponseReturnValue:
    """Give a person a new one-time password and show it, this once."""
    password = passwords.one_time()
    with attempt() as tried, begin_work() as work:
        accounts.set_password(work, login, password)
    return _page(PersonForm(formdata=None), tried=tried, handed_out=(login, password))


@bp.post("/people/<login>/end")
def end(login: str) -> ResponseReturnValue:
    """End a person's access; the record keeps their name."""
    with attempt() as tried, begin_work() as work:
        accounts.disable(work, login)
    if not tried.ok:
        return _page(PersonForm(formdata=None), tried=tried)
    flash(f"{login} can no longer log in.")
    return redirect(url_for("people.everybody"))


def _page(
    form: PersonForm,
    *,
    tried: Attempt | None = None,
    handed_out: tuple[str, str] | None = None,
) -> ResponseReturnValue:
    require(current_actor(), Permission.PEOPLE_MANAGE)
    tried = tried or Attempt()
    problems = tried.refusals or form.problems()
    page = render_template(
        "people.html",
        people=all_people(db.reading()),
        form=form,
        problems=problems,
        handed_out=handed_out if tried.ok else None,
    )
    return page, tried.status_for(problems)
