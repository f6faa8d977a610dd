"""Attribution: whose words a sentence reports, by which cue, and which words they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.text.acts import StatementKind
from app.text.clauses import CLOSING, OPENING, Clause, clauses
from app.text.content import begins_anew, reported
from app.text.names import Cast
from app.text.quotes import Quotations
from app.text.spans import Span, overlapping, strip
from app.text.words import Sentence, words

#: What is longer is no sentence but data; it is not read for attribution.
LONGEST_SENTENCE = 3_000

_EDGES = ".,;:–—-"
#: A shorter quotation alone, with nobody speaking, is a title or a word in question.
_FEWEST_WORDS_ALONE = 4


class Mode(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words reported as somebody's.

    `claimant` is the noun phrase in the text, `name` whom it means; both are None where the text
    names nobody. A `garbled` attribution is a guess: its quotation lost the sentence around it.
    """

    content: tuple[Span, ...]
    claimant: Span | None
    name: str | None
    cue: Span | None
    mode: Mode
    garbled: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did to a claim, beyond asserting it; `span` is the whole clause.

    `side` is whose claims count as the actor's own: "the mayor’s office" speaks for the mayor.
    """

    kind: StatementKind
    actor: Span
    name: str | None
    side: frozenset[str]
    cue: Span
    span: Span
    attributes: bool
    negated: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says about who said and did what."""

    sentence: Span
    attributions: tuple[Attribution, ...]
    deeds: tuple[Deed, ...]


def read(text: str, *, sentences: Sequence[Span], quotations: Quotations) -> Iterator[Reading]:
    """Read the sentences of a text in order; each is understood by those before it.

    Sentences that one quotation holds together are read as one. What is over 3,000 code points is
    passed by: its reading is empty.
    """
    cast = Cast.of(text)
    quoted = quotations.spans
    last: Attribution | None = None
    for span in _joined(sentences, quoted):
        if len(span) > LONGEST_SENTENCE:
            yield Reading(span, (), ())
            continue
        inside = tuple(overlapping(quoted, span))
        sentence = Sentence(text, span, words(text, span, quotations=inside), inside)
        reading = _read(sentence, cast=cast, speaking=last)
        last = _speaker(reading) or last
        yield reading


