"""Every route with who may use it, and a request that does something there."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from app.models import Claim
from tests.web.conftest import Scene, Stage

EVERYONE = frozenset({"stranger", "second", "editor", "admin"})
HOUSE = EVERYONE - {"stranger"}
DESK = frozenset({"second", "editor"})
EDITOR = frozenset({"editor"})
ADMIN = frozenset({"admin"})
REVIEWER = frozenset({"second"})
#: What is for guests, who have tests of their own, is for nobody else.
NOBODY: frozenset[str] = frozenset()

Sent = Callable[[Stage], dict[str, Any]]


def nothing(_: Stage) -> dict[str, Any]:
    """A press without more."""
    return {}


class Sendable(BytesIO):
    """A file that can be sent again: it is only wound back where it would be closed."""

    def close(self) -> None:
        self.seek(0)


def picture(_: Stage) -> dict[str, Any]:
    """A logo, as a file."""
    out = Sendable()
    Image.new("RGB", (3, 3), "teal").save(out, "PNG")
    out.seek(0)
    return {"logo": (out, "logo.png")}


def at(name: str, **values: Any) -> Sent:
    """Values for a claim, with its present version."""
    return lambda stage: {"version": stage.version(getattr(stage.scene, name)), **values}


def beside(name: str) -> Sent:
    """Values for a claim and the signed one beside it."""
    return lambda stage: at(name, other=stage.scene.signed)(stage)


def of(name: str, **values: Any) -> Sent:
    """Values for a claim of the fact-check that was revised, with its present version."""

    def sent(stage: Stage) -> dict[str, Any]:
        whole = stage.site.newsroom.dossier(stage.scene.revised)
        version = whole.file(getattr(stage.scene, name)).claim.version
        return {"version": version, **values}

    return sent


def rewrite(stage: Stage) -> dict[str, Any]:
    """The first thing that the publisher changed, told on an open claim."""
    page = stage.site.as_("second").page(f"/checks/{stage.scene.revised}/revisions/2")
    form = next(form for form in page.forms if "old" in form.values)
    version = of("missing")(stage)["version"]
    sent = {name: form.values[name] for name in ("old", "new", "on")}
    return {**sent, "claim": f"{stage.scene.missing}-{version}"}


def shown(stage: Stage, claim_id: int) -> str:
    """A claim with its present version, as the form for merging names it."""
    return f"{claim_id}-{stage.version(claim_id)}"


def picked(name: str, **values: Any) -> Sent:
    """A claim ticked in the queue, and what is to be done with it."""
    return lambda stage: {"claim": shown(stage, getattr(stage.scene, name)), **values}


def seen(stage: Stage) -> str:
    """The fingerprint of the edition that an editor looks at."""
    page = stage.site.as_("editor").page(f"/checks/{stage.scene.published}/publish")
    return next((form.values["seen"] for form in page.forms if "seen" in form.values), "")


@dataclass(frozen=True)
class Route:
    """One cell row of the matrix: `path` takes the scene's names, `who` are the logins."""

    endpoint: str
    method: str
    path: str
    who: frozenset[str]
    sent: Sent = nothing
    #: The status for those who may.
    well: int = 200
    #: Does it write nothing, even for those who may?
    looks: bool = False

    def address(self, scene: Scene) -> str:
        """Where it is in this scene."""
        return self.path.format(**vars(scene))

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


REVIEW = {
    "wording": "Lye was dumped",
    "source_precision": "day",
    "source_kind": "primary",
    "stance": "",
    "kind": "",
    "precision": "day",
    "scope": "full",
}
CITATION = {
    "title": "Minutes",
    "stance": "supports",
    "excerpt": "So resolved.",
    "source_kind": "primary",
    "source_precision": "day",
    "version": "1",
}
STATEMENT = {
    "kind": "retracted",
    "actor": "Ilse Brandt",
    "precision": "day",
    "scope": "full",
    "dated_on": "2024-04-30",
}


