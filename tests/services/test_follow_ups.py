"""Where the verdict on a claim changes, the linked ones are listed until somebody has looked."""

from collections.abc import Callable

import pytest

from app.domain.claims import DismissReason
from app.domain.errors import NotAllowed, NotFound, Refused
from app.domain.ids import CheckId, ClaimId
from app.domain.journal import Act
from app.queries import integrity, journal
from app.queries.follow_ups import ToLookAt, waiting
from app.services import claims, follow_ups, links, publications, rulings
from tests.factories import ARTICLE, Newsroom

Place = tuple[CheckId, ClaimId]


@pytest.fixture
def cause(newsroom: Newsroom) -> Place:
    """A claim that is published as supported."""
    check_id = newsroom.pasted()
    claim_id = newsroom.first_claim(check_id)
    newsroom.signed(check_id, claim_id, "supported")
    newsroom.published(check_id)
    return check_id, claim_id


@pytest.fixture
def carrier(newsroom: Newsroom, cause: Place) -> Place:
    """The same claim in another article, linked."""
    check_id = newsroom.pasted(ARTICLE.replace("Mill owner", "Owner"))
    claim_id = newsroom.first_claim(check_id)
    newsroom.linked(claim_id, cause[1])
    return check_id, claim_id


def listed(newsroom: Newsroom, check_id: CheckId | None = None) -> list[ToLookAt]:
    with newsroom.database.reading() as session:
        found = waiting(session, check_id)
        session.expunge_all()
        return found


def reasons(newsroom: Newsroom, place: Place) -> list[str]:
    return [
        cause.follow_up.reason
        for item in listed(newsroom, place[0])
        for cause in item.causes
        if item.claim.id == place[1]
    ]


def ruled_anew(newsroom: Newsroom, cause: Place) -> None:
    newsroom.signed_anew(*cause, "denied")


def published_anew(newsroom: Newsroom, cause: Place) -> None:
    newsroom.signed_anew(*cause, "denied")
    newsroom.published(cause[0], note="We were wrong.")


def corrected(newsroom: Newsroom, cause: Place) -> None:
    """The verdict stays, and what is told of it was wrong."""
    newsroom.signed_anew(*cause, "supported")
    newsroom.published(cause[0], note="A name was wrong.")


def withdrawn(newsroom: Newsroom, cause: Place) -> None:
    with newsroom.work("editor") as work:
        version = newsroom.dossier(cause[0]).check.version
        publications.withdraw(work, cause[0], version=version, reason="The letter is forged.")


def dropped(newsroom: Newsroom, cause: Place) -> None:
    """The next edition does not show the claim."""
    with newsroom.work("second") as work:
        rulings.reopen(work, cause[1], version=newsroom.version(*cause))
    with newsroom.work("editor") as work:
        version = newsroom.version(*cause)
        claims.dismiss(work, cause[1], version=version, reason=DismissReason.OPINION)
    newsroom.published(cause[0], note="It is an opinion.")


def signed_the_same(newsroom: Newsroom, cause: Place) -> None:
    newsroom.signed_anew(*cause, "supported")


def only_ruled(newsroom: Newsroom, cause: Place) -> None:
    with newsroom.work("second") as work:
        rulings.reopen(work, cause[1], version=newsroom.version(*cause))
    newsroom.ruled(*cause, "denied")


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (ruled_anew, ["Its verdict was “Supported”, and “Denied” is signed off now."]),
        (
            published_anew,
            [
                "Its verdict was “Supported”, and “Denied” is signed off now.",
                "Edition 2 changed “Supported” to “Denied”. We were wrong.",
            ],
        ),
        (corrected, ["Edition 2 corrected what it told of it. A name was wrong."]),
        (withdrawn, ["Its fact-check was withdrawn: The letter is forged."]),
        (dropped, ["Edition 2 does not show it any more. It is an opinion."]),
        (signed_the_same, []),
        (only_ruled, []),
    ],
)
def test_what_is_followed_up_and_why(
    done: Callable[[Newsroom, Place], None],
    expected: list[str],
    newsroom: Newsroom,
    cause: Place,
    carrier: Place,
) -> None:
    done(newsroom, cause)
    assert reasons(newsroom, carrier) == expected
    # Whoever changed the verdict need not look at their own change.
    assert listed(newsroom, cause[0]) == []
    with newsroom.database.reading() as session:
        assert integrity.faults(session) == []


