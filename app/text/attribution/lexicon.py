"""The lexicon: words that attribute, deny, retract, repeat, confirm or clarify, and what they take.

Each row gives what may follow its words for them to attribute something. An entry of several words
is written with underlines; an entry may stand in several rows, and takes what each of them says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.text.statements.acts import StatementKind


class Takes(StrEnum):
    """What a cue takes for the words that it attributes."""

    CLAUSE = "clause"  # "said it rained", "said that it rained"
    THAT = "that"  # "found that it rained", but not "found a coin"
    QUOTE = "quote"  # "continued: “It rained”", but not "continued the talks"
    INFINITIVE = "infinitive"  # "wants to leave"
    ORDER = "order"  # "urged the port to close"
    NAMING = "naming"  # "called the port a ruin"
    AS = "as"  # "described the port as a ruin"
    OF = "of"  # "accused the port of neglect"
    MATTER = "matter"  # "criticised the plan", "called for a vote"
    ACT = "act"  # "rejected the claim": acts on a claim, attributes no words


class Part(StrEnum):
    """The part of speech of a cue."""

    VERB = "verb"  # "she promised"
    ADJECTIVE = "adjective"  # "she is willing"
    NOUN = "noun"  # "her promise"


@dataclass(frozen=True, slots=True)
class Entry:
    lemma: str
    kind: StatementKind
    takes: frozenset[Takes]
    #: The words beyond the first, "down" in "double down".
    particles: tuple[str, ...] = ()
    part: Part = Part.VERB


_ASSERTED = StatementKind.ASSERTED
_VERBS: tuple[tuple[StatementKind, Takes, str], ...] = (
    # Speech and belief: whatever follows is what is said or believed.
    (
        _ASSERTED,
        Takes.CLAUSE,
        "acknowledge admit allege announce argue assert assure attest believe bet boast brag "
        "caution claim complain concede conclude confess confide contend counter declare disclose "
        "emphasise emphasize estimate expect explain fear fret grumble guess hint hope hypothesize "
        "imply inform insinuate insist joke lament muse note notify observe opine point_out posit "
        "predict presume pledge promise quip reckon remark remind reply respond retort reveal say "
        "suggest surmise suspect swear tell theorize think tweet vow warn wish worry write",
    ),
    # Finding, meaning and asking: a coin is found as well, so that only a clause or a quotation
    # tells of words.
    (
        _ASSERTED,
        Takes.THAT,
        "accept accuse add advise agree ask assume calculate call charge cite comment convince "
        "decide deem demand demonstrate describe determine discover doubt fathom feel find "
        "forecast foresee forget gather guarantee hear highlight hold illustrate imagine indicate "
        "infer judge know learn maintain marvel mean mention notice object perceive point_to "
        "proclaim propose prove question read realise realize reassure recall recognise recognize "
        "recommend remember report rule see show signal specify speculate state stipulate stress "
        "testify tout trust underscore understand urge wonder",
    ),
    # Ways to speak, and to attack: only the quotation tells that words follow.
    (
        _ASSERTED,
        Takes.QUOTE,
        "add ask attack bark begin bellow blast brand chant chime_in conclude condemn continue "
        "criticise criticize cry denounce dub exclaim gasp go_on growl holler implore interject "
        "introduce jab jeer label laugh lecture mock mutter plead post put_it quote rail recount "
        "refer_to scold scream shout sing slam snap sneer taunt text whisper yell",
    ),
    # Wishes, plans and refusals.
    (
        _ASSERTED,
        Takes.INFINITIVE,
        "agree aim aspire claim consent decide decline demand determine expect hope intend like "
        "long offer opt plan pledge promise propose refuse resolve swear threaten undertake vote "
        "vow want yearn",
    ),
    # Requests: somebody is to do something.
    (
        _ASSERTED,
        Takes.ORDER,
        "advise ask beg beseech call_on direct encourage exhort expect forbid implore instruct "
        "lobby nudge order persuade plead_with press pressure prod remind tell urge want warn",
    ),
    # Names and views: what somebody is said or held to be.
    (_ASSERTED, Takes.NAMING, "brand call consider declare deem dub label pronounce"),
    (
        _ASSERTED,
        Takes.AS,
        "attack blast cast categorize characterise characterize condemn consider decry define "
        "denounce depict deride describe dismiss hail interpret lambaste mock paint perceive "
        "portray praise recognise recognize refer_to regard ridicule see slam speak_of think_of "
        "tout vilify view",
    ),
    (_ASSERTED, Takes.OF, "accuse suspect"),
    # Praise, blame, calls and talk: the matter is a noun phrase.
    (
        _ASSERTED,
        Takes.MATTER,
        "acknowledge admire allude_to applaud argue_against argue_for assail attack "
        "bemoan berate blame blast boast_about brag_about call_for celebrate censure champion "
        "chide cite comment_on commend complain_about complain_of condemn condone criticise "
        "criticize decry defend demand denigrate denounce deplore deride disagree_with disparage "
        "downplay endorse envision excoriate extol favor favour hail hint_at joke_about "
        "lambaste lament lash_out_at laud long_for loathe malign mention mock object_to "
        "oppose pan point_to praise predict press_for promote propose push_for question "
        "rail_against rebuke reject ridicule scold scoff_at slam speak_about speak_of support "
        "take_issue_with talk_about talk_of tout trumpet vilify warn_about warn_against warn_of "
        "worry_about",
    ),
    # What somebody does to a claim.
    (StatementKind.REPEATED, Takes.CLAUSE, "reaffirm reassert reiterate repeat restate"),
    (StatementKind.REPEATED, Takes.ACT, "double_down echo stand_behind stand_by stick_by stick_to"),
    (StatementKind.DENIED, Takes.CLAUSE, "deny"),
    (StatementKind.DENIED, Takes.THAT, "dispute refute reject"),
    (
        StatementKind.DENIED,
        Takes.ACT,
        "contest contradict debunk dismiss rebuff rebut repudiate scotch",
    ),
    (
        StatementKind.RETRACTED,
        Takes.ACT,
        "back_away back_down backpedal backtrack climb_down correct disavow disown recant rescind "
        "retract roll_back row_back take_back walk_back withdraw",
    ),
    (StatementKind.CONFIRMED, Takes.CLAUSE, "affirm confirm"),
    (StatementKind.CONFIRMED, Takes.ACT, "corroborate verify"),
    (StatementKind.CLARIFIED, Takes.CLAUSE, "clarify"),
)

#: Behind a form of "to be": whose mind it is tells the subject.
_ADJECTIVES: tuple[tuple[Takes, str], ...] = (
    (
        Takes.THAT,
        "adamant afraid aware certain concerned confident convinced doubtful hopeful optimistic "
        "skeptical sorry sure surprised worried",
    ),
    (
        Takes.INFINITIVE,
        "anxious committed determined eager keen poised prepared ready reluctant unwilling willing",
    ),
    (
        Takes.MATTER,
        "afraid_of aware_of concerned_about critical_of opposed_to proud_of skeptical_of "
        "supportive_of wary_of worried_about",
    ),
)

#: Nouns that attribute what follows to whose they are: "his promise to", "the port’s claim that".
_NOUNS: tuple[tuple[Takes, str], ...] = (
    (
        Takes.THAT,
        "accusation acknowledgment admission allegation allegations announcement argument "
        "assertion assertions belief claim claims complaint conclusion contention fear fears hope "
        "idea insistence notion prediction revelation statement suggestion suggestions view "
        "warning warnings",
    ),
    (
        Takes.INFINITIVE,
        "decision desire intention plan plans pledge pledges promise promises proposal proposals "
        "refusal vow vows willingness",
    ),
)

_IRREGULAR = {
    "say": "said", "tell": "told", "think": "thought", "write": "wrote written", "swear": "swore",
    "stick": "stuck", "stand": "stood", "withdraw": "withdrew withdrawn", "take": "took taken",
    "feel": "felt", "find": "found", "hear": "heard", "hold": "held", "know": "knew known",
    "mean": "meant", "prove": "proved proven", "read": "read", "show": "showed shown",
    "understand": "understood", "see": "saw seen", "begin": "began", "sing": "sang", "go": "went",
    "put": "put", "cast": "cast", "bet": "bet", "speak": "spoke", "forget": "forgot",
    "forecast": "forecast", "foresee": "foresaw", "forbid": "forbade", "undertake": "undertook",
}  # fmt: skip
_DOUBLED = frozenset("admit beg brag dub forbid forget fret jab opt pan plan prod refer".split())
_KEEPS_E = frozenset("agree see foresee decree".split())


def _forms(word: str) -> Iterator[str]:
    """Yield the forms of an English verb."""
    ends_in_consonant_y = word.endswith("y") and word[-2] not in "aeou"
    yield word
    yield _third_person(word, ends_in_consonant_y)
    stem = word if word in _KEEPS_E else word.removesuffix("e")
    stem += stem[-1] if word in _DOUBLED else ""
    yield stem + "ing"
    if word in _IRREGULAR:
        yield from _IRREGULAR[word].split()
    else:
        yield (word[:-1] + "i" if ends_in_consonant_y else stem.removesuffix("e")) + "ed"


def _third_person(word: str, ends_in_consonant_y: bool) -> str:
    if ends_in_consonant_y:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "go")) else "s")


def _merged() -> Iterator[Entry]:
    """Yield each verb once, with all that its rows take; the last row gives its kind."""
    kinds: dict[str, StatementKind] = {}
    takes: dict[str, set[Takes]] = {}
    for kind, taken, entries in _VERBS:
        for entry in entries.split():
            kinds[entry] = kind
            takes.setdefault(entry, set()).add(taken)
    for entry, kind in kinds.items():
        _, *rest = entry.split("_")
        yield Entry(entry.replace("_", " "), kind, frozenset(takes[entry]), tuple(rest))


def _table() -> dict[str, tuple[Entry, ...]]:
    """Index every form by its first word; where two share it, the longer is tried first."""
    table: dict[str, list[Entry]] = {}
    for verb in _merged():
        for form in dict.fromkeys(_forms(verb.lemma.split()[0])):
            table.setdefault(form, []).append(verb)
    return {form: _longest_first(found) for form, found in table.items()}


def _indexed(rows: tuple[tuple[Takes, str], ...], part: Part) -> dict[str, tuple[Entry, ...]]:
    table: dict[str, list[Entry]] = {}
    for takes, entries in rows:
        for entry in entries.split():
            first, *rest = entry.split("_")
            lemma = entry.replace("_", " ")
            found = Entry(lemma, _ASSERTED, frozenset({takes}), tuple(rest), part)
            table.setdefault(first, []).append(found)
    return {form: _longest_first(found) for form, found in table.items()}


def _longest_first(found: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=lambda entry: -len(entry.particles)))


VERBS = _table()
ADJECTIVES = _indexed(_ADJECTIVES, Part.ADJECTIVE)
NOUNS = _indexed(_NOUNS, Part.NOUN)
