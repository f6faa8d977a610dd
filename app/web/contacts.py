"""The contact log of a fact-check: whom we asked, and what they answered."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import dossier
from app.domain.errors import NotFound
from app.domain.ids import CheckId, ContactId
from app.domain.policy import Permission, require
from app.models import Contact
from app.queries import journal
from app.services import contacts
from app.web import db, house
from app.web.forms.claims import VersionForm
from app.web.forms.contacts import ContactForm
from app.web.undo import own_steps
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("contacts", __name__)


@bp.route("/checks/<id:check_id>/contacts", methods=["GET", "POST"])
def log(check_id: int) -> ResponseReturnValue:
    """Everybody who was asked, and the form for one more."""
    require(current_actor(), Permission.CONTACT_LOG)
    whole = dossier.load(db.reading(), check_id)
    form, tried = ContactForm(asked_on=house.today()).offer(whole), Attempt()
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            contacts.log(work, CheckId(check_id), details=form.command())
        if tried.ok:
            flash(f"{form.party.data} is on the log.")
            return redirect(url_for(".log", check_id=check_id))
        whole = dossier.load(db.reading(), check_id)
    problems = tried.refusals or form.problems()
    page = render_template(
        "contacts.html",
        dossier=whole,
        contacts=dossier.contacts(db.reading(), check_id),
        form=form,
        problems=problems,
        today=house.today(),
        steps=own_steps(check_id),
    )
    return page, tried.status_for(problems)


@bp.route("/contacts/<id:contact_id>", methods=["GET", "POST"])
def change(contact_id: int) -> ResponseReturnValue:
    """Write down what came of it."""
    require(current_actor(), Permission.CONTACT_LOG)
    row, tried = _contact(contact_id), Attempt()
    check_id, whole = row.check_id, dossier.load(db.reading(), row.check_id)
    form, changes = ContactForm.of(row).offer(whole), []
    version = form.version.data or 0
    if form.validate_on_submit():
        with attempt() as tried, begin_work() as work:
            key = ContactId(contact_id)
            contacts.change(work, key, version=version, details=form.command())
        if tried.ok:
            return redirect(url_for(".log", check_id=check_id))
        if tried.conflict:
            changes = journal.since(db.reading(), Contact, contact_id, version)
            form.take_over(ContactForm.of(_contact(contact_id), formdata=None).offer(whole))
    problems = tried.refusals or form.problems()
    page = render_template(
        "contact.html",
        form=form,
        problems=problems,
        changes=changes,
        check_id=check_id,
        contact_id=contact_id,
    )
    return page, tried.status_for(problems)


@bp.post("/contacts/<id:contact_id>/remove")
def remove(contact_id: int) -> ResponseReturnValue:
    """Take one off the log."""
    require(current_actor(), Permission.CONTACT_LOG)
    form, check_id = VersionForm(), _contact(contact_id).check_id
    with attempt() as tried, begin_work() as work:
        contacts.remove(work, ContactId(contact_id), version=form.version.data or 0)
    for refusal in tried.refusals:
        flash(refusal)
    return redirect(url_for(".log", check_id=check_id))


def _contact(contact_id: int) -> Contact:
    row = db.reading().get(Contact, contact_id)
    if row is None or row.removed_at is not None:
        raise NotFound(f"There is no contact {contact_id}.")
    return row
