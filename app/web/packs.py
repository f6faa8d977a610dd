"""The assessor pack of a fact-check, as a download."""

import io
import zipfile

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from app import dossier
from app.domain.ids import CheckId
from app.domain.policy import Permission, require
from app.publishing import pack as packing
from app.queries.pack import pack
from app.services import packs
from app.web import db
from app.web.forms.fields import Form
from app.web.work import begin_work, current_actor

bp = Blueprint("packs", __name__)

#: The earliest moment that a ZIP file can hold: the same pack gives the same bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)


class PackForm(Form):
    """What goes into the pack."""

    confidential = BooleanField("With confidential sources and the desk’s notes")


@bp.route("/checks/<id:check_id>/pack", methods=["GET", "POST"])
def make(check_id: int) -> ResponseReturnValue:
    """Say what is in a pack; hand one out."""
    require(current_actor(), Permission.PACK_MAKE)
    whole, form = dossier.load(db.reading(), check_id), PackForm()
    if not form.validate_on_submit():
        return render_template("pack.html", check=whole.check, form=form)
    confidential = bool(form.confidential.data)
    if confidential:
        require(current_actor(), Permission.PACK_CONFIDENTIAL)
    made = pack(db.reading(), check_id, confidential=confidential)
    files = {"pack.json": packing.to_json(made), "pack.html": packing.page(made)}
    files["log.csv"] = packing.log(made)
    digest = packing.sha256(files["pack.json"])
    with begin_work() as work:
        packs.hand_out(work, CheckId(check_id), confidential=confidential, sha256=digest)
    return Response(
        _zipped(files),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="assessor-pack-{check_id}.zip"',
            "X-Pack-SHA256": digest,
        },
    )


def _zipped(files: dict[str, bytes]) -> bytes:
    sums = "".join(f"{packing.sha256(data)}  {name}\n" for name, data in files.items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, "SHA256SUMS": sums.encode()}.items():
            archive.writestr(zipfile.ZipInfo(name, NO_TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
