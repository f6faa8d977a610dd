"""Two people at one thing: nothing typed is lost, nothing of the other's is overwritten unseen."""

import pytest

from app.models import Citation, Claim, Source, Statement
from tests.web.browsing import Html
from tests.web.conftest import Site, Stage, set_scene

TYPED = {
    "claimant": "The owner’s <b>brother</b>",
    "claimant_role": "manager & friend",
    "title": "A letter",
    "stance": "supports",
    "excerpt": "Two lines\nof “words”",
    "locator": "p. 4",
    "actor": "Ilse Brandt",
    "kind": "denied",
    "dated_on": "2024-04-30",
    "words": "No, “never”.",
    "statement_source": "new",
    "verdict": "denied",
    "rationale": "First line.\n\nSecond *line* & <more>.",
    "as_of": "2024-05-01",
}


def test_the_second_to_save_a_claim_sees_what_the_first_did_and_keeps_what_was_typed(
    site: Site,
) -> None:
    claim = set_scene(site.newsroom).open
    path, action = f"/claims/{claim}", f"/claims/{claim}/review"
    first, second = site.as_("both"), site.as_("reviewer")
    theirs, mine = first.page(path), second.page(path)
    assert first.submit(theirs, action, claimant="Somebody else").status_code == 302

    refused = second.submit(mine, action, **TYPED)
    assert refused.status_code == 409
    page = Html(refused.text)
    assert "Somebody else changed this since you opened it" in page.text
    assert "Both Person" in page.text
    assert "to “Somebody else”" in page.text
    kept = page.form(action).values
    assert {name: kept[name].strip() for name in TYPED} == TYPED
    assert kept["version"] != mine.form(action).values["version"]

    assert second.submit(page, action).status_code == 302
    with site.newsroom.database.reading() as session:
        assert session.get_one(Claim, claim).claimant == TYPED["claimant"]
        assert session.get_one(Claim, claim).state == "ruled"


def test_failed_validation_keeps_everything_that_was_typed(site: Site) -> None:
    claim = set_scene(site.newsroom).open
    path, action = f"/claims/{claim}", f"/claims/{claim}/review"
    both = site.as_("both")
    typed = {**TYPED, "url": "ftp://nowhere", "wording": "w" * 90, "source_date": "26.7.2022"}
    refused = both.submit(path, action, **typed, confidential="y")
    assert refused.status_code == 422
    page = Html(refused.text)
    kept = page.form(action).values
    assert {name: kept[name].strip() for name in typed} == typed
    assert kept["confidential"] == ["y"]
    mended = {"url": "https://x.example/", "wording": "", "source_date": "2022-07-26"}
    assert both.submit(page, action, **mended).status_code == 302


def beside(page: Html, name: str) -> bool:
    """Does the other person's value stand beside this field?"""
    return any(a.get("id") == f"{name}-theirs" for _, a in page.elements)


def test_saving_again_takes_over_what_the_other_changed_and_this_one_did_not(site: Site) -> None:
    scene = set_scene(site.newsroom)
    path, action = f"/claims/{scene.ruled}", f"/claims/{scene.ruled}/review"
    first, second = site.as_("reviewer"), site.as_("both")
    theirs, mine = first.page(path), second.page(path)
    changed = {
        "wording": "The club dumped lye",
        "claimant": "Karl",
        "verdict": "denied",
        "rationale": "He took it back.\n\nTwice.",
        "as_of": "2024-05-02",
        "actor": "Ilse Brandt",
        "kind": "denied",
        "dated_on": "2024-04-30",
        "statement_source": "new",
        "title": "Tape",
        "stance": "contradicts",
        "excerpt": "No.",
    }
    assert first.submit(theirs, action, **changed).status_code == 302
    typed = {"claimant": "Karl Munk", "claimant_role": "owner"}
    refused = second.submit(mine, action, **typed)
    assert refused.status_code == 409
    page = Html(refused.text)
    kept = {name: value.strip() for name, value in page.form(action).values.items() if value}
    for name in ("wording", "verdict", "rationale", "as_of"):
        assert kept[name] == changed[name]
        assert not beside(page, name)
    assert (kept["claimant"], kept["claimant_role"]) == ("Karl Munk", "owner")
    assert beside(page, "claimant")
    assert not beside(page, "claimant_role")

    assert second.submit(page, action).status_code == 302
    file = site.newsroom.dossier(scene.check).file(scene.ruled)  # type: ignore[arg-type]
    assert (file.claim.wording, file.claim.claimant) == ("The club dumped lye", "Karl Munk")
    assert file.claim.claimant_role == "owner"
    assert [r.verdict.key for r in file.rulings] == ["retracted", "denied"]


