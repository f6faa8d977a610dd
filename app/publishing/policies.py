"""The pages on how the house works: method, corrections policy, about.

Each is made of sections with fixed anchors, which ClaimReview and other pages point to, and each
section of a text. The house may replace the texts, not the anchors; what it leaves alone reads as
it stands here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.domain.house import LANGUAGES
from app.domain.verdicts import HOUSE_SCHEME, Footing, Verdict
from app.publishing import paper
from app.publishing.claims import style_of
from app.publishing.file import File
from app.publishing.imprint import Imprint
from app.publishing.language import in_house_language, later, say, speaking
from app.publishing.media import HTML

Texts = Mapping[str, str]
"""The house's own texts by the names of their sections (Markdown); empty or missing: ours."""


class Section(NamedTuple):
    """One part of a page: its anchor, its heading, and the text where the house has none."""

    name: str
    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One page: its address, its title, its sections."""

    path: str
    title: str
    sections: tuple[Section, ...]


ABOUT: Final = Policy(
    path="/about",
    title=later("About us"),
    sections=(
        Section(
            "about",
            "us",
            later("Who we are"),
            later(
                "We check what others publish. We take an article as it stands, mark every "
                "claim in it that can be checked, and tell what we found on each: who said it, "
                "who denied it or took it back, when, and on which evidence.\n\n"
                "We work with the article’s own words. They stand on our pages as they were "
                "written, so that you can see what we checked and judge for yourself."
            ),
        ),
        Section(
            "ethics",
            "ethics",
            later("What we hold ourselves to"),
            later(
                "- We choose articles by how much their claims matter and how far they travel, "
                "never by whom a finding might help.\n"
                "- We ask the same of every claimant, whatever we think of them.\n"
                "- We say what we know, how we know it, and what we do not know.\n"
                "- We cite sources that you can read yourself, and keep a saved copy wherever we "
                "can.\n"
                "- Whoever has a stake in a claim does not rule on it.\n"
                "- We correct our mistakes in public. No edition is changed behind your back."
            ),
        ),
        Section(
            "funding",
            "funding",
            later("Who pays for this"),
            later(
                "This desk has not yet written down here who owns it and who pays for it. You may "
                "ask; a fact-check should tell you."
            ),
        ),
        Section(
            "people",
            "people",
            later("Who does the work"),
            later(
                "Every fact-check names who ruled on each claim, who signed it off and who "
                "published it. Look for “Checked by” and “Signed off by” at its top, and “About "
                "this claim” in the evidence."
            ),
        ),
    ),
)

METHOD: Final = Policy(
    path="/method",
    title=later("Our method"),
    sections=(
        Section(
            "method",
            "steps",
            later("How we check"),
            later(
                "1. **We freeze the text.** Before anything is checked, the article is kept as "
                "it stands, with a fingerprint (SHA-256). We do not repair its spelling or its "
                "quotes.\n"
                "2. **We mark the claims.** A program reads the article and proposes what can be "
                "checked; an editor adds, cuts and sets aside. Opinions, forecasts and trifles "
                "are left out, and the page says how many.\n"
                "3. **We look for evidence.** We go to the first source: the document, the "
                "recording, the person. Where only a second-hand source exists, we say why.\n"
                "4. **We draw up a timeline.** Who made the claim, who repeated, denied or "
                "withdrew it, on which day and in which words.\n"
                "5. **A reviewer rules**, and gives reasons. A verdict is refused unless it "
                "rests on what the scheme below asks for.\n"
                "6. **We publish an edition.** It is numbered, keeps its address for ever, and is "
                "never edited. What we learn later goes into the next edition, and the page tells "
                "what changed."
            ),
        ),
        Section(
            "unnamed",
            "unnamed",
            later("Sources we do not name"),
            later(
                "We publish only what rests on sources that readers can see. The desk may listen "
                "to people who must not be named, and may look for evidence where they point. But "
                "what a confidential source alone tells is left out of the page, and no verdict "
                "goes out that rests on it alone."
            ),
        ),
    ),
)

CORRECTIONS: Final = Policy(
    path="/corrections-policy",
    title=later("Corrections policy"),
    sections=(
        Section(
            "corrections",
            "policy",
            later("When we are wrong"),
            later(
                "We correct what is wrong as soon as we know it, and we say so.\n\n"
                "- A **correction** means that something we told you was wrong. It stands at the "
                "top of the page and on the claim it is about, and in our list of corrections.\n"
                "- An **update** means that there is new information.\n"
                "- A **clarification** means that we say the same more clearly. No verdict "
                "changes by one.\n"
                "- A **withdrawal** means that a fact-check cannot stand. Its address then "
                "tells who took it back, when and why.\n\n"
                "Each change is a new edition with a public sentence on what was wrong and "
                "what is right now. Earlier editions stay at their addresses, so that you can "
                "compare. The number of a claim never passes to another claim.\n\n"
                "### If you find a mistake\n\n"
                "Tell us, and say which claim it is about and how you know. We look into every "
                "report, from anybody, named or not. If we accept it, we publish a correction; if "
                "we do not, we keep the reason."
            ),
        ),
    ),
)

#: What each verdict must rest on, as readers are told: the rules themselves speak to reviewers.
RESTS_ON: Final = {
    Footing.SUPPORTING_CITATION: later("at least one source that bears the claim out"),
    Footing.RETRACTION: later(
        "a statement, with actor, date and source, that takes the claim back"
    ),
    Footing.DENIAL_OR_CONTRADICTION: later(
        "a denial by a named party, with date and source, or a source that contradicts the claim"
    ),
    Footing.ANY_CITATION: later("at least one source that we looked at"),
}

PAGES: Final = (METHOD, CORRECTIONS, ABOUT)
SECTIONS: Final = {section.name: section for page in PAGES for section in page.sections}


def text_of(texts: Texts, name: str) -> str:
    """The text of a section: the house's own, or else ours."""
    return texts.get(name) or say(SECTIONS[name].text)


def is_ours(name: str, text: str) -> bool:
    """Is it our own text of the section, in any language?"""
    for language in LANGUAGES:
        with speaking(language):
            if text == say(SECTIONS[name].text):
                return True
    return False


@in_house_language
def page(
    policy: Policy,
    imprint: Imprint,
    texts: Texts,
    *,
    scheme: Sequence[Verdict] = HOUSE_SCHEME,
    four_eyes: bool = True,
) -> File:
    """One of the pages; that on the method tells the verdicts of the scheme in force."""
    body = paper.render(
        "policy.html",
        imprint=imprint,
        policy=policy,
        sections=[(part, text_of(texts, part.name)) for part in policy.sections],
        scheme=sorted(scheme, key=lambda verdict: -verdict.rating) if policy is METHOD else (),
        rests_on=RESTS_ON,
        style_of=style_of,
        four_eyes=four_eyes,
    )
    return File(path=policy.path, body=body.encode(), type=HTML)


def files(
    imprint: Imprint,
    texts: Texts,
    *,
    scheme: Sequence[Verdict] = HOUSE_SCHEME,
    four_eyes: bool = True,
) -> Iterator[File]:
    """All three pages."""
    for policy in PAGES:
        yield page(policy, imprint, texts, scheme=scheme, four_eyes=four_eyes)
