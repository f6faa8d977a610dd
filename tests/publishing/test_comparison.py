"""The comparison of two editions: everything that readers could notice, and nothing else."""

import re
from dataclasses import replace

from app.domain.verdicts import Scope, Stance, StatementKind
from app.publishing import comparison
from app.publishing.edition import ChangeKind, Contact, Difference, Edition

from . import factories
from .factories import IMPRINT, VERDICTS
from .test_changes import changed, without

BEFORE = factories.edition()


def second(edition: Edition, **more: object) -> Edition:
    """An edition as it was issued after `BEFORE`."""
    issued = replace(
        edition,
        number=2,
        kind=ChangeKind.CORRECTION,
        note="The log was misread.",
        issued_at="2024-06-08T09:30:00Z",
    )
    return replace(issued, **more)  # type: ignore[arg-type]


def draw(after: Edition, before: Edition = BEFORE) -> str:
    return comparison.page(before, second(after), IMPRINT)


def claim(html: str, number: int) -> str:
    """What the page says of a claim, as words."""
    part = html.split(f'id="claim-{number}"')[1].split('class="change"')[0]
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", part).split())


def test_a_new_verdict_stands_beside_the_old_one() -> None:
    after = changed(
        3,
        verdict=VERDICTS["retracted"],
        rationale="The dive log puts three hours between report and closure.",
        finding="The dive log puts three hours between report and closure.",
    )
    html = draw(after)
    said = claim(html, 3)
    assert "Why we say so" not in said, "the finding is all there is, and told once"
    assert "Before Denied : evidence contradicts it" in said and "Now Retracted" in said
    assert "removed: two end of removed. added: three" in said
    assert "1 claim changed, 0 added, 0 removed" in html
    assert "Not changed: claims 1, 2, 4, 5, 6, 7, 8, 9." in html
    assert "The log was misread." in html


def test_claims_that_came_and_went_are_told_with_their_verdicts() -> None:
    gone = draw(without(BEFORE, 3))
    assert "Removed. Denied" in claim(gone, 3) and "two hours and five minutes" in claim(gone, 3)
    assert "/v1#claim-3" in gone and "/v2#claim-3" not in gone
    came = draw(BEFORE, before=without(BEFORE, 3))
    assert "Added. Denied" in claim(came, 3) and "/v2#claim-3" in came


def test_statements_and_sources_that_came_and_went() -> None:
    act = factories.statement(
        StatementKind.RETRACTED, dated=factories.on("2024-06-01"), scope=Scope.PART, words="No."
    )
    said = claim(draw(changed(5, statements=(act,))), 5)
    assert "Removed Removed" not in said
    assert "Denied by Marit Bru, cooperative chair, 28 May 2024. “Our nets say otherwise.”" in said
    assert "Retracted in part by Ines Okafor, harbour master, 1 June 2024. “No.”" in said
    cite = factories.citation(Stance.CONTRADICTS, 2, "Otherwise.", "page 9")
    said = claim(draw(changed(9, citations=(cite,))), 9)
    assert "Supports: “Bathing is permitted from 2 June.”" in said
    assert "Contradicts, page 9: “Otherwise.” (Statement on the Maren Blix" in said


def test_a_source_told_otherwise_is_seen() -> None:
    sources = tuple(
        replace(source, archive_url="https://archive.example.org/new") if source.number == 3
        else source
        for source in BEFORE.sources
    )  # fmt: skip
    said = claim(draw(replace(BEFORE, sources=sources)), 2)
    assert "saved copy https://archive.example.org/3" in said
    assert "saved copy https://archive.example.org/new" in said


def test_each_difference_has_its_part() -> None:
    """Whatever `changes` finds, the comparison says something of."""
    cases = {
        Difference.WORDING: changed(1, claimant="Tomas Lind"),
        Difference.AS_OF: changed(1, as_of="2024-07-01"),
        Difference.RATIONALE: changed(1, rationale=BEFORE.claims[0].rationale + " And more."),
        Difference.TIMELINE: changed(1, statements=()),
        Difference.SOURCES: changed(1, citations=()),
    }
    for what, after in cases.items():
        (found,) = comparison.compared(BEFORE, second(after))
        assert found.parts and not found.verdict_changed, what


def test_links_that_changed_under_the_same_words_are_told() -> None:
    linked = BEFORE.claims[0].rationale.replace("org/3)", "org/4)")
    (found,) = comparison.compared(BEFORE, second(changed(1, rationale=linked)))
    assert [part.remark for part in found.parts] == ["Links or emphasis changed, not the words."]


def test_an_order_that_changed_is_told() -> None:
    cites = tuple(reversed(BEFORE.claims[0].citations))
    (found,) = comparison.compared(BEFORE, second(changed(1, citations=cites)))
    assert [part.remark for part in found.parts] == [
        "The order changed, or where the article reports it."
    ]


def test_what_changed_besides_the_claims() -> None:
    contact = Contact(
        party="Blix Shipping", role="press office", channel="by e-mail", asked_on="2024-06-05",
        replied_on=None, line="It did not answer.", claim=1,
    )  # fmt: skip
    article = factories.article(headline="Harbour office backtracks on summer oil spill")
    html = draw(replace(BEFORE, article=article, contacts=(contact,), passed_over=8))
    assert "Nothing" not in html and "0 claims changed" in html
    assert re.search(r"<del>.*?spring.*?</del> <ins>.*?summer", html)
    assert "asked 5 June 2024 by e-mail. It did not answer." in html
    assert {part.name for part in comparison.about(BEFORE, second(BEFORE))} == set()
    names = [part.name for part in comparison.about(BEFORE, replace(BEFORE, topics=(), licence=""))]
    assert names == ["Topics", "Licence"]


def test_nothing_that_was_typed_reaches_it_raw() -> None:
    hostile = '"><script>alert(1)</script>'
    after = changed(
        1, wording=hostile, rationale=hostile, finding=hostile, claimant=hostile, statements=()
    )
    contact = Contact(
        party=hostile, role=hostile, channel=hostile, asked_on="2024-06-05",
        replied_on=None, line=hostile, claim=1,
    )  # fmt: skip
    html = draw(replace(after, contacts=(contact,), newsroom=hostile, topics=(hostile,)))
    assert hostile not in html and html.count("<script") == 1


def test_it_is_drawn_from_the_editions_alone() -> None:
    """A house that changes its name does not change what its old pages say."""
    after = second(changed(3, finding="Otherwise.", rationale="Otherwise."))
    renamed = replace(IMPRINT, name="Another Desk")
    assert comparison.page(BEFORE, after, IMPRINT) == comparison.page(BEFORE, after, renamed)
