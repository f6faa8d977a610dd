"""Logging in and out, and one's own password."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from app.models import User
from app.services import accounts
from app.web import auth, db
from app.web.forms.accounts import LogInForm, PasswordForm
from app.web.forms.claims import VersionForm
from app.web.work import attempt, begin_work

bp = Blueprint("accounts", __name__)


@bp.route("/login", methods=["GET", "POST"])
def log_in() -> ResponseReturnValue:
    """Ask for name and password, and go on to where the person wanted to be."""
    onward = auth.own_path(request.args.get("next")) or url_for("desk.home")
    if current_user.is_authenticated:
        return redirect(onward)
    form, problem = LogInForm(), None
    if form.validate_on_submit():
        address = request.remote_addr or ""
        problem = auth.log_in(form.login.data or "", form.password.data or "", address=address)
        if problem is None:
            return redirect(onward)
    problems = [problem] if problem else form.problems()
    return render_template("login.html", form=form, problems=problems), 422 if problems else 200


@bp.post("/logout")
def leave() -> ResponseReturnValue:
    """End this person's sessions everywhere."""
    auth.log_out()
    return redirect(url_for("front.home"))


@bp.route("/account/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Let a person choose another password; every other session of theirs ends."""
    form, problems = PasswordForm(), []
    if current_user.must_change_password:
        form.current.label.text = "One-time password"
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            accounts.change_password(
                work,
                user_id=current_user.user_id,
                current=form.current.data or "",
                new=form.new.data or "",
            )
        if tried.ok:
            login_user(auth.person(db.reading().get_one(User, current_user.user_id)))
            flash("Your password is changed; other sessions of yours have ended.")
            return redirect(url_for("desk.home"))
        problems = tried.refusals
    problems = problems or form.problems()
    page = render_template("password.html", form=form, problems=problems, leave=VersionForm())
    return page, 422 if problems else 200
