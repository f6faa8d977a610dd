"""The pages: whole, escaped, honest about their edition, and covered by their own policy."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import pytest

from app.publishing import render
from app.publishing.edition import ChangeKind, Edition
from app.publishing.render import IssuedEdition, Withdrawn

from . import factories
from .reading import read

BASE = "https://check.example.org"

HISTORY = (
    IssuedEdition(number=1, issued_at="2024-06-04T09:30:00Z", kind=ChangeKind.FIRST, note=""),
    IssuedEdition(
        number=2,
        issued_at="2024-06-08T09:30:00Z",
        kind=ChangeKind.CORRECTION,
        note="Claim 1 was shown as denied.",
    ),
    IssuedEdition(
        number=3, issued_at="2024-06-11T09:30:00Z", kind=ChangeKind.UPDATE, note="Birds added."
    ),
)


def draw(
    edition: Edition | None = None,
    *,
    latest: int = 1,
    history: Sequence[IssuedEdition] = HISTORY[:1],
) -> str:
    edition = edition or factories.edition()
    return render.page(edition, base_url=BASE, latest=latest, history=history)


def tombstone(**changes: str) -> str:
    words = {
        "newsroom": "Example Check Desk",
        "headline": "A headline",
        "first_issued_at": "2024-06-04T09:30:00Z",
        "withdrawn_at": "2024-07-01T00:00:00Z",
        "withdrawn_by": "Ben Osei",
        "reason": "The dive log was not authentic.",
    }
    return render.tombstone(**(words | changes))


def front() -> str:
    return render.front("Example Check Desk", [render.entry(factories.edition())], base_url=BASE)


def test_the_article_on_the_page_is_the_canonical_text() -> None:
    assert read(draw()).text == factories.TEXT


def test_every_id_is_there_once_and_every_fragment_link_leads_somewhere() -> None:
    html = draw(latest=3, history=HISTORY)
    ids = read(html).ids
    assert len(ids) == len(set(ids))
    targets = re.findall(r'href="#([^"]+)"', html) + re.findall(r'aria-describedby="([^"]+)"', html)
    assert set(targets) <= set(ids)
    for number in range(1, 10):
        assert {f"claim-{number}", f"q{number}", f"v{number}"} <= set(ids)


def test_order_of_the_page() -> None:
    html = draw(latest=3, history=HISTORY)
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
    assert '<mark class="unchecked" id="q6">' in html
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
    history = [replace(HISTORY[1], number=1, note=hostile)]
    pages = [
        draw(edition, history=history),
        tombstone(newsroom=hostile, headline=hostile, withdrawn_by=hostile, reason=hostile),
        render.front(hostile, [render.entry(edition)], base_url=BASE),
    ]
    for html in pages:
        assert hostile not in html
        assert "<img" not in html and "javascript:" not in html
        assert html.count("<script") == 1


def test_an_old_edition_says_so_and_names_the_newest() -> None:
    html = draw(latest=3)
    assert "This is edition 1; it has been superseded." in html
    assert '<a href="/f/harbour-oil-spill">Read the newest, edition 3</a>' in html
    assert '<meta name="robots" content="noindex">' in html
    newest = draw()
    assert "superseded" not in newest and "noindex" not in newest
    canonical = f'<link rel="canonical" href="{BASE}/f/harbour-oil-spill">'
    assert canonical in html and canonical in newest


def test_the_latest_correction_stands_at_the_top_and_all_editions_below() -> None:
    html = draw(factories.edition(number=3, kind=ChangeKind.UPDATE), latest=3, history=HISTORY)
    assert html.count("Claim 1 was shown as denied.") == 2
    assert html.count("Birds added.") == 1
    below = html.split('id="editions"')[1]
    assert re.findall(r"/v(\d)\">Edition", below) == ["3", "2", "1"]
    assert "Correction," not in draw()


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
    html = draw(factories.edition(claims=(), sources=(), dismissed=(), passed_over=0), history=())
    assert read(html).text == factories.TEXT
    assert "No claims." in html and "No source is cited" in html


@pytest.mark.parametrize("html", [draw(), tombstone(), front()], ids=["page", "tombstone", "front"])
def test_the_policy_names_what_is_inlined_and_nothing_else_is(html: str) -> None:
    policy = render.content_security_policy()
    for name in ("style", "script"):
        contents = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        assert len(contents) == 1
        hashed = b64encode(sha256(contents[0].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{hashed}'" in policy
    assert "unsafe" not in policy and policy.startswith("default-src 'none'; ")
    assert not re.search(r'\s(style|on\w+)="', html)
    assert not re.search(r'(src=|@import|url\(|rel="stylesheet")', html)


def test_budgets() -> None:
    assert len(render.style().encode()) <= 9_000
    assert len(render.script().encode()) <= 1_000


def test_a_tombstone_says_who_and_why() -> None:
    html = tombstone()
    for words in (
        "This fact check was withdrawn",
        "Do not cite or share it.",
        "A headline",
        "4 June 2024",
        "1 July 2024",
        "Ben Osei",
        "The dive log was not authentic.",
    ):
        assert words in html
    assert 'content="noindex"' in html


def test_the_front_page_lists_checks_with_their_verdicts() -> None:
    html = front()
    assert '<a href="/f/harbour-oil-spill" dir="auto">Harbour office backtracks' in html
    assert "9 claims: 6 checked, 1 unproven, 2 not yet checked" in html
    assert "<b>3 supported</b>" in html and "<b>1 retracted</b>" in html
    assert "No fact-check stands published at the moment." in render.front(
        "A desk", [], base_url=BASE
    )


def test_what_was_withdrawn_before_is_told_in_the_history() -> None:
    gone = Withdrawn(last_edition=2, withdrawn_at="2024-06-10T08:00:00Z", reason="A name leaked.")
    html = render.page(
        factories.edition(number=3), base_url=BASE, latest=3, history=HISTORY[2:], withdrawn=[gone]
    )
    history = html.partition('id="editions"')[2]
    assert "Withdrawn</strong>" in history and "A name leaked." in history
    assert "/v2" not in history
