"""`flask --app wsgi check ARTICLE`: the claims of an article, without a database."""

import json
import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from app.text.explain import BOILERPLATE, Explanation, explain, explained, total
from app.text.extract import Claim, Extraction, extract
from app.text.paste.canonical import canonical, drop
from app.text.paste.pasted import LONGEST, Kind, TooLong, from_file
from app.text.paste.unreadable import Unreadable


def register(group: AppGroup) -> None:
    """Add the command."""
    group.add_command(check)


@click.command("check")
@click.argument("article", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option(
    "--explain", "explaining", is_flag=True, help="Print what made each claim, or did not."
)
def check(article: Path, *, as_json: bool, explaining: bool) -> None:
    """Print the claims that the engine finds in ARTICLE (text, HTML or .docx; - for stdin).

    Of HTML and .docx the article alone is read, as the desk proposes it.
    """
    text = _article(article)
    extraction = extract(text)
    if as_json:
        shown = extraction.as_json(text)
        if explaining:
            shown["explain"] = explained(text, extraction)
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        _print(text, extraction, explaining=explaining)


def _article(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        pasted = from_file(data)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}.") from None
    except TooLong as error:
        limit = f"{LONGEST:,} is the most"
        raise click.ClickException(f"{path} holds {error.size:,} bytes: {limit}.") from None
    except Unreadable as error:
        raise click.ClickException(f"{path}: {error}") from None
    for note in pasted.notes:
        click.echo(f"  {note}", err=True)
    text = canonical(pasted.text).text
    return text if pasted.kind is Kind.TEXT else drop(text, pasted.site)


def _print(text: str, extraction: Extraction, *, explaining: bool) -> None:
    for number, claim in enumerate(extraction.claims, start=1):
        click.echo(f"{number:>3}. {claim.quote}")
        click.echo(f"     {_about(claim)}")
        if explaining:
            _print_explanation(explain(text, claim))
    if explaining:
        _print_left(text, extraction)
    for statement in extraction.statements:
        who, words = statement.actor or "somebody", statement.span.of(text)
        click.echo(f"  ~ {who} {statement.kind.value} claim {statement.about + 1}: {words}")
    for note in extraction.notes:
        click.echo(f"  {note}")
    click.echo(
        f"{len(extraction.claims)} claims in {len(extraction.sentences)} sentences; "
        f"{len(extraction.passed_over)} passages passed over, "
        f"{len(extraction.boilerplate)} lines of boilerplate."
    )


def _about(claim: Claim) -> str:
    said_by = f"{claim.claimant} ({claim.mode})" if claim.claimant else "the article itself"
    reasons = ", ".join(reason.value for reason in claim.reasons)
    place = f"[{claim.start}-{claim.end}]"
    return f"{place} {said_by}; {claim.type.value}, {claim.score:.2f}: {reasons}"


def _print_left(text: str, extraction: Extraction) -> None:
    """Print what is no claim, each with why."""
    for left in extraction.passed_over:
        click.echo(f"  - {left.quote}")
        click.echo(f"     [{left.start}-{left.end}] passed over, {left.score:.2f}")
        _print_explanation(explain(text, left))
    for line in extraction.boilerplate:
        click.echo(f"  - {line.of(text)}")
        click.echo(f"     rule: {BOILERPLATE}")


def _print_explanation(found: Explanation) -> None:
    click.echo(f"     rule: {found.rule}")
    for reason, weights in found.by_reason().items():
        parts = ", ".join(f"{weight.what} {weight.weight:+.2f}" for weight in weights)
        click.echo(f"     {total(weights):+.2f} {reason.value}: {parts}")
    click.echo(f"     {found.base:+.2f} base")
    click.echo(f"     {found.total:+.2f} in all, which gives a score of {found.score:.2f}")
