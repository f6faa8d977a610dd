"""What holds for every extraction, and texts to try it on."""

import re

from hypothesis import strategies as st

from app.text.extract import Extraction
from app.text.paste.canonical import canonical
from app.text.spans import inside_word
from app.text.structure.quotes import quotations

WORDS = st.sampled_from(
    [
        "The minister", "John Smith", "said", "that", "denied", "those claims", "told reporters",
        "according to", "it", "He", "and that", "“it rained,”", "“no", "”", "“hundreds”Drones",
        '"yes"', "‘nested’", "''two''", "don’t", "9,000", "in 2019", "will", ".", ".", ",", "–",
        "(", ")", "‘", "‘No", "’", '6"', "”We", "\n\n", "\n", "Related Articles", "🙂",
        "e\u0301t", "سلام", "insisting", "no evidence of", "doubled down", "?",
        "the sale of drones to Russia", "U.S.", "Smith", "has withdrawn",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=60).map(" ".join).map(lambda raw: canonical(raw).text)


def assert_sound(text: str, found: Extraction) -> None:
    quoted = quotations(text)
    cut_by, lone = quoted.cut_by, quoted.lone
    carried = {text.index("\n", q.span.end) for q in quoted.outer if not q.closed}
    for claim in found.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote == claim.quote.strip()
        assert not inside_word(text, claim.start) and not inside_word(text, claim.end)
        assert not list(cut_by(claim.span)), claim.quote
        assert not lone.intersection((claim.start, claim.end - 1))
        assert not any(claim.span.overlaps(span) for span in found.boilerplate)
        assert 0.5 <= claim.score <= 1
        if claim.cue_span:
            assert claim.cue_span.of(text) == claim.cue
    for left in found.passed_over:
        assert text[left.start : left.end] == left.quote
    for part in (*found.claims, *found.passed_over):
        breaks = {part.start + match.start() for match in re.finditer(r"\n+", part.quote)}
        assert breaks <= carried, part.quote
    for told in found.statements:
        assert 0 <= told.about < len(found.claims)
        assert told.span.end <= len(text)
    assert [claim.span for claim in found.claims] == sorted(claim.span for claim in found.claims)
