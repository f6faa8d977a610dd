"""A new revision over HTTP: plain posts, what is refused in words, and nothing typed is lost."""

from io import BytesIO

import pytest

from app.domain.workflow import ClaimState
from app.models import Draft
from tests.factories import ARTICLE, REVISED
from tests.web.browsing import Browser, Html
from tests.web.conftest import Site


@pytest.fixture
def editor(small_site: Site) -> Browser:
    return small_site.as_("editor")


def compared(editor: Browser, check_id: int, text: str = REVISED) -> str:
    """Paste an article again; gives the address of the comparison."""
    response = editor.submit(f"/checks/{check_id}/revisions/new", text=text)
    assert response.status_code == 302, response.text
    return str(response.headers["Location"])


def frozen(editor: Browser, check_id: int, text: str = REVISED) -> None:
    address = compared(editor, check_id, text)
    assert editor.submit(address, freeze="1").status_code == 302


def test_from_paste_to_frozen_revision_by_plain_posts(small_site: Site, editor: Browser) -> None:
    check_id = small_site.newsroom.pasted()
    address = compared(editor, check_id)
    page = editor.page(address)
    assert "Revision 2, before it is frozen" in page.text
    assert "3 claims for a person to place" in page.text and "claims carried over" in page.text
    deleted = [attributes for tag, attributes in page.elements if tag == "del"]
    assert deleted and "9,000" in page.text
    response = editor.submit(address, freeze="1")
    assert response.status_code == 302
    workspace = editor.client.get(response.headers["Location"], follow_redirects=True)
    assert "Revision 2 is frozen. 3 claims wait for you" in workspace.text
    assert "3 lost" in Html(workspace.text).text
    assert small_site.newsroom.dossier(check_id).revision.number == 2
    assert editor.get(address).status_code == 302  # there is nothing more to do with the paste


def test_lines_are_left_out_and_the_comparison_made_again(
    small_site: Site, editor: Browser
) -> None:
    check_id = small_site.newsroom.pasted()
    address = compared(editor, check_id, REVISED + "\n\nA line too many.")
    page = editor.page(address)
    kept = page.form("").values["drop"]
    line = REVISED.replace("\n\n\n", "\n\n")
    at = str(line.index("Share this story") + len("Share this story\n\n"))
    assert at not in kept
    assert editor.submit(address, compare="1", drop=[*kept, at]).status_code == 302
    assert at in editor.page(address).form("").values["drop"]
    assert editor.submit(address, freeze="1").status_code == 302
    assert "too many" not in small_site.newsroom.dossier(check_id).revision.text


def test_what_was_not_looked_at_is_not_frozen_and_the_choice_of_lines_stays(
    small_site: Site, editor: Browser
) -> None:
    check_id = small_site.newsroom.pasted()
    address = compared(editor, check_id)
    form = editor.page(address).form("")
    refused = editor.post(address, {**form.values, "drop": ["0"], "freeze": "1"})
    assert refused.status_code == 409 and "This is not what you looked at" in refused.text
    again = Html(refused.text).form("").values
    assert again["drop"] == ["0"] and again["looked_at"] != form.values["looked_at"]
    assert editor.post(address, {**again, "freeze": "1"}).status_code == 302


def test_a_revision_that_another_editor_froze_meanwhile_is_a_conflict(
    small_site: Site, editor: Browser
) -> None:
    check_id = small_site.newsroom.pasted()
    address = compared(editor, check_id)
    form = editor.page(address).form("")
    small_site.newsroom.revised(check_id, REVISED.replace("900", "90"))
    refused = editor.post(address, {**form.values, "freeze": "1"})
    assert (
        refused.status_code == 409 and "revision 2 was frozen meanwhile" in Html(refused.text).text
    )
    assert "Revision 3, before it is frozen" in refused.text
    assert small_site.newsroom.dossier(check_id).revision.number == 2