def test_where_both_changed_the_verdict_the_others_is_said_in_words(site: Site) -> None:
    scene = set_scene(site.newsroom)
    path, action = f"/claims/{scene.ruled}", f"/claims/{scene.ruled}/review"
    both = site.as_("both")
    theirs = mine = both.page(path)
    given = {"title": "T", "stance": "supports", "excerpt": "So."}
    sent = {"verdict": "supported", "rationale": "Theirs."}
    assert site.as_("reviewer").submit(path, action, **sent, **given).status_code == 302
    refused = both.submit(mine, action, verdict="unproven", rationale="Mine.")
    assert refused.status_code == 409
    page = Html(refused.text)
    assert page.form(action).values["verdict"] == "unproven"
    assert page.form(action).values["rationale"].strip() == "Mine."
    assert beside(page, "verdict")
    assert beside(page, "rationale")
    assert 'Somebody else saved here meanwhile: <q dir="auto">Supported</q>' in refused.text
    assert "Theirs." in page.text
    assert theirs.form(action).values["base"] != page.form(action).values["base"]


def test_of_a_field_that_both_changed_theirs_can_be_taken_without_a_script(site: Site) -> None:
    scene = set_scene(site.newsroom)
    path, action = f"/claims/{scene.ruled}", f"/claims/{scene.ruled}/review"
    first, second = site.as_("reviewer"), site.as_("both")
    theirs, mine = first.page(path), second.page(path)
    given = {"title": "T", "stance": "contradicts", "excerpt": "No."}
    changed = {"wording": "The club dumped lye", "verdict": "denied", "claimant": "Karl"}
    assert first.submit(theirs, action, rationale="So.", **changed, **given).status_code == 302
    typed = {"wording": "Lye was dumped", "verdict": "unproven", "claimant_role": "owner"}
    refused = second.submit(mine, action, **typed)
    assert refused.status_code == 409
    page = Html(refused.text)
    # What came in is listed, and leads to its field.
    links = {given.get("href", "") for tag, given in page.elements if tag == "a"}
    assert links >= {"#wording", "#verdict", "#claimant", "#rationale"}
    assert "#claimant_role" not in links
    ids = {given.get("id") for _, given in page.elements}
    assert {link.removeprefix("#") for link in links if link in ("#wording", "#verdict")} <= ids
    sent = page.form(action).values
    assert (sent["take-wording"], sent["take-verdict"]) == ("mine", "mine")
    assert "take-claimant" not in sent
    chosen = {"take-verdict": "theirs"}
    assert second.submit(page, action, **chosen).status_code == 302
    file = site.newsroom.dossier(scene.check).file(scene.ruled)  # type: ignore[arg-type]
    assert (file.claim.wording, file.claim.claimant) == ("Lye was dumped", "Karl")
    assert file.claim.claimant_role == "owner"
    assert file.ruling is not None
    assert file.ruling.verdict.key == "denied"


@pytest.mark.parametrize(
    "sent",
    [
        {"take-claimant": "theirs", "base": ""},
        {"take-claimant": "theirs", "base": '{"claimant": ["x"]}'},
        {"take-claimant": "theirs", "base": "[" * 5000},
        {"take-csrf_token": "theirs", "base": '{"csrf_token": "x"}'},
        {"take-claimant": "x", "base": '{"claimant": "Theirs"}'},
    ],
)
def test_whatever_is_chosen_of_a_base_that_is_none_what_was_typed_stays(
    sent: dict[str, str], stage: Stage
) -> None:
    scene, both = stage.scene, stage.site.as_("both")
    action = f"/claims/{scene.open}/review"
    values = {"claimant": "Typed", "version": stage.version(scene.open) + 1, **sent}
    refused = both.submit(f"/claims/{scene.open}", action, **values)
    assert refused.status_code == 409
    assert Html(refused.text).form(action).values["claimant"] == "Typed"


def test_what_is_taken_of_the_base_is_checked_as_if_it_were_typed(stage: Stage) -> None:
    scene, both = stage.scene, stage.site.as_("both")
    action, base = f"/claims/{scene.open}/review", '{"wording": "' + "w" * 400 + '"}'
    values = {"wording": "Short", "take-wording": "theirs", "base": base}
    refused = both.submit(f"/claims/{scene.open}", action, **values)
    assert refused.status_code == 422
    assert "300 characters at most" in refused.text


