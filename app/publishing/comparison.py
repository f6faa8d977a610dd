"""An edition compared with the one before, claim by claim: drawn from the two, and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.rights import Rights
from app.domain.verdicts import Scope, SourceKind, Stance
from app.publishing import paper
from app.publishing.changes import changes, cited, told
from app.publishing.claims import Citation, Claim, Source, Statement, day_words
from app.publishing.edition import Article, Contact, Difference, Edition
from app.publishing.imprint import Addresses, Imprint
from app.publishing.language import date_words, in_house_language, later, quoted, say
from app.publishing.redline import LIMIT, Piece, redline
from app.publishing.sanitize import plain_text
from app.publishing.words import ACTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is not as it was: a text word by word, or a list with what left and what came."""

    name: str
    pieces: Sequence[Piece] = ()
    removed: Sequence[str] = ()
    added: Sequence[str] = ()
    remark: str = ""
    """Said where the difference is in nothing that is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A claim that changed. `old` is None for one that was added, `new` for one removed."""

    number: int
    old: Claim | None
    new: Claim | None
    verdict_changed: bool
    parts: Sequence[Part]

    @property
    def shown(self) -> str:
        """The claim in one line, as it was told last."""
        claim = self.new or self.old
        return claim.shown if claim else ""


def compared(before: Edition, after: Edition) -> list[Compared]:
    """Every claim that is not in both editions, or not told alike, by number."""
    old = {claim.number: claim for claim in before.claims}
    new = {claim.number: claim for claim in after.claims}
    whats: dict[int, set[Difference]] = {}
    for change in changes(before, after):
        whats.setdefault(change.number, set()).add(change.what)
    return [
        Compared(
            number=number,
            old=old.get(number),
            new=new.get(number),
            verdict_changed=Difference.VERDICT in what,
            parts=_parts(before, old[number], after, new[number], what)
            if number in old and number in new
            else (),
        )
        for number, what in whats.items()
    ]


@in_house_language
def page(before: Edition, after: Edition, imprint: Imprint) -> str:
    """The comparison for readers. The name of the house is that of the edition, as it was then."""
    found = compared(before, after)
    changed = {claim.number for claim in found}
    return paper.render(
        "changes.html",
        before=before,
        after=after,
        compared=found,
        same=[claim.number for claim in after.claims if claim.number not in changed],
        about=about(before, after),
        to=Addresses(base_url=imprint.base_url, slug=after.slug),
        imprint=replace(imprint, name=after.newsroom),
        limit=LIMIT,
    )


def about(before: Edition, after: Edition) -> list[Part]:
    """What is not as it was besides the claims."""
    old, new = before.article, after.article
    texts = [_text(say(name), of(old), of(new)) for name, of in _PARTICULARS.items()]
    texts += [
        _text(say("Topics"), ", ".join(before.topics), ", ".join(after.topics)),
        _text(say("Coverage"), _coverage(before), _coverage(after)),
        _text(say("Licence"), before.licence, after.licence),
    ]
    found = [part for part in texts if part]
    if old.text_sha256 != new.text_sha256:
        found.insert(0, Part(name=say("Text of the article"), remark=_revised(new)))
    if before.contacts != after.contacts:
        asked = map(_contact, before.contacts), map(_contact, after.contacts)
        found.append(_list(say("Whom we asked"), *asked))
    return found


def _revised(article: Article) -> str:
    """That the two editions are about different texts, in words; the texts are on their pages."""
    return say(
        "The publisher changed the article: this edition is about its text as we read it on "
        "%(day)s.",
        day=_day(article.accessed),
    )


_RIGHTS = {Rights.FULL: later("full"), Rights.EXCERPTS: later("excerpts")}
_STANCES = {
    Stance.SUPPORTS: later("Supports"),
    Stance.CONTRADICTS: later("Contradicts"),
    Stance.CONTEXT: later("Context"),
}
_SOURCES = {
    SourceKind.PRIMARY: later("primary source"),
    SourceKind.SECONDARY: later("secondary source"),
}
_PARTICULARS: dict[str, Callable[[Article], str]] = {
    later("Headline"): lambda article: article.headline,
    later("Outlet"): lambda article: article.outlet,
    later("Byline"): lambda article: article.byline,
    later("Address"): lambda article: article.url,
    later("Date of the article"): lambda article: _day(article.published),
    later("How much is shown"): lambda article: say(_RIGHTS[article.rights]),
    later("Why this article"): lambda article: article.chosen_because,
}


#: Found different, though all that is told of each is the same.
_ORDER = later("The order changed, or where the article reports it.")


