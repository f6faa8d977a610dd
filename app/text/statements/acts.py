"""What can be done to a claim: the one vocabulary of engine, rules and readers."""

from enum import StrEnum


class StatementKind(StrEnum):
    """What a named actor did to a claim."""

    ASSERTED = "asserted"
    REPEATED = "repeated"
    DENIED = "denied"
    CLARIFIED = "clarified"
    RETRACTED = "retracted"
    CONFIRMED = "confirmed"


class Scope(StrEnum):
    """How far a statement goes: the whole claim, or part of it."""

    FULL = "full"
    PART = "part"
