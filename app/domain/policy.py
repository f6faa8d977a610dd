"""Who may do what: one table. What is not in it is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from app.domain.errors import NotAllowed
from app.domain.ids import CheckId, ClaimId, GuestLinkId, UserId


class Role(StrEnum):
    """What a person is trusted with; a person can hold several roles."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Admitted:
    """What a guest link opens: one fact-check, or one claim of it."""

    link_id: GuestLinkId
    check_id: CheckId
    claim_id: ClaimId | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person with roles, a guest, nobody, or the system itself (commands, jobs)."""

    user_id: UserId | None
    roles: frozenset[Role] = frozenset()
    is_system: bool = False
    guest: Admitted | None = None

    @classmethod
    def nobody(cls) -> "Actor":
        """A stranger: no name, no role."""
        return cls(user_id=None)

    @classmethod
    def admitted(cls, guest: Admitted) -> "Actor":
        """Whoever came by a guest link: no role, and one place to be."""
        return cls(user_id=None, guest=guest)

    @classmethod
    def system(cls) -> "Actor":
        """Whoever can run commands on the server already holds the database."""
        return cls(user_id=None, is_system=True)


class Permission(Enum):
    """Everything that needs leave: subject:action, and what it means in a sentence."""

    DESK_READ = ("desk:read", "See articles, claims and evidence that are not published.")
    ARTICLE_PASTE = ("article:paste", "Paste an article and start a fact-check of it.")
    DRAFT_EDIT = ("draft:edit", "Go on with one's own paste before its text is frozen.")
    ARTICLE_DESCRIBE = ("article:describe", "Change headline, outlet, byline, address and date.")
    CLAIM_SHAPE = ("claim:shape", "Add, cut, merge, split, dismiss and restore claims.")
    CLAIM_DEFER = ("claim:defer", "Let a claim be published as not yet checked.")
    CLAIM_WORD = ("claim:word", "Give a claim its short wording, claimant and role.")
    CLAIM_TAKE = ("claim:take", "Take a claim that nobody works on.")
    CLAIM_RELEASE = ("claim:release", "Put a claim back; editors also what others have taken.")
    CLAIM_ASSIGN = ("claim:assign", "Say who works on a claim, what comes first and by when.")
    CLAIM_LINK = ("claim:link", "Say that two claims are the same, or that they are not.")
    CLAIM_FOLLOW_UP = ("claim:follow-up", "Look at a claim again when a linked one changed.")
    EVIDENCE_EDIT = ("evidence:edit", "Attach, change and remove sources and statements.")
    SOURCE_OPEN = ("source:open", "Note that one has opened a source.")
    CONTACT_LOG = ("contact:log", "Write down whom the desk asked, and what they answered.")
    COMMENT_WRITE = ("comment:write", "Comment, answer, resolve and reopen on the desk.")
    COMMENT_EDIT = ("comment:edit", "Reword one's own comments, and take them back.")
    GUEST_INVITE = ("guest:invite", "Make guest links, and end them.")
    GUEST_READ = ("guest:read", "Read the one fact-check or claim that a guest link opens.")
    GUEST_COMMENT = ("guest:comment", "Comment there; reword one’s own words, and take them back.")
    NOTIFICATION_READ = ("notification:read", "Mark one's own notifications read.")
    CLAIM_RULE = ("claim:rule", "Give a verdict with its rationale.")
    RULING_SIGN_OFF = ("ruling:sign-off", "Approve a ruling that somebody else gave.")
    RULING_RETURN = ("ruling:return", "Send a ruling back to work, with a reason.")
    RULING_SECOND = ("ruling:second", "Give the second of two rulings, without seeing the first.")
    RULING_DECIDE = ("ruling:decide", "Decide between two blind rulings that differ.")
    CHECK_BLIND = ("check:blind", "Choose whether claims are ruled on twice, blind.")
    CLAIM_REOPEN = ("claim:reopen", "Take up a claim again that was signed off.")
    CHECK_PUBLISH = ("check:publish", "Issue an edition for all readers.")
    CHECK_WITHDRAW = ("check:withdraw", "Take a published fact-check back, in public.")
    PACK_MAKE = ("pack:make", "Take everything on a fact-check out of the house, redacted.")
    PACK_CONFIDENTIAL = (
        "pack:confidential",
        "Take it out with confidential sources and the desk’s notes.",
    )
    JOURNAL_READ = ("journal:read", "Read who did what and when.")
    FIGURES_READ = (
        "figures:read",
        "See how long the work takes, and what verdicts outlets and claimants were given.",
    )
    REPORT_ANSWER = ("report:answer", "Look into a reader's report of an error, and answer it.")
    REPORT_BLANK = ("report:blank", "Blank what a report tells of the person who sent it.")
    HOUSE_MANAGE = ("house:manage", "Change what the public pages say of the house.")
    PEOPLE_MANAGE = ("people:manage", "Add people, give roles, end access.")
    PASSWORD_CHANGE = ("password:change", "Change one's own password.")

    def __init__(self, code: str, doc: str) -> None:
        self.code = code
        self.doc = doc


@dataclass(frozen=True, slots=True)
class Belongs:
    """A subject that belongs to one person, or to nobody."""

    to: UserId | None


@dataclass(frozen=True, slots=True)
class RulingBy:
    """The subject of a sign-off: who ruled, and whether the house asks for a second person."""

    reviewer: UserId
    four_eyes: bool


@dataclass(frozen=True, slots=True)
class RulingsBy:
    """The subject of a decision: the two who ruled blind."""

    reviewers: frozenset[UserId]


@dataclass(frozen=True, slots=True)
class Place:
    """The subject of what guests do: a fact-check as a whole, or one claim of it."""

    check_id: CheckId
    claim_id: ClaimId | None = None


@dataclass(frozen=True, slots=True)
class GuestWords:
    """What was written through a guest link; none: somebody of the desk wrote it."""

    link_id: GuestLinkId | None


Rule = Callable[[Actor, object], bool]


def _has(*roles: Role) -> Rule:
    return lambda actor, subject: not actor.roles.isdisjoint(roles)


def _owns(actor: Actor, subject: object) -> bool:
    return isinstance(subject, Belongs) and subject.to is not None and subject.to == actor.user_id


def _is_second_person(actor: Actor, subject: object) -> bool:
    if not isinstance(subject, RulingBy):
        return False
    return not subject.four_eyes or subject.reviewer != actor.user_id


def _is_another(actor: Actor, subject: object) -> bool:
    return isinstance(subject, RulingBy) and subject.reviewer != actor.user_id


def _is_neither(actor: Actor, subject: object) -> bool:
    return isinstance(subject, RulingsBy) and actor.user_id not in subject.reviewers


def _is_let_in(actor: Actor, subject: object) -> bool:
    guest = actor.guest
    if guest is None or not isinstance(subject, Place) or subject.check_id != guest.check_id:
        return False
    return guest.claim_id is None or subject.claim_id == guest.claim_id


def _wrote_as_guest(actor: Actor, subject: object) -> bool:
    guest = actor.guest
    return (
        guest is not None and isinstance(subject, GuestWords) and subject.link_id == guest.link_id
    )


def _all(*rules: Rule) -> Rule:
    return lambda actor, subject: all(rule(actor, subject) for rule in rules)


def _any(*rules: Rule) -> Rule:
    return lambda actor, subject: any(rule(actor, subject) for rule in rules)


_editor = _has(Role.EDITOR)
_reviewer = _has(Role.REVIEWER)
_desk = _has(Role.EDITOR, Role.REVIEWER)
_anyone_here = _has(*Role)

RULES: Mapping[Permission, Rule] = {
    Permission.DESK_READ: _anyone_here,
    Permission.ARTICLE_PASTE: _editor,
    Permission.DRAFT_EDIT: _all(_editor, _owns),
    Permission.ARTICLE_DESCRIBE: _editor,
    Permission.CLAIM_SHAPE: _editor,
    Permission.CLAIM_DEFER: _editor,
    Permission.CLAIM_WORD: _desk,
    Permission.CLAIM_TAKE: _desk,
    Permission.CLAIM_RELEASE: _any(_editor, _all(_reviewer, _owns)),
    Permission.CLAIM_ASSIGN: _editor,
    Permission.CLAIM_LINK: _desk,
    Permission.CLAIM_FOLLOW_UP: _desk,
    Permission.EVIDENCE_EDIT: _reviewer,
    Permission.SOURCE_OPEN: _desk,
    Permission.CONTACT_LOG: _desk,
    Permission.COMMENT_WRITE: _desk,
    Permission.COMMENT_EDIT: _all(_desk, _owns),
    Permission.GUEST_INVITE: _editor,
    Permission.GUEST_READ: _is_let_in,
    Permission.GUEST_COMMENT: _any(_is_let_in, _wrote_as_guest),
    Permission.NOTIFICATION_READ: _all(_anyone_here, _owns),
    Permission.CLAIM_RULE: _reviewer,
    Permission.RULING_SIGN_OFF: _all(_desk, _is_second_person),
    Permission.RULING_RETURN: _desk,
    Permission.RULING_SECOND: _all(_reviewer, _is_another),
    Permission.RULING_DECIDE: _all(_editor, _is_neither),
    Permission.CHECK_BLIND: _editor,
    Permission.CLAIM_REOPEN: _desk,
    Permission.CHECK_PUBLISH: _editor,
    Permission.CHECK_WITHDRAW: _editor,
    Permission.PACK_MAKE: _has(Role.EDITOR, Role.ADMIN),
    Permission.PACK_CONFIDENTIAL: _has(Role.ADMIN),
    Permission.JOURNAL_READ: _anyone_here,
    Permission.FIGURES_READ: _has(Role.EDITOR, Role.ADMIN),
    Permission.REPORT_ANSWER: _desk,
    Permission.REPORT_BLANK: _has(Role.ADMIN),
    Permission.HOUSE_MANAGE: _has(Role.ADMIN),
    Permission.PEOPLE_MANAGE: _has(Role.ADMIN),
    Permission.PASSWORD_CHANGE: _all(_anyone_here, _owns),
}


def allowed(actor: Actor, permission: Permission, subject: object = None) -> bool:
    """May this actor do this to this subject?"""
    if actor.is_system:
        return True
    rule = RULES.get(permission)
    return rule is not None and rule(actor, subject)


def require(actor: Actor, permission: Permission, subject: object = None) -> None:
    """Raise NotAllowed, in words, unless this actor may."""
    if not allowed(actor, permission, subject):
        raise NotAllowed(_refusal(actor, permission))


#: Why somebody whose roles would do is refused all the same.
_NOT_THEM: Mapping[Permission, tuple[frozenset[Role], str]] = {
    Permission.RULING_SIGN_OFF: (
        frozenset({Role.EDITOR, Role.REVIEWER}),
        "Whoever ruled does not sign off: a second person has to look at this ruling.",
    ),
    Permission.RULING_SECOND: (
        frozenset({Role.REVIEWER}),
        "You have ruled on this claim: the second ruling has to be another person's.",
    ),
    Permission.RULING_DECIDE: (
        frozenset({Role.EDITOR}),
        "You gave one of the two rulings: another editor decides between them.",
    ),
}


def _refusal(actor: Actor, permission: Permission) -> str:
    if actor.guest is not None:
        return "Your guest link does not lead here."
    roles, why = _NOT_THEM.get(permission, (frozenset[Role](), ""))
    if not actor.roles.isdisjoint(roles):
        return why
    return f"Your roles do not include this: {permission.doc[0].lower()}{permission.doc[1:]}"
