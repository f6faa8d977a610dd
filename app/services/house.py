"""What the public pages say of the house: saving it, and taking in a logo."""

import re
from collections.abc import Iterator
from dataclasses import asdict, replace

from sqlalchemy import select

from app.domain.errors import Blocker, Conflict, Incomplete, Refused
from app.domain.house import LANGUAGES, Settings
from app.domain.ids import LogoId
from app.domain.journal import Act
from app.domain.policy import Permission
from app.models import HouseLogo, HouseSettings
from app.publishing import policies
from app.publishing.accent import accent
from app.publishing.logo import drawn
from app.publishing.sanitize import policy_html, safe_url
from app.services import jobs
from app.services.work import Work

TEXT_LENGTH = 20_000
_LENGTHS = {"name": 120, "licence": 2000, "licence_name": 120, "contact": 254}
_EMAIL = re.compile(r"[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\]+\.[^@\s<>\"(),:;\[\]\\]+")


def save(work: Work, *, version: int, settings: Settings, logo_id: LogoId | None) -> HouseSettings:
    """Put a new version of the settings in force; `version` is the number of the one before.

    Editions that are out keep what they were issued with. Raise Incomplete with all that is wrong.
    """
    work.require(Permission.HOUSE_MANAGE)
    before = _newest(work)
    if (before.number if before else 0) != version:
        raise Conflict("Somebody else changed the settings since you opened them.")
    told = asdict(checked(settings)) | {"logo_id": _logo(work, logo_id)}
    changed = {
        name: [getattr(before, name) if before else "", value]
        for name, value in told.items()
        if before is None or getattr(before, name) != value
    }
    if not changed:
        raise Refused("Nothing was changed.")
    row = HouseSettings(**told, number=version + 1, saved_by_id=work.person, saved_at=work.now)
    work.add(row)
    texts = sorted(told["texts"]) if "texts" in changed else []
    changed.pop("texts", None)
    work.record(
        Act.SETTINGS_SAVED, row, settings=row.number, sha256=row.sha256, changed=changed,
        texts=texts,
    )  # fmt: skip
    jobs.note_release(work)
    return row


def checked(settings: Settings) -> Settings:
    """The settings as they may be kept; raise Incomplete with all that is wrong with them."""
    settings = replace(
        settings,
        colour=settings.colour.strip().lower(),
        # What reads as ours is not kept: when ours gets better, the house's does.
        texts={
            name: text.strip()
            for name, text in sorted(settings.texts.items())
            if text.strip() and not policies.is_ours(name, text.strip())
        },
    )
    if faults := [Blocker("settings", fault) for fault in _faults(settings)]:
        raise Incomplete(faults)
    return settings


def _faults(settings: Settings) -> Iterator[str]:
    if not settings.name:
        yield "The house needs a name: it stands on every page."
    for name, most in _LENGTHS.items():
        if len(getattr(settings, name)) > most:
            yield f"The {name.replace('_', ' ')} is too long: {most:,} characters at most."
    if settings.licence and safe_url(settings.licence) is None:
        yield "The licence: write a full address that begins with http:// or https://"
    if settings.contact and not _EMAIL.fullmatch(settings.contact):
        yield "The contact: write an e-mail address, such as desk@example.org."
    if settings.language not in LANGUAGES:
        yield f"The language: choose one of {', '.join(LANGUAGES.values())}."
    yield from _unusable(settings)


def _unusable(settings: Settings) -> Iterator[str]:
    if settings.colour:
        try:
            accent(settings.colour)
        except ValueError as fault:
            yield str(fault)
    for name, text in settings.texts.items():
        heading = policies.SECTIONS[name].heading
        if len(text) > TEXT_LENGTH:
            yield f"“{heading}” is too long: {TEXT_LENGTH:,} characters at most."
            continue
        try:
            policy_html(text)
        except ValueError as fault:
            yield f"“{heading}”: {fault}"


def add_logo(work: Work, sent: bytes) -> HouseLogo:
    """Take in a logo; it is shown once it is chosen in the settings. The same one is kept once."""
    work.require(Permission.HOUSE_MANAGE)
    try:
        found = drawn(sent)
    except ValueError as fault:
        raise Refused(str(fault)) from None
    same = select(HouseLogo).where(HouseLogo.sha256 == found.logo.sha256)
    known = work.session.scalars(same).first()
    if known:
        return known
    row = HouseLogo(
        sha256=found.logo.sha256,
        png=found.png,
        width=found.logo.width,
        height=found.logo.height,
        added_by_id=work.person,
        added_at=work.now,
    )
    work.add(row)
    work.record(Act.LOGO_ADDED, row, sha256=row.sha256)
    return row


def _newest(work: Work) -> HouseSettings | None:
    rows = select(HouseSettings).order_by(HouseSettings.number.desc()).limit(1)
    return work.session.scalars(rows).first()


def _logo(work: Work, logo_id: LogoId | None) -> LogoId | None:
    return None if logo_id is None else work.get(HouseLogo, logo_id).id
