"""The words for what readers are told by a value of a fixed set, to be said by `language.say`."""

from typing import Final

from app.domain.verdicts import SourceKind, Stance, StatementKind
from app.publishing.edition import ChangeKind
from app.publishing.language import later

ACTS: Final = {
    StatementKind.ASSERTED: later("Said"),
    StatementKind.REPEATED: later("Repeated"),
    StatementKind.DENIED: later("Denied"),
    StatementKind.CLARIFIED: later("Clarified"),
    StatementKind.RETRACTED: later("Retracted"),
    StatementKind.CONFIRMED: later("Confirmed"),
}
STANCES: Final = {
    Stance.SUPPORTS: later("Supports the claim"),
    Stance.CONTRADICTS: later("Contradicts the claim"),
    Stance.CONTEXT: later("Gives context"),
}
SOURCES: Final = {
    SourceKind.PRIMARY: later("Primary source"),
    SourceKind.SECONDARY: later("Secondary source"),
}
EDITIONS: Final = {
    ChangeKind.FIRST: later("First"),
    ChangeKind.CORRECTION: later("Correction"),
    ChangeKind.UPDATE: later("Update"),
    ChangeKind.CLARIFICATION: later("Clarification"),
}
#: Why claims were set aside, as editions tell it: `DismissReason`.
SET_ASIDE: Final = (
    later("opinion"),
    later("prediction"),
    later("too small to matter"),
    later("said elsewhere in the article"),
    later("not a claim"),
    later("cannot be checked"),
)
#: The fields of the search.
FIELDS: Final = {
    "claimant": later("Claimant"),
    "outlet": later("Outlet"),
    "topic": later("Topic"),
}
ASKED: Final = {
    "q": later("the words"),
    "verdict": later("verdict"),
    "claimant": later("claimant"),
    "outlet": later("outlet"),
    "topic": later("topic"),
    "since": later("from"),
    "until": later("to"),
}
LEFT_OUT: Final = {
    "q": later("leave out the words"),
    "verdict": later("leave out the verdict"),
    "claimant": later("leave out the claimant"),
    "outlet": later("leave out the outlet"),
    "topic": later("leave out the topic"),
    "since": later("leave out the first day"),
    "until": later("leave out the last day"),
}
