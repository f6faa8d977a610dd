"""Attribution: whose words a sentence reports, by which cue, and which words they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.text.attribution.according import according, according_at
from app.text.attribution.clauses import Clause, clauses
from app.text.attribution.content import Report, reported
from app.text.attribution.names import Cast
from app.text.attribution.speeches import (
    Speaker,
    begins_glued,
    block_below,
    joined,
    quotation_alone,
)
from app.text.attribution.subjects import first_subject, last_name
from app.text.spans import Span
from app.text.statements.deeds import Deed as Deed
from app.text.statements.deeds import deed, undergone
from app.text.statements.passives import passives
from app.text.structure.quotes import Quotations
from app.text.structure.transcript import turns
from app.text.words import Sentence

#: What is longer is no sentence but data; it is not read for attribution.
LONGEST_SENTENCE = 3_000

#: "The port added on Monday:": how many words may stand between cue and colon.
_LONGEST_ANNOUNCEMENT = 8
_FEWEST_WORDS = 3


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
    #: A wish, a plan or a question asserts nothing that could be so or not so.
    asserts: bool = True
    #: Does it name or judge a thing, as in "called the port “a ruin”", without a clause?
    is_judgement: bool = False
    #: Is it told within the words of another: "he said [she thinks it rained]"?
    nested: bool = False


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
    last: Speaker | None = None
    floor = _floor(text, cast)
    for span in joined(text, sentences, quoted):
        if len(span) > LONGEST_SENTENCE:
            yield Reading(span, (), ())
            continue
        sentence = Sentence.of(text, span, quoted)
        last = floor.get(span.start) or last
        found = clauses(sentence.words)
        named = [(clause, _name(sentence, clause.meant, cast)) for clause in found]
        reading = _read(sentence, named, cast=cast, speaking=last)
        last = _announced(sentence, named) or _speaker(reading, last)
        yield reading


def _floor(text: str, cast: Cast) -> dict[int, Speaker]:
    """Give who takes the floor, by where their turns begin."""
    return {
        turn.start: Speaker(
            claimant=turn.name,
            name=cast.full_name(turn.name.of(text)) or turn.name.of(text),
            block=turn.speech,
        )
        for turn in turns(text, is_known=lambda name: cast.full_name(name) is not None)
    }


def _speaker(reading: Reading, last: Speaker | None) -> Speaker | None:
    """Choose who may go on speaking: whoever is quoted, or else the subject of the main clause."""
    named = [
        found
        for found in reading.attributions
        if found.claimant and found.cue and not found.garbled and not found.nested
    ]
    quoted = [found for found in named if found.mode is not Mode.INDIRECT]
    chosen = next(iter((*quoted[::-1], *named)), None)
    if chosen is None or chosen.claimant is None:
        return last
    block = last.block if last else None
    return Speaker(chosen.claimant, chosen.name, block=block)


def _announced(sentence: Sentence, named: Sequence[tuple[Clause, str | None]]) -> Speaker | None:
    """Read "The port added:", behind which a speech follows on its own lines."""
    if not named or sentence.words[-1].text != ":":
        return None
    clause, name = named[-1]
    if len(sentence.words) - clause.right > _LONGEST_ANNOUNCEMENT:
        return None
    block = block_below(sentence.text, sentence.span.end)
    return Speaker(clause.subject, name, clause.cue.of(sentence.words), block)


def _read(
    sentence: Sentence,
    named: Sequence[tuple[Clause, str | None]],
    *,
    cast: Cast,
    speaking: Speaker | None,
) -> Reading:
    found: list[Attribution] = []
    deeds: list[Deed] = []
    # From the last clause to the first: the words that one reports end where the next begins.
    last = len(sentence.words)
    source = according_at(sentence.words) or last
    for clause, name in reversed(named):
        limit = min(last, source) if clause.right <= source else last
        report = reported(sentence, clause, limit=limit)
        asserts = report is not None and report.asserts
        if report:
            found.append(_attribution(sentence, clause, name, report))
        if done := deed(sentence, clause, name, cast, limit=limit, asserts=asserts):
            deeds.append(done)
        if not clause.nested:
            last = clause.floor
    if said := _according(sentence, cast):
        found.append(said)
    if speaking and speaking.block and speaking.block.overlaps(sentence.span):
        found += _in_block(sentence, speaking, speaking.block)
    elif not found and (alone := _alone(sentence, speaking) or _behind_colon(sentence, cast)):
        found.append(alone)
    found = [replace(one, nested=_is_told_within(one, found)) for one in found]
    found.sort(key=lambda attribution: attribution.content)
    deeds += _undergone(sentence, cast)
    deeds.sort(key=lambda deed: deed.cue)
    return Reading(sentence.span, tuple(found), tuple(deeds))


def _undergone(sentence: Sentence, cast: Cast) -> Iterator[Deed]:
    for passive in passives(sentence.words):
        name = _name(sentence, passive.agent, cast)
        yield undergone(sentence, passive, name, cast)


def _alone(sentence: Sentence, speaking: Speaker | None) -> Attribution | None:
    """Attach a quotation that no clause of its sentence reports to whoever speaks it."""
    found = quotation_alone(sentence, speaking)
    if found is None:
        return None
    speaker = found.speaker
    return Attribution(
        content=(found.content,),
        claimant=speaker.claimant if speaker else None,
        name=speaker.name if speaker else None,
        cue=speaker.cue if speaker else None,
        mode=_mode(sentence, (found.content,)),
        garbled=found.garbled,
    )


def _behind_colon(sentence: Sentence, cast: Cast) -> Attribution | None:
    """Read "The port has a new motto: “It rains.”": the quotation is of whoever comes first.

    A name right before the colon comes before all: "A lesson from Anna Weiss: “It rains.”"
    """
    quotation = sentence.quotations[-1] if sentence.quotations else None
    if quotation is None or sentence.count(quotation) < _FEWEST_WORDS:
        return None  # a title
    words = sentence.phrase(Span(sentence.span.start, max(sentence.span.start, quotation.start)))
    if len(words) < 2 or words[-1].text != ":":
        return None
    place = last_name(words[:-1]) or first_subject(words, len(words) - 1)
    if place is None:
        return None
    claimant = Span(words[place.start].start, words[place.end - 1].end)
    name = _name(sentence, claimant, cast)
    return Attribution((quotation,), claimant, name, None, _mode(sentence, (quotation,)))


def _in_block(sentence: Sentence, speaker: Speaker, block: Span) -> Iterator[Attribution]:
    """Attach what stands in a speaker's block of lines, whether or not in quotation marks."""
    first = next((at for at, w in enumerate(sentence.words) if block.start <= w.start), None)
    content = sentence.trimmed(first, len(sentence.words)) if first is not None else None
    if content:
        yield Attribution((content,), speaker.claimant, speaker.name, speaker.cue, Mode.DIRECT)


