"""What the publisher changed in an article, put on the timeline of a claim."""

from datetime import date

from app import dossier, revised
from app.domain.errors import Refused
from app.domain.ids import ClaimId
from app.domain.verdicts import StatementKind
from app.models import Claim, Statement
from app.services import statements
from app.services.statements import StatementDetails
from app.services.work import Work
from app.text.finding.edits import Edit

#: Who changed an article whose outlet nobody has filled in.
PUBLISHER = "The publisher"


def record(
    work: Work, claim_id: ClaimId, *, version: int, number: int, edit: Edit, on: date
) -> Statement:
    """Tell of a rewrite, from the revision before `number` to that one, as a statement.

    `version` is the claim's; `on` is the day on which the publisher is known to have done it.
    """
    claim = work.get(Claim, claim_id, version=version)
    whole = dossier.load(work.session, claim.check_id)
    if edit not in revised.rewrites(whole, number):
        raise Refused("The article was not changed there: look at the list again.")
    details = StatementDetails(
        kind=StatementKind.CLARIFIED,
        actor=whole.check.outlet or PUBLISHER,
        dated_on=on,
        words=revised.in_words(whole, number, edit),
        start=edit.new.start if edit.new else None,
        end=edit.new.end if edit.new else None,
        revision=number,
    )
    return statements.record(work, claim_id, version=version, details=details)
