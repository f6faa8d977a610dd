"""Identifiers: the same integers in the database, different types for the reader and mypy."""

from typing import NewType

UserId = NewType("UserId", int)
DraftId = NewType("DraftId", int)
CheckId = NewType("CheckId", int)
RevisionId = NewType("RevisionId", int)
ClaimId = NewType("ClaimId", int)
SourceId = NewType("SourceId", int)
CitationId = NewType("CitationId", int)
StatementId = NewType("StatementId", int)
ContactId = NewType("ContactId", int)
ProposalId = NewType("ProposalId", int)
RulingId = NewType("RulingId", int)
ReportId = NewType("ReportId", int)
LogoId = NewType("LogoId", int)
LinkGroupId = NewType("LinkGroupId", int)
FollowUpId = NewType("FollowUpId", int)
VerdictId = NewType("VerdictId", int)
CommentId = NewType("CommentId", int)
NotificationId = NewType("NotificationId", int)
StepId = NewType("StepId", int)
GuestLinkId = NewType("GuestLinkId", int)