@pytest.mark.parametrize(
    ("sent", "message"),
    [({"text": "  "}, "There is no text in the box"), ({"text": "a" * 5_100_000}, "5,000,000 is")],
)
def test_a_paste_that_is_refused_keeps_what_was_typed(
    small_site: Site, editor: Browser, sent: dict[str, str], message: str
) -> None:
    check_id = small_site.newsroom.pasted()
    refused = editor.submit(f"/checks/{check_id}/revisions/new", **sent)
    assert refused.status_code == 422 and message in refused.text
    assert sent["text"] in refused.text


def test_the_same_text_says_so_and_offers_no_button(small_site: Site, editor: Browser) -> None:
    check_id = small_site.newsroom.pasted()
    address = compared(editor, check_id, ARTICLE)
    page = editor.page(address)
    assert "to the letter" in page.text
    refused = editor.submit(address, freeze="1")
    assert refused.status_code == 422 and "there is nothing to freeze" in refused.text


def test_a_paste_begun_is_found_again_on_the_desk(small_site: Site, editor: Browser) -> None:
    check_id = small_site.newsroom.pasted()
    address = compared(editor, check_id)
    desk = editor.get("/desk").text
    draft = address.split("/")[2]
    assert "Go on with your new revision" in desk and f"/drafts/{draft}" in desk
    assert editor.get(f"/drafts/{draft}").headers["Location"] == address
    with small_site.newsroom.database.reading() as session:
        assert session.get_one(Draft, int(draft)).pasted.startswith("Mill owner")


def test_a_file_is_taken_as_on_the_paste_page(small_site: Site, editor: Browser) -> None:
    check_id = small_site.newsroom.pasted()
    file = BytesIO(REVISED.encode()), "article.txt"
    response = editor.submit(f"/checks/{check_id}/revisions/new", file=file)
    assert response.status_code == 302
    assert "900" in editor.page(response.headers["Location"]).text


@pytest.mark.parametrize("path", ["/drafts/99/revision", "/checks/99/revisions/new"])
def test_what_is_not_there_is_not_found(editor: Browser, path: str) -> None:
    assert editor.get(path).status_code == 404


def test_revisions_that_are_not_there_are_not_found(small_site: Site, editor: Browser) -> None:
    check_id = small_site.newsroom.pasted()
    for number in (0, 1, 2, 2**31 - 1):
        assert editor.get(f"/checks/{check_id}/revisions/{number}").status_code == 404
    new = editor.submit("/articles/new", text="Lye was dumped.").headers["Location"]
    assert editor.get(f"{new}/revision").status_code == 404


def test_a_lost_claim_is_placed_by_a_press_and_taken_up_again(
    small_site: Site, editor: Browser
) -> None:
    newsroom = small_site.newsroom
    check_id, lost, _ = newsroom.with_lost_claims()
    page = editor.page(f"/claims/{lost}")
    assert "This claim lost its place" in page.text and "Does it stand here now?" in page.text
    form = next(f for f in page.forms if f.action == f"/claims/{lost}/stands" and f.values["start"])
    assert editor.post(form.action, form.values).status_code == 302
    file = newsroom.dossier(check_id).file(lost)
    assert not file.lost and "900 trout" in file.anchor.exact
    assert file.claim.state is ClaimState.OPEN


def test_a_lost_claim_is_placed_by_ticking_sentences(small_site: Site, editor: Browser) -> None:
    newsroom = small_site.newsroom
    check_id, lost, _ = newsroom.with_lost_claims()
    page = editor.page(f"/claims/{lost}")
    boxes = [a["value"] for tag, a in page.elements if a.get("name") == "sentence"]
    text = newsroom.dossier(check_id).revision.text
    box = next(b for b in boxes if "900 trout" in text[slice(*map(int, b.split("-")))])
    version = newsroom.version(check_id, lost)
    sent = editor.post(f"/claims/{lost}/stands", {"version": version, "sentence": box})
    assert sent.status_code == 302
    assert "900 trout" in newsroom.dossier(check_id).file(lost).anchor.exact