def test_what_is_taken_from_the_ruling_before_counts_as_typed(site: Site) -> None:
    check = site.newsroom.pasted()
    claim = site.newsroom.first_claim(check)
    site.newsroom.ruled(check, claim)
    path, action = f"/claims/{claim}", f"/claims/{claim}/review"
    sent_back = site.as_("second").submit(path, f"{path}/send-back", reason="More.")
    assert sent_back.status_code == 302
    mine = site.as_("reviewer").page(f"{path}?again=1")
    assert site.as_("both").submit(path, action, claimant="Karl").status_code == 302
    refused = site.as_("reviewer").submit(mine, action)
    kept = Html(refused.text).form(action).values
    assert (refused.status_code, kept["verdict"], kept["claimant"]) == (409, "supported", "Karl")
    assert kept["rationale"].strip() == "The minutes say so. There is more to tell."


@pytest.mark.parametrize(
    "base", ["", "x", "[]", "null", "1", '{"claimant": 1}', "[" * 5000, '{"a":' * 3000, "9" * 5000]
)
def test_whatever_is_sent_as_the_base_nothing_typed_is_lost(base: str, stage: Stage) -> None:
    scene, both = stage.scene, stage.site.as_("both")
    action = f"/claims/{scene.open}/review"
    sent = {"base": base, "claimant": "Typed", "version": stage.version(scene.open) + 1}
    refused = both.submit(f"/claims/{scene.open}", action, **sent)
    assert refused.status_code == 409
    assert Html(refused.text).form(action).values["claimant"] == "Typed"


def test_the_second_to_save_a_citation_keeps_what_was_typed(site: Site) -> None:
    path = f"/citations/{set_scene(site.newsroom).citation}"
    first, second = site.as_("both"), site.as_("reviewer")
    theirs, mine = first.page(path), second.page(path)
    changed = {"locator": "p. 5", "title": "The letter", "excerpt": "The <other> words"}
    sent = {**theirs.form("").values, **changed}
    assert first.client.post(path, data=sent).status_code == 302
    typed = {**mine.form("").values, "excerpt": "Other <words>", "confidential": "y"}
    refused = second.client.post(path, data=typed)
    assert refused.status_code == 409
    page = Html(refused.text)
    assert "What changed meanwhile" in page.text
    assert "Both Person" in page.text
    assert "p. 5" in page.text
    assert "The letter" in page.text
    assert page.form("").values["excerpt"].strip() == "Other <words>"
    assert page.form("").values["confidential"] == ["y"]
    assert page.form("").values["title"] == "The letter"
    assert [n for n in (*changed, "confidential") if beside(page, n)] == ["excerpt"]
    assert "The <other> words" in page.text
    assert second.again(refused).status_code == 302
    with site.newsroom.database.reading() as session:
        row = session.get_one(Citation, int(path.rpartition("/")[2]))
        source = session.get_one(Source, row.source_id)
        assert (row.excerpt, row.locator) == ("Other <words>", "p. 5")
        assert (source.title, source.confidential) == ("The letter", True)


def test_the_second_to_save_a_statement_can_save_again(site: Site) -> None:
    scene = set_scene(site.newsroom)
    path = f"/statements/{scene.statement}"
    mine = site.as_("reviewer").page(path)
    assert (
        site.as_("both")
        .post(
            f"/claims/{scene.taken}/release",
            {"version": site.newsroom.version(scene.check, scene.taken)},  # type: ignore[arg-type]
        )
        .status_code
        == 302
    )
    typed = {**mine.form(path).values, "words": "Other <words>"}
    refused = site.as_("reviewer").client.post(path, data=typed)
    assert refused.status_code == 409
    assert Html(refused.text).form(path).values["words"].strip() == "Other <words>"
    assert site.as_("reviewer").again(refused).status_code == 302
    with site.newsroom.database.reading() as session:
        assert session.query(Statement).filter_by(words="Other <words>").count() == 1


def test_the_second_to_correct_a_statement_corrects_the_correction(site: Site) -> None:
    path = f"/statements/{set_scene(site.newsroom).statement}"
    first, second = site.as_("both"), site.as_("reviewer")
    mine = second.page(path)
    changed = {"actor_role": "chair", "words": "Theirs."}
    assert first.submit(path, path, **changed).status_code == 302
    refused = second.submit(mine, path, words="Mine.", dated_on="2024-04-29")
    assert refused.status_code == 409
    page = Html(refused.text)
    (newest,) = [f.action for f in page.forms if f.action.startswith("/statements/")]
    assert newest != path
    assert beside(page, "words")
    assert not beside(page, "actor_role")
    assert second.submit(page, newest).status_code == 302
    with site.newsroom.database.reading() as session:
        row = session.query(Statement).order_by(Statement.id.desc()).first()
        assert row is not None
        assert (row.actor_role, row.words, str(row.dated_on)) == ("chair", "Mine.", "2024-04-29")


