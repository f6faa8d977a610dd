"""The admin's page on the house: what the public pages say of it, looked at before it is saved."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import published
from app.domain.policy import Permission, require
from app.models import HouseLogo
from app.publishing import front as lists
from app.publishing import policies, render
from app.publishing.accent import accent
from app.publishing.paper import policy_of
from app.queries import house as saved
from app.services import house as services
from app.web import db, front, house
from app.web.forms.house import LogoForm, SettingsForm
from app.web.house import Told
from app.web.work import Attempt, attempt, begin_work, current_actor

bp = Blueprint("settings", __name__)


@bp.route("/settings", methods=["GET", "POST"])
def edit() -> ResponseReturnValue:
    """Change the settings, or look at a public page as it would be with what is in the form."""
    require(current_actor(), Permission.HOUSE_MANAGE)
    form, tried = _form(), Attempt()
    if form.validate_on_submit():
        if request.form.get("do") == "look":
            return _look(form)
        settings, logo_id = form.command()
        with attempt() as tried, begin_work() as work:
            version = form.version.data or 0
            services.save(work, version=version, settings=settings, logo_id=logo_id)
        if tried.ok:
            house.changed()
            flash(
                "The settings are saved: readers see them within a minute or so."
                + _adjusted(settings.colour)
            )
            return redirect(url_for(".edit"))
        if tried.conflict:
            form.take_over(_form(formdata=None))
    return _page(form, tried)


@bp.post("/settings/logo")
def add_logo() -> ResponseReturnValue:
    """Take in a picture; it is chosen in the settings afterwards."""
    require(current_actor(), Permission.HOUSE_MANAGE)
    sent = request.files.get("logo")
    with attempt() as tried, begin_work() as work:
        services.add_logo(work, sent.read() if sent else b"")
    if not tried.ok:
        return _page(_form(formdata=None), tried)
    flash("The picture is here: choose it below, look at a page with it, and save.")
    return redirect(url_for(".edit"))


def _form(**how: object) -> SettingsForm:
    row = published.settings(db.reading())
    settings = row.value if row else house.default_settings()
    logo_id, version = (row.logo_id, row.number) if row else (None, 0)
    form = SettingsForm.showing(settings, logo_id=logo_id, version=version, **how)
    form.offer(saved.logos(db.reading()))
    return form


def _page(form: SettingsForm, tried: Attempt) -> ResponseReturnValue:
    form.offer(saved.logos(db.reading()))
    problems = tried.refusals or form.problems()
    page = render_template(
        "settings.html",
        form=form,
        logo_form=LogoForm(formdata=None),
        logos={str(logo.id): logo for logo in saved.logos(db.reading())},
        shades=_shades(form.colour.data or ""),
        problems=problems,
    )
    return page, tried.status_for(problems)


def _look(form: SettingsForm) -> ResponseReturnValue:
    """A public page with what is in the form; nothing is saved."""
    settings, logo_id = form.command()
    with attempt() as tried:
        settings = services.checked(settings)
    if not tried.ok:
        return _page(form, tried)
    logo = db.reading().get(HouseLogo, logo_id) if logo_id else None
    body = _drawn(form.picture.data, house.telling(settings, logo, number=0))
    response = make_response(body)
    response.headers["Content-Security-Policy"] = policy_of(body)
    return response


def _drawn(picture: str, told: Told) -> str:
    for policy in policies.PAGES:
        if policy.path == picture:
            scheme, four_eyes = saved.scheme(db.reading()), house.config().four_eyes
            page = policies.page(
                policy, told.imprint, told.texts, scheme=scheme, four_eyes=four_eyes
            )
            return page.body.decode()
    history = published.newest_standing(db.reading()) if picture == "check" else None
    if history:
        return render.page(history, told.imprint)
    home = lists.home(front.index(told.imprint.language), told.imprint)
    return home.body.decode() if home else ""


def _shades(colour: str) -> tuple[str, str] | None:
    """The two shades of a colour that readers get, if it is one."""
    try:
        found = accent(colour)
    except ValueError:
        return None
    return found.light, found.dark


def _adjusted(colour: str) -> str:
    """What was done to the colour so that it can be read, in words."""
    shades = _shades(colour)
    if shades is None:
        return ""
    colour, (light, dark) = colour.strip().lower(), shades
    done = [f"darker by day ({light})"] if light != colour else []
    done += [f"lighter by night ({dark})"] if dark != colour else []
    return f" The colour is made {' and '.join(done)}, so that it can be read." if done else ""