def _is_told_within(one: Attribution, others: Sequence[Attribution]) -> bool:
    """Does the cue stand in the words that another reports?"""
    return one.cue is not None and any(
        piece.overlaps(one.cue) for other in others if other is not one for piece in other.content
    )


def _name(sentence: Sentence, subject: Span, cast: Cast) -> str | None:
    name = cast.resolve(subject.of(sentence.text), words=sentence.phrase(subject))
    if name:
        cast.spoke(name)
    return name


def _attribution(
    sentence: Sentence, clause: Clause, name: str | None, report: Report
) -> Attribution:
    content = report.pieces
    return Attribution(
        content=content,
        claimant=clause.subject,
        name=name,
        cue=clause.cue.of(sentence.words),
        mode=_mode(sentence, content),
        garbled=begins_glued(sentence, content[0]),
        asserts=report.asserts,
        is_judgement=report.is_judgement,
    )


def _mode(sentence: Sentence, content: Sequence[Span]) -> Mode:
    if not any(piece.overlaps(q) for piece in content for q in sentence.quotations):
        return Mode.INDIRECT
    whole = all(any(q.contains(piece) for q in sentence.quotations) for piece in content)
    return Mode.DIRECT if whole else Mode.MIXED


def _according(sentence: Sentence, cast: Cast) -> Attribution | None:
    found = according(sentence)
    if found is None:
        return None
    content, name = (found.content,), _name(sentence, found.claimant, cast)
    return Attribution(content, found.claimant, name, found.cue, _mode(sentence, content))
