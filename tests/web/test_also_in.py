"""Where else readers find a claim: drawn from what other fact-checks tell now, and never frozen."""

from dataclasses import dataclass

import pytest

from app import published
from app.domain.ids import CheckId, ClaimId
from app.publishing import data
from app.services import links, publications
from tests.factories import ARTICLE
from tests.web.conftest import Site


@dataclass(frozen=True)
class Linked:
    """A claim that is published as supported, and the same as denied elsewhere; both linked."""

    here: str
    check: CheckId
    claim: ClaimId
    there: str
    other_check: CheckId
    other: ClaimId


@pytest.fixture
def linked(site: Site) -> Linked:
    newsroom = site.newsroom
    made = []
    for verdict, text in (("supported", ARTICLE), ("denied", f"Another <i>mill</i>\n\n{ARTICLE}")):
        check_id = newsroom.pasted(text)
        claim_id = newsroom.claim_on(check_id, "the club had dumped 400 litres of lye into the Alm")
        newsroom.signed(check_id, claim_id, verdict)
        made += [newsroom.published(check_id), check_id, claim_id]
    newsroom.linked(made[2], made[5])
    return Linked(*made)  # type: ignore[arg-type]


def number(site: Site, check_id: CheckId, claim_id: ClaimId) -> int:
    return site.newsroom.dossier(check_id).file(claim_id).number or 0


def also(page: str) -> str:
    """What a page tells of other fact-checks."""
    return " ".join(part.partition("</p>")[0] for part in page.split('<p class="also">')[1:])


def test_card_and_claim_page_lead_to_the_other_with_its_own_verdict(
    site: Site, linked: Linked
) -> None:
    reader, there = site.stranger(), number(site, linked.other_check, linked.other)
    own = number(site, linked.check, linked.claim)
    for path in ("", f"/claim/{own}", "/print"):
        told = also(reader.get(f"/f/{linked.here}{path}").text)
        assert f'href="/f/{linked.there}#claim-{there}"' in told
        assert "Denied" in told
        assert "Supported" not in told
        assert "Another &lt;i&gt;mill&lt;/i&gt;" in told
    assert "Supported" in also(reader.get(f"/f/{linked.there}").text)
    # Other claims of the article are none of it.
    assert reader.get(f"/f/{linked.here}").text.count('class="also"') == 1


def test_what_is_frozen_tells_of_nothing_elsewhere(site: Site, linked: Linked) -> None:
    for path in ("/v1", "/embed"):
        assert also(site.stranger().get(f"/f/{linked.here}{path}").text) == ""
    site.newsroom.signed_anew(linked.check, linked.claim, "unproven")
    site.newsroom.published(linked.check, note="We were wrong.")
    assert also(site.stranger().get(f"/f/{linked.here}/v2").text) == ""
    assert linked.there in also(site.stranger().get(f"/f/{linked.here}").text)


def test_it_follows_the_other_page_and_ends_with_the_link(site: Site, linked: Linked) -> None:
    newsroom, reader = site.newsroom, site.stranger()

    def told() -> str:
        return also(reader.get(f"/f/{linked.here}").text)

    newsroom.signed_anew(linked.other_check, linked.other, "unproven")
    assert "Denied" in told()  # it is not published yet
    newsroom.published(linked.other_check, note="We were wrong.")
    assert "Unproven" in told()
    with newsroom.work("reviewer") as work:
        links.unlink(work, linked.claim, version=None, out_id=linked.other)
    assert told() == ""
    newsroom.linked(linked.claim, linked.other)
    assert "Unproven" in told()
    with newsroom.work("editor") as work:
        version = newsroom.dossier(linked.other_check).check.version
        publications.withdraw(work, linked.other_check, version=version, reason="Forged.")
    assert told() == ""
    assert linked.there not in reader.get(f"/f/{linked.here}.json").text


def test_what_was_never_published_is_not_told(site: Site, linked: Linked) -> None:
    newsroom = site.newsroom
    third = newsroom.pasted(f"A third mill\n\n{ARTICLE}")
    claim_id = newsroom.claim_on(third, "the club had dumped 400 litres of lye into the Alm")
    newsroom.signed(third, claim_id)
    newsroom.linked(linked.claim, claim_id)
    assert "A third mill" not in site.stranger().get(f"/f/{linked.here}").text
    # The editor sees in the preview what readers will see.
    assert "Another" in also(site.as_("editor").get(f"/checks/{third}/preview").text)


def test_a_claim_that_the_other_page_does_not_show_any_more_is_not_told(
    site: Site, linked: Linked
) -> None:
    newsroom = site.newsroom
    # Not a claim of its own: another claim of the same article, linked as well.
    same = newsroom.first_claim(linked.other_check)
    newsroom.linked(linked.claim, same)
    # One line for each fact-check.
    assert site.stranger().get(f"/f/{linked.here}").text.count('class="also"') == 1
    assert linked.there not in also(site.stranger().get(f"/f/{linked.there}").text)


def test_programs_are_told_too_in_the_words_of_the_schema(site: Site, linked: Linked) -> None:
    document = site.stranger().get(f"/f/{linked.here}.json").json
    (told,) = [one for review in document["reviews"] for one in review["also_in"]]
    there = number(site, linked.other_check, linked.other)
    described = data.schema("")["$defs"]["review"]["properties"]["also_in"]["items"]
    assert set(described["required"]) <= told.keys() <= described["properties"].keys()
    assert told["url"].endswith(f"/f/{linked.there}#claim-{there}")
    assert (told["verdict"], told["verdict_label"]) == ("denied", "Denied")


def test_the_export_tells_it_as_the_application_does(site: Site, linked: Linked) -> None:
    with site.newsroom.database.reading() as session:
        histories = published.histories(session)
        assert {one.slug: len(one.also) for one in histories} == {linked.here: 1, linked.there: 1}
        lists = published.histories(session, with_pages=False)
        assert not any(one.also for one in lists)