def _joined(sentences: Sequence[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """Join the sentences over which one quotation runs: who said it may stand behind the last."""
    joined: Span | None = None
    for sentence in sentences:
        if joined and _runs_on(joined.end, sentence.start, quoted):
            joined = joined.join(sentence)
            continue
        if joined:
            yield joined
        joined = sentence
    if joined:
        yield joined


def _runs_on(end: int, start: int, quoted: Sequence[Span]) -> bool:
    near = overlapping(quoted, Span(end - 1, start + 1))
    return any(quotation.start < end and start < quotation.end for quotation in near)


def _speaker(reading: Reading) -> Attribution | None:
    """Choose who may go on speaking: whoever is quoted, or else the subject of the main clause."""
    named = [found for found in reading.attributions if found.claimant and not found.garbled]
    quoted = [found for found in named if found.mode is not Mode.INDIRECT]
    return next(iter((*quoted[::-1], *named)), None)


def _read(sentence: Sentence, *, cast: Cast, speaking: Attribution | None) -> Reading:
    found: list[Attribution] = []
    deeds: list[Deed] = []
    named = [(clause, _name(sentence, clause.subject, cast)) for clause in clauses(sentence.words)]
    # From the last clause to the first: the words that one reports end where the next begins.
    limit = len(sentence.words)
    for clause, name in reversed(named):
        content = reported(sentence, clause, limit=limit)
        if content:
            found.append(_attribution(sentence, clause, name, content))
        if clause.cue.verb.kind is not StatementKind.ASSERTED:
            side = _side(sentence, clause, name, cast)
            deeds.append(_deed(sentence, clause, side, name=name, limit=limit, content=content))
        if content or begins_anew(sentence, clause):
            limit = clause.left
    if according := _according(sentence, cast):
        found.append(according)
    if not found and (alone := _quotation_alone(sentence, speaking)):
        found.append(alone)
    found.sort(key=lambda attribution: attribution.content)
    return Reading(sentence.span, tuple(found), tuple(reversed(deeds)))


def _name(sentence: Sentence, subject: Span, cast: Cast) -> str | None:
    name = cast.resolve(subject.of(sentence.text), words=sentence.phrase(subject))
    if name:
        cast.spoke(name)
    return name


def _side(sentence: Sentence, clause: Clause, name: str | None, cast: Cast) -> frozenset[str]:
    principal = cast.speaks_for(sentence.phrase(clause.subject))
    return frozenset(who for who in (name, principal) if who)


def _attribution(
    sentence: Sentence, clause: Clause, name: str | None, content: tuple[Span, ...]
) -> Attribution:
    return Attribution(
        content=content,
        claimant=clause.subject,
        name=name,
        cue=_cue(sentence, clause),
        mode=_mode(sentence, content),
        garbled=_begins_glued(sentence, content[0]),
    )


def _deed(
    sentence: Sentence,
    clause: Clause,
    side: frozenset[str],
    *,
    name: str | None,
    limit: int,
    content: Sequence[Span],
) -> Deed:
    whole = sentence.trimmed(clause.left, max(limit, clause.right))
    return Deed(
        kind=clause.cue.verb.kind,
        actor=clause.subject,
        name=name,
        side=side,
        cue=_cue(sentence, clause),
        span=whole or clause.subject,
        attributes=bool(content),
        negated=clause.negated,
    )


def _cue(sentence: Sentence, clause: Clause) -> Span:
    first, last = sentence.words[clause.cue.start], sentence.words[clause.cue.end - 1]
    return Span(first.start, last.end)


def _mode(sentence: Sentence, content: Sequence[Span]) -> Mode:
    if not any(piece.overlaps(q) for piece in content for q in sentence.quotations):
        return Mode.INDIRECT
    whole = all(any(q.contains(piece) for q in sentence.quotations) for piece in content)
    return Mode.DIRECT if whole else Mode.MIXED


def _according(sentence: Sentence, cast: Cast) -> Attribution | None:
    """Read "According to X, ..." and "..., according to X"."""
    shown = sentence.words
    pairs = pairwise(shown)
    at = next((i for i, (a, b) in enumerate(pairs) if _is_according(a.low, b.low, a.quoted)), None)
    if at is None:
        return None
    start = end = at + 2
    while end < len(shown) and shown[end].text not in {",", ".", ";", *OPENING}:
        end += 1
    content = sentence.trimmed(end, len(shown)) if at == 0 else sentence.trimmed(0, at)
    if content is None or end == start or sentence.count(content) < 2:
        return None
    source = Span(shown[start].start, shown[end - 1].end)
    cue = Span(shown[at].start, shown[at + 1].end)
    name = _name(sentence, source, cast)
    return Attribution((content,), source, name, cue, _mode(sentence, (content,)))


def _is_according(first: str, second: str, quoted: bool) -> bool:
    return first == "according" and second == "to" and not quoted


# ---------------------------------------------------------------------- quotations left alone


def _quotation_alone(sentence: Sentence, speaking: Attribution | None) -> Attribution | None:
    """Attach a quotation that no clause of its sentence reports to whoever is speaking.

    A whole sentence in quotation marks goes on with a speech. One that begins in lower case, or
    runs into a word that is not its own, lost its sentence: it is garbled.
    """
    if not sentence.quotations or sentence.quotations[0].start > sentence.span.start:
        return None
    quotation = sentence.quotations[0]
    inner = quotation.of(sentence.text).strip('“”"«»„ ')
    whole = not sentence.text[quotation.end : sentence.span.end].strip(_EDGES + "!? ")
    garbled = inner[:1].islower() or _is_glued(sentence, quotation)
    if not (whole or garbled):
        return None
    if speaking is None and len(inner.split()) < _FEWEST_WORDS_ALONE:
        return None
    content = strip(sentence.text, sentence.span, right=_EDGES).join(
        quotation if sentence.span.contains(quotation) else sentence.span
    )
    return Attribution(
        content=(content,),
        claimant=speaking.claimant if speaking else None,
        name=speaking.name if speaking else None,
        cue=None,
        mode=_mode(sentence, (content,)),
        garbled=garbled,
    )


def _begins_glued(sentence: Sentence, content: Span) -> bool:
    """Do the words begin with a quotation that runs into a word that is not its own?"""
    return any(
        q.start == content.start and q.end < content.end and _is_glued(sentence, q)
        for q in sentence.quotations
    )


def _is_glued(sentence: Sentence, quotation: Span) -> bool:
    end = quotation.end
    return sentence.text[end : end + 1].isalnum() and sentence.text[end - 1] in CLOSING
