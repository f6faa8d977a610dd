"""The finding: the first sentence of a rationale, which readers see before anything else."""

from app.publishing.sanitize import first_paragraph
from app.text.structure.sentences import sentences


def finding(rationale: str) -> str:
    """The first sentence of a Markdown rationale, as plain text.

    Raise ValueError, in words, for a rationale that cannot be shown.
    """
    plain = first_paragraph(rationale)
    found = sentences(plain)
    return found[0].of(plain) if found else plain
