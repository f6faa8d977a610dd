"""The articles whose reading is timed: the figures rest on their being the same, and like news."""

from app.text.extract import extract
from app.text.paste.canonical import canonical
from benchmarks.newswire import article


def test_an_article_is_the_same_on_every_machine_and_as_long_as_wished() -> None:
    assert article(5_000) == article(5_000) != article(5_000, seed=8)
    assert [len(article(length)) for length in (10, 1_000, 5_000)] == [10, 1_000, 5_000]


def test_an_article_reads_like_news() -> None:
    text = article(20_000)
    assert canonical(text).text == text.strip()
    found = extract(text)
    share = sum(claim.claimant is not None for claim in found.claims) / len(found.claims)
    assert len(found.claims) > 100 and 0.4 < share < 0.95
    assert {claim.mode for claim in found.claims} > {None}
    assert found.statements and not found.notes
