"""What can be undone, and how: each act has its inverse here, or the reason why it has none."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum, StrEnum

from app.domain.journal import Act
from app.domain.workflow import ClaimAction

#: How many steps back each person can go on each fact-check.
STEPS_KEPT = 50


class Kind(StrEnum):
    """What a step is: something done, the undoing of it, or doing it again."""

    DONE = "done"
    UNDONE = "undone"
    REDONE = "redone"

    @property
    def opposite(self) -> "Kind":
        """What a step becomes that takes this one back."""
        return Kind.REDONE if self is Kind.UNDONE else Kind.UNDONE


class Needs(Enum):
    """In which state the claim must be for the act, and so for its inverse."""

    NOTHING = "whatever its state"
    WORKABLE = "open or ruled"
    OWN = "open, or ruled by whoever undoes"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Inverse:
    """How an act is undone: what is written anew, and what the claim must be for it."""

    how: str
    needs: Needs = Needs.NOTHING


_LINKS = "the claims are linked with those that they were linked with"
_EARLIER = "the fields get the values that they had"

INVERSES: Mapping[Act, Inverse] = {
    Act.ARTICLE_DESCRIBED: Inverse(_EARLIER),
    Act.CLAIM_ADDED: Inverse("the claim is dismissed as added by mistake"),
    Act.CLAIM_MOVED: Inverse("the claim moves back to the state that it came from"),
    Act.CLAIM_WORDED: Inverse(_EARLIER, Needs.WORKABLE),
    Act.CLAIM_CUT: Inverse("the claim stands where it stood", Needs.OPEN),
    Act.CLAIM_MERGED: Inverse(
        "both claims stand where they stood, each with its own evidence", Needs.OPEN
    ),
    Act.CLAIM_SPLIT: Inverse(
        "the claim stands where it stood; its second part is dismissed as added by mistake",
        Needs.OPEN,
    ),
    Act.CLAIM_TAKEN: Inverse("whoever worked on it before works on it", Needs.WORKABLE),
    Act.CLAIM_RELEASED: Inverse("whoever worked on it before works on it", Needs.WORKABLE),
    Act.CLAIM_ASSIGNED: Inverse("whoever worked on it before works on it", Needs.OPEN),
    Act.CLAIM_PRIORITISED: Inverse(_EARLIER, Needs.WORKABLE),
    Act.DEADLINE_SET: Inverse(_EARLIER),
    Act.CLAIM_DEFERRED: Inverse(_EARLIER, Needs.WORKABLE),
    Act.SOURCE_CITED: Inverse("the citation is removed", Needs.OWN),
    Act.CITATION_COPIED: Inverse("the citation is removed", Needs.OWN),
    Act.CITATION_CHANGED: Inverse(_EARLIER, Needs.OWN),
    Act.CITATION_REMOVED: Inverse("the citation is there again", Needs.OWN),
    Act.STATEMENT_RECORDED: Inverse("the statement is struck", Needs.OWN),
    Act.STATEMENT_COPIED: Inverse("the statement is struck", Needs.OWN),
    Act.STATEMENT_CORRECTED: Inverse("a correction says what was said before", Needs.OWN),
    Act.STATEMENT_STRUCK: Inverse("a correction says what was said before", Needs.OWN),
    Act.CONTACT_LOGGED: Inverse("the request is taken off the log"),
    Act.CONTACT_CHANGED: Inverse(_EARLIER),
    Act.CONTACT_REMOVED: Inverse("the request is on the log again"),
    Act.COMMENTED: Inverse("the comment is taken back"),
    Act.COMMENT_REWORDED: Inverse("it is said again in the words before"),
    Act.COMMENT_TAKEN_BACK: Inverse("the comment is there again"),
    Act.COMMENT_RESOLVED: Inverse("the thread is open again"),
    Act.COMMENT_REOPENED: Inverse("the thread is settled again"),
    Act.CLAIM_PLACED: Inverse("the claim is lost again, and its ruling stands as it did"),
    Act.CLAIM_GONE: Inverse("the claim waits for its place again"),
    Act.CLAIM_LINKED: Inverse(_LINKS),
    Act.LINKS_MERGED: Inverse(_LINKS),
    Act.CLAIM_UNLINKED: Inverse(_LINKS),
    Act.LINKS_CARRIED: Inverse("the claim that was merged has its links and follow-ups again"),
    Act.CLAIMS_TOLD_APART: Inverse("the two are offered as the same again"),
    Act.CLAIMS_OFFERED_AGAIN: Inverse("it is remembered again that the two differ"),
    Act.FOLLOW_UP_ANSWERED: Inverse("the claim is listed to be looked at again"),
    Act.PROPOSAL_DISMISSED: Inverse("the proposal waits again", Needs.WORKABLE),
    Act.RULED: Inverse("the ruling before, if there is one, is put back with its answer"),
    Act.SIGNED_OFF: Inverse("the ruling is put back, without an answer"),
    Act.RETURNED: Inverse("the ruling is put back, without an answer"),
}

_HOUSE = "people and the settings of the house are not work on a claim"
_READERS = "readers have seen it: a correction or a withdrawal tells them what changed"
_REPORTS = "reports of errors have moves of their own"
_GUESTS = "a link that is out can be ended; what was read is read, and no token is made twice"
_WRITTEN = "undoing writes it, and is itself undone by doing again"

NOT_UNDONE: Mapping[Act, str] = {
    Act.PERSON_ADDED: _HOUSE,
    Act.PERSON_CHANGED: _HOUSE,
    Act.PERSON_DISABLED: _HOUSE,
    Act.PASSWORD_SET: _HOUSE,
    Act.SETTINGS_SAVED: _HOUSE,
    Act.LOGO_ADDED: _HOUSE,
    Act.DRAFT_STARTED: "a paste is no work on a claim yet: it can be left alone",
    Act.ARTICLE_FROZEN: "every claim counts on the frozen text",
    Act.PUBLISHED: _READERS,
    Act.WITHDRAWN: _READERS,
    Act.CHECK_MOVED: _READERS,
    Act.BLIND_CHOSEN: "switched off, it opened what was sealed, for all and for good",
    Act.SOURCE_OPENED: "whoever opened a source has seen it",
    Act.PACK_MADE: "it has left the house",
    Act.NOTIFICATIONS_CHOSEN: _HOUSE,
    Act.FOLLOW_UP_RAISED: "it tells people of another article to look: they may have done so",
    Act.GUEST_INVITED: _GUESTS,
    Act.GUEST_ENDED: _GUESTS,
    Act.GUEST_OPENED: _GUESTS,
    Act.GUEST_MAIL_CHOSEN: "the guest gives another address, or none, on the page of the guest",
    Act.REPORT_RECEIVED: _REPORTS,
    Act.REPORT_MOVED: _REPORTS,
    Act.REPORT_BLANKED: "what was blanked is gone",
    Act.RULING_RESTORED: _WRITTEN,
    Act.ANSWER_RESTORED: _WRITTEN,
    Act.UNDONE: _WRITTEN,
    Act.REDONE: _WRITTEN,
}

#: After these, what was done before is not undone: readers have it, or the text is another.
BARRIERS: Sequence[Act] = (Act.PUBLISHED,)

#: Acts on which claims are the same. They are no work on a claim: nobody's open form is stale.
LINKING: Set[Act] = frozenset(
    {
        Act.CLAIM_LINKED,
        Act.LINKS_MERGED,
        Act.CLAIM_UNLINKED,
        Act.LINKS_CARRIED,
        Act.CLAIMS_TOLD_APART,
        Act.CLAIMS_OFFERED_AGAIN,
    }
)

#: What others are told of an act: it stays, and does not keep the act from being undone.
BESIDE: Set[Act] = frozenset({Act.FOLLOW_UP_RAISED})

#: Moves that are not undone, whatever else is. What is sealed would be open by it, and two who have
#: seen each other's verdicts are no longer blind: an editor decides between them or returns both.
BLIND_MOVES = frozenset(
    {
        ClaimAction.RULE_BLIND,
        ClaimAction.AGREE,
        ClaimAction.DISAGREE,
        ClaimAction.DECIDE,
        ClaimAction.RETURN_BOTH,
        ClaimAction.UNSEAL,
    }
)

#: A move that no other act tells, by its action.
_MOVES = {
    "dismiss": "dismissed a claim",
    "restore": "restored a claim",
    "reopen": "reopened a claim",
}


@dataclass(frozen=True, slots=True)
class Done:
    """One act of a step: which, on which claim if on one, and by which move."""

    act: Act
    claim_id: int | None
    action: str = ""

    @property
    def plain(self) -> list[object]:
        """The act as plain JSON, in the order of the fields."""
        return [self.act.value, self.claim_id, self.action]

    @property
    def can_be_undone(self) -> bool:
        """Does the act have an inverse?"""
        return self.act in INVERSES and self.action not in BLIND_MOVES

    @property
    def words(self) -> str:
        """The act as a verb phrase; empty where another act of the step tells it better."""
        return _MOVES.get(self.action, "") if self.act is Act.CLAIM_MOVED else self.act.value


def label(acts: Sequence[Done]) -> str:
    """A step in words: "worded a claim, cited a source, ruled"."""
    told = [done.act for done in acts]
    for whole in (Act.CLAIM_MERGED, Act.CLAIM_SPLIT):
        if whole in told:  # Whatever else was done is a part of it.
            return whole.value
    return ", ".join(dict.fromkeys(done.words for done in acts if done.words))
