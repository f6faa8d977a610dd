"""The desk's front page, the public editions, and what others did since."""

from app import published
from app.domain.claims import DismissReason
from app.domain.ids import CheckId
from app.models import Claim, FactCheck
from app.queries import desk, journal
from app.services import claims, intake, publications
from tests.factories import Newsroom


def at_desk(newsroom: Newsroom, who: str) -> desk.Desk:
    with newsroom.database.reading() as session:
        seen = desk.desk(session, newsroom.people[who])
        session.expunge_all()
        return seen


def withdraw(newsroom: Newsroom, check_id: CheckId) -> None:
    with newsroom.work("editor") as work:
        version = work.get(FactCheck, check_id).version
        publications.withdraw(work, check_id, version=version, reason="Forged.")


def test_progress_counts_what_is_to_be_decided(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    first, second, third, *others = (f.claim.id for f in newsroom.dossier(check_id).shown)
    newsroom.ruled(check_id, first)
    newsroom.signed(check_id, second)
    with newsroom.work("editor") as work:
        claims.dismiss(work, third, version=1, reason=DismissReason.OPINION)
    (progress,) = at_desk(newsroom, "editor").checks
    assert (progress.claims, progress.ruled, progress.signed) == (2 + len(others), 2, 1)


def test_each_person_sees_their_own_claims_and_all_that_waits_for_a_second(
    newsroom: Newsroom,
) -> None:
    check_id = newsroom.pasted()
    first, second = (f.claim.id for f in newsroom.dossier(check_id).shown[:2])
    for claim_id, who in ((first, "reviewer"), (second, "second")):
        with newsroom.work(who) as work:
            claims.take(work, claim_id, version=1)
    assert [q.claim.id for q in at_desk(newsroom, "reviewer").mine] == [first]
    newsroom.ruled(check_id, first)
    for who in ("reviewer", "second", "editor"):
        assert [q.claim.id for q in at_desk(newsroom, who).to_sign] == [first]
    assert at_desk(newsroom, "reviewer").mine == []
    (queued,) = at_desk(newsroom, "second").mine
    assert queued.exact == newsroom.dossier(check_id).file(second).anchor.exact
    assert queued.check.id == check_id


def test_an_unfinished_paste_waits_for_its_owner_alone(newsroom: Newsroom) -> None:
    newsroom.pasted()
    with newsroom.work("editor") as work:
        draft_id = intake.start_draft(
            work, intake.read(work.house, text="Another article, half done.")
        ).id
    assert [draft.id for draft in at_desk(newsroom, "editor").drafts] == [draft_id]
    assert at_desk(newsroom, "both").drafts == []


def test_the_article_touched_last_comes_first(newsroom: Newsroom) -> None:
    older, newer = newsroom.pasted(), newsroom.pasted()
    assert [p.check.id for p in at_desk(newsroom, "editor").checks] == [newer, older]
    newsroom.published(older)
    checks = at_desk(newsroom, "editor").checks
    assert [(p.check.id, p.editions) for p in checks] == [(older, 1), (newer, 0)]


class TestPublished:
    """The public life of fact-checks: the only rows that public pages read."""

    def test_nothing_is_found_before_it_is_published(self, newsroom: Newsroom) -> None:
        check_id = newsroom.pasted()
        with newsroom.database.reading() as session:
            assert published.histories(session) == []
            assert published.history(session, check_id) is None
            assert published.stand(session, "preview") is None
            assert published.stand(session, "") is None

    def test_every_fact_check_that_was_published_the_last_changed_first(
        self, newsroom: Newsroom
    ) -> None:
        first, second, gone = newsroom.pasted(), newsroom.pasted(), newsroom.pasted()
        slugs = [newsroom.published(check_id) for check_id in (first, second, gone)]
        with newsroom.work("editor") as work:
            claims.word(
                work,
                newsroom.first_claim(first),
                version=None,
                wording=claims.Wording(wording="Told anew", claimant="", claimant_role=""),
            )
        newsroom.published(first, note="Told anew.")
        withdraw(newsroom, gone)
        with newsroom.database.reading() as session:
            found = published.histories(session)
            told = [(h.slug, len(h.editions), h.status) for h in found]
            assert told == [
                (slugs[2], 1, "withdrawn"),
                (slugs[0], 2, "corrected"),
                (slugs[1], 1, "published"),
            ]
            stands = [published.stand(session, slug) for slug in slugs]
            assert [stand.withdrawn_at is None for stand in stands if stand] == [True, True, False]
            assert len({stand.newest_sha256 for stand in stands if stand}) == 3
            before = published.stands(session)
        newsroom.published(gone, note="Back again.")
        with newsroom.database.reading() as session:
            assert published.stand(session, slugs[2]) != stands[2]
            assert published.stands(session) != before


class TestJournal:
    """Who did what, in words."""

    def test_it_tells_what_others_did_since_a_version(self, newsroom: Newsroom) -> None:
        check_id = newsroom.pasted()
        claim_id = newsroom.first_claim(check_id)
        with newsroom.work("second") as work:
            claims.take(work, claim_id, version=work.get(Claim, claim_id).version)
        seen = newsroom.version(check_id, claim_id)
        newsroom.ruled(check_id, claim_id)
        with newsroom.database.reading() as session:
            lines = [(x.who, x.what) for x in journal.since(session, Claim, claim_id, seen)]
        assert ("Reviewer Person", "moved a claim: open to ruled (rule)") in lines
        assert ("Reviewer Person", "cited a source: stance supports") in lines
        assert "Second Person" not in {who for who, _ in lines}

    def test_it_tells_a_fact_check_newest_first_and_its_own_alone(self, newsroom: Newsroom) -> None:
        check_id, other = newsroom.pasted(), newsroom.pasted()
        newsroom.published(check_id)
        with newsroom.database.reading() as session:
            lines = journal.of_check(session, check_id)
            assert {line.entry.check_id for line in lines} == {check_id}
            assert len(journal.of_check(session, other)) == 1
            assert lines[0].what == "published an edition: kind first; edition 1"
            assert lines[-1].what == "froze the text: revision 1"
            assert len(journal.of_check(session, check_id, limit=2)) == 2
