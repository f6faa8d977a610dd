"""The lexicon: words that attribute, deny, retract, repeat, confirm, clarify."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.text.acts import StatementKind


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
    (StatementKind.REPEATED, Takes.OBJECT): "double_down stand_by stick_to stick_by echo",
    (StatementKind.DENIED, Takes.CLAUSE): "deny",
    (StatementKind.DENIED, Takes.THAT): "dispute reject refute",
    (StatementKind.DENIED, Takes.OBJECT): "dismiss rebut rebuff repudiate contradict debunk scotch",
    (StatementKind.RETRACTED, Takes.OBJECT): (
        "retract withdraw backtrack backpedal recant disavow walk_back back_away row_back "
        "roll_back take_back climb_down back_down"
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


VERBS = _table()
