"""Complements: the words behind a cue that it takes, each way of taking read by its own rule.

A rule is given the words of a sentence, the first word behind the cue, and the limit; it gives the
range of words reported, or None.
"""

from collections.abc import Callable, Sequence

from app.text.attribution.lexicon import Takes
from app.text.spans import Span
from app.text.words import Word

Rule = Callable[[Sequence[Word], int, int], Span | None]

#: How far behind the cue "to", "as", "of" or a second object may stand.
_REACH, _LONG_REACH = 9, 13
_QUOTE_REACH = 4
#: "found the port was closed": how many words may stand before the verb.
_CLAUSE_REACH = 10
_MARKS = frozenset(", ; : – — - ( ) [ ]".split())
_QUOTES, _ENDS = frozenset("”\"»'’"), frozenset(",.?!…")
_DETERMINERS = frozenset("a an the his her its their our my one".split())
_FINITE = frozenset(
    "is are was were has have had will would can could may might should must does do did".split()
)
_ADJUNCTS = frozenset("after before when during while because although though since".split())
#: A noun phrase ends before these.
_STOPS = _ADJUNCTS - {"since"} | frozenset("but if which who".split())
_PREPOSITIONS = frozenset("to in on at by with as up off out from down".split())
_NO_NAMING = frozenset("for on in to upon up out off back".split())
_NO_CLAUSE = frozenset("that who which to of as if when because and or".split())
_WONDERING = frozenset("whether how what why who where".split())


# ------------------------------------------------------------------------ clauses and quotations


