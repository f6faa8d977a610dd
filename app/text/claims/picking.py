"""Picking: which words of each sentence are claims, and which are passed over, and why."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.text.attribution.reading import LONGEST_SENTENCE, Attribution, Mode, Reading
from app.text.claims.checkable import Reason, Type, Worth, weigh
from app.text.claims.snapping import fit
from app.text.spans import Span, covered
from app.text.structure.quotes import Quotations

# "..., and that the pier would open": two claims under one cue.
_AND_THAT = re.compile(r",?[”\"]?,?\s*\b(?:and|but) that\s", re.IGNORECASE)
# "... – which the port had sold twice – ...": told by the writer, whoever speaks around it.
_ASIDE = re.compile(r"[–—]\s(?:which|who|where)\s(?P<told>[^–—\n]{8,300})(?=[–—])")
# "In the past, she said, ...": what begins so is no claim by itself.
_ADVERBIAL = re.compile(
    r"(?:(?:and|but|so) )?(?:about|after|as|at|because|before|by|during|even|for|from|if|in|"
    r"instead|like|on|once|since|though|to|too|under|unlike|until|when|while|with|without)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3
#: The same words are found twice only within one sentence.
_NEAR = 8
_TOLD = (Reason.ACT, Reason.STATEMENT)


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of the text worth checking: `text[start:end] == quote`, offsets in code points."""

    start: int
    end: int
    quote: str
    claimant: str | None
    claimant_span: Span | None
    cue: str | None
    cue_span: Span | None
    mode: Mode | None
    type: Type
    score: float
    reasons: tuple[Reason, ...]
    garbled: bool
    #: The reasons known from outside the words.
    given: tuple[Reason, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Words that were read and left aside, and why; an editor may promote them."""

    start: int
    end: int
    quote: str
    score: float
    reasons: tuple[str, ...]
    given: tuple[Reason, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Picked:
    """Gathers claims and what is passed over, sentence by sentence."""

    def __init__(self, text: str, quoted: Quotations) -> None:
        self.claims: list[Claim] = []
        self.passed_over: list[PassedOver] = []
        self._text, self._quoted = text, quoted
        self._near: deque[Span] = deque(maxlen=_NEAR)

    def take(self, reading: Reading) -> None:
        if len(reading.sentence) > LONGEST_SENTENCE:
            self._pass_over(reading.sentence, 0.0, ("too long for a sentence",))
            return
        taken: list[Span] = []
        for attribution in _checkable(reading.attributions):
            for piece in self._pieces(attribution):
                self._weigh(piece, attribution)
                taken.append(piece)
        for part, given in self._narrated(reading, taken):
            self._weigh(part, None, given)

    def _pieces(self, attribution: Attribution) -> Iterator[Span]:
        """Cut the words reported at "and that", where no quotation spans the cut."""
        for content in _clauses(self._text, attribution):
            at = content.start
            for match in _AND_THAT.finditer(self._text, content.start, content.end):
                cut = match.start() + len(match[0]) - len(match[0].lstrip(',”"'))
                piece = Span(at, cut)
                if (
                    not any(self._quoted.cut_by(piece))
                    and _count(self._text, piece) >= _FEWEST_WORDS
                ):
                    yield fit(self._text, piece, self._quoted)
                    at = match.end()
            yield fit(self._text, Span(at, content.end), self._quoted)

    def _narrated(
        self, reading: Reading, taken: Sequence[Span]
    ) -> Iterator[tuple[Span, tuple[Reason, ...]]]:
        """Yield what a sentence says in the writer's own voice, with the reasons already known."""
        acts = [deed for deed in reading.deeds if not deed.attributes]
        if not taken:
            whole = fit(self._text, reading.sentence, self._quoted)
            yield whole, _TOLD if acts else ()
            return
        for deed in acts:
            span = fit(self._text, deed.span, self._quoted)
            if not covered(span, by=taken):
                yield span, _TOLD
        for match in _ASIDE.finditer(self._text, *reading.sentence.bounds):
            span = fit(self._text, Span(*match.span("told")), self._quoted)
            if not covered(span, by=taken):
                yield span, ()

    def _weigh(
        self, span: Span, attribution: Attribution | None, given: Sequence[Reason] = ()
    ) -> None:
        if not span or span in self._near:
            return
        known = (*given, *_reasons_of(attribution))
        worth = weigh(self._text, span, given=known)
        if worth.is_claim:
            claim = _claim(self._text, span, worth, attribution)
            self.claims.append(replace(claim, given=known))
            self._near.append(span)
        else:
            self._pass_over(span, worth.score, worth.reasons, given=known)

    def _pass_over(
        self,
        span: Span,
        score: float,
        reasons: Sequence[str],
        *,
        given: tuple[Reason, ...] = (),
    ) -> None:
        quote = span.of(self._text)
        self.passed_over.append(PassedOver(*span.bounds, quote, score, tuple(reasons), given))


def _clauses(text: str, attribution: Attribution) -> Iterator[Span]:
    """Yield the pieces reported, but not the time or place before "..., she said, ..."."""
    first, *rest = attribution.content
    if not rest or not _ADVERBIAL.match(text, first.start):
        yield first
    yield from rest


def _checkable(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions whose words are claims: not wishes, and each word reported once.

    Where one reports most of what another does, as in "he said she thinks it rained", the inner
    one counts, if it tells who, and more than what something is called; where it reports only a
    part of it, the outer one does.
    """
    asserted = [
        found
        for found in attributions
        if found.asserts and (not found.nested or (found.name and not found.is_judgement))
    ]
    for found in asserted:
        inner = [other for other in asserted if other.nested and _is_within(other, found)]
        outer = [other for other in asserted if found.nested and _is_within(found, other)]
        if not any(_is_most_of(other, found) for other in inner) and all(
            _is_most_of(found, other) for other in outer
        ):
            yield found


def _is_within(inner: Attribution, outer: Attribution) -> bool:
    return inner is not outer and any(
        whole.contains(piece) for piece in inner.content for whole in outer.content
    )


def _is_most_of(inner: Attribution, outer: Attribution) -> bool:
    """Is most of what one reports the clause, "she thinks it rained", that the other tells?"""
    whole = outer.content[0].join(outer.content[-1])
    told = inner.content[0].join(inner.content[-1])
    for part in (inner.claimant, inner.cue):
        if part and whole.contains(part):
            told = told.join(part)
    return 2 * len(told) >= len(whole)


def _reasons_of(attribution: Attribution | None) -> tuple[Reason, ...]:
    if attribution is None:
        return ()
    quoted = (Reason.QUOTED,) if attribution.mode is not Mode.INDIRECT else ()
    garbled = (Reason.GARBLED,) if attribution.garbled else ()
    return (Reason.REPORTED, *quoted, *garbled)


def _claim(text: str, span: Span, worth: Worth, attribution: Attribution | None) -> Claim:
    cue = attribution.cue if attribution else None
    return Claim(
        start=span.start,
        end=span.end,
        quote=span.of(text),
        claimant=attribution.name if attribution else None,
        claimant_span=attribution.claimant if attribution else None,
        cue=cue.of(text) if cue else None,
        cue_span=cue,
        mode=attribution.mode if attribution else None,
        type=worth.type,
        score=worth.score,
        reasons=worth.reasons,
        garbled=attribution.garbled if attribution else False,
    )


def _count(text: str, span: Span) -> int:
    return len(span.of(text).split())
