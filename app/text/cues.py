"""The lexicon: words that attribute, deny, retract, repeat, confirm, clarify; and their matcher."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.text.acts import StatementKind
from app.text.words import Word


class Takes(StrEnum):
    """What must follow a cue for it to attribute something."""

    CLAUSE = "clause"  # "said it rained", "said that it rained"
    THAT = "that"  # "found that it rained", but not "found a coin"
    OBJECT = "object"  # "rejected the claim": acts on a claim, attributes no words


@dataclass(frozen=True, slots=True)
class Verb:
    lemma: str
    kind: StatementKind
    takes: Takes
    #: The words of the verb beyond the first, "down" in "double down".
    particles: tuple[str, ...] = ()


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


_LEXICON: dict[tuple[StatementKind, Takes], str] = {
    (StatementKind.ASSERTED, Takes.CLAUSE): (
        "say state claim argue assert allege announce believe boast caution complain concede "
        "conclude contend counter declare estimate expect explain fear hope insist joke lament "
        "maintain note observe opine predict pledge promise quip reason reckon remark reply "
        "respond retort reveal suggest suspect swear think tweet vow warn worry write "
        "acknowledge admit emphasize emphasise hint imply tell assure inform remind notify "
        "point_out point_to disclose"
    ),
    (StatementKind.ASSERTED, Takes.THAT): (
        "accuse add agree ask assume call charge cite comment convince decide demand demonstrate "
        "describe discover doubt feel find guarantee hear hold indicate know learn mean mention "
        "object proclaim propose prove read realize recall recommend report rule show signal "
        "speculate stress testify understand urge"
    ),
    (StatementKind.REPEATED, Takes.CLAUSE): "reiterate repeat reaffirm reassert restate",
    (
        StatementKind.REPEATED,
        Takes.OBJECT,
    ): "double_down stand_by stand_behind stick_to stick_by echo",
    (StatementKind.DENIED, Takes.CLAUSE): "deny",
    (StatementKind.DENIED, Takes.THAT): "dispute reject refute",
    (
        StatementKind.DENIED,
        Takes.OBJECT,
    ): "dismiss rebut rebuff repudiate contradict debunk scotch contest",
    (StatementKind.RETRACTED, Takes.OBJECT): (
        "retract withdraw backtrack backpedal recant disavow disown rescind correct walk_back "
        "back_away row_back roll_back take_back climb_down back_down"
    ),
    (StatementKind.CONFIRMED, Takes.CLAUSE): "confirm affirm",
    (StatementKind.CONFIRMED, Takes.OBJECT): "corroborate verify",
    (StatementKind.CLARIFIED, Takes.CLAUSE): "clarify",
}

_IRREGULAR = {
    "say": "said", "tell": "told", "think": "thought", "write": "wrote", "swear": "swore",
    "stick": "stuck", "stand": "stood", "withdraw": "withdrew withdrawn", "take": "took taken",
    "feel": "felt", "find": "found", "hear": "heard", "hold": "held", "know": "knew", "mean":
    "meant", "prove": "proved proven", "read": "read", "show": "showed shown", "understand":
    "understood",
}  # fmt: skip
_DOUBLED = frozenset({"admit"})

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


def _forms(word: str) -> Iterator[str]:
    """Yield the forms of an English verb."""
    ends_in_consonant_y = word.endswith("y") and word[-2] not in "aeou"
    yield word
    yield _third_person(word, ends_in_consonant_y)
    stem = word.removesuffix("e") if word not in {"agree"} else word
    stem += stem[-1] if word in _DOUBLED else ""
    yield (word if word == "agree" else stem) + "ing"
    if word in _IRREGULAR:
        yield from _IRREGULAR[word].split()
    else:
        yield (word[:-1] + "i" if ends_in_consonant_y else stem.removesuffix("e")) + "ed"


def _third_person(word: str, ends_in_consonant_y: bool) -> str:
    if ends_in_consonant_y:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def _table() -> dict[str, tuple[Verb, ...]]:
    """Index every form by its first word; where two verbs share it, the longer is tried first."""
    table: dict[str, list[Verb]] = {}
    for (kind, takes), entries in _LEXICON.items():
        for entry in dict.fromkeys(entries.split()):
            first, *rest = entry.split("_")
            for form in dict.fromkeys(_forms(first)):
                verb = Verb(entry.replace("_", " "), kind, takes, tuple(rest))
                table.setdefault(form, []).append(verb)
    return {
        form: tuple(sorted(v, key=lambda verb: -len(verb.particles))) for form, v in table.items()
    }


_VERBS = _table()


def cues(words: Sequence[Word]) -> Iterator[Cue]:
    """Yield the cues of a sentence that stand outside its quotations, in order.

    The passive ("was told"), and a noun that looks like a verb ("those claims"), are no cues.
    """
    for at, word in enumerate(words):
        if word.quoted or word.low not in _VERBS or (word.is_capital and not word.text.isupper()):
            continue
        for verb in _VERBS[word.low]:
            end = at + 1 + len(verb.particles)
            if tuple(next_.low for next_ in words[at + 1 : end]) == verb.particles:
                cue = Cue(verb, at, end, word.low)
                if not _is_passive(words, at) and not _is_noun(words, cue):
                    yield cue
                break


def undergone(words: Sequence[Word]) -> Iterator[Cue]:
    """Yield the cues in the passive that tell what was done to a claim: "was denied"."""
    for at, word in enumerate(words):
        for verb in _VERBS.get(word.low, ()):
            acts = verb.kind is not StatementKind.ASSERTED and not verb.particles
            if acts and not word.quoted and word.low.endswith(("ed", "wn")):
                if _is_passive(words, at):
                    yield Cue(verb, at, at + 1, word.low)
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
    if cue.form == cue.verb.lemma and cue.start > 1 and words[cue.start - 2].low in _ONE:
        return True  # "a newspaper report that": one newspaper reports
    if cue.start and words[cue.start - 1].low in {"earlier", "initial", "original", "latest"}:
        return True
    return cue.end >= len(words) or not (
        words[cue.end].quoted or words[cue.end].low in _AFTER_VERBS or words[cue.end].is_capital
    )


_ONE = frozenset("a an another this".split())
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
