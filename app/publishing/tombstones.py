"""What stands at an address that was taken back, in the format that was asked for (status 410).

Programs get the tombstone of ActivityStreams 2.0, the one vocabulary of the web that has any.
"""

import json

from app.publishing import render
from app.publishing.claims import day_words
from app.publishing.history import History, Withdrawn, utc
from app.publishing.imprint import Imprint
from app.publishing.language import in_house_language, say
from app.publishing.media import ACTIVITY, HTML, JSON, TEXT

_ANNOTATION = "http://www.w3.org/ns/oa#Annotation"
_PROGRAMS = (".txt", ".csv", ".png", ".pdf")


@in_house_language
def tombstone(history: History, imprint: Imprint, suffix: str, gone: Withdrawn) -> tuple[str, str]:
    """The body for the form at `suffix`, and its content type.

    Programs that ask for JSON get JSON; those that ask for text, a table or a picture get a few
    words of plain text, which no reader of tables takes for rows when it heeds the status.
    """
    if suffix.startswith("/annotations/"):
        node = _activity(imprint.at(f"/f/{history.slug}{suffix}"), _ANNOTATION, gone)
        return _json(node), ACTIVITY
    if suffix.endswith((".json", ".jsonld")):
        node = _activity(imprint.at(f"/f/{history.slug}"), "Article", gone)
        return _json(node), JSON if suffix.endswith(".json") else ACTIVITY
    if suffix.endswith(_PROGRAMS):
        return _words(gone), TEXT
    return render.tombstone(history, imprint, gone), HTML


@in_house_language
def retired(history: History, imprint: Imprint, number: int) -> tuple[str, str]:
    """What stands for the annotation of a claim that was shown once and is shown no more."""
    last = max(edition.number for edition in history.editions if number in edition.numbers)
    gone = Withdrawn(
        last_edition=last,
        # The edition that left it out, which is the next: numbers are counted from 1.
        withdrawn_at=history.editions[last].issued_at,
        withdrawn_by=history.editions[last].issued_by,
        reason=say("Claim %(number)s is not in this fact check any more.", number=number),
    )
    return tombstone(history, imprint, f"/annotations/{number}", gone)


def _activity(identity: str, kind: str, gone: Withdrawn) -> dict[str, object]:
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "type": "Tombstone",
        "id": identity,
        "formerType": kind,
        "deleted": utc(gone.withdrawn_at),
        "summary": gone.reason,
    }


def _words(gone: Withdrawn) -> str:
    day = day_words(gone.withdrawn_at)
    told = say(
        "Withdrawn on %(day)s by %(who)s: %(reason)s",
        day=day,
        who=gone.withdrawn_by,
        reason=gone.reason,
    )
    return "\n".join((told, say("Do not cite or share it."), ""))


def _json(node: object) -> str:
    return json.dumps(node, ensure_ascii=False, indent=1)