def _clause(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take whatever follows: "it rained"."""
    return Span(start, limit) if limit - start >= 2 else None


def that(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take "[that] it rained", "whether it rained", and words with a quotation."""
    if start >= limit:
        return None
    introduced = words[start - 1].low == "that" or words[start].low in _WONDERING
    if introduced or _quotes(words[start:limit]):
        return Span(start, limit)
    return Span(start, limit) if _is_clause(words, start, limit) else None


def _is_clause(words: Sequence[Word], start: int, limit: int) -> bool:
    """Does a subject with its verb follow: "the port was closed"?"""
    for at in range(start, min(limit, start + _CLAUSE_REACH)):
        if words[at].low in _FINITE:
            return at > start
        if words[at].quoted or not words[at].is_word or words[at].low in _NO_CLAUSE:
            return False
    return False


def _quote(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take a quotation that begins at once, or behind a mark: ": “It rained”"."""
    at = _first_quoted(words, start, limit)
    if at is None or (at > start and words[at - 1].is_word):
        return None
    return Span(at, _speech_end(words, at, limit))


def _speech_end(words: Sequence[Word], at: int, limit: int) -> int:
    """End behind "“It rained,” and left": a quotation that ends a clause is all that is said."""
    end = _quotation_end(words, at, limit)
    last = end - 1
    while last > at and words[last].text in _QUOTES:
        last -= 1
    return end if words[last].text in _ENDS else limit


# ------------------------------------------------------------------------ wishes and requests


def _to(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take "to leave", "not to leave"."""
    at = start + (start < limit and words[start].low == "not")
    if at < limit - 1 and words[at].low == "to" and not words[at].quoted:
        return Span(start, _clause_end(words, at, limit))
    return None


def _somebody_to(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take "the port to close"."""
    at = _find(words, "to", start + 1, min(limit, start + _REACH))
    if at is None or _is_parted(words[start:at]):
        return None
    return Span(start, _clause_end(words, at, limit))


# ------------------------------------------------------------------------ judgements


def _naming(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take an object and what it is said to be: "the port a ruin", "it “a ruin”"."""
    if start >= limit or words[start].low in _NO_NAMING:
        return None
    for at in range(start + 1, min(limit, start + _REACH)):
        if words[at].quoted or words[at].low in _DETERMINERS:
            parted = _is_parted(words[start:at])
            return None if parted else Span(start, _predicate_end(words, at, limit))
        if words[at].text in _MARKS:
            return None
    return None


def _as(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take "the port as a ruin", or what follows "as" if nothing stands before it."""
    at = _find(words, "as", start, min(limit, start + _LONG_REACH))
    if at is None or _is_parted(words[start:at]):
        return None
    return Span(start if at > start else at + 1, _predicate_end(words, at, limit))


def _of(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take the neglect of "the port of neglect"."""
    at = _find(words, "of", start + 1, min(limit, start + _LONG_REACH))
    if at is None or at + 1 >= limit:
        return None
    return Span(at + 1, _clause_end(words, at, limit))


def _matter(words: Sequence[Word], start: int, limit: int) -> Span | None:
    """Take a noun phrase: "the plan for a new port"."""
    if start >= limit or words[start].low in _STOPS | _PREPOSITIONS | {"and"}:
        return None
    if not (words[start].is_word or words[start].quoted):
        return None
    end = start
    while end < limit and (words[end].quoted or not _stops(words[end])):
        end += 1
    return Span(start, end)


def _stops(word: Word) -> bool:
    return word.text in _MARKS or word.low in _STOPS


# ------------------------------------------------------------------------ what all of them ask


def _find(words: Sequence[Word], low: str, start: int, end: int) -> int | None:
    found = (at for at in range(start, end) if words[at].low == low and not words[at].quoted)
    return next(found, None)


def _first_quoted(words: Sequence[Word], start: int, limit: int) -> int | None:
    ahead = range(start, min(limit, start + _QUOTE_REACH))
    return next((at for at in ahead if words[at].quoted), None)


def _is_parted(words: Sequence[Word]) -> bool:
    """Is there a mark or a verb between these words, so that they are no noun phrase?"""
    outside = (word for word in words if not word.quoted)
    return any(w.text in _MARKS or w.low in _FINITE or w.low == "that" for w in outside)


def _predicate_end(words: Sequence[Word], at: int, limit: int) -> int:
    """End behind the quotation of "as a “ruin” on Monday", or where the clause ends."""
    quoted = _first_quoted(words, at, limit)
    if quoted is None:
        return _clause_end(words, at, limit)
    return _quotation_end(words, quoted, limit)


def _quotation_end(words: Sequence[Word], at: int, limit: int) -> int:
    while at < limit and words[at].quoted:
        at += 1
    return at


def _clause_end(words: Sequence[Word], start: int, limit: int) -> int:
    """End before ", but ...", ", which ...", "after ..." or a dash."""
    for at in range(start + 1, limit):
        if not words[at].quoted and _ends_clause(words, at, limit, begun=at > start + 2):
            return at
    return limit


def _ends_clause(words: Sequence[Word], at: int, limit: int, *, begun: bool) -> bool:
    word = words[at]
    if word.is_word:
        return begun and word.low in _ADJUNCTS
    if word.text == ",":
        return at + 1 < limit and _turns_away(words[at + 1].low)
    return word.text in "–—;("


def _turns_away(low: str) -> bool:
    """Does what follows a comma tell of the whole: ", which", ", leaving", ", aside from"?"""
    return low in _STOPS or low == "aside" or low.endswith("ing")


# ------------------------------------------------------------------------ told, or only meant


#: In the order in which they are tried.
RULES: tuple[tuple[Takes, Rule], ...] = (
    (Takes.QUOTE, _quote),
    (Takes.INFINITIVE, _to),
    (Takes.ORDER, _somebody_to),
    (Takes.OF, _of),
    (Takes.AS, _as),
    (Takes.NAMING, _naming),
    (Takes.CLAUSE, _clause),
    (Takes.THAT, that),
    (Takes.MATTER, _matter),
)
#: What somebody wants is neither so nor not so.
_WISHES = frozenset({Takes.INFINITIVE, Takes.ORDER})
#: What somebody thinks of a thing is so if these are their words.
JUDGEMENTS = frozenset({Takes.OF, Takes.AS, Takes.NAMING, Takes.MATTER})


def asserts(taken: Takes, words: Sequence[Word]) -> bool:
    """Tell something that can be so or not so: "that it rained", but not "whether it rained"?"""
    if taken in _WISHES:
        return False
    return _quotes(words) if taken in JUDGEMENTS else words[0].low not in _WONDERING


def _quotes(words: Sequence[Word]) -> bool:
    return any(word.quoted for word in words)