def _parts(
    before: Edition, old: Claim, after: Edition, new: Claim, what: set[Difference]
) -> list[Part]:
    """The parts of a claim that differ; `what` says which may."""
    found: list[Part | None] = []
    if Difference.WORDING in what:
        found += [_text(say(name), of(old), of(new)) for name, of in _WORDINGS.items()]
    if Difference.AS_OF in what or Difference.VERDICT in what:
        found.append(_text(say("Holds as of"), _day(old.as_of), _day(new.as_of)))
    if Difference.RATIONALE in what:
        found += _rationale(old, new)
    if Difference.TIMELINE in what:
        was, now = told(before, old), told(after, new)
        found.append(_list(say("Who said what, when"), map(_statement, was), map(_statement, now)))
    if Difference.SOURCES in what:
        sources = cited(before, old), cited(after, new)
        found.append(_list(say("Sources"), *(map(_citation, pairs) for pairs in sources)))
    return [part for part in found if part]


_WORDINGS: dict[str, Callable[[Claim], str]] = {
    later("Wording"): lambda claim: claim.wording,
    later("Passage"): lambda claim: claim.quote,
    later("Claimant"): lambda claim: claim.claimant,
    later("Claimant’s role"): lambda claim: claim.claimant_role,
}


def _rationale(old: Claim, new: Claim) -> list[Part | None]:
    finding = _text(say("Finding"), old.finding, new.finding)
    reasons = _text(say("Why we say so"), plain_text(_reasons(old)), plain_text(_reasons(new)))
    if finding or reasons:
        return [finding, reasons]
    # The same words: only what they are set in, or where they lead.
    return [
        Part(name=say("Why we say so"), remark=say("Links or emphasis changed, not the words."))
    ]


def _reasons(claim: Claim) -> str:
    """What the rationale says beyond the finding."""
    return "" if claim.rationale.strip() == claim.finding else claim.reasons


def _day(iso: str | None) -> str:
    return day_words(iso) if iso else ""


def _text(name: str, old: str, new: str) -> Part | None:
    return Part(name=name, pieces=redline(old, new)) if old != new else None


def _list(name: str, old: Iterable[str], new: Iterable[str]) -> Part:
    was, now = list(old), list(new)
    removed = [line for line in was if line not in now]
    added = [line for line in now if line not in was]
    if removed or added:
        return Part(name=name, removed=removed, added=added)
    return Part(name=name, remark=say(_ORDER))


def _statement(pair: tuple[Statement, Source | None, str]) -> str:
    act, source, _ = pair
    told = {"act": say(ACTS[act.kind]), "who": act.actor}
    in_part = act.scope is Scope.PART
    line = (
        say("%(act)s in part by %(who)s", **told) if in_part else say("%(act)s by %(who)s", **told)
    )
    role = f", {act.role}" if act.role else ""
    party = say(", for %(party)s", party=act.on_behalf_of) if act.on_behalf_of else ""
    words = f" {quoted(act.words)}" if act.words else ""
    when = date_words(act.dated) if act.dated else say("date not known")
    return _with_source(f"{line}{role}{party}, {when}.{words}", source)


def _citation(pair: tuple[Citation, Source | None]) -> str:
    citation, source = pair
    place = f", {citation.locator}" if citation.locator else ""
    excerpt = f": {quoted(citation.excerpt)}" if citation.excerpt else ""
    return _with_source(f"{say(_STANCES[citation.stance])}{place}{excerpt}", source)


def _with_source(line: str, source: Source | None) -> str:
    return f"{line} ({_source(source)})" if source else line


def _source(source: Source) -> str:
    """Everything that readers were told of a source, so that no change of it goes unseen."""
    published = date_words(source.published) if source.published else ""
    facts = {
        "%(fact)s": source.publisher,
        later("published %(fact)s"): published,
        later("read %(fact)s"): _day(source.accessed),
        later("at %(fact)s"): source.url,
        later("saved copy %(fact)s"): source.archive_url,
        later("no saved copy: %(fact)s"): source.no_archive_reason,
        later("goes back to %(fact)s"): source.origin,
        later("its interest: %(fact)s"): source.interest,
        later("no primary source: %(fact)s"): source.secondary_reason,
    }
    given = [say(message, fact=fact) for message, fact in facts.items() if fact]
    return ", ".join([source.title, *given, say(_SOURCES[source.kind])])


def _coverage(edition: Edition) -> str:
    set_aside = sum(group.count for group in edition.dismissed)
    return say(
        "%(coverage)s; %(aside)s set aside, %(passed)s passed over",
        coverage=edition.coverage.words,
        aside=set_aside,
        passed=edition.passed_over,
    )


def _contact(contact: Contact) -> str:
    about_claim = say(" (claim %(number)s)", number=contact.claim) if contact.claim else ""
    replied = contact.replied_on and say(", answered %(day)s", day=_day(contact.replied_on))
    asked = say("asked %(day)s", day=_day(contact.asked_on))
    asked = f"{asked} {contact.channel}".strip()
    role = f", {contact.role}" if contact.role else ""
    return f"{contact.party}{role}{about_claim}, {asked}{replied or ''}. {contact.line}"
