"""Speeches: quotations that stand without a clause of their own, and whose they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.text.attribution.clauses import CLOSING, clauses
from app.text.attribution.content import reported
from app.text.spans import Span, overlapping, strip
from app.text.words import Sentence

_EDGES = ".,;:–—-"
_ASKED = re.compile("[?!]['’]?[”\"]$")
# "“It rained.” ― Anna Weiss", to the end of the line.
_SIGNED = re.compile(r"[^\S\n]*[―–—-]+[^\S\n]*(?P<name>[A-ZÀ-Þ][^\n“”\"]{2,40})$", re.MULTILINE)
_MARKS = frozenset("“”\"«»„'‘’")
#: A shorter quotation alone, with nobody speaking, is a title or a word in question.
_FEWEST_WORDS_ALONE = 4
#: How much of a sentence is read to see whether it names the speaker of the question before it.
_REACH = 400


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, or goes on speaking; with the cue where one announced the words.

    All that stands in a `block` is the speaker's, with or without quotation marks.
    """

    claimant: Span
    name: str | None
    cue: Span | None = None
    block: Span | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation without a clause; it is garbled if it lost the sentence around it."""

    content: Span
    speaker: Speaker | None
    garbled: bool


def block_below(text: str, at: int) -> Span | None:
    """Find the next line, if it is not in quotation marks: it is what was announced before."""
    start = strip(text, Span(at, len(text))).start if "\n" in text[at : at + 2] else len(text)
    if start >= len(text) or text[start] in _MARKS:
        return None
    return Span(start, _line_end(text, start))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def joined(text: str, sentences: Sequence[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """Join the sentences over which one quotation runs: who said it may stand behind the last.

    So may whoever asked the question, or cried out, in quotation marks.
    """
    whole: Span | None = None
    for sentence in sentences:
        if whole and (
            _runs_on(whole.end, sentence.start, quoted) or _asks(text, whole, sentence, quoted)
        ):
            whole = whole.join(sentence)
            continue
        if whole:
            yield whole
        whole = sentence
    if whole:
        yield whole


def _runs_on(end: int, start: int, quoted: Sequence[Span]) -> bool:
    near = overlapping(quoted, Span(end - 1, start + 1))
    return any(quotation.start < end and start < quotation.end for quotation in near)


def _asks(text: str, question: Span, sentence: Span, quoted: Sequence[Span]) -> bool:
    """Is it "“Will it rain?”" and then "Anna Weiss said.", which reports nothing else?"""
    if not _ASKED.search(text, question.start, question.end):
        return False
    if "\n" in text[question.end : sentence.start] or len(sentence) > _REACH:
        return False
    told = Sentence.of(text, sentence, quoted)
    found = clauses(told.words)
    return (
        bool(found) and found[0].left == 0 and not reported(told, found[0], limit=len(told.words))
    )


def quotation_alone(sentence: Sentence, speaking: Speaker | None) -> Speech | None:
    """Attach a quotation that no clause of its sentence reports to whoever is speaking.

    A whole sentence in quotation marks goes on with a speech, unless it is signed. One that begins
    in lower case, or runs into a word that is not its own, lost its sentence: it is garbled.
    """
    if not sentence.quotations or sentence.quotations[0].start > sentence.span.start:
        return None
    quotation = sentence.quotations[0]
    signed = _signed(sentence.text, quotation.end)
    inner = quotation.of(sentence.text).strip('“”"«»„ ')
    rest = sentence.text[quotation.end : sentence.span.end]
    if signed:
        return Speech(quotation, signed, garbled=False)
    whole = not rest.strip(_EDGES + "!? ")
    garbled = inner[:1].islower() or _is_glued(sentence, quotation)
    if not (whole or garbled):
        return None
    if speaking is None and len(inner.split()) < _FEWEST_WORDS_ALONE:
        return None
    content = strip(sentence.text, sentence.span, right=_EDGES).join(
        quotation if sentence.span.contains(quotation) else sentence.span
    )
    return Speech(content, speaking, garbled)


def _signed(text: str, at: int) -> Speaker | None:
    match = _SIGNED.match(text, at)
    if not match:
        return None
    name = strip(text, Span(*match.span("name")), right=".")
    return Speaker(name, name.of(text))


def begins_glued(sentence: Sentence, content: Span) -> bool:
    """Do the words begin with a quotation that runs into a word that is not its own?"""
    return any(
        q.start == content.start and q.end < content.end and _is_glued(sentence, q)
        for q in sentence.quotations
    )


def _is_glued(sentence: Sentence, quotation: Span) -> bool:
    end = quotation.end
    return sentence.text[end : end + 1].isalnum() and sentence.text[end - 1] in CLOSING
