"""Tables only: columns, constraints, no queries. Importing this registers them all."""

from app.models.accounts import LoginAttempt, User, UserRole
from app.models.base import Base, FrozenRecord
from app.models.checked import CheckedClaim
from app.models.checks import Draft, FactCheck, Revision
from app.models.claims import Anchor, Claim
from app.models.comments import Comment, CommentWording
from app.models.contacts import Contact
from app.models.guests import GuestLink
from app.models.house import HouseLogo, HouseSettings
from app.models.jobs import Job, JobKind
from app.models.journal import JournalEntry
from app.models.keeping import KeptForm
from app.models.links import ClaimLink, FollowUp, LinkGroup, ToldApart
from app.models.look_ups import LookUp
from app.models.notifications import Notification, NotificationChoice
from app.models.presence import Presence
from app.models.publications import Publication, Withdrawal
from app.models.reports import Report, ReportSender
from app.models.rulings import Ruling, SchemeVerdict, SignOff, UndoneRuling
from app.models.sources import Citation, Source, SourceOpening
from app.models.statements import Proposal, Statement
from app.models.undoing import UndoStep

__all__ = [
    "Anchor",
    "Base",
    "CheckedClaim",
    "Citation",
    "Claim",
    "ClaimLink",
    "Comment",
    "CommentWording",
    "Contact",
    "Draft",
    "FactCheck",
    "FollowUp",
    "FrozenRecord",
    "GuestLink",
    "HouseLogo",
    "HouseSettings",
    "Job",
    "JobKind",
    "JournalEntry",
    "KeptForm",
    "LinkGroup",
    "LoginAttempt",
    "LookUp",
    "Notification",
    "NotificationChoice",
    "Presence",
    "Proposal",
    "Publication",
    "Report",
    "ReportSender",
    "Revision",
    "Ruling",
    "SchemeVerdict",
    "SignOff",
    "Source",
    "SourceOpening",
    "Statement",
    "ToldApart",
    "UndoStep",
    "UndoneRuling",
    "User",
    "UserRole",
    "Withdrawal",
]