def check(name: str, **values: Any) -> Sent:
    """Values for a fact-check, with its present version."""

    def sent(stage: Stage) -> dict[str, Any]:
        dossier = stage.site.newsroom.dossier(getattr(stage.scene, name))
        return {"version": dossier.check.version, **values}

    return sent


def of_disputed(stage: Stage) -> dict[str, Any]:
    """The present version of the claim that two have ruled on."""
    with stage.site.newsroom.database.reading() as session:
        return {"version": session.get_one(Claim, stage.scene.disputed).version}


def _get(endpoint: str, path: str, who: frozenset[str]) -> Route:
    return Route(endpoint, "GET", path, who)


def _post(endpoint: str, path: str, who: frozenset[str], sent: Sent = nothing) -> Route:
    return Route(endpoint, "POST", path, who, sent, well=302)


READING = [
    _get("static", "/static/desk.css", EVERYONE),
    _get("paper.static", "/paper/tokens.css", EVERYONE),
    _get("health.healthz", "/healthz", EVERYONE),
    _get("health.readyz", "/readyz", EVERYONE),
    _get("public.listing", "/corrections", EVERYONE),
    _get("front.home", "/", EVERYONE),
    Route("front.older", "GET", "/page/2", EVERYONE, well=404),
    _get("front.names", "/claimants", EVERYONE),
    _get("front.named", "/claimants/ilse-brandt", EVERYONE),
    Route("front.named", "GET", "/topics/nothing", EVERYONE, well=404),
    _get("front.policy", "/method", EVERYONE),
    _get("front.policy", "/corrections-policy", EVERYONE),
    _get("front.policy", "/about", EVERYONE),
    _get("front.logo", "/logo/{logo}.png", EVERYONE),
    _get("reporting.report", "/report-an-error?page={slug}", EVERYONE),
    _get("reporting.thanks", "/report-an-error/thanks", EVERYONE),
    _get("public.page", "/f/{slug}", EVERYONE),
    _get("public.form", "/f/{slug}/v1", EVERYONE),
    _get("public.data", "/f/{slug}.json", EVERYONE),
    _get("public.embed", "/f/{slug}/embed", EVERYONE),
    _get("oembed.ask", "/oembed?url=http://127.0.0.1:8000/f/{slug}", EVERYONE),
    Route("public.slashed", "GET", "/f/{slug}/", EVERYONE, well=308),
    _get("accounts.log_in", "/login", frozenset({"stranger"})),
    _get("accounts.password", "/account/password", HOUSE),
    _get("notifications.choices", "/account/notifications", HOUSE),
    Route("notifications.confirm", "GET", "/account/notifications/cut-off", HOUSE, well=410),
    _get("desk.home", "/desk", HOUSE),
    _get("queue.listed", "/queue", HOUSE),
    _get("queue.deadline", "/checks/{check}/deadline", EDITOR),
    _get("desk.paste", "/articles/new", EDITOR),
    _get("desk.draft", "/drafts/{draft}", EDITOR),
    _get("desk.describe", "/checks/{check}/article", EDITOR),
    _get("opinions.choose", "/checks/{check}/second-opinion", EDITOR),
    _get("revisions.paste", "/checks/{check}/revisions/new", EDITOR),
    _get("revisions.compared", "/drafts/{redraft}/revision", EDITOR),
    _get("revisions.show", "/checks/{revised}/revisions/2", HOUSE),
    _get("workspace.check", "/checks/{check}", HOUSE),
    _get("workspace.claim", "/claims/{open}", HOUSE),
    _get("claims.fit", "/checks/{check}/words?revision=1&start=0&end=5", HOUSE),
    _get("undo.listed", "/checks/{check}/steps", HOUSE),
    _get("keeping.listed", "/kept", HOUSE),
    Route("keeping.one", "GET", "/kept/claim-{open}", HOUSE, well=204),
    Route("live.changes", "GET", "/checks/{check}/changes?since=0", HOUSE),
    Route("look_ups.found", "GET", "/look-ups/{look_up}", REVIEWER, well=204),
    _get("links.beside", "/claims/{open}/beside", HOUSE),
    _get("contacts.log", "/checks/{check}/contacts", DESK),
    _get("contacts.change", "/contacts/{contact}", DESK),
    _get("comments.listed", "/checks/{check}/comments", HOUSE),
    _get("comments.one", "/comments/{comment}", HOUSE),
    _get("guests.listed", "/checks/{check}/guests", HOUSE),
    _get("visiting.door", "/visit/some-token", EVERYONE),
    _get("visiting.home", "/guest", NOBODY),
    _get("visiting.one", "/guest/comments/{guest_comment}", NOBODY),
    _get("notifications.listed", "/notifications", HOUSE),
    _get("checked.overview", "/checks/{check}/checked", HOUSE),
    _get("evidence.citation", "/citations/{citation}", REVIEWER),
    _get("evidence.statement", "/statements/{statement}", REVIEWER),
    _get("publications.preview", "/checks/{check}/preview", HOUSE),
    _get("publications.publish", "/checks/{check}/publish", HOUSE),
    _get("packs.make", "/checks/{check}/pack", EDITOR | ADMIN),
    _get("people.everybody", "/people", ADMIN),
    _get("settings.edit", "/settings", ADMIN),
    _get("search.find", "/search?q=lye", HOUSE),
    _get("search.quick", "/search/quick?q=lye", HOUSE),
    _get("figures.show", "/figures", EDITOR | ADMIN),
    _get("figures.download", "/figures/minutes.csv", EDITOR | ADMIN),
    _get("reports.listed", "/reports", HOUSE),
    _get("reports.one", "/reports/{report}", HOUSE),
    _get("publications.claim_log", "/claims/{signed}/log", HOUSE),
    _get("publications.log", "/checks/{check}/log", HOUSE),
]

