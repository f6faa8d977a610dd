"""Cues: where a sentence holds words of the lexicon as the verbs, or nouns, that attribute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.text.attribution.lexicon import ADJECTIVES, NOUNS, VERBS, Entry, Part, Takes
from app.text.spans import Span
from app.text.statements.acts import StatementKind
from app.text.words import Word


@dataclass(frozen=True, slots=True)
class Cue:
    """An entry of the lexicon at the words `start` up to, not including, `end` of a sentence."""

    entry: Entry
    start: int
    end: int
    form: str

    def of(self, words: Sequence[Word]) -> Span:
        """Where it stands in the text of its sentence."""
        return Span(words[self.start].start, words[self.end - 1].end)

    @property
    def is_participle(self) -> bool:
        return self.entry.part is Part.VERB and self.form.endswith("ing")

    @property
    def may_be_plural(self) -> bool:
        """Could this as well be the plural of a noun: "claims", "comments"?"""
        return self.form.endswith("s") and self.form in _AMBIGUOUS


#: Forms that are nouns as often as verbs: cues only where a clause or a quotation follows.
_AMBIGUOUS = frozenset(
    (
        "advance advises aim aims answer argument attack attacks bet bid blame brand call calls "
        "cast challenge charge charges claim claims comment comments convinced counter demand "
        "demands determined dismiss dislike estimate estimates favor favour fear fears feeling "
        "finding findings finds forecast guess hail hearing hold holds held hope hopes label "
        "learned like meaning mock note notes object objects offer order plan plans plead pledge "
        "pledges post praise present press promise promises protest question questions quote read "
        "reading regard regards remark remarks repeat replies reply report reports rule rules "
        "ruling show shows signal signals slam snap state states stress support suspect suspects "
        "text threat tout trust tweet tweets view views vote vow warning warnings welcome "
        "wonder worries worry yearn"
    ).split()
)
BE = frozenset("am is are was were be been being".split())
AUXILIARIES = BE | frozenset(
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
_POSSESSIVES = frozenset("his her its their our my your whose".split())
#: Behind these stands a verb, and behind those a noun.
_BEFORE_VERBS = frozenset(
    "he she it they we i who to will would could should may might can also".split()
)
_DETERMINERS = frozenset(
    "a an the this that these those such any some no its his her their my our your 's".split()
)
#: Of these, what may stand without a noun: "some say", "those close to her said".
_ALONE = frozenset("her some".split())
_BEFORE_NOUNS = _DETERMINERS | frozenset(
    "of in for by with prior previous recent other new false".split()
)
#: One of a kind: behind the noun that follows, a verb has an ending.
_ONE = frozenset("a an another this".split())
_EARLIER = frozenset("earlier initial original latest".split())
_AFTER_VERBS = frozenset(
    (
        "that the a an he she it they we i you there this these those his her its their our no to "
        "if whether how as"
    ).split()
)
_FINITE = frozenset("is are was were has have had will would can could may might must".split())


def cues(words: Sequence[Word]) -> Iterator[Cue]:
    """Yield the cues of a sentence that stand outside its quotations, in order.

    The passive ("was told"), and a noun that looks like a verb ("those claims"), are no cues.
    Capitals hide a cue only outside a headline.
    """
    titled = _is_title(words)
    for at, word in enumerate(words):
        if word.quoted or (word.is_capital and not (titled or word.text.isupper())):
            continue
        cue = _noun(words, at) or _adjective(words, at) or _verb(words, at)
        if cue:
            yield cue


def undergone(words: Sequence[Word]) -> Iterator[Cue]:
    """Yield the cues in the passive that tell what was done to a claim: "was denied"."""
    for at, word in enumerate(words):
        for entry in VERBS.get(word.low, ()):
            acts = entry.kind is not StatementKind.ASSERTED and not entry.particles
            if acts and not word.quoted and word.low.endswith(("ed", "wn")):
                if _is_passive(words, at):
                    yield Cue(entry, at, at + 1, word.low)
                break


def _is_title(words: Sequence[Word]) -> bool:
    """Does every long word begin with a capital, as in the headline of a newspaper?"""
    long = [word for word in words if len(word.text) > 4 and word.text[0].isalpha()]
    return len(long) > 2 and all(word.is_capital for word in long)


def _entry(entries: Sequence[Entry], words: Sequence[Word], at: int) -> Cue | None:
    """Choose the first entry whose particles follow the word."""
    for entry in entries:
        end = at + 1 + len(entry.particles)
        if tuple(word.low for word in words[at + 1 : end]) == entry.particles:
            return Cue(entry, at, end, words[at].low)
    return None


def _verb(words: Sequence[Word], at: int) -> Cue | None:
    cue = _entry(VERBS.get(words[at].low, ()), words, at)
    if cue is None or _is_passive(words, at) or _is_noun(words, cue) or _is_done_by(words, cue):
        return None
    return cue


def _adjective(words: Sequence[Word], at: int) -> Cue | None:
    """Read "is willing to", "was convinced that"."""
    cue = _entry(ADJECTIVES.get(words[at].low, ()), words, at)
    before = words[max(0, at - 3) : at]
    if cue is None or not any(is_to_be(word) and word.low != "being" for word in before):
        return None
    behind = words[cue.end].low if cue.end < len(words) else ""
    return cue if (behind == "to") == (Takes.INFINITIVE in cue.entry.takes) else None


def _noun(words: Sequence[Word], at: int) -> Cue | None:
    """Read "the port’s promise to", "his claim that"; a noun that nobody owns tells of nobody."""
    cue = _entry(NOUNS.get(words[at].low, ()), words, at)
    if cue is None or cue.end >= len(words):
        return None
    wanted = "to" if Takes.INFINITIVE in cue.entry.takes else "that"
    return cue if words[cue.end].low == wanted and owner(words, at) is not None else None


def owner(words: Sequence[Word], at: int) -> int | None:
    """Find the word that says whose a noun is: "his", or the "port’s" of "the port’s new plan"."""
    for before in range(at - 1, max(-1, at - 4), -1):
        word = words[before]
        if word.low in _POSSESSIVES or word.is_possessive:
            return before
        if word.quoted or not word.is_word:
            return None
    return None


def is_to_be(word: Word) -> bool:
    """Is this a form of "to be", alone or as in "she’s"?"""
    return word.low in BE or word.low.endswith(("'s", "'re", "'m"))


def _is_passive(words: Sequence[Word], at: int) -> bool:
    return (
        at > 0
        and any(word.low in BE for word in words[max(0, at - 2) : at])
        and not words[at].low.endswith("ing")
    )


def _is_done_by(words: Sequence[Word], cue: Cue) -> bool:
    """Is it "the view held by some"?"""
    return cue.end < len(words) and words[cue.end].low == "by" and cue.form != cue.entry.lemma


def _is_noun(words: Sequence[Word], cue: Cue) -> bool:
    before = words[cue.start - 1] if cue.start else None
    if before and before.low in (_DETERMINERS if cue.is_participle else _BEFORE_NOUNS):
        return before.low not in _ALONE or cue.form in _AMBIGUOUS
    if cue.form == cue.entry.lemma and cue.start > 1 and words[cue.start - 2].low in _ONE:
        return cue.form in _AMBIGUOUS  # "a newspaper report that": one newspaper reports
    if cue.form not in _AMBIGUOUS or (before and _makes_a_verb(before, cue)):
        return False
    return bool(before and before.low in _EARLIER) or not _goes_on_as_verb(words, cue)


def _makes_a_verb(before: Word, cue: Cue) -> bool:
    return before.low in _BEFORE_VERBS or (before.low in BE and cue.is_participle)


def _goes_on_as_verb(words: Sequence[Word], cue: Cue) -> bool:
    """Does a clause, an object or a quotation follow, and no "that could" which tells of a noun?"""
    if cue.end >= len(words):
        return False
    behind = words[cue.end]
    if behind.low == "that" and words[min(cue.end + 1, len(words) - 1)].low in _FINITE:
        return False
    if behind.text in {":", "."}:
        return cue.start > 0 and words[cue.start - 1].is_capital
    return behind.quoted or behind.is_capital or behind.low in _AFTER_VERBS