def test_a_stale_placing_is_a_conflict_that_says_what_changed(
    small_site: Site, editor: Browser
) -> None:
    newsroom = small_site.newsroom
    check_id, lost, _ = newsroom.with_lost_claims()
    stale = newsroom.version(check_id, lost)
    assert editor.post(f"/claims/{lost}/gone", {"version": stale}).status_code == 302
    assert "No longer in the article" in editor.page(f"/claims/{lost}").text
    refused = editor.post(f"/claims/{lost}/stands", {"version": stale, "start": 0, "end": 9})
    assert refused.status_code == 409
    assert "said that the article does not make a claim any more: revision 2" in refused.text


def test_places_that_are_none_are_refused_in_words(small_site: Site, editor: Browser) -> None:
    newsroom = small_site.newsroom
    check_id, lost, _ = newsroom.with_lost_claims()
    for place in ({}, {"start": 5, "end": 2}, {"start": 0, "end": 10**8}, {"sentence": "x-y"}):
        version = newsroom.version(check_id, lost)
        refused = editor.post(f"/claims/{lost}/stands", {"version": version, **place})
        assert refused.status_code == 422 and "select it again" in refused.text


def test_words_chosen_in_an_earlier_text_are_not_taken_for_others(
    small_site: Site, editor: Browser
) -> None:
    newsroom = small_site.newsroom
    check_id = newsroom.pasted()
    kept = next(
        f.claim.id for f in newsroom.dossier(check_id).shown if "no proof" in f.anchor.exact
    )
    whole = newsroom.dossier(check_id)
    new = {"revision": "1", "start": "5", "end": "16"}
    page = editor.page(f"/claims/{kept}")
    newsroom.revised(check_id)
    assert newsroom.dossier(check_id).file(kept).claim.version == whole.file(kept).claim.version
    add, cut = f"/checks/{check_id}/claims", f"/claims/{kept}/place"
    split = next(form for form in page.forms if form.action.endswith("/split"))
    move = next(form for form in page.forms if form.action == cut)
    for address, sent in ((add, new), (cut, move.values), (split.action, split.values)):
        refused = editor.post(address, sent)
        assert refused.status_code == 409, address
        assert "Revision 2 of the article was frozen meanwhile" in refused.text
    assert newsroom.dossier(check_id).file(kept).anchor.exact == whole.file(kept).anchor.exact


def test_a_statement_typed_before_a_new_revision_keeps_the_place_that_was_chosen(
    small_site: Site,
) -> None:
    newsroom, second = small_site.newsroom, small_site.as_("second")
    check_id = newsroom.pasted()
    kept = next(
        f.claim.id for f in newsroom.dossier(check_id).shown if "no proof" in f.anchor.exact
    )
    page = second.page(f"/claims/{kept}")
    form = page.form(f"/claims/{kept}/review")
    start = newsroom.dossier(check_id).revision.text.index("9,000 trout")
    place = f"{start}-{start + 11}@1"
    newsroom.revised(check_id)
    sent = {**form.values, "kind": "denied", "actor": "The club", "place": place}
    assert second.post(form.action, sent).status_code == 302
    whole = newsroom.dossier(check_id)
    (statement,) = whole.file(kept).statements
    assert whole.passage(statement) == "9,000 trout" and statement.revision == 1


def test_lost_claims_block_publishing_with_a_link_to_each(
    small_site: Site, editor: Browser
) -> None:
    check_id, lost, missing = small_site.newsroom.with_lost_claims()
    page = editor.page(f"/checks/{check_id}/publish")
    assert "has lost its place" in page.text
    links = [a.get("href") for tag, a in page.elements if tag == "a"]
    assert {f"/claims/{lost}", f"/claims/{missing}"} <= set(links)