def test_the_second_to_describe_an_article_can_save_again(site: Site) -> None:
    path = f"/checks/{set_scene(site.newsroom).check}/article"
    first, second = site.as_("editor"), site.as_("both")
    theirs, mine = first.page(path), second.page(path)
    sent = {**theirs.form("").values, "outlet": "The Alm Post"}
    assert first.client.post(path, data=sent).status_code == 302
    refused = second.client.post(path, data={**mine.form("").values, "byline": "Ann <Lee>"})
    assert refused.status_code == 409
    page = Html(refused.text)
    assert page.form("").values["byline"] == "Ann <Lee>"
    assert "Editor Person" in page.text
    assert "#outlet" in [given.get("href") for _, given in page.elements]
    assert second.again(refused).status_code == 302
    kept = second.page(path).form("").values
    assert (kept["byline"], kept["outlet"]) == ("Ann <Lee>", "The Alm Post")


def test_who_changed_a_contact_or_a_deadline_is_named_and_theirs_can_be_taken(site: Site) -> None:
    scene = set_scene(site.newsroom)
    first, second = site.as_("editor"), site.as_("both")
    for path, name, theirs, mine in (
        (f"/contacts/{scene.contact}", "party", "The club", "The yacht club"),
        (f"/checks/{scene.check}/deadline", "deadline", "2024-05-03T17:00", "2024-05-04T17:00"),
    ):
        seen = [browser.page(path).form("").values for browser in (first, second)]
        assert first.client.post(path, data={**seen[0], name: theirs}).status_code == 302
        refused = second.client.post(path, data={**seen[1], name: mine})
        assert refused.status_code == 409
        page = Html(refused.text)
        assert "Editor Person" in page.text
        assert beside(page, name)
        assert second.again(refused, **{f"take-{name}": "theirs"}).status_code == 302
        assert first.page(path).form("").values[name] == theirs


@pytest.mark.parametrize("act", ["dismiss", "send-back"])
def test_the_small_forms_keep_their_words_too(act: str, site: Site) -> None:
    scene = set_scene(site.newsroom)
    claim = {"dismiss": scene.open, "send-back": scene.ruled}[act]
    path, action = f"/claims/{claim}", f"/claims/{claim}/{act}"
    editor = site.as_("editor")
    mine = editor.page(path)
    sent = {"version": site.newsroom.version(scene.check, claim)}  # type: ignore[arg-type]
    assert site.as_("reviewer").post(f"{path}/take", sent).status_code == 302
    typed = {"note": "a <note>", "reason": "opinion" if act == "dismiss" else "a <note>"}
    refused = editor.submit(mine, action, **typed)
    assert refused.status_code == 409
    page = Html(refused.text)
    assert "a <note>" in {str(v).strip() for v in page.form(action).values.values()}
    assert editor.submit(page, action).status_code == 302


def test_a_session_that_ended_meanwhile_leads_back_to_the_claim(small_site: Site) -> None:
    check = small_site.newsroom.pasted()
    path = f"/claims/{small_site.newsroom.first_claim(check)}"
    here, there = small_site.log_in("reviewer"), small_site.log_in("reviewer")
    page = here.page(path)
    there.submit("/desk", "/logout")
    sent = page.form(f"{path}/review").values
    headers = {"Referer": f"http://localhost{path}"}
    sent_away = here.client.post(f"{path}/review", data=sent, headers=headers)
    assert sent_away.status_code == 302
    assert sent_away.location.startswith(f"/login?next={path}")
    login = here.page(sent_away.location)
    assert "hat you typed is kept in this tab" in login.text
    values = {**login.form("").values, "login": "reviewer", "password": "violet harbour candle 88"}
    assert here.client.post(sent_away.location, data=values).location == path
    assert here.get(path).status_code == 200


def test_two_people_publish_at_once_and_one_edition_comes_of_it(site: Site) -> None:
    check = site.newsroom.pasted()
    site.newsroom.signed(check, site.newsroom.first_claim(check))
    site.newsroom.deferred(check)
    path = f"/checks/{check}/publish"
    one, two = site.as_("editor"), site.as_("both")
    mine, theirs = one.page(path), two.page(path)
    assert one.client.post(path, data=mine.form("").values).status_code == 302
    assert two.client.post(path, data=theirs.form("").values).status_code == 409
    assert len(site.newsroom.issued(check)) == 1


def test_a_draft_that_changed_meanwhile_keeps_what_was_typed(site: Site) -> None:
    path = f"/drafts/{set_scene(site.newsroom).draft}"
    editor = site.as_("editor")
    typed = {"headline": "My headline", "outlet": "The <Post>", "version": "7"}
    refused = editor.submit(path, **typed)
    assert refused.status_code == 409
    assert Html(refused.text).form("").values["outlet"] == "The <Post>"
    assert editor.again(refused).status_code == 302
