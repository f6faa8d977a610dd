"""What a second person is shown: what changed since they looked, or since the ruling."""

from dataclasses import replace
from datetime import date

from app import dossier
from app.domain.journal import Act
from app.domain.verdicts import Scope, Stance, StatementKind
from app.models import Citation, Claim
from app.queries.since import Change, Since, since
from app.services import claims, evidence, rulings, statements
from app.services.rulings import Decided
from tests.factories import Newsroom


def seen(newsroom: Newsroom, check: int, claim: int) -> Since | None:
    with newsroom.database.reading() as session:
        whole = dossier.load(session, check)
        return since(session, whole, whole.file(claim))


def changes(newsroom: Newsroom, check: int, claim: int) -> list[tuple[str, str, str]]:
    found = seen(newsroom, check, claim)
    assert found
    return [(change.what, change.old, change.new) for change in found.changes]


def test_nothing_has_changed_right_after_the_ruling(newsroom: Newsroom) -> None:
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    assert seen(newsroom, check, claim) is None
    newsroom.ruled(check, claim, "retracted")
    found = seen(newsroom, check, claim)
    assert found and (found.act, found.who, list(found.changes)) == (
        Act.RULED,
        "Reviewer Person",
        [],
    )


def test_what_changed_since_the_ruling_is_told_field_by_field(newsroom: Newsroom) -> None:
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    newsroom.ruled(check, claim, "retracted")
    with newsroom.work("editor") as work:
        for wording in ("Lye was poured", "Lye was dumped"):
            claims.word(
                work,
                claim,
                version=None,
                wording=claims.Wording(wording=wording, claimant="Karl Munk", claimant_role=""),
            )
    newsroom.cited(check, claim, Stance.CONTEXT)
    (first, added) = newsroom.dossier(check).file(claim).citations
    (statement,) = newsroom.dossier(check).file(claim).statements
    with newsroom.work("reviewer") as work:
        cited, source = work.get(Citation, first.id), first.source
        evidence.change(
            work,
            first.id,
            version=cited.version,
            source_version=source.version,
            source=evidence.SourceDetails(
                title="Minutes of the whole council",
                url=source.url,
                publisher=source.publisher,
                archive_url=source.archive_url,
            ),
            use=evidence.Use(stance=Stance.SUPPORTS, excerpt="It was so resolved.", locator="p. 5"),
        )
    with newsroom.work("reviewer") as work:
        statements.correct(
            work,
            statement.id,
            version=work.get(Claim, claim).version,
            details=statements.StatementDetails(
                kind=StatementKind.RETRACTED,
                actor="Ilse Brandt",
                scope=Scope.PART,
                dated_on=date(2024, 4, 30),
                source_id=statement.source_id,
                words="We take it back.",
            ),
        )
    newsroom.stated(check, claim, StatementKind.DENIED, None)
    assert changes(newsroom, check, claim) == [
        ("Wording", "", "Lye was dumped"),
        ("Claimant", "", "Karl Munk"),
        ("Source", "", "context: Minutes of the council, p. 4: “It was so resolved.”"),
        ("Source “Minutes of the whole council”: locator", "p. 4", "p. 5"),
        (
            "Source “Minutes of the whole council”: title",
            "Minutes of the council",
            "Minutes of the whole council",
        ),
        (
            "Statement",
            "retracted by Ilse Brandt, manager, 2024-04-30 (day): “We take it back.” "
            "(Minutes of the whole council)",
            "retracted in part by Ilse Brandt, 2024-04-30 (day): “We take it back.” "
            "(Minutes of the whole council)",
        ),
        ("Statement", "", "denied by Ilse Brandt, manager, 2024-04-30 (day): “We take it back.”"),
    ]
    # What came and went since is no change.
    with newsroom.work("reviewer") as work:
        evidence.remove(work, added.id, version=work.get(Citation, added.id).version)
    told = changes(newsroom, check, claim)
    assert not [change for change in told if change[0] == "Source"]


def test_what_was_removed_is_told(newsroom: Newsroom) -> None:
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    newsroom.ruled(check, claim, "denied")
    file = newsroom.dossier(check).file(claim)
    with newsroom.work("reviewer") as work:
        version = work.get(Claim, claim).version
        statements.strike(work, file.statements[0].id, version=version)
        evidence.remove(work, file.citations[0].id, version=1)
    assert [(what, new) for what, _, new in changes(newsroom, check, claim)] == [
        ("Source", ""),
        ("Statement", ""),
    ]


def test_a_ruling_given_anew_is_shown_against_the_one_that_was_returned(
    newsroom: Newsroom,
) -> None:
    check = newsroom.pasted()
    claim = newsroom.first_claim(check)
    newsroom.ruled(check, claim)
    with newsroom.work("second") as work:
        version = work.get(Claim, claim).version
        rulings.send_back(work, claim, version=version, reason="Which minutes?")
    newsroom.cited(check, claim, Stance.CONTRADICTS)
    anew = Decided(verdict="denied", rationale="The minutes of May say so.", as_of=date(2024, 5, 2))
    with newsroom.work("reviewer") as work:
        rulings.rule(work, claim, version=None, decided=anew)
    # Given once more: what the second person knows is still what they returned.
    with newsroom.work("reviewer") as work:
        anew = replace(anew, rationale="The minutes of June say so.")
        rulings.rule(work, claim, version=None, decided=anew)
    found = seen(newsroom, check, claim)
    assert found and (found.act, found.who) == (Act.RETURNED, "Second Person")
    assert [change.what for change in found.changes] == [
        "Verdict",
        "Rationale",
        "As of",
        "Source",
    ]
    assert found.changes[1].new == "The minutes of June say so."


def test_a_change_is_compared_word_by_word() -> None:
    pieces = Change(what="Wording", old="Lye was dumped", new="Lye was poured").pieces
    assert [(piece.fate.value, piece.text.strip()) for piece in pieces] == [
        ("span", "Lye was"),
        ("del", "dumped"),
        ("ins", "poured"),
    ]
