"""The pages: whole, escaped, honest about their edition, and covered by their own policy."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from app.domain.rights import Rights
from app.publishing import paper, render
from app.publishing.edition import ChangeKind, Contact, Edition, Retired
from app.publishing.history import History

from . import factories
from .factories import IMPRINT
from .reading import read

BASE = IMPRINT.base_url


def draw(edition: Edition | None = None) -> str:
    """The page of a first edition."""
    return pages(factories.history(*([edition] if edition else [])))


def pages(history: History, **how: bool) -> str:
    """The page of the newest edition of a history."""
    return render.page(history, IMPRINT, **how)


def tombstone(**changes: str) -> str:
    gone = factories.withdrawn(**changes)
    return render.tombstone(factories.history(withdrawals=(gone,)), IMPRINT, gone)


def test_the_article_on_the_page_is_the_canonical_text() -> None:
    assert read(draw()).text == factories.TEXT


def test_every_id_is_there_once_and_every_fragment_link_leads_somewhere() -> None:
    html = pages(factories.three_editions())
    ids = read(html).ids
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="#([^"]+)"', html) + re.findall(r'aria-describedby="([^"]+)"', html)
    assert set(targets) <= set(ids)
    for number in range(1, 10):
        assert {f"claim-{number}", f"q{number}", f"v{number}"} <= set(ids)


def test_order_of_the_page() -> None:
    html = pages(factories.three_editions())
    order = [
        'class="skip"',
        "Fact check</p>",
        "<h1",
        "9 claims: 6 checked",
        "Correction, ",
        "Checked by",
        "Claims in this article",
        'id="article-text"',
        'id="sources"',
        'id="method"',
        'id="editions"',
        "<footer",
    ]
    body = html[html.index("<body>") :]
    places = [body.index(part) for part in order]
    assert places == sorted(places)


def test_the_summary_leads_with_the_most_important_finding() -> None:
    lead = re.search(r'class="lead">(.*?)</p>', draw())
    assert lead and "withdrew the figure on 28 May 2024" in lead[1]


def test_a_card_tells_who_said_what_when() -> None:
    card = draw().split('id="claim-1"')[1].split("</aside>")[0]
    assert "<b>Retracted</b> in part by Tomas Lind, 28 May 2024" in card
    acts = re.findall(r"<strong>(\w+(?: in part)?) by ([\w ]+)</strong>", card)
    assert acts == [
        ("Said", "Ines Okafor"),
        ("Denied", "Blix Shipping"),
        ("Retracted in part", "Tomas Lind"),
        ("Confirmed", "Coast guard"),
    ]
    assert "Contradicts the claim:" in card and "page 2" in card
    assert "signed off by Ben Osei" in card
    assert card.count("forty days after giving it") == 1, "the finding is told once"


def test_a_claim_not_yet_checked_says_so_in_text_list_and_card() -> None:
    html = draw()
    assert '<mark class="unc" id="q6">' in html
    card = html.partition('<aside id="claim-6"')[2].partition("</aside>")[0]
    assert "Not yet checked" in card and "<details" not in card
    assert "2 not yet checked" in html


@pytest.mark.parametrize("hostile", ['"><script>alert(1)</script>', "<img src=x onerror=y>'"])
def test_nothing_that_was_typed_reaches_the_page_raw(hostile: str) -> None:
    act = factories.statement(factories.StatementKind.DENIED, (hostile, hostile))
    act = replace(act, on_behalf_of=hostile, words=hostile)
    cite = replace(factories.citation(factories.Stance.CONTEXT), excerpt=hostile, locator=hostile)
    shown = replace(factories.VERDICTS["supported"], label=hostile, definition=hostile)
    claim = replace(
        factories.claims()[3], wording=hostile, claimant=hostile, claimant_role=hostile,
        cue=hostile, verdict=shown, rationale=hostile * 2, finding=hostile, ruled_by=hostile,
        signed_by=hostile, statements=(act,), citations=(cite,),
    )  # fmt: skip
    source = replace(
        factories.sources()[0], title=hostile, publisher=hostile, url=f"https://a.b/{hostile}",
        archive_url="javascript:alert(1)", no_archive_reason=hostile,
    )  # fmt: skip
    article = factories.article(
        headline=hostile, outlet=hostile, byline=hostile, url="javascript:alert(1)",
        language=hostile,
    )  # fmt: skip
    dismissed = (factories.Dismissed(reason=hostile, count=1),)
    edition = factories.edition(
        article=article, claims=(claim,), sources=(source,), dismissed=dismissed,
        newsroom=hostile, issued_by=hostile,
    )  # fmt: skip
    corrected = replace(edition, kind=ChangeKind.CORRECTION, note=hostile)
    gone = factories.withdrawn(withdrawn_by=hostile, reason=hostile)
    imprint = replace(IMPRINT, name=hostile)
    drawn = [
        render.page(factories.history(corrected), imprint),
        render.tombstone(factories.history(edition, withdrawals=(gone,)), imprint, gone),
    ]
    for html in drawn:
        assert hostile not in html
        assert "<img" not in html and "javascript:" not in html
        data = html.count('<script type="application/ld+json">')
        assert html.count("<script") == 1 + data == html.count("</script>") and data <= 1


def test_a_permanent_page_says_that_there_may_be_a_later_one() -> None:
    html = pages(factories.history(), permanent=True)
    assert "This is edition 1, as it was issued on" in html
    assert '<a href="/f/harbour-oil-spill">read the newest edition</a>' in html
    assert '<meta name="robots" content="noindex">' in html
    newest = draw()
    assert "as it was issued on" not in newest and "noindex" not in newest
    canonical = f'<link rel="canonical" href="{BASE}/f/harbour-oil-spill">'
    assert canonical in html and canonical in newest


def test_a_permanent_page_tells_what_was_known_then() -> None:
    history = factories.three_editions()
    first = pages(history.up_to(1), permanent=True)
    assert first == pages(factories.history(), permanent=True)
    assert "Claim 1 was shown as denied." in pages(history.up_to(2), permanent=True)


def test_the_latest_correction_stands_at_the_top_at_its_card_and_all_editions_below() -> None:
    html = pages(factories.three_editions())
    assert html.split("<main>")[1].count("Claim 1 was shown as denied.") == 3
    card = html.split('id="claim-1"')[1].split("</aside>")[0]
    assert "<strong>Corrected</strong>" in card and "Claim 1 was shown as denied." in card
    below = html.split('id="editions"')[1]
    assert re.findall(r"/v(\d)\">Edition", below) == ["3", "2", "1"]
    assert "Claim 1: the verdict was “Denied”, and is “Retracted” now." in below
    assert "Correction," not in draw()


def test_a_claim_that_was_taken_off_keeps_its_number() -> None:
    edition = replace(factories.edition(), retired=(Retired(number=12, edition=2),))
    html = draw(edition)
    assert 'id="claim-12"' in html and "Claim 12 is not on this page any more." in html
    assert 'href="/f/harbour-oil-spill/v2#claim-12"' in html


def test_whom_the_desk_asked_is_told() -> None:
    contact = Contact(
        party="Blix Shipping",
        role="press office",
        channel="e-mail",
        asked_on="2024-05-30",
        replied_on=None,
        line="It did not answer by 3 June.",
        claim=1,
    )
    html = draw(factories.edition(contacts=(contact,)))
    assert "Whom we asked" in html and "It did not answer by 3 June." in html
    assert "Whom we asked" not in draw()


def test_excerpts_show_paragraphs_with_claims_alone() -> None:
    article = factories.article(rights=Rights.EXCERPTS)
    html = draw(factories.edition(article=article))
    assert "Until then, the beaches stay under watch" not in html
    assert "Paragraphs without claims are left out." in html
    assert "boats came home with tar" in html and "/article.txt" not in html


def test_sources_of_one_origin_count_once() -> None:
    same = tuple(replace(source, origin="The dive log") for source in factories.sources()[:3])
    html = draw(factories.edition(sources=(*same, *factories.sources()[3:])))
    assert "5 sources, 3 independent origins." in html
    assert "independent origin" not in draw()


def test_a_desk_of_one_says_so() -> None:
    words = "One-person desk: no second sign-off"
    claims = tuple(replace(c, signed_by=None, signed_on=None) for c in factories.claims())
    assert words in draw(factories.edition(four_eyes=False, claims=claims))
    assert words not in draw()


def test_text_that_was_trimmed_is_called_so() -> None:
    assert "The text was trimmed" in draw(
        factories.edition(article=factories.article(trimmed=True))
    )
    assert "The text was trimmed" not in draw()


def test_how_far_the_check_goes() -> None:
    html = draw()
    assert "We read 7 more passages and passed over them" in html
    assert "An editor set aside 3 claims: opinion (2), said twice (1)." in html


def test_an_edition_without_claims_or_sources_is_still_a_page() -> None:
    html = draw(factories.edition(claims=(), sources=(), dismissed=(), passed_over=0))
    assert read(html).text == factories.TEXT
    assert "No claims." in html and "No source is cited" in html


@pytest.mark.parametrize("html", [draw(), tombstone()], ids=["page", "tombstone"])
def test_the_policy_names_what_is_inlined_and_nothing_else_is(html: str) -> None:
    policy = paper.policy_of(html)
    for name in ("style", "script"):
        contents = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        assert len(contents) == 1
        hashed = b64encode(sha256(contents[0].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{hashed}'" in policy
    assert "unsafe" not in policy and policy.startswith("default-src 'none'; ")
    # Code for other sites is shown as text.
    html = re.sub(r"<textarea[^>]*>[^<]*</textarea>", "", html)
    assert not re.search(r'\s(style|on\w+)="', html)
    assert not re.search(r'(src=|@import|url\(|rel="stylesheet")', html)


def test_budgets() -> None:
    assert len(paper.style().encode()) <= 9_000
    assert len(paper.script().encode()) <= 1_000


def test_a_tombstone_says_who_and_why() -> None:
    html = tombstone()
    for words in (
        "This fact check was withdrawn",
        "Do not cite or share it.",
        "Harbour office backtracks",
        "4 June 2024",
        "1 July 2024",
        "Ben Osei",
        "The dive log was not authentic.",
    ):
        assert words in html
    assert 'content="noindex"' in html


def test_what_was_withdrawn_before_is_told_in_the_history() -> None:
    gone = factories.withdrawn(2, reason="A name leaked.")
    history = replace(factories.three_editions(), withdrawals=(gone,))
    told = pages(history).partition('id="editions"')[2]
    assert "Withdrawn</strong>" in told and "A name leaked." in told
    assert "/v2" not in told
