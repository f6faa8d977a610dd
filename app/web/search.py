"""The desk's search: a page of everything found, and a short list for the quick switcher."""

import re
from collections.abc import Iterator, Sequence

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.policy import Permission, allowed, require
from app.queries.search import Found, search, words_of
from app.web import db
from app.web.work import current_actor

bp = Blueprint("search", __name__)

#: The switcher shows so many of a kind.
FEW = 6
#: So much of a passage is shown before and after the first word found.
BEFORE, AFTER = 60, 180
#: What the switcher knows beside what is searched: the words, where, and who may go there.
PAGES = (
    ("Desk", "desk.home", Permission.DESK_READ),
    ("Queue", "queue.listed", Permission.DESK_READ),
    ("Paste an article", "desk.paste", Permission.ARTICLE_PASTE),
    ("Reports of errors", "reports.listed", Permission.DESK_READ),
    ("Figures", "figures.show", Permission.FIGURES_READ),
    ("People", "people.everybody", Permission.PEOPLE_MANAGE),
    ("Settings", "settings.edit", Permission.HOUSE_MANAGE),
    ("Change password", "accounts.password", Permission.DESK_READ),
    ("Public site", "front.home", Permission.DESK_READ),
)


@bp.get("/search")
def find() -> ResponseReturnValue:
    """Everything that holds the words, by kind."""
    require(current_actor(), Permission.DESK_READ)
    asked = request.args.get("q", "")
    words = words_of(asked)
    groups = search(db.reading(), words) if words else []
    return render_template(
        "search.html", asked=asked, words=words, groups=groups, **_for_templates()
    )


@bp.get("/search/quick")
def quick() -> ResponseReturnValue:
    """The first fact-checks, claims and pages, for the quick switcher."""
    require(current_actor(), Permission.DESK_READ)
    words = words_of(request.args.get("q", ""))
    kinds = ("Fact-checks", "Claims")
    groups = search(db.reading(), words, kinds=kinds, most=FEW)
    pages = [
        (name, url_for(endpoint))
        for name, endpoint, permission in PAGES
        if allowed(current_actor(), permission)
        and all(word.lower() in name.lower() for word in words)
    ]
    return render_template(
        "_switcher.html", words=words, groups=groups, pages=pages, **_for_templates()
    )


def _for_templates() -> dict[str, object]:
    return {"marked": marked, "around": around, "place": place}


def place(found: Found) -> str:
    """Where in the workspace it stands."""
    if found.comment_id is not None:
        return url_for("comments.one", comment_id=found.comment_id)
    if found.claim_id is None:
        return url_for("workspace.check", check_id=found.check_id)
    return url_for("workspace.claim", claim_id=found.claim_id, _anchor="panel")


def marked(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """A text cut up: each piece, and whether it is one of the words."""
    at = 0
    for hit in _pattern(words).finditer(text) if words else ():
        if at < hit.start():
            yield text[at : hit.start()], False
        yield hit.group(), True
        at = hit.end()
    if at < len(text):
        yield text[at:], False


def around(text: str, words: Sequence[str]) -> str:
    """The part of a long text in which the first word stands; without one, its beginning."""
    hit = _pattern(words).search(text) if words else None
    first = hit.start() if hit else 0
    start, end = max(0, first - BEFORE), first + AFTER
    cut = text[start:end]
    if start:
        cut = "… " + (cut.split(None, 1)[-1] if first - start == BEFORE else cut)
    return " ".join(cut.split()) + (" …" if end < len(text) else "")


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
