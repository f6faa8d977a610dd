"""The whole way by HTTP: paste, review, sign off, publish, correct, withdraw."""

from sqlalchemy import func, select

from app.models import FactCheck, Publication
from app.queries.integrity import faults
from tests.factories import ARTICLE
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site, set_scene

REVIEW = {
    "url": "https://council.example/minutes",
    "title": "Minutes of the council",
    "stance": "supports",
    "excerpt": "It was so resolved.",
    "archive_url": "https://archive.example/minutes",
    "kind": "retracted",
    "actor": "Ilse Brandt",
    "dated_on": "2024-04-30",
    "statement_source": "new",
    "verdict": "retracted",
    "rationale": "The mill took it back. The minutes say so.",
    "as_of": "2024-05-01",
}


def _freeze(site: Site, editor: Browser) -> str:
    draft = editor.submit("/articles/new", text=ARTICLE).location
    page = editor.page(draft)
    values = {**page.form("").values, "outlet": "The Alm Post"}
    frozen = editor.client.post(draft, data=values)
    again = editor.client.post(draft, data=values)
    assert (frozen.status_code, again.status_code) == (302, 302)
    assert frozen.location == again.location
    with site.newsroom.database.reading() as session:
        assert session.scalar(select(func.count(FactCheck.id))) == 1
    assert editor.get(draft).location == frozen.location
    return str(frozen.location)


def _decide(site: Site, check: str) -> str:
    """One claim with everything in one request, signed by somebody else; the rest may go out."""
    files = site.newsroom.dossier(int(check.rpartition("/")[2])).shown  # type: ignore[arg-type]
    path = f"/claims/{files[0].claim.id}"
    assert site.as_("reviewer").submit(path, f"{path}/review", **REVIEW).status_code == 302
    assert site.as_("second").submit(path, f"{path}/sign-off").status_code == 302
    for file in files[1:]:
        other = f"/claims/{file.claim.id}"
        assert site.as_("editor").submit(other, f"{other}/defer").status_code == 302
    return path


def test_from_the_paste_box_to_the_tombstone(site: Site) -> None:
    editor, stranger = site.as_("editor"), site.stranger()
    check = _freeze(site, editor)
    claim = _decide(site, check)
    publish = f"{check}/publish"
    page = editor.page(publish)
    assert editor.client.post(publish, data=page.form("").values).status_code == 302
    assert editor.client.post(publish, data=page.form("").values).status_code == 409
    slug = site.newsroom.dossier(int(check.rpartition("/")[2])).check.slug  # type: ignore[arg-type]
    address = f"/f/{slug}"
    first = stranger.get(address)
    assert first.status_code == 200
    assert "Retracted" in first.text
    assert address in stranger.get("/").text
    permanent = stranger.get(f"{address}/v1").data
    assert b"This is edition 1, as it was issued" in permanent

    # What happens on the desk does not reach readers before the next edition.
    assert editor.submit(claim, f"{claim}/reopen").status_code == 302
    reviewer = site.as_("reviewer")
    response = reviewer.submit(claim, f"{claim}/review", claimant="Somebody Else")
    assert response.status_code == 302
    describe = editor.submit(f"{check}/article", headline="Another headline", outlet="Elsewhere")
    assert describe.status_code == 302
    assert stranger.get(address).data == first.data
    assert stranger.get(f"{address}/v1").data == permanent

    ruled = {"verdict": "supported", "rationale": "It is true after all.", "as_of": "2024-05-02"}
    assert reviewer.submit(claim, f"{claim}/review", **ruled).status_code == 302
    assert site.as_("second").submit(claim, f"{claim}/sign-off").status_code == 302
    silent = editor.submit(publish)
    assert silent.status_code == 422
    assert "write what was wrong or new" in Html(silent.text).text
    note = "We wrote that it was retracted; it is supported."
    assert editor.submit(publish, note=note, kind="correction").status_code == 302
    newest, old = stranger.get(address), stranger.get(f"{address}/v1")
    assert (newest.status_code, old.status_code) == (200, 200)
    assert note in newest.text
    assert old.data == permanent
    assert "Another headline" not in old.text
    assert note in stranger.get(f"{address}/v2").text
    assert stranger.get(f"{address}/v3").status_code == 404

    withdraw = f"{check}/withdraw"
    assert editor.submit(publish, withdraw, reason=" ").status_code == 422
    assert editor.submit(publish, withdraw, reason="All of it was wrong.").status_code == 302
    for path in (address, f"{address}/v1", f"{address}/v2"):
        gone = stranger.get(path, headers={"If-None-Match": newest.headers["ETag"]})
        assert gone.status_code == 410
        assert "All of it was wrong." in gone.text
        assert note not in gone.text
        known = stranger.get(path, headers={"If-None-Match": gone.headers["ETag"]})
        assert known.status_code in (304, 410)
    assert address not in stranger.get("/").text

    assert editor.submit(publish, note="We looked again.", kind="update").status_code == 302
    back = stranger.get(address)
    assert back.status_code == 200
    assert "All of it was wrong." in back.text, "the withdrawal stays in the history"
    for path in (f"{address}/v1", f"{address}/v2"):
        assert stranger.get(path).status_code == 410, "what was taken back stays away"
    with site.newsroom.database.reading() as session:
        assert session.scalar(select(func.count(Publication.id))) == 3
        assert list(faults(session)) == []