def test_what_was_changed_is_told_once_with_one_press(small_site: Site) -> None:
    newsroom, second = small_site.newsroom, small_site.as_("second")
    check_id, _, missing = newsroom.with_lost_claims()
    address = f"/checks/{check_id}/revisions/2"
    page = second.page(address)
    forms = [form for form in page.forms if "old" in form.values]
    assert len(forms) == 3
    form = next(form for form in forms if form.values["claim"].startswith(f"{missing}-"))
    refused = second.post(address, {**form.values, "on": "next week"})
    assert refused.status_code == 422 and "2022-07-26" in refused.text
    assert 'value="next week"' in refused.text
    assert second.post(address, form.values).status_code == 302
    (told,) = newsroom.dossier(check_id).file(missing).statements
    assert told.words.startswith(("Taken out", "Before", "Put in"))
    after = second.page(address)
    assert "a lost claim" in after.text
    assert len([form for form in after.forms if "old" in form.values]) == 2


def test_a_signed_claim_is_reopened_before_anything_is_told_on_it(small_site: Site) -> None:
    newsroom, second = small_site.newsroom, small_site.as_("second")
    check_id, lost, _ = newsroom.with_lost_claims()
    address = f"/checks/{check_id}/revisions/2"
    form = next(form for form in second.page(address).forms if "old" in form.values)
    sent = {**form.values, "claim": f"{lost}-{newsroom.version(check_id, lost)}"}
    refused = second.post(address, sent)
    assert refused.status_code == 422 and "reopen it first" in refused.text


@pytest.mark.parametrize(
    "changed",
    [{"claim": ""}, {"claim": "7"}, {"old": "0-4", "new": "0-4"}, {"old": "x"}, {"new": "9" * 40}],
)
def test_junk_about_a_change_is_refused(small_site: Site, changed: dict[str, str]) -> None:
    newsroom, second = small_site.newsroom, small_site.as_("second")
    check_id, _, _ = newsroom.with_lost_claims()
    address = f"/checks/{check_id}/revisions/2"
    form = next(form for form in second.page(address).forms if "old" in form.values)
    assert second.post(address, {**form.values, **changed}).status_code in (404, 409, 422)


def test_a_statement_on_words_of_an_earlier_revision_can_still_be_changed(
    small_site: Site,
) -> None:
    newsroom, second = small_site.newsroom, small_site.as_("second")
    check_id = newsroom.pasted()
    whole = newsroom.dossier(check_id)
    proposal = next(
        p for f in whole.files for p in f.proposals if "club quickly" in whole.passage(p)
    )
    version = newsroom.version(check_id, proposal.claim_id)
    second.post(f"/proposals/{proposal.id}/confirm", {"version": version})
    newsroom.revised(check_id)
    (statement,) = newsroom.dossier(check_id).file(proposal.claim_id).statements
    page = second.page(f"/statements/{statement.id}")
    assert page.form(f"/statements/{statement.id}").values["place"].endswith("@1")
    assert "in revision 1: The club quickly" in page.text
    changed = second.submit(page, f"/statements/{statement.id}", actor="The fishing club")
    assert changed.status_code == 302
    (now,) = newsroom.dossier(check_id).file(proposal.claim_id).statements
    assert (now.start, now.end, now.revision) == (statement.start, statement.end, 1)


def test_the_public_comparison_of_editions_on_two_revisions(small_site: Site) -> None:
    newsroom = small_site.newsroom
    check_id, _, slug = newsroom.publication()
    newsroom.revised(check_id, ARTICLE.replace("Share this story", "The mill is old."))
    newsroom.published(check_id, note="The publisher added a line.")
    stranger = small_site.stranger()
    assert "The mill is old" in stranger.get(f"/f/{slug}").text
    assert "The mill is old" not in stranger.get(f"/f/{slug}/v1").text
    page = stranger.page(f"/f/{slug}/v2/changes")
    assert "0 claims changed" in page.text
    assert "its text as we read it on 2 May 2024." in page.text