def test_the_list_tells_the_claim_its_article_and_the_article_that_changed(
    newsroom: Newsroom, cause: Place, carrier: Place
) -> None:
    ruled_anew(newsroom, cause)
    (item,) = listed(newsroom)
    assert (item.claim.id, item.check.id) == (carrier[1], carrier[0])
    assert item.told == newsroom.dossier(carrier[0]).file(carrier[1]).anchor.exact
    (why,) = item.causes
    assert (why.check.id, why.follow_up.cause_id) == cause


def test_a_first_verdict_is_no_change(newsroom: Newsroom, cause: Place, carrier: Place) -> None:
    newsroom.signed(*carrier, "denied")
    newsroom.published(carrier[0])
    assert listed(newsroom) == []


def test_every_fact_check_that_carries_the_claim_is_listed(
    newsroom: Newsroom, cause: Place, carrier: Place
) -> None:
    third = newsroom.pasted()
    other = newsroom.first_claim(third)
    same_article = newsroom.dossier(third).shown[-1].claim.id
    newsroom.linked(carrier[1], other, same_article)
    ruled_anew(newsroom, cause)
    assert [item.claim.id for item in listed(newsroom)] == sorted([carrier[1], other, same_article])


def test_what_is_not_linked_or_dismissed_is_not_listed(
    newsroom: Newsroom, cause: Place, carrier: Place
) -> None:
    third = newsroom.pasted()
    dismissed = newsroom.first_claim(third)
    newsroom.linked(carrier[1], dismissed)
    with newsroom.work("editor") as work:
        version = newsroom.version(third, dismissed)
        claims.dismiss(work, dismissed, version=version, reason=DismissReason.TRIVIAL)
    with newsroom.work("editor") as work:
        links.unlink(work, carrier[1], version=None, out_id=carrier[1])
    ruled_anew(newsroom, cause)
    assert listed(newsroom) == []


def look(newsroom: Newsroom, place: Place, newest: int, *, login: str = "second") -> int:
    with newsroom.work(login) as work:
        return follow_ups.look(work, place[1], newest=newest, note=" Same source. ")


def test_it_stays_until_somebody_says_that_they_have_looked(
    newsroom: Newsroom, cause: Place, carrier: Place
) -> None:
    published_anew(newsroom, cause)
    (item,) = listed(newsroom)
    assert len(item.causes) == 2
    with pytest.raises(NotAllowed):
        look(newsroom, carrier, item.newest, login="admin")
    assert look(newsroom, carrier, item.newest) == 2
    assert listed(newsroom) == []
    with pytest.raises(Refused, match="Somebody has looked"):
        look(newsroom, carrier, item.newest)
    with newsroom.database.reading() as session:
        line = journal.of_check(session, carrier[0])[0]
        assert (line.who, line.entry.act) == ("Second Person", Act.FOLLOW_UP_ANSWERED)
        assert line.what == "looked at a claim again: note Same source."
        raised = [
            line.what
            for line in journal.of_check(session, carrier[0])
            if line.entry.act is Act.FOLLOW_UP_RAISED
        ]
        assert raised[-1].startswith("listed a claim to be looked at again: reason Its verdict was")
    # The claim itself is untouched by all of it.
    assert newsroom.dossier(carrier[0]).file(carrier[1]).rulings == []


def test_what_was_raised_since_stays(newsroom: Newsroom, cause: Place, carrier: Place) -> None:
    ruled_anew(newsroom, cause)
    (item,) = listed(newsroom)
    newsroom.published(cause[0], note="We were wrong.")
    assert look(newsroom, carrier, item.newest) == 1
    assert reasons(newsroom, carrier) == [
        "Edition 2 changed “Supported” to “Denied”. We were wrong."
    ]


@pytest.mark.parametrize("missing", [0, 9_999, 2**40])
def test_a_claim_that_is_not_there(missing: int, newsroom: Newsroom) -> None:
    with pytest.raises(NotFound):
        look(newsroom, (CheckId(1), ClaimId(missing)), 1)
