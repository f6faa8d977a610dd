"""Parties: whoever claims, states or is asked, a person or an organisation."""

from enum import StrEnum


class PartyKind(StrEnum):
    """What stands behind a name."""

    PERSON = "person"
    ORGANIZATION = "organization"


#: Words that no person is called by, and many bodies are.
_BODIES = frozenset(
    (
        "academy administration agency alliance army assembly association authority bank board "
        "bureau cabinet campaign centre center chamber church city club college commission "
        "committee company congress cooperative corporation council county court department "
        "embassy federation force forces foundation government group hospital house inc institute "
        "league ltd media ministry museum navy network news observatory office organisation "
        "organization parliament party police post press service services senate shipping society "
        "state states team times trust tribunal union university watch works"
    ).split()
)
#: Between the parts of a person's name: "Ursula von der Leyen".
_PARTICLES = frozenset("al bin da de del den der di dos du el la le ten ter van von".split())


def party_kind(name: str, *, role: str = "") -> PartyKind:
    """Judge by the role, which only people have, or else by the name.

    A person is called by two to five words with capitals, none of which names a body; all else
    is an organisation: "Pentagon", "The Ministry of Health".
    """
    words = [word.strip(".,’'") for word in name.split() if word not in _PARTICLES]
    personal = 2 <= len(words) <= 5 and all(word[:1].isupper() for word in words)
    named = personal and words[0] != "The" and not _BODIES.intersection(w.lower() for w in words)
    return PartyKind.PERSON if role.strip() or named else PartyKind.ORGANIZATION
