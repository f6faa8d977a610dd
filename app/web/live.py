"""What is new on a fact-check, asked by open tabs every few seconds; and who is on which claim.

Asking reads two indexes and writes nothing, not even the session. Where a tab is, it says in a
request of its own, six times less often.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.domain.errors import Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.policy import Permission, require
from app.queries import journal, presence
from app.queries.journal import Line
from app.queries.presence import Present
from app.services import presence as presences
from app.web import db, house
from app.web.forms.live import PresenceForm
from app.web.work import begin_work, current_actor

bp = Blueprint("live", __name__)


@bp.get("/checks/<id:check_id>/changes")
def changes(check_id: int) -> ResponseReturnValue:
    """What was done since an entry of the journal, and who is there; 204 if neither is new.

    `since` is the number of that entry; `present` is what the last answer said under that name.
    """
    require(current_actor(), Permission.DESK_READ)
    since = request.args.get("since", "")
    if not (since.isascii() and since.isdecimal()):
        raise Refused("Say after which entry of the journal, as a number: since=120.")
    check, known, now = CheckId(check_id), int(since[:12]), house.now()
    here = presence.here(db.reading(), check, now=now, but=current_user.user_id)
    lines = journal.after(db.reading(), check, known) if here.newest > known else []
    fingerprint = _fingerprint(here.people)
    if not lines and request.args.get("present", "") == fingerprint:
        return "", 204
    told = [_told(line) for line in reversed(lines) if not line.goes_without_saying]
    return jsonify(changes=told, people=[asdict(one) for one in here.people], present=fingerprint)


@bp.post("/checks/<id:check_id>/presence")
def say(check_id: int) -> ResponseReturnValue:
    """Note where a tab is, or that it is left."""
    form = PresenceForm()
    if not form.validate():
        raise Refused(" ".join(form.problems()))
    tab, claim = form.tab.data or "", form.claim.data
    with begin_work() as work:
        if form.gone.data:
            presences.go(work, tab=tab)
        else:
            claim_id = ClaimId(claim) if claim else None
            presences.come(work, CheckId(check_id), claim_id=claim_id, tab=tab)
    return "", 204


def _told(line: Line) -> dict[str, object]:
    return {
        "claim": line.claim_id,
        "who": line.who,
        "own": line.entry.actor_id == current_user.user_id,
        "what": line.entry.act.value,
    }


def _fingerprint(people: Sequence[Present]) -> str:
    """Few letters that differ where the people do; none where there is nobody."""
    if not people:
        return ""
    return hashlib.sha256(repr(people).encode()).hexdigest()[:12]
