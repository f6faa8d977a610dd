"""The journal: who did what when, each entry sealed over the one before (a hash chain)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64
"""What the first entry is sealed over."""


class Act(StrEnum):
    """Everything that is written down; the value is the verb of the sentence shown."""

    PERSON_ADDED = "added a person"
    PERSON_CHANGED = "changed a person"
    PERSON_DISABLED = "ended a person's access"
    PASSWORD_SET = "set a password"  # noqa: S105 - the verb of a sentence
    DRAFT_STARTED = "pasted an article"
    ARTICLE_FROZEN = "froze the text"
    ARTICLE_DESCRIBED = "changed the article's particulars"
    CLAIM_ADDED = "added a claim"
    CLAIM_MOVED = "moved a claim"
    CLAIM_WORDED = "worded a claim"
    CLAIM_CUT = "changed where a claim stands"
    CLAIM_PLACED = "gave a lost claim its new place"
    CLAIM_GONE = "said that the article does not make a claim any more"
    CLAIM_MERGED = "merged claims"
    CLAIM_SPLIT = "split a claim"
    CLAIM_TAKEN = "took a claim"
    CLAIM_RELEASED = "put a claim back"
    CLAIM_ASSIGNED = "assigned a claim"
    CLAIM_PRIORITISED = "changed how soon a claim is to be worked on"
    NOTIFICATIONS_CHOSEN = "chose what to be told"
    DEADLINE_SET = "changed the deadline"
    CLAIM_DEFERRED = "changed whether a claim may go out unchecked"
    CLAIM_LINKED = "linked a claim to the same one elsewhere"
    LINKS_MERGED = "joined what was linked apart"
    CLAIM_UNLINKED = "took a claim out of its links"
    LINKS_CARRIED = "carried links over to the claim that another was merged into"
    CLAIMS_TOLD_APART = "remembered that two claims differ"
    CLAIMS_OFFERED_AGAIN = "forgot that two claims differ"
    FOLLOW_UP_RAISED = "listed a claim to be looked at again"
    FOLLOW_UP_ANSWERED = "looked at a claim again"
    SOURCE_CITED = "cited a source"
    CITATION_COPIED = "copied a citation from an earlier claim"
    CITATION_CHANGED = "changed a citation"
    CITATION_REMOVED = "removed a citation"
    STATEMENT_RECORDED = "recorded a statement"
    STATEMENT_COPIED = "copied a statement from an earlier claim"
    STATEMENT_CORRECTED = "corrected a statement"
    STATEMENT_STRUCK = "struck a statement"
    CONTACT_LOGGED = "asked for comment"
    CONTACT_CHANGED = "changed a request for comment"
    CONTACT_REMOVED = "took a request for comment off the log"
    COMMENTED = "commented"
    COMMENT_REWORDED = "reworded a comment"
    COMMENT_TAKEN_BACK = "took a comment back"
    COMMENT_RESOLVED = "resolved a comment"
    COMMENT_REOPENED = "reopened a comment"
    GUEST_INVITED = "made a guest link"
    GUEST_ENDED = "ended a guest link"
    GUEST_MAIL_CHOSEN = "chose whether a guest is written to"
    GUEST_OPENED = "opened a guest link"
    PROPOSAL_DISMISSED = "dismissed a proposed statement"
    RULED = "ruled"
    BLIND_CHOSEN = "chose whether claims are ruled on twice, blind"
    SOURCE_OPENED = "opened a source"
    SIGNED_OFF = "signed off"
    RETURNED = "returned a ruling"
    RULING_RESTORED = "put an earlier ruling back"
    ANSWER_RESTORED = "put an earlier answer to a ruling back"
    UNDONE = "undid"
    REDONE = "did again"
    PUBLISHED = "published an edition"
    WITHDRAWN = "withdrew the fact-check"
    PACK_MADE = "made an assessor pack"
    SETTINGS_SAVED = "changed what the public pages say of the house"
    LOGO_ADDED = "added a logo"
    REPORT_RECEIVED = "received a report of an error"
    REPORT_MOVED = "moved a report of an error"
    REPORT_BLANKED = "blanked the sender of a report"
    CHECK_MOVED = "moved the fact-check"


@dataclass(frozen=True, slots=True)
class Sealed:
    """One entry as it is hashed. `seq` counts from 1 without a gap; `data` is plain JSON."""

    seq: int
    at: datetime
    actor_id: int | None
    act: Act
    subject_type: str
    subject_id: int
    data: Mapping[str, Any]
    previous: str

    @property
    def digest(self) -> str:
        """SHA-256, in hex, over the canonical JSON of all fields."""
        fields = [
            self.seq,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor_id,
            self.act.value,
            self.subject_type,
            self.subject_id,
            self.data,
            self.previous,
        ]
        canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def broken_links(entries: Iterable[tuple[Sealed, str]]) -> list[str]:
    """What is wrong with a chain of entries and their stored digests; empty if it holds."""
    faults, previous, seq = [], GENESIS, 0
    for entry, stored in entries:
        if entry.seq != seq + 1:
            faults.append(f"Journal: entry {seq + 1} is missing before entry {entry.seq}.")
        if entry.previous != previous:
            faults.append(f"Journal: entry {entry.seq} does not follow the entry before it.")
        if entry.digest != stored:
            faults.append(f"Journal: entry {entry.seq} is not what was written.")
        previous, seq = stored, entry.seq
    return faults


#: What an entry tells of an act beside its verb, by name.
_TELLING = (
    "to revision verdict first_verdict stance kind actor edition reason headline roles note".split()
)


def details(act: Act, data: Mapping[str, Any]) -> str:
    """An act with what it changed, as a verb phrase: "moved a claim: open to ruled (rule)"."""
    parts = [*_what(act, data), *_changed(data.get("changed", {}))]
    for name in _TELLING:
        value = data.get(name)
        if value:
            words = ", ".join(value) if isinstance(value, list) else value
            parts.append(f"{name.replace('_', ' ')} {words}")
    return f"{act.value}: {'; '.join(parts)}" if parts else act.value


def _what(act: Act, data: Mapping[str, Any]) -> list[str]:
    """What was done, where the act alone does not say it."""
    if "action" in data:
        return [f"{data['old']} to {data['new']} ({data['action']})"]
    if act is Act.CLAIM_CUT:
        return ["its words in the article"]
    if act is Act.CLAIM_DEFERRED:
        return ["it may" if data.get("publish_unchecked") else "it may not"]
    if act is Act.BLIND_CHOSEN:
        return ["they are" if data.get("blind") else "they are not"]
    return [data["what"]] if act in (Act.UNDONE, Act.REDONE) else []


def _from_to(old: Any, new: Any) -> str:
    """What a field held before and holds now; nothing is said of what was empty."""
    if old in ("", None):
        return f" “{new}”"
    return f" from “{old}” to “{new}”" if new not in ("", None) else f" “{old}” was taken out"


def _changed(changed: Mapping[str, Sequence[Any]] | Sequence[str]) -> list[str]:
    if isinstance(changed, Mapping):
        told = ((name, _from_to(old, new)) for name, (old, new) in changed.items())
    else:  # Only which fields: what they hold may be for the desk alone.
        told = ((name, "") for name in changed)
    return [f"{name.replace('_', ' ')}{words}" for name, words in told]


@dataclass(frozen=True, slots=True)
class FieldTold:
    """What an entry tells of one field; where it only gives a value, `old` is empty."""

    name: str
    old: str
    new: str


def fields(act: Act, data: Mapping[str, Any]) -> list[FieldTold]:
    """What an act changed or gave, field by field, as text."""
    found = []
    if "action" in data:
        found.append(FieldTold("state", data["old"], data["new"]))
    elif act is Act.CLAIM_CUT:
        found.append(FieldTold("place in the article", _words(data["old"]), _words(data["new"])))
    for name in ("publish_unchecked", "blind"):
        if name in data:
            found.append(FieldTold(name.replace("_", " "), "", "yes" if data[name] else "no"))
    changed = data.get("changed") or {}
    # Where it was redacted there is one word in the place of all fields.
    pairs = changed.items() if isinstance(changed, Mapping) else [("changed", ("", changed))]
    for name, (old, new) in pairs:
        found.append(FieldTold(name.replace("_", " "), _words(old), _words(new)))
    for name in ("what", *_TELLING):
        if data.get(name):
            found.append(FieldTold(name.replace("_", " "), "", _words(data[name])))
    return found


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
