"""Editions: blocked, numbered, frozen, corrected in public, withdrawn and brought back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app import published
from app.domain.claims import DismissReason
from app.domain.errors import Conflict, IllegalMove, Incomplete, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.verdicts import Stance, StatementKind
from app.domain.workflow import CheckState
from app.models import Claim, FactCheck
from app.publishing import render
from app.publishing.document import digest, from_json, to_json
from app.publishing.edition import ChangeKind, Edition
from app.publishing.imprint import Imprint
from app.services import claims, evidence, intake, publications, rulings, shaping, statements
from tests.factories import Newsroom

SECRET = "Deep Throat of the paper mill"


@pytest.fixture
def check_id(small_newsroom: Newsroom) -> CheckId:
    return small_newsroom.pasted()


def issue(newsroom: Newsroom, check_id: CheckId, note: str = "") -> None:
    with newsroom.work("editor") as work:
        version = work.get(FactCheck, check_id).version
        publications.issue(work, check_id, version=version, kind=ChangeKind.CORRECTION, note=note)


def withdraw(newsroom: Newsroom, check_id: CheckId, reason: str = "The text was forged.") -> None:
    with newsroom.work("editor") as work:
        version = work.get(FactCheck, check_id).version
        publications.withdraw(work, check_id, version=version, reason=reason)


def reopen(newsroom: Newsroom, claim_id: ClaimId) -> None:
    with newsroom.work("reviewer") as work:
        rulings.reopen(work, claim_id, version=work.get(Claim, claim_id).version)


def dismiss(newsroom: Newsroom, claim_id: ClaimId) -> None:
    with newsroom.work("editor") as work:
        version = work.get(Claim, claim_id).version
        claims.dismiss(work, claim_id, version=version, reason=DismissReason.TRIVIAL)


def documents(newsroom: Newsroom, check_id: CheckId) -> list[str]:
    return [row.document for row in newsroom.issued(check_id)]


def newest(newsroom: Newsroom, check_id: CheckId) -> Edition:
    return from_json(documents(newsroom, check_id)[-1])


def blockers(newsroom: Newsroom, check_id: CheckId, note: str = "") -> list[str]:
    with pytest.raises(Incomplete) as refused:
        issue(newsroom, check_id, note)
    return [blocker.code for blocker in refused.value.blockers]


def test_an_edition_is_frozen_when_it_is_issued(newsroom: Newsroom) -> None:
    check_id, claim_id, slug = newsroom.publication()
    (row,) = newsroom.issued(check_id)
    assert row.document_sha256 == digest(row.document)
    reopen(newsroom, claim_id)
    with newsroom.database.reading() as session:
        history = published.history(session, check_id)
    assert history is not None and history.slug == slug
    edition = history.newest
    shown = next(claim for claim in edition.claims if claim.verdict)
    assert shown.badge == "Retracted by Ilse Brandt, 30 April 2024"
    assert (shown.ruled_by, shown.signed_by) == ("Reviewer Person", "Second Person")
    assert edition.article.text[shown.start : shown.end] == shown.quote
    assert digest(to_json(edition)) == row.document_sha256
    imprint = Imprint(name=newsroom.house.newsroom, base_url=newsroom.house.base_url)
    assert row.page == render.page(history, imprint, permanent=True)


def test_everything_that_blocks_is_told_at_once_and_leaves_no_trace(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    first, second, *others = small_newsroom.dossier(check_id).shown
    small_newsroom.ruled(check_id, second.claim.id)
    expected = ["claim-open", "claim-ruled", *["claim-open" for _ in others]]
    assert first and blockers(small_newsroom, check_id) == expected
    check = small_newsroom.dossier(check_id).check
    assert (check.state, check.slug, check.last_number) == (CheckState.REVIEWING, None, 0)


def test_a_source_without_a_copy_blocks_sign_off_and_page(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = small_newsroom.first_claim(check_id)
    small_newsroom.ruled(check_id, claim_id)
    (citation,) = small_newsroom.dossier(check_id).file(claim_id).citations
    with small_newsroom.work("reviewer") as work:
        evidence.change(
            work,
            citation.id,
            version=citation.version,
            source_version=citation.source.version,
            source=evidence.SourceDetails(title="Minutes"),
            use=evidence.Use(stance=Stance.SUPPORTS, excerpt="So."),
        )
    with small_newsroom.work("second") as work, pytest.raises(Incomplete, match="no saved copy"):
        rulings.sign_off(work, claim_id, version=work.get(Claim, claim_id).version)
    left = blockers(small_newsroom, check_id)
    assert [code for code in left if code != "claim-open"] == ["saved-copy", "claim-ruled"]


def test_a_page_without_claims_is_not_published(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    for file in small_newsroom.dossier(check_id).shown:
        dismiss(small_newsroom, file.claim.id)
    assert blockers(small_newsroom, check_id) == ["no-claims"]


class TestNumbers:
    """Public numbers stay with their claims and are never used twice."""

    def numbers(self, newsroom: Newsroom, check_id: CheckId) -> dict[str, int]:
        return {claim.quote: claim.number for claim in newest(newsroom, check_id).claims}

    def test_claims_are_numbered_in_reading_order(self, newsroom: Newsroom) -> None:
        check_id = newsroom.pasted()
        newsroom.published(check_id)
        shown = newest(newsroom, check_id).claims
        assert [claim.number for claim in shown] == list(range(1, len(shown) + 1))
        assert [claim.start for claim in shown] == sorted(claim.start for claim in shown)

    def test_a_number_outlives_every_edition(
        self, small_newsroom: Newsroom, check_id: CheckId
    ) -> None:
        small_newsroom.published(check_id)
        first = self.numbers(small_newsroom, check_id)
        last, gone = max(first.values()), small_newsroom.dossier(check_id).shown[-1].claim.id
        dismiss(small_newsroom, gone)
        added = small_newsroom.claim_on(check_id, "reporters on Monday")
        small_newsroom.published(check_id, note="One claim more, one less.")
        second = self.numbers(small_newsroom, check_id)
        assert second.pop("reporters on Monday") == last + 1
        assert second == {quote: n for quote, n in first.items() if n != last}
        with small_newsroom.work("editor") as work:
            claims.restore(work, gone, version=work.get(Claim, gone).version)
        dismiss(small_newsroom, added)
        small_newsroom.published(check_id, note="And back again.")
        assert self.numbers(small_newsroom, check_id) == first


def test_a_changed_verdict_needs_a_note_and_the_note_goes_out(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = small_newsroom.first_claim(check_id)
    small_newsroom.signed(check_id, claim_id)
    small_newsroom.published(check_id)
    reopen(small_newsroom, claim_id)
    small_newsroom.signed(check_id, claim_id, "denied")
    assert blockers(small_newsroom, check_id, note=" ") == ["note"]
    issue(small_newsroom, check_id, note="We wrote supported; it is denied.")
    second = newest(small_newsroom, check_id)
    assert (second.number, second.kind) == (2, ChangeKind.CORRECTION)
    assert second.note == "We wrote supported; it is denied."
    first = from_json(documents(small_newsroom, check_id)[0])
    assert (first.note, first.kind) == ("", ChangeKind.FIRST)


def test_a_preview_says_that_a_verdict_changed_and_changes_nothing(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    claim_id = small_newsroom.first_claim(check_id)
    small_newsroom.signed(check_id, claim_id)
    small_newsroom.published(check_id)
    reopen(small_newsroom, claim_id)
    small_newsroom.deferred(check_id)
    before = small_newsroom.dossier(check_id).check.version
    with small_newsroom.work("reviewer") as work:
        ready = publications.preview(work, check_id)
    assert (ready.edition.number, ready.verdict_changed) == (2, True)
    assert [blocker.code for blocker in ready.blockers] == ["note"]
    assert small_newsroom.dossier(check_id).check.version == before
    assert len(documents(small_newsroom, check_id)) == 1


def test_an_edition_that_changes_nothing_is_refused(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    small_newsroom.published(check_id)
    with pytest.raises(Refused, match="Nothing has changed since edition 1"):
        issue(small_newsroom, check_id, note="No news.")
    assert len(documents(small_newsroom, check_id)) == 1


def as_of_later(newsroom: Newsroom, check_id: CheckId) -> None:
    claim_id = newsroom.first_claim(check_id)
    reopen(newsroom, claim_id)
    with newsroom.work("reviewer") as work:
        rulings.rule(
            work,
            claim_id,
            version=None,
            decided=rulings.Decided(
                verdict="supported",
                rationale="The minutes say so. There is more to tell.",
                as_of=date(2024, 5, 2),
            ),
        )
    with newsroom.work("second") as work:
        rulings.sign_off(work, claim_id, version=work.get(Claim, claim_id).version)


def another_headline(newsroom: Newsroom, check_id: CheckId) -> None:
    with newsroom.work("editor") as work:
        version = work.get(FactCheck, check_id).version
        intake.describe(
            work, check_id, version=version, particulars=intake.Particulars(headline="Another")
        )


def reworded(newsroom: Newsroom, check_id: CheckId) -> None:
    told = claims.Wording(wording="Another way to say it", claimant="", claimant_role="")
    last = newsroom.dossier(check_id).shown[-1].claim.id
    with newsroom.work("editor") as work:
        claims.word(work, last, version=None, wording=told)


@pytest.mark.parametrize("change", [as_of_later, another_headline, reworded])
def test_whatever_readers_could_notice_is_worth_an_edition(
    small_newsroom: Newsroom, check_id: CheckId, change: Any
) -> None:
    small_newsroom.signed(check_id, small_newsroom.first_claim(check_id))
    small_newsroom.published(check_id)
    change(small_newsroom, check_id)
    small_newsroom.published(check_id, note="Brought up to date.")
    assert newest(small_newsroom, check_id).number == 2


class TestConfidentialSources:
    """They leave by no public door, and nothing rests on them in public."""

    def with_secret(self, newsroom: Newsroom, check_id: CheckId) -> ClaimId:
        """A claim with an open footing and a confidential source beside it."""
        claim_id = newsroom.first_claim(check_id)
        with newsroom.work("reviewer") as work:
            citation = evidence.cite(
                work,
                claim_id,
                version=None,
                source=evidence.SourceDetails(
                    title=SECRET,
                    url="https://leak.example/deep",
                    publisher="Leaks & Sons",
                    confidential=True,
                ),
                use=evidence.Use(
                    stance=Stance.SUPPORTS, excerpt="Follow the pulp.", locator="garage"
                ),
            )
            statements.record(
                work,
                claim_id,
                version=None,
                details=statements.StatementDetails(
                    kind=StatementKind.CONFIRMED,
                    actor="Whispering Winnie",
                    source_id=citation.source_id,
                    words="It was the pulp.",
                ),
            )
        return claim_id

    def test_no_part_of_one_is_in_the_document(self, newsroom: Newsroom) -> None:
        check_id = newsroom.pasted()
        claim_id = self.with_secret(newsroom, check_id)
        newsroom.signed(check_id, claim_id)
        newsroom.published(check_id)
        (document,) = documents(newsroom, check_id)
        for secret in (SECRET, "leak.example", "Leaks", "pulp", "garage", "Winnie"):
            assert secret not in document
        assert "Minutes of the council" in document

    def test_a_verdict_that_rests_on_one_alone_does_not_go_out(
        self, small_newsroom: Newsroom, check_id: CheckId
    ) -> None:
        claim_id = self.with_secret(small_newsroom, check_id)
        with small_newsroom.work("reviewer") as work:
            decided = rulings.Decided(
                verdict="supported", rationale="We know.", as_of=date(2024, 5, 1)
            )
            rulings.rule(work, claim_id, version=None, decided=decided)
        with small_newsroom.work("second") as work:
            rulings.sign_off(work, claim_id, version=work.get(Claim, claim_id).version)
        small_newsroom.deferred(check_id)
        assert blockers(small_newsroom, check_id) == ["footing"]


def test_an_unsigned_ruling_stays_inside(small_newsroom: Newsroom, check_id: CheckId) -> None:
    claim_id = small_newsroom.first_claim(check_id)
    small_newsroom.ruled(check_id, claim_id)
    with small_newsroom.work("editor") as work:
        version = work.get(Claim, claim_id).version
        claims.defer(work, claim_id, version=version, publish_unchecked=True)
    small_newsroom.published(check_id)
    shown = newest(small_newsroom, check_id).claims[0]
    assert (shown.verdict, shown.rationale, shown.ruled_by, shown.finding) == (None, "", None, "")
    assert (shown.citations, shown.statements) == ((), ())
    (document,) = documents(small_newsroom, check_id)
    assert "The minutes say so" not in document
    assert "Minutes of the council" not in document


def test_dismissed_claims_are_counted_by_their_reason(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    files = small_newsroom.dossier(check_id).shown
    dismiss(small_newsroom, files[-1].claim.id)
    dismiss(small_newsroom, files[-2].claim.id)
    with small_newsroom.work("editor") as work:
        one, other = files[0].claim.id, files[1].claim.id
        shaping.merge(work, one, version=1, other_id=other)
    small_newsroom.published(check_id)
    edition = newest(small_newsroom, check_id)
    assert [(d.reason, d.count) for d in edition.dismissed] == [("too small to matter", 2)]
    assert len(edition.claims) == len(files) - 3


def test_letting_all_open_claims_out_leaves_none_that_blocks(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    shown = small_newsroom.dossier(check_id).shown
    small_newsroom.signed(check_id, shown[0].claim.id)
    with small_newsroom.work("editor") as work:
        version = work.get(FactCheck, check_id).version
        assert claims.defer_open(work, check_id, version=version) == len(shown) - 1
    issue(small_newsroom, check_id)
    assert newest(small_newsroom, check_id).coverage.unchecked == len(shown) - 1


def test_a_fact_check_is_withdrawn_with_a_reason_and_comes_back_with_a_note(
    newsroom: Newsroom,
) -> None:
    check_id, _, slug = newsroom.publication()
    with pytest.raises(Refused, match="with a reason"):
        withdraw(newsroom, check_id, reason=" ")
    withdraw(newsroom, check_id)
    with newsroom.database.reading() as session:
        gone = published.history(session, check_id)
    assert gone and gone.slug == slug and gone.standing == ()
    assert [(w.reason, w.withdrawn_by) for w in gone.withdrawals] == [
        ("The text was forged.", "Editor Person")
    ]
    with pytest.raises(IllegalMove):
        withdraw(newsroom, check_id)
    assert blockers(newsroom, check_id) == ["note"]
    issue(newsroom, check_id, note="It was not forged after all.")
    with newsroom.database.reading() as session:
        back = published.history(session, check_id)
    assert back and [edition.number for edition in back.standing] == [2]
    assert back.withdrawal_of(1), "what was taken back stays away"
    assert newsroom.dossier(check_id).check.state is CheckState.PUBLISHED


def test_what_was_never_published_cannot_be_withdrawn(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    with pytest.raises(IllegalMove):
        withdraw(small_newsroom, check_id)


def test_an_address_is_given_once_and_to_one_fact_check(newsroom: Newsroom) -> None:
    checks = [newsroom.pasted() for _ in range(3)]
    slugs = [newsroom.published(check_id) for check_id in checks]
    stem = "mill-owner-takes-back-river-poisoning-charge"
    assert slugs == [stem, f"{stem}-2", f"{stem}-3"]
    another_headline(newsroom, checks[0])
    assert newsroom.published(checks[0], note="Another headline.") == stem


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("", "fact-check"),
        ("%_ \\", "fact-check"),
        ("Über den Fluß: 9.000 Forellen", "uber-den-fluss-9-000-forellen"),
        ("word " * 30, "-".join(["word"] * 14)),
    ],
)
def test_an_address_is_made_of_the_headline(
    small_newsroom: Newsroom, check_id: CheckId, headline: str, slug: str
) -> None:
    with small_newsroom.work("editor") as work:
        intake.describe(
            work, check_id, version=1, particulars=intake.Particulars(headline=headline)
        )
    assert small_newsroom.published(check_id) == slug


def test_an_edition_is_issued_of_the_particulars_that_the_editor_saw(
    small_newsroom: Newsroom, check_id: CheckId
) -> None:
    another_headline(small_newsroom, check_id)
    small_newsroom.deferred(check_id)
    with pytest.raises(Conflict), small_newsroom.work("both") as work:
        publications.issue(work, check_id, version=1, kind=ChangeKind.FIRST, note="")
    assert documents(small_newsroom, check_id) == []


def test_what_is_issued_is_what_the_editor_looked_at(
    newsroom: Newsroom,
) -> None:
    check_id, claim_id, _ = newsroom.publication()
    with newsroom.work("editor") as work:
        seen = publications.preview(work, check_id).fingerprint
    reopen(newsroom, claim_id)
    newsroom.signed(check_id, claim_id, "supported")
    version = newsroom.dossier(check_id).check.version
    told: dict[str, Any] = {"version": version, "kind": ChangeKind.UPDATE, "note": "A typo."}
    with newsroom.work("editor") as work, pytest.raises(Conflict, match="not what you saw"):
        publications.issue(work, check_id, seen=seen, **told)
    with newsroom.work("editor") as work:
        seen = publications.preview(work, check_id).fingerprint
        publications.issue(work, check_id, seen=seen, **told)


def test_a_changed_verdict_is_no_clarification(newsroom: Newsroom) -> None:
    check_id, claim_id, _ = newsroom.publication()
    reopen(newsroom, claim_id)
    newsroom.signed(check_id, claim_id, "supported")
    with newsroom.work("editor") as work:
        clear = publications.preview(
            work, check_id, kind=ChangeKind.CLARIFICATION, note="It is so."
        )
    assert [blocker.code for blocker in clear.blockers] == ["kind"]


def test_a_page_says_whether_two_people_looked(small_newsroom: Newsroom, check_id: CheckId) -> None:
    house = small_newsroom.house
    small_newsroom.house = replace(house, four_eyes=False, newsroom="One Woman")
    claim_id = small_newsroom.first_claim(check_id)
    small_newsroom.ruled(check_id, claim_id)
    with small_newsroom.work("reviewer") as work:
        rulings.sign_off(work, claim_id, version=work.get(Claim, claim_id).version)
    small_newsroom.published(check_id)
    edition = newest(small_newsroom, check_id)
    assert (edition.four_eyes, edition.newsroom) == (False, "One Woman")
    assert (edition.issued_by, edition.issued_at) == (
        "Editor Person",
        small_newsroom.clock.isoformat(timespec="seconds"),
    )
    small_newsroom.house = house
    with small_newsroom.work("editor") as work:
        again = publications.preview(work, check_id, note="Now two.")
    assert [blocker.code for blocker in again.blockers] == ["four-eyes"]


def test_publishing_is_no_change_that_an_open_form_collides_with(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    newsroom.deferred(check_id)
    before = [file.claim.version for file in newsroom.dossier(check_id).shown]
    newsroom.published(check_id)
    after = [(file.claim.version, file.claim.number) for file in newsroom.dossier(check_id).shown]
    assert after == [(version, n) for n, version in enumerate(before, start=1)]
