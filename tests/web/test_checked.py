"""What the desk shows of claims that were checked before, and copying evidence, by HTTP."""

from dataclasses import dataclass

import pytest

from app.domain.ids import CheckId, ClaimId
from app.services import claims
from app.web.presenting import quantity
from tests.web.browsing import Html
from tests.web.conftest import Site

DUMPED = "the fishing club had dumped 400 litres of lye into the Alm"
AGAIN = "400 litres of <b>lye</b> had been dumped in the Alm by the fishing club"


@dataclass(frozen=True)
class Pair:
    """An earlier claim, published as denied, and a later one that says the same."""

    earlier_check: CheckId
    earlier: ClaimId
    slug: str
    later_check: CheckId
    later: ClaimId

    @property
    def path(self) -> str:
        return f"/claims/{self.later}?beside=y"

    @property
    def action(self) -> str:
        return f"/claims/{self.later}/copy"


def pair(site: Site) -> Pair:
    newsroom = site.newsroom
    first = newsroom.pasted(f"The <i>Alm</i> affair\n\nOwner Karl Munk said that {DUMPED}.")
    earlier = newsroom.claim_on(first, DUMPED)
    newsroom.signed(first, earlier, "denied")
    slug = newsroom.published(first)
    second = newsroom.pasted(f"Karl Munk said that {AGAIN}. The baker said that bread was dear.")
    return Pair(first, earlier, slug, second, newsroom.claim_on(second, AGAIN))


@pytest.fixture
def known(site: Site) -> Pair:
    return pair(site)


@pytest.fixture
def few(small_site: Site) -> Pair:
    return pair(small_site)


def shown(page: Html) -> str:
    """The section on the page of a claim."""
    return page.text.partition("Checked before")[2]


def test_the_claim_shows_verdict_date_and_both_addresses(site: Site, known: Pair) -> None:
    body = site.as_("second").get(known.path).text
    section = body.partition('id="checked"')[2].partition("</section>")[0]
    assert DUMPED in section
    assert "Denied" in section
    assert "as of 2024-05-01" in section
    assert "signed off" in section
    assert f'href="/claims/{known.earlier}"' in section
    assert f'href="/f/{known.slug}#claim-' in section
    # An article's words are text, whatever they look like.
    assert "The &lt;i&gt;Alm&lt;/i&gt; affair" in section
    assert '<span class="differs">' not in section
    earlier = site.as_("second").get(f"/claims/{known.earlier}?beside=y").text
    assert 'id="checked"' not in earlier


def test_the_words_that_differ_are_marked(small_site: Site, few: Pair) -> None:
    other = small_site.newsroom.pasted("Munk said that the fishing club had dumped lye in the Alm.")
    claim = small_site.newsroom.first_claim(other)
    body = small_site.as_("second").get(f"/claims/{claim}?beside=y").text
    assert '<span class="differs">400</span>' in body
    assert '<span class="differs">litres</span>' in body


def test_a_dismissed_claim_is_not_compared(small_site: Site, few: Pair) -> None:
    with small_site.newsroom.work("editor") as work:
        version = small_site.newsroom.version(few.later_check, few.later)
        reason = claims.DismissReason.TRIVIAL
        claims.dismiss(work, few.later, version=version, reason=reason)
    assert 'id="checked"' not in small_site.as_("second").get(few.path).text


@pytest.mark.parametrize(
    ("login", "may"), [("second", True), ("reviewer", True), ("editor", False), ("admin", False)]
)
def test_who_may_copy_finds_the_button(login: str, may: bool, small_site: Site, few: Pair) -> None:
    page = small_site.as_(login).page(few.path)
    assert "Checked before" in page.text
    assert (few.action in [form.action for form in page.forms]) == may


def test_evidence_is_copied_once_and_the_verdict_stays_open(site: Site, known: Pair) -> None:
    reviewer = site.as_("reviewer")
    assert reviewer.submit(known.path, known.action).location == f"{known.path}#panel"
    page = reviewer.page(known.path)
    assert "Copied 1 citation and 1 statement. The verdict is yours to give." in page.text
    assert "Minutes of the council" in page.text
    file = site.newsroom.dossier(known.later_check).file(known.later)
    assert (file.claim.state, file.rulings) == ("open", [])
    assert reviewer.submit(known.path, known.action).status_code == 302
    assert "Nothing was copied" in reviewer.page(known.path).text
    after = site.newsroom.dossier(known.later_check).file(known.later)
    assert (len(after.citations), len(after.statements)) == (1, 1)


def test_a_claim_changed_meanwhile_is_shown_with_what_changed(site: Site, known: Pair) -> None:
    page = site.as_("reviewer").page(known.path)
    with site.newsroom.work("second") as work:
        version = site.newsroom.version(known.later_check, known.later)
        claims.take(work, known.later, version=version)
    refused = site.as_("reviewer").submit(page, known.action)
    assert refused.status_code == 409
    assert "took a claim" in refused.text
    assert site.as_("reviewer").submit(Html(refused.text), known.action).status_code == 302


@pytest.mark.parametrize(
    ("earlier", "status"), [("", 404), ("0", 404), ("99999", 404), ("x", 422), (str(2**40), 422)]
)
def test_a_claim_that_is_not_there_is_refused_in_words(
    earlier: str, status: int, small_site: Site, few: Pair
) -> None:
    refused = small_site.as_("reviewer").submit(few.path, few.action, earlier=earlier)
    assert refused.status_code == status
    assert 'role="alert"' in refused.text
    assert not small_site.newsroom.dossier(few.later_check).file(few.later).citations


def test_the_overview_lists_the_claims_of_an_article_that_were_checked(
    site: Site, known: Pair
) -> None:
    page = site.as_("editor").page(f"/checks/{known.later_check}/checked")
    total = quantity(len(site.newsroom.dossier(known.later_check).shown), "claim")
    assert f"1 of {total} is like one that we have ruled on" in " ".join(page.text.split())
    assert f"/claims/{known.later}#panel" in page.text
    assert f"/claims/{known.earlier}" in page.text
    assert not [form for form in page.forms if form.action.endswith("/copy")]
    none = site.as_("editor").page(f"/checks/{known.earlier_check}/checked")
    assert "0 of" in none.text
    workspace = site.as_("editor").page(f"/checks/{known.later_check}")
    assert f"/checks/{known.later_check}/checked" in workspace.text


def test_freezing_says_how_many_claims_were_checked_before(small_site: Site, few: Pair) -> None:
    editor = small_site.as_("editor")
    for said, expected in ((DUMPED, True), ("a roll would cost 90 cents from Monday on", False)):
        sent = {"text": f"Owner Karl Munk said that {said}."}
        draft = editor.submit("/articles/new", **sent).location
        workspace = editor.submit(draft, headline="Again").location
        assert ("Checked before: 1 of 1 claim." in editor.get(workspace).text) == expected
