"""Bridges: the engine's functions in the signatures that outside scorers ask for.

Each takes plain values and gives plain values; offsets are code points, half-open. How to get the
public data sets, and the command for each figure: `benchmarks/README.md`.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app import checked
from app.models import CheckedClaim
from app.text.attribution.reading import Attribution, read
from app.text.claims.checkable import weigh
from app.text.finding import matching
from app.text.paste.boilerplate import body
from app.text.paste.canonical import canonical
from app.text.paste.html import body as html_body
from app.text.paste.html import load
from app.text.paste.unreadable import Unreadable
from app.text.spans import Span
from app.text.structure.quotes import quotations
from app.text.structure.sentences import sentences

_THAT = re.compile(r"\bthat\s+\Z")
_THAT_REACH = 8


def split(text: str) -> list[tuple[int, int]]:
    """Sentence bounds of a text."""
    return [sentence.bounds for sentence in sentences(text)]


def attribute(text: str) -> list[dict[str, Any]]:
    """Words reported as somebody's, each with its speaker and cue; None where there is none.

    Of what is reported within a report only the outer is given, and "that" belongs to the words:
    so do the annotators.
    """
    readings = read(text, sentences=sentences(text), quotations=quotations(text))
    return [
        _attributed(text, found, content)
        for reading in readings
        for found in reading.attributions
        if not found.nested
        for content in found.content
    ]


def _attributed(text: str, found: Attribution, content: Span) -> dict[str, Any]:
    speaker, cue = found.claimant, found.cue
    that = _THAT.search(text, max(0, content.start - _THAT_REACH), content.start)
    return {
        "start": that.start() if that else content.start,
        "end": content.end,
        "speaker_start": speaker and speaker.start,
        "speaker_end": speaker and speaker.end,
        "cue": cue and cue.of(text),
        "cue_start": cue and cue.start,
        "cue_end": cue and cue.end,
    }


def worth(sentence: str) -> float:
    """How much a sentence asks to be checked, 0 to 1."""
    return weigh(sentence, Span(0, len(sentence))).score


def clean(html: str) -> str:
    """The article's body in the HTML of a whole web page."""
    try:
        document = load(html)
    except Unreadable:
        return ""
    return "" if document is None else html_body(document)


def clean_plain(text: str) -> str:
    """The article in a "select all, copy, paste" of a whole web page."""
    return body(canonical(text).text)


def retrieve(query: str, corpus: Sequence[tuple[str, str]]) -> list[str]:
    """The ids of the claims in a corpus, given as pairs of id and text, that are like the query."""
    found = checked.search(_indexed(corpus), {0: query})[0]
    return [corpus[at][0] for at in found.claims]


#: By the list's identity: the list, so that nothing else takes its place, and its index.
_indexes: dict[int, tuple[object, Session]] = {}


def _indexed(corpus: Sequence[tuple[str, str]]) -> Session:
    if id(corpus) not in _indexes:
        engine = create_engine("sqlite://", poolclass=StaticPool)
        with engine.begin() as connection:
            CheckedClaim.__table__.create(connection)
            rows = [
                {"claim_id": at, "words": " ".join(matching.words(text))}
                for at, (_, text) in enumerate(corpus)
            ]
            connection.execute(insert(CheckedClaim), rows)
            checked.create(connection)
        _indexes[id(corpus)] = (corpus, Session(engine))
    return _indexes[id(corpus)][1]