def test_a_confidential_source_is_on_no_public_page(site: Site) -> None:
    newsroom = site.newsroom
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    path = f"/claims/{claim}"
    secret = {
        "url": "https://secret.example/whistle",
        "title": "The whistle-blower’s memo",
        "publisher": "Secret publisher",
        "excerpt": "Secret words of the memo.",
        "locator": "secret drawer",
        "archive_url": "https://secret.example/copy",
        "stance": "supports",
        "confidential": "y",
        "kind": "retracted",
        "actor": "Secret Actor",
        "words": "Secret statement.",
        "dated_on": "2024-04-30",
        "statement_source": "new",
    }
    reviewer, editor, stranger = site.as_("reviewer"), site.as_("editor"), site.stranger()
    assert reviewer.submit(path, f"{path}/review", **secret).status_code == 302
    ruled = {"verdict": "retracted", "rationale": "So it is.", "as_of": "2024-05-01"}
    assert reviewer.submit(path, f"{path}/review", **ruled).status_code == 302
    assert site.as_("second").submit(path, f"{path}/sign-off").status_code == 302
    newsroom.deferred(check)
    # A verdict that readers could not follow does not go out on secrets alone.
    refused = editor.submit(f"/checks/{check}/publish")
    assert refused.status_code == 422
    assert editor.submit(path, f"{path}/reopen").status_code == 302
    assert reviewer.submit(path, f"{path}/review", **REVIEW).status_code == 302
    assert site.as_("second").submit(path, f"{path}/sign-off").status_code == 302
    assert editor.submit(f"/checks/{check}/publish").status_code == 302
    slug = newsroom.dossier(check).check.slug
    pages = ["/", f"/f/{slug}", f"/f/{slug}/v1", f"/checks/{check}/preview"]
    for address in pages:
        browser = editor if address.endswith("preview") else stranger
        response = browser.get(address)
        assert response.status_code == 200
        assert "ecret" not in response.text, address
        assert "whistle" not in response.text
    with newsroom.database.reading() as session:
        assert "ecret" not in session.scalars(select(Publication.document)).one()
    assert "Secret words of the memo." in Html(reviewer.get(path).text).text


def test_what_is_not_published_answers_strangers_like_what_is_not_there(site: Site) -> None:
    scene = set_scene(site.newsroom)
    stranger = site.stranger()
    here, nowhere = stranger.get(f"/f/{scene.check}"), stranger.get("/f/nothing-at-all")
    assert (here.status_code, here.data) == (nowhere.status_code, nowhere.data)
    here, nowhere = stranger.get(f"/claims/{scene.open}"), stranger.get("/claims/987654")
    assert here.status_code == nowhere.status_code == 302
