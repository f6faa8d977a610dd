"""Why words are worth checking or not, and the kinds of claim."""

from enum import StrEnum


class Type(StrEnum):
    FIGURE = "figure"
    EVENT = "event"
    ABSENCE = "absence"
    QUOTATION = "quotation"
    POSITION = "position"
    PREDICTION = "prediction"
    OPINION = "opinion"


class Reason(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    COMPARISON = "comparison"
    ACT = "act"
    STATEMENT = "statement"
    REPORTED = "reported"
    QUOTED = "quoted"
    NAMED = "named"
    ABSENCE = "absence"
    PREDICTION = "prediction"
    POSITION = "position"
    OPINION = "opinion"
    QUESTION = "question"
    ADDRESS = "address"
    GARBLED = "garbled"
    SHORT = "short"
    PERSONAL = "personal"
    SUBJECT = "subject"
    WORDING = "wording"
