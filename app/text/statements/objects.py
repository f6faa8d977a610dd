"""The object of an act: is it a claim that is denied, retracted or repeated, and which one?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.text.attribution.pointers import names_a_claim
from app.text.statements.matter import matter, negation
from app.text.words import Word

_ALSO_CLAIMS = frozenset(
    (
        "story stories article articles account accounts rumour rumours rumor rumors figure "
        "figures finding findings conclusion conclusions version explanation"
    ).split()
)
_PRONOUNS = frozenset("it them this that".split())
#: "Backtracked on", "backed away from", "stood by".
_LEADS = frozenset("on from by to about".split())
_STOPS = frozenset(
    (
        "of on in at to for from with by and or but as after before when while because if is was "
        "are were be been has have had will would he she they we who which over against into"
    ).split()
)
#: What may stand behind a pointer without adding to what it points at.
_ADJUNCTS = frozenset(
    (
        "as on in at during last this yesterday today tonight earlier later when while and but "
        "saying insisting calling via through after before within immediately immediate outright "
        "again publicly altogether out too despite because"
    ).split()
)
_MARKS = frozenset(",;:.–—-(“\"'‘)”’")
_BY = frozenset("by from".split())
#: What is asked for or applied for is no claim of fact: "a claim for damages", "his claim to land".
_DEMANDS = frozenset("for to".split())
_DEMANDED = frozenset(
    (
        "insurance asylum compensation refugee benefit benefits expense expenses land warranty "
        "damages legal pension tax court"
    ).split()
)
_GRANTED = frozenset(
    (
        "entry access bail visa visas permit permits request requests motion appeal appeals "
        "application applications asylum parole permission coverage benefits rights right service "
        "services admission clemency tenure credit loan loans promotion licence license funding "
        "care treatment citizenship residency petition"
    ).split()
)
_GUILT = frozenset("wrongdoing involvement responsibility guilt".split())
_PERSONS = frozenset("him her them us me you".split())
FALSE = frozenset(
    (
        "false untrue baseless unfounded groundless fabricated fake invented inaccurate incorrect "
        "nonsense lie lies rubbish fabrication fabrications fiction hoax bogus misleading wrong "
        "unsubstantiated"
    ).split()
)
_POSSESSIVES = frozenset("his her its their".split())
_REACH, _FEW = 7, 4
_NOUNS_OF_LAW = frozenset("charge charges".split())


@dataclass(frozen=True, slots=True)
class Object:
    """What an act is done to. `owner` and `matter` are stems.

    One that `points` is told by no words of its own, like "those claims"; a `bare` one has hardly a
    word beside it. One that is `personal`, "any wrongdoing", is about whoever denies it; one that
    is `own`, "its story", must be the actor's.
    """

    noun: str | None
    owner: frozenset[str]
    matter: frozenset[str]
    points: bool = False
    bare: bool = False
    personal: bool = False
    own: bool = False
    negated: bool = False


def object_of(words: Sequence[Word], *, denied: bool = False) -> Object | None:
    """Read the words behind a cue; None if no claim can be meant.

    `denied` says that the cue is "deny", which is also what is done to an entry or a permit.
    """
    if denied and _is_refusal(words):
        return None
    if _is_pronoun(words):
        return _pointing("it", bare=len(words) <= 1 + _FEW)
    if denied and any(word.low in _GUILT for word in words[:3]):
        return replace(_pointing("it", bare=False), personal=True)
    at = noun_at(words)
    if at is None:
        return Object(None, frozenset(), matter(words), negated=negation(words) is not None)
    if _is_demand(words, at) or (words[at].low in _NOUNS_OF_LAW and not denied):
        return None
    owner, rest = _owner(words, at)
    if not rest or _adds_nothing(rest[0]) or not matter(rest):
        found = _pointing(words[at].low, bare=len(rest) <= _FEW)
        own = any(word.low in _POSSESSIVES for word in words[:at])
        return replace(found, owner=matter(owner), own=own)
    return Object(words[at].low, matter(owner), matter(rest), negated=negation(rest) is not None)


def _pointing(noun: str, *, bare: bool) -> Object:
    return Object(noun, frozenset(), frozenset(), points=True, bare=bare)


def noun_at(words: Sequence[Word]) -> int | None:
    """Find the word that names a claim at the head of a noun phrase: "his earlier accusation"."""
    first = int(bool(words) and words[0].low in _LEADS)
    for at in range(first, min(len(words), first + _REACH)):
        word = words[at]
        if names_a_claim([word]) or word.low in _ALSO_CLAIMS:
            return at
        if word.low in _STOPS or (word.text in _MARKS and not word.quoted):
            return None
    return None


def is_called_false(words: Sequence[Word]) -> bool:
    """Do the words behind "called" call a claim false: "the reports a pack of lies"?"""
    at = noun_at(words)
    if at is None and not (words and words[0].low in _PRONOUNS):
        return False
    behind = words[(at or 0) + 1 :][:_REACH]
    return any(word.low in FALSE for word in behind)


def _is_refusal(words: Sequence[Word]) -> bool:
    head = [word.low for word in words[:6]]
    stops = (at for at, low in enumerate(head) if low in {"that", "of", "having", "any"})
    return bool(head) and (
        head[0] in _PERSONS - {"them"}
        or (head[0] == "them" and len(words) > 1 and words[1].is_word)
        or not _GRANTED.isdisjoint(head[: next(stops, len(head))])
    )


def _is_pronoun(words: Sequence[Word]) -> bool:
    lows = [word.low for word in words[:3]]
    if lows in (["doing"], ["doing", "so"], ["having", "done"], ["having", "done", "so"]):
        return True
    return bool(lows) and lows[0] in _PRONOUNS and (len(words) == 1 or _adds_nothing(words[1]))


def _adds_nothing(word: Word) -> bool:
    return (
        word.low in _ADJUNCTS
        or word.low in FALSE
        or word.quoted
        or word.text in _MARKS
        or word.low.endswith(("ly", "day"))
    )


def _is_demand(words: Sequence[Word], at: int) -> bool:
    behind = words[at + 1].low if at + 1 < len(words) else ""
    before = words[at - 1].low if at else ""
    return behind in _DEMANDS or before in _DEMANDED


def _owner(words: Sequence[Word], at: int) -> tuple[Sequence[Word], Sequence[Word]]:
    """Part whose claim it is ("the police’s claim", "claims by the police") from what follows."""
    rest = words[at + 1 :]
    for place in range(at - 1, -1, -1):
        if words[place].low.endswith(("'s", "s'")):
            return words[: place + 1], rest
    made = int(bool(rest) and rest[0].low == "made")
    if len(rest) > made + 1 and rest[made].low in _BY:
        end = made + 1
        while end < len(rest) and rest[end].is_word and rest[end].low not in _STOPS | {"that"}:
            end += 1
        return rest[made + 1 : end], rest[end:]
    return (), rest