CHANGING = [
    _post("accounts.leave", "/logout", HOUSE),
    _post(
        "accounts.password",
        "/account/password",
        HOUSE,
        lambda _: {
            "current": "violet harbour candle 88",
            "new": "another harbour candle 88",
            "again": "another harbour candle 88",
        },
    ),
    Route(
        "people.add",
        "POST",
        "/people",
        ADMIN,
        lambda _: {"login": "newcomer", "name": "New Comer", "roles": ["editor"]},
    ),
    Route("people.new_password", "POST", "/people/reviewer/password", ADMIN),
    _post("settings.edit", "/settings", ADMIN, lambda _: {"version": 1, "name": "Other Desk"}),
    Route("settings.add_logo", "POST", "/settings/logo", ADMIN, picture, well=302),
    _post("reports.move", "/reports/{report}/look-into", DESK, lambda _: {"version": 1}),
    _post("reports.blank", "/reports/{report}/blank", ADMIN, lambda _: {"version": 1}),
    _post("people.end", "/people/reviewer/end", ADMIN),
    Route(
        "keeping.keep",
        "POST",
        "/kept/claim-{open}",
        HOUSE,
        lambda _: {"typed": '{"window": "a", "seen": 0, "fields": {}, "drawn": {}}'},
    ),
    _post("keeping.throw_away", "/kept/claim-{open}/throw-away", HOUSE),
    _post("desk.paste", "/articles/new", EDITOR, lambda _: {"text": "Lye was dumped on Monday."}),
    Route(
        "desk.look",
        "POST",
        "/articles/look",
        EDITOR,
        lambda _: {"text": "Lye was dumped."},
        looks=True,
    ),
    Route(
        "desk.count",
        "POST",
        "/drafts/{draft}/count",
        EDITOR,
        lambda _: {"drop": ["0"]},
        looks=True,
    ),
    _post(
        "desk.draft",
        "/drafts/{draft}",
        EDITOR,
        lambda _: {"headline": "A headline", "version": "1"},
    ),
    _post("desk.describe", "/checks/{check}/article", EDITOR, check("check", headline="Other")),
    _post("claims.save_review", "/claims/{open}/review", DESK, at("open", **REVIEW)),
    _post("queue.act", "/queue", DESK, picked("open", do="take")),
    _post("queue.act", "/queue?list=all", DESK, picked("taken", do="hand-back")),
    _post("queue.act", "/queue?list=open", EDITOR, picked("open", do="assign", to="3")),
    _post("queue.act", "/queue?page=2", EDITOR, picked("open", do="priority", priority="high")),
    _post(
        "queue.deadline",
        "/checks/{check}/deadline",
        EDITOR,
        check("check", deadline="2024-05-03 17:00"),
    ),
    _post("claims.add", "/checks/{check}/claims", EDITOR, lambda _: {"start": 5, "end": 16}),
    _post("claims.cut", "/claims/{taken}/place", EDITOR, at("taken", start=0, end=16)),
    _post("claims.put", "/claims/{missing}/stands", EDITOR, of("missing", start=0, end=16)),
    _post("claims.press", "/claims/{lost}/gone", EDITOR, of("lost")),
    _post(
        "revisions.paste",
        "/checks/{check}/revisions/new",
        EDITOR,
        lambda _: {"text": "Lye was dumped on Monday."},
    ),
    _post(
        "revisions.compared",
        "/drafts/{redraft}/revision",
        EDITOR,
        lambda _: {"compare": "1", "version": "1"},
    ),
    _post("revisions.record", "/checks/{revised}/revisions/2", REVIEWER, rewrite),
    _post("claims.split", "/claims/{taken}/split", EDITOR, at("taken", at=5)),
    _post(
        "claims.merge",
        "/claims/{open}/merge",
        EDITOR,
        lambda stage: at("open", other=shown(stage, stage.scene.taken))(stage),
    ),
    _post("claims.dismiss", "/claims/{open}/dismiss", EDITOR, at("open", reason="opinion")),
    _post("claims.send_back", "/claims/{ruled}/send-back", DESK, at("ruled", reason="More.")),
    _post("opinions.choose", "/checks/{check}/second-opinion", EDITOR, check("check", blind=1)),
    _post(
        "claims.choose_ruling",
        "/claims/{disputed}/choose-ruling",
        EDITOR,
        lambda stage: of_disputed(stage) | {"ruling": stage.scene.decided, "reason": "It binds."},
    ),
    _post(
        "claims.send_both_back",
        "/claims/{disputed}/send-both-back",
        EDITOR,
        lambda stage: of_disputed(stage) | {"reason": "More."},
    ),
    _post("claims.press", "/claims/{dismissed}/restore", EDITOR, at("dismissed")),
    _post("claims.press", "/claims/{open}/take", DESK, at("open")),
    _post("claims.press", "/claims/{taken}/release", DESK, at("taken")),
    _post("claims.press", "/claims/{signed}/reopen", DESK, at("signed")),
    _post("claims.press", "/claims/{ruled}/sign-off", DESK, at("ruled")),
    _post("claims.press", "/claims/{open}/defer", EDITOR, at("open")),
    _post("claims.press", "/claims/{open}/decide", EDITOR, at("open")),
    _post(
        "checked.copy",
        "/claims/{open}/copy",
        REVIEWER,
        lambda stage: at("open", earlier=stage.scene.published_claim)(stage),
    ),
    Route(
        "look_ups.ask",
        "POST",
        "/look-ups",
        REVIEWER,
        lambda _: {"url": "https://news.example/"},
        well=202,
    ),
    _post("links.say", "/claims/{open}/link", DESK, beside("open")),
    _post("links.say", "/claims/{open}/tell-apart", DESK, beside("open")),
    _post("links.say", "/claims/{taken}/unlink", DESK, beside("taken")),
    _post("links.looked_at", "/claims/{taken}/looked-at", DESK, lambda _: {"newest": 1}),
    _post("evidence.citation", "/citations/{citation}", REVIEWER, lambda _: CITATION),
    _post(
        "evidence.remove_citation",
        "/citations/{citation}/remove",
        REVIEWER,
        lambda _: {"version": 1},
    ),
    _post(
        "evidence.opened",
        "/claims/{taken}/sources/{source}/opened",
        DESK,
    ),
    _post("evidence.statement", "/statements/{statement}", REVIEWER, at("taken", **STATEMENT)),
    _post("evidence.strike", "/statements/{statement}/strike", REVIEWER, at("taken")),
    _post("evidence.confirm_proposal", "/proposals/{proposal}/confirm", REVIEWER, at("open")),
    _post("evidence.dismiss_proposal", "/proposals/{proposal}/dismiss", REVIEWER, at("open")),
    _post(
        "contacts.log",
        "/checks/{check}/contacts",
        DESK,
        lambda _: {"party": "The mill", "asked_on": "2024-05-02"},
    ),
    _post(
        "contacts.change",
        "/contacts/{contact}",
        DESK,
        lambda _: {"party": "The club", "asked_on": "2024-05-02", "version": 1},
    ),
    _post("contacts.remove", "/contacts/{contact}/remove", DESK, lambda _: {"version": 1}),
    _post(
        "comments.listed",
        "/checks/{check}/comments",
        DESK,
        lambda _: {"place": "0-10", "words": "Who says so?"},
    ),
    _post("comments.on_claim", "/claims/{open}/comments", DESK, lambda _: {"words": "So?"}),
    _post("comments.answer", "/comments/{comment}/answer", DESK, lambda _: {"words": "It is."}),
    _post(
        "comments.reword",
        "/comments/{comment}/reword",
        REVIEWER,
        lambda _: {"version": 1, "words": "Is it?"},
    ),
    _post("comments.press", "/comments/{comment}/take-back", REVIEWER, lambda _: {"version": 1}),
    _post("comments.press", "/comments/{comment}/resolve", DESK, lambda _: {"version": 1}),
    _post("comments.press", "/comments/{settled}/reopen", DESK, lambda _: {"version": 2}),
    Route(
        "guests.listed",
        "POST",
        "/checks/{check}/guests",
        EDITOR,
        lambda _: {"name": "Bo Hale", "days": "7"},
    ),
    _post("guests.end", "/guests/{guest_link}/end", EDITOR),
    _post("visiting.comment", "/guest/comments", NOBODY, lambda _: {"words": "No."}),
    _post(
        "visiting.answer",
        "/guest/comments/{guest_comment}/answer",
        NOBODY,
        lambda _: {"words": "No."},
    ),
    _post(
        "visiting.reword",
        "/guest/comments/{guest_comment}/reword",
        NOBODY,
        lambda _: {"version": 1, "words": "No."},
    ),
    _post(
        "visiting.take_back",
        "/guest/comments/{guest_comment}/take-back",
        NOBODY,
        lambda _: {"version": 1},
    ),
    _post("visiting.mail", "/guest/mail", NOBODY, lambda _: {"address": "a@example.org"}),
    _post("visiting.leave", "/guest/leave", NOBODY),
    _post("notifications.read", "/notifications/{notification}/read", REVIEWER),
    _post(
        "notifications.choices",
        "/account/notifications",
        HOUSE,
        lambda _: {"address": "me@example.org", "rhythm": "daily", "also": ["published"]},
    ),
    _post("notifications.read_all", "/notifications/read", HOUSE, lambda _: {"up_to": 9999}),
    Route(
        "live.say",
        "POST",
        "/checks/{check}/presence",
        HOUSE,
        lambda stage: {"tab": "0123456789abcdef", "claim": stage.scene.open},
        well=204,
    ),
    Route("packs.make", "POST", "/checks/{check}/pack", EDITOR | ADMIN),
    _post("publications.defer_open", "/checks/{check}/defer", EDITOR, check("check")),
    # A second edition without any change is refused, so something has changed before.
    _post(
        "publications.publish",
        "/checks/{published}/publish",
        EDITOR,
        lambda stage: (
            check("published", note="We were wrong; now we are not.", kind="correction")(stage)
            | {"seen": seen(stage)}
        ),
    ),
    _post(
        "publications.withdraw",
        "/checks/{published}/withdraw",
        EDITOR,
        check("published", reason="It was wrong."),
    ),
]
