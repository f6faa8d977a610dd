"""The second person's view of a ruling: what changed, which sources they opened, sent back."""

import csv
import io
import re
import zipfile

from sqlalchemy import select

from app.domain.ids import ClaimId
from app.domain.journal import Act
from app.domain.verdicts import Stance
from app.models import JournalEntry, SourceOpening
from app.services import claims
from tests.web.conftest import Site, build


def ruled(site: Site) -> tuple[int, ClaimId, int]:
    """A ruled claim with a source on either side: (fact-check, claim, source)."""
    newsroom = site.newsroom
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    source = newsroom.cited(check, claim, Stance.CONTRADICTS)
    newsroom.ruled(check, claim)
    return check, claim, source


def openings(site: Site) -> list[tuple[int, int]]:
    with site.newsroom.database.reading() as session:
        rows = select(SourceOpening.source_id, SourceOpening.opened_by_id)
        return [(source, who) for source, who in session.execute(rows)]


def test_a_source_is_ticked_once_and_written_down(site: Site) -> None:
    check, claim, source = ruled(site)
    second = site.as_("second")
    page = second.page(f"/claims/{claim}")
    assert "You have opened 0 of 2 sources." in page.text
    version = site.newsroom.version(check, claim)  # type: ignore[arg-type]
    for _ in range(2):
        answer = second.post(f"/claims/{claim}/sources/{source}/opened")
        assert answer.location == f"/claims/{claim}#sources"
    assert openings(site) == [(source, site.newsroom.people["second"])]
    assert "You have opened 1 of 2 sources." in second.page(f"/claims/{claim}").text
    assert "Opened by you" in second.page(f"/claims/{claim}").text
    assert "Opened by Second Person" in site.as_("reviewer").page(f"/claims/{claim}").text
    with site.newsroom.database.reading() as session:
        entry = session.scalars(select(JournalEntry).where(JournalEntry.act == Act.SOURCE_OPENED))
        assert entry.one().data == {"check_id": check, "source": source, "version": version}
    # It is no change: the form that was open before can still be sent.
    assert second.submit(page, f"/claims/{claim}/sign-off").status_code == 302


def test_only_a_source_of_the_claim_is_ticked(site: Site) -> None:
    check, claim, source = ruled(site)
    other = site.newsroom.dossier(check).shown[1].claim.id  # type: ignore[arg-type]
    for path in (f"/claims/{other}/sources/{source}", f"/claims/{claim}/sources/999"):
        assert site.as_("second").post(f"{path}/opened").status_code == 404
    assert openings(site) == []


def test_what_changed_since_the_ruling_is_shown_to_the_second_person(small_site: Site) -> None:
    _, claim, _ = ruled(small_site)
    second = small_site.as_("second")
    assert "since Reviewer Person ruled" not in second.page(f"/claims/{claim}").text
    with small_site.newsroom.work("editor") as work:
        told = claims.Wording(wording="Lye was dumped", claimant="", claimant_role="")
        claims.word(work, claim, version=None, wording=told)
    page = second.page(f"/claims/{claim}").text
    assert "1 change since Reviewer Person ruled" in page
    assert "added: " in page


def test_evidence_stands_on_two_sides(small_site: Site) -> None:
    check, claim, _ = ruled(small_site)
    page = small_site.as_("second").page(f"/claims/{claim}")
    sides = [given["id"] for tag, given in page.elements if given.get("id", "").startswith("side-")]
    assert sides == ["side-supports", "side-contradicts"]
    bare = small_site.newsroom.dossier(check).shown[1].claim.id  # type: ignore[arg-type]
    small_site.newsroom.cited(check, bare)  # type: ignore[arg-type]
    page = small_site.as_("second").page(f"/claims/{bare}")
    assert "Nothing is cited against it." in page.text


def test_the_reason_of_a_return_reaches_whoever_ruled(small_site: Site) -> None:
    _, claim, _ = ruled(small_site)
    second = small_site.as_("second")
    page = second.page(f"/claims/{claim}")
    refused = second.submit(page, f"/claims/{claim}/send-back", reason="")
    assert refused.status_code == 422
    assert "say what is missing" in refused.text
    reason = "Which minutes? There are two."
    assert second.submit(page, f"/claims/{claim}/send-back", reason=reason).status_code == 302
    page = small_site.as_("reviewer").page(f"/claims/{claim}")
    assert "Returned by Second Person:" in page.text
    assert reason in page.text


def test_the_log_of_a_claim_says_who_changed_which_field_from_what_to_what(
    small_site: Site,
) -> None:
    newsroom = small_site.newsroom
    check, claim, _ = ruled(small_site)
    with newsroom.work("editor") as work:
        told = claims.Wording(wording="<b>Lye</b>", claimant="", claimant_role="")
        claims.word(work, claim, version=None, wording=told)
    other = newsroom.dossier(check).shown[1].claim.id  # type: ignore[arg-type]
    newsroom.commented(claim, "Which minutes?", by="second")
    newsroom.commented(other, "And here?", by="both")
    page = small_site.as_("reviewer").page(f"/claims/{claim}/log")
    assert "worded a claim wording – <b>Lye</b>" in " ".join(page.text.split())
    assert "ruled verdict – supported" in " ".join(page.text.split())
    assert "Second Person" in page.text
    assert "Both Person" not in page.text
    assert small_site.as_("second").get("/claims/999/log").status_code == 404


def test_the_log_leaves_the_house_with_the_pack(small_site: Site) -> None:
    check, claim, _ = ruled(small_site)
    answer = small_site.as_("editor").post(f"/checks/{check}/pack")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "log.csv" in archive.read("SHA256SUMS").decode()
        rows = list(csv.DictReader(io.StringIO(archive.read("log.csv").decode(), newline="")))
    verdicts = [row for row in rows if row["field"] == "verdict"]
    assert [(row["who"], row["act"], row["new"], row["claim_id"]) for row in verdicts] == [
        ("Reviewer Person", "ruled", "supported", str(claim))
    ]
    assert {"state", "stance"} <= {row["field"] for row in rows}


def test_a_refused_sign_off_leads_to_the_sources_that_were_not_opened(sqlite_url: str) -> None:
    for site in build(sqlite_url, open_sources=True):
        check = site.newsroom.pasted()
        claim = site.newsroom.first_claim(check)
        site.newsroom.ruled(check, claim)
        second, path = site.as_("second"), f"/claims/{claim}"
        assert "Whoever signs off has opened every one." in second.page(path).text
        refused = second.submit(path, f"{path}/sign-off")
        assert refused.status_code == 422
        titles = [c.source.title for c in site.newsroom.dossier(check).file(claim).citations]
        links = re.findall(r'<li><a href="#(opened-\d+)">Open “(.+?)” before', refused.text)
        assert [title for _, title in links] == titles
        assert all(f'id="{place}"' in refused.text for place, _ in links)
        site.newsroom.opened(claim)
        assert second.submit(path, f"{path}/sign-off").status_code == 302
