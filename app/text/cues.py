"""Cues: where a sentence holds words of the lexicon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.text.lexicon import VERBS, Verb
from app.text.words import Word


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb found at the words `start` up to, not including, `end` of a sentence."""

    verb: Verb
    start: int
    end: int
    form: str

    @property
    def is_participle(self) -> bool:
        return self.form.endswith("ing")


#: Forms that are nouns as often as verbs: cues only where a clause or a quotation follows.
_AMBIGUOUS = frozenset(
    (
        "claim claims report reports comment comments note notes estimate estimates hope hopes "
        "fear fears promise promises pledge pledges object objects reply replies stress tweet "
        "tweets vow state states argument charge charges call calls rule rules finding findings "
        "feeling meaning reason reasons worry worries suspect suspects reading ruling hearing "
        "warning warnings counter repeat signal signals read hold holds held"
    ).split()
)
#: Before a cue these make the passive, which reports without saying whose words they are.
_BE = frozenset("am is are was were be been being".split())
AUXILIARIES = _BE | frozenset(
    (
        "has have had having do does did will would can could may might must shall should 'd 'll "
        "'ve not never no n't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't "
        "couldn't isn't wasn't weren't aren't also later then once again already still even just "
        "further previously repeatedly first now too both all often twice only soon "
        "since earlier ever always sometimes"
    ).split()
)
NEGATIONS = frozenset(
    (
        "not never no n't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't "
        "isn't wasn't weren't aren't cannot nor without refused declined unable failed yet"
    ).split()
)


def cues(words: Sequence[Word]) -> Iterator[Cue]:
    """Yield the cues of a sentence that stand outside its quotations, in order.

    The passive ("was told"), and a noun that looks like a verb ("those claims"), are no cues.
    """
    for at, word in enumerate(words):
        if word.quoted or word.low not in VERBS or (word.is_capital and not word.text.isupper()):
            continue
        for verb in VERBS[word.low]:
            end = at + 1 + len(verb.particles)
            if tuple(next_.low for next_ in words[at + 1 : end]) == verb.particles:
                cue = Cue(verb, at, end, word.low)
                if not _is_passive(words, at) and not _is_noun(words, cue):
                    yield cue
                break


def _is_passive(words: Sequence[Word], at: int) -> bool:
    return (
        at > 0
        and any(word.low in _BE for word in words[max(0, at - 2) : at])
        and not words[at].low.endswith("ing")
    )


def _is_noun(words: Sequence[Word], cue: Cue) -> bool:
    if cue.start and words[cue.start - 1].low in _BEFORE_NOUNS:
        return True
    if cue.form not in _AMBIGUOUS:
        return False
    if cue.start and words[cue.start - 1].low in {"earlier", "initial", "original", "latest"}:
        return True
    return cue.end >= len(words) or not (
        words[cue.end].quoted or words[cue.end].low in _AFTER_VERBS or words[cue.end].is_capital
    )


_BEFORE_NOUNS = frozenset(
    (
        "a an the this that these those such any some no its his her their my our your 's of in "
        "for by with prior previous recent other new false"
    ).split()
)
_AFTER_VERBS = frozenset(
    (
        "that the a an he she it they we i you there this these those his her its their our no to "
        "if whether how as"
    ).split()
)
