"""What readers are told about one claim: verdict, statements, sources, and the words for them.

Offsets are Unicode code points of the article's text, half-open. Days are ISO 8601 strings.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.dates import DatedOn, timeline_key
from app.domain.parties import PartyKind, party_kind
from app.domain.verdicts import (
    HOUSE_SCHEME,
    Scope,
    SourceKind,
    Stance,
    StatementFact,
    StatementKind,
)
from app.publishing.bidi import isolated
from app.publishing.language import OURS, date_words, later, say, spoken

UNCHECKED = "unc"
"""The style of a claim that has no verdict yet."""

STYLES = {"supported": "sup", "retracted": "ret", "denied": "den", "unproven": "unp"}
"""Verdicts with a line and colour of their own, and the CSS class that gives them."""

#: A claim told in one line has so many code points at the most.
_LINE = 72

OTHER = "oth"
"""The style that a newsroom's own verdicts share."""


def style_of(verdict_key: str) -> str:
    """The CSS class of a verdict."""
    return STYLES.get(verdict_key, OTHER)


def day_words(iso: str) -> str:
    """The day of an ISO date or moment, for people: "2 May 2024"."""
    return date_words(DatedOn(date.fromisoformat(iso[:10])))


#: The words of our own scheme: those of a scheme that a house has written stay as they are.
_OURS = frozenset(word for verdict in HOUSE_SCHEME for word in (verdict.label, verdict.definition))
_SCHEME = (
    later("Supported"),
    later("The evidence cited bears the claim out."),
    later("Retracted"),
    later(
        "The claimant, or somebody entitled to speak for the claimant, or the outlet withdrew it, "
        "in full or in part."
    ),
    later("Denied"),
    later("Somebody the claim is about denies it on record, or evidence contradicts it."),
    later("Unproven"),
    later("We looked; what we found does not settle it."),
)


def verdict_word(words: str) -> str:
    """The label or definition of a verdict, in the language that is spoken if it is ours."""
    return say(words) if words in _OURS else words


def small(label: str) -> str:
    """A verdict's label within a sentence: in small letters, unless it may be a German noun."""
    ours = {say(word) for word in (*_OURS, "Not yet checked")}
    return label.lower() if spoken() == OURS or label in ours else label


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a named actor did to a claim, on a date, in which words."""

    kind: StatementKind
    actor: str
    role: str
    on_behalf_of: str
    dated: DatedOn | None
    scope: Scope
    words: str
    source: int | None
    """`Source.number`."""
    start: int | None
    """Where the article itself reports it; None where it does not."""
    end: int | None

    @property
    def party(self) -> PartyKind:
        """Is the actor a person or an organisation?"""
        return party_kind(self.actor, role=self.role)

    @property
    def bears_weight(self) -> bool:
        """Can it carry a verdict: has it actor, date and source?"""
        sourced, dated = self.source is not None, self.dated is not None
        return StatementFact(self.kind, self.actor, dated=dated, sourced=sourced).bears_weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document or person cited on the page; numbered from 1."""

    number: int
    title: str
    publisher: str
    url: str
    published: DatedOn | None
    kind: SourceKind
    archive_url: str
    no_archive_reason: str
    accessed: str
    origin: str
    """What it goes back to: sources of one origin count once. Empty: it is its own origin."""
    interest: str
    """What the source stands to gain, for readers to know."""
    secondary_reason: str
    """Why a secondary source stands in for the primary one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What one source does to one claim."""

    source: int
    """`Source.number`."""
    stance: Stance
    excerpt: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictShown:
    """A verdict in the words under which it was given."""

    key: str
    label: str
    definition: str
    rating: int

    @property
    def told(self) -> str:
        """The label as readers are told it."""
        return verdict_word(self.label)

    @property
    def meaning(self) -> str:
        """The definition as readers are told it."""
        return verdict_word(self.definition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim, where it stands in the article, and what we found."""

    number: int
    uid: str
    """A UUID that stays with the claim for ever, whatever page shows it."""
    start: int
    end: int
    quote: str
    wording: str
    claimant: str
    claimant_role: str
    cue: str
    verdict: VerdictShown | None
    """None: not yet checked. Then `as_of` and the four fields after it are None too."""
    rationale: str
    """Markdown, as written."""
    finding: str
    """What readers see first: plain text, the opening of the rationale."""
    as_of: str | None
    ruled_by: str | None
    ruled_on: str | None
    signed_by: str | None
    signed_on: str | None
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]

    @property
    def style(self) -> str:
        """The CSS class that gives mark, badge and card their line and colour."""
        return style_of(self.verdict.key) if self.verdict else UNCHECKED

    @property
    def label(self) -> str:
        """The verdict's own word: `badge` begins with it."""
        return self.verdict.told if self.verdict else say("Not yet checked")

    @property
    def badge(self) -> str:
        """The verdict in one breath: who did it and when, or as of when we say so."""
        if self.verdict is None:
            return self.label
        told = {"verdict": self.label}
        act = self.decisive
        if act is None:
            told["day"] = day_words(self.as_of or self.ruled_on or "")
            if self.verdict.key == "denied":
                return say("%(verdict)s: evidence contradicts it, as of %(day)s", **told)
            return say("%(verdict)s, as of %(day)s", **told)
        told |= {"who": isolated(act.actor), "day": date_words(act.dated) if act.dated else ""}
        if act.scope is Scope.PART:
            return say("%(verdict)s in part by %(who)s, %(day)s", **told)
        return say("%(verdict)s by %(who)s, %(day)s", **told)

    @property
    def decisive(self) -> Statement | None:
        """The newest statement that can carry a verdict of retracted or denied."""
        key = self.verdict.key if self.verdict else ""
        acts = [s for s in self.timeline if s.kind.value == key and s.bears_weight]
        carries = key in {StatementKind.RETRACTED, StatementKind.DENIED}
        return acts[-1] if acts and carries else None

    @property
    def shown(self) -> str:
        """The claim in one line: the wording, or else the article's own words, cut short.

        Not all of them: whoever looks for the quotation on the page must find it in the article.
        """
        if self.wording or len(self.quote) <= _LINE:
            return self.wording or self.quote
        return self.quote[:_LINE].rsplit(None, 1)[0].rstrip(" ,;:–—“") + " …"

    @property
    def reasons(self) -> str:
        """The rationale (Markdown) without the finding that opens it; all of it if nothing else."""
        return self.rationale.strip().removeprefix(self.finding).strip() or self.rationale

    @property
    def party(self) -> PartyKind:
        """Is the claimant a person or an organisation?"""
        return party_kind(self.claimant, role=self.claimant_role)

    @property
    def first(self) -> Statement | None:
        """The earliest dated assertion: when the claim was made, as far as we know."""
        made = (act for act in self.timeline if act.kind is StatementKind.ASSERTED and act.dated)
        return next(made, None)

    def acts(self, kind: StatementKind) -> tuple[Statement, ...]:
        """The statements of one kind, oldest first."""
        return tuple(act for act in self.timeline if act.kind is kind)

    @property
    def timeline(self) -> tuple[Statement, ...]:
        """The statements, oldest first; those without a date come last."""
        return tuple(sorted(self.statements, key=lambda act: timeline_key(act.dated)))
