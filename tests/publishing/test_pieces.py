"""One claim on its page, and what other sites frame: never a claim without its verdict."""

import json
import re
from dataclasses import replace
from hashlib import sha256
from html import unescape

import pytest

from app.domain.rights import Rights
from app.publishing import paper, site
from app.publishing.edition import Retired
from app.publishing.history import History

from . import factories
from .factories import IMPRINT
from .reading import read

PAGE = f"{IMPRINT.base_url}/f/harbour-oil-spill"
RETIRED = Retired(number=12, edition=2)


def drawn(suffix: str, history: History | None = None) -> str:
    found = site.find(history or factories.three_editions(), IMPRINT, suffix)
    assert found
    return found.body.decode()


def graph(html: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])["@graph"]  # type: ignore[no-any-return]


def test_a_claim_page_has_one_review_which_is_that_of_the_whole_page() -> None:
    html = drawn("/claim/3")
    (one,) = [node for node in graph(html) if node["@type"] == "ClaimReview"]
    assert one["url"] == f"{PAGE}#claim-3"
    assert one in graph(drawn(""))
    assert f'<link rel="canonical" href="{PAGE}">' in html
    assert 'id="claim-3"' in html and '<details class="evidence" open>' in html
    assert html.count("<aside") == 1


@pytest.mark.parametrize("claim", factories.claims(), ids=lambda claim: str(claim.number))
def test_a_claim_page_quotes_the_whole_paragraphs_of_its_claim(claim: factories.Claim) -> None:
    html = drawn(f"/claim/{claim.number}")
    inside = html[html.index('<div class="band"') : html.index('<div class="notes"')]
    shown = unescape(re.sub(r"<[^>]+>", "", inside))
    assert claim.quote in shown and shown.strip() in factories.TEXT
    ids = read(html).ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_a_claim_without_a_verdict_has_a_page_and_no_review() -> None:
    html = drawn("/claim/6")
    assert [node["@type"] for node in graph(html)] == ["NewsMediaOrganization"]
    assert "Not yet checked" in html


def test_excerpts_give_a_claim_its_paragraph_all_the_same() -> None:
    article = factories.article(rights=Rights.EXCERPTS)
    history = factories.history(factories.edition(article=article))
    assert "boats came home with tar" in drawn("/claim/6", history)


@pytest.mark.parametrize("suffix", ["/embed", "/embed/1", "/embed/5", "/embed/6"])
def test_what_is_framed_shows_no_claim_without_its_verdict(suffix: str) -> None:
    history = factories.three_editions()
    html = drawn(suffix, history)
    of = suffix.removeprefix("/embed").strip("/")
    for claim in history.newest.claims:
        if of in ("", str(claim.number)):
            assert f"<b>{claim.label}</b>" in html
    assert html.count('class="badge') == (9 if not of else 1)
    assert '<base target="_parent">' in html and 'content="noindex"' in html
    assert "ClaimReview" not in html


def test_other_sites_may_frame_the_embeds_and_nothing_else() -> None:
    history = factories.three_editions(retired=(RETIRED,))
    framed = {f.path.partition("spill")[2] for f in site.files(history, IMPRINT) if f.framed}
    assert framed == {"/embed", *(f"/embed/{n}" for n in (*range(1, 10), 12))}
    found = site.find(history, IMPRINT, "/embed/1")
    assert found and "frame-ancestors *" in found.policy
    found = site.find(history, IMPRINT, "/claim/1")
    assert found and "frame-ancestors 'self'" in found.policy


def test_a_corrected_claim_says_so_in_its_frame() -> None:
    assert "<strong>Corrected</strong>" in drawn("/embed/1")
    assert "Correction, " in drawn("/embed")
    assert "Correct" not in drawn("/embed/2")


@pytest.mark.parametrize("suffix", ["/claim/12", "/embed/12"])
def test_a_retired_claim_is_gone_and_says_where_it_was(suffix: str) -> None:
    found = site.find(factories.three_editions(retired=(RETIRED,)), IMPRINT, suffix)
    assert found and found.gone
    assert "/f/harbour-oil-spill/v2#claim-12" in found.body.decode()
    assert site.find(factories.three_editions(), IMPRINT, suffix) is None


@pytest.mark.parametrize("suffix", ["/embed", "/embed/1"])
def test_frames_of_what_was_withdrawn_show_the_tombstone(suffix: str) -> None:
    history = factories.history(withdrawals=(factories.withdrawn(),))
    found = site.find(history, IMPRINT, suffix)
    assert found and found.gone and found.framed
    assert "This fact check was withdrawn" in found.body.decode()
    assert "Maren Blix" not in found.body.decode()


def test_the_page_offers_code_that_frames_it() -> None:
    html = drawn("")
    code = re.search(r'<textarea id="embed-code"[^>]*>([^<]*)</textarea>', html)
    assert code
    for part in ("&lt;iframe src=", "/embed&#34;", "sandbox=", "loading=", "title=", "&lt;a href="):
        assert part in code[1]
    assert "script&gt;" not in code[1]


def test_nothing_that_was_typed_breaks_out_of_the_code() -> None:
    hostile = '"></textarea><script>alert(1)</script>'
    edition = factories.edition(article=factories.article(headline=hostile))
    for suffix in ("", "/claim/1", "/embed", "/embed/1"):
        html = drawn(suffix, factories.history(edition))
        assert hostile not in html
        assert html.count("</textarea>") == html.count("<textarea")


def test_every_address_of_a_fact_check_on_its_pages_is_one_of_its_files() -> None:
    history = factories.three_editions(retired=(RETIRED,))
    files = {f.path: f for f in site.files(history, IMPRINT)}
    for file in files.values():
        if file.is_page:
            html = file.body.decode()
            here = re.findall(r'="(?:https://check\.example\.org)?(/f/[^"#?]+)', html)
            # Comparisons of editions are not among them yet.
            assert {path for path in here if not path.endswith("/changes")} <= files.keys()


def test_budgets() -> None:
    assert len(paper.script("embed.js").encode()) <= 1_100
    words = "harbour water sample office tanker record ferry county notice quay".split()
    sentences = [
        f"{words[n % 10].title()} " + " ".join(_word(words, n, m) for m in range(15)) + "."
        for n in range(62)
    ]
    text = "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, 62, 4))
    claims = tuple(_long(n, sentences[n * 5], text) for n in range(1, 13))
    edition = factories.edition(article=factories.article(text), claims=claims)
    assert 950 <= len(text.split()) <= 1_050
    found = site.find(factories.history(edition), IMPRINT, "")
    assert found and len(found.gzipped) <= 15 * 1024


def _word(words: list[str], n: int, m: int) -> str:
    """A word as English has them: some common, some seldom."""
    seldom = sha256(f"{n} {m}".encode()).hexdigest()
    return words[(n * 7 + m * 3) % 10] if m % 3 else re.sub(r"\d", "", seldom)[:7] or "tar"


def _long(number: int, quote: str, text: str) -> factories.Claim:
    first = factories.claims()[0]
    claim = factories.claim(
        number, quote, ("retracted", "denied", "supported")[number % 3], text=text
    )
    told = sha256(str(number).encode()).hexdigest()[:20]
    finding = f"The office withdrew {told}, forty days after giving it."
    return replace(
        claim,
        wording=f"The sample {told} was taken",
        statements=tuple(replace(s, words=f"{s.words} {told}") for s in first.statements),
        citations=first.citations,
        finding=finding,
        rationale=f"{finding}\n\nThe log says {told}.",
    )
