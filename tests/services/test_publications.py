"""Issuing editions: frozen, numbered, corrected in public, withdrawn."""

import pytest

from app.domain.errors import Incomplete
from app.publishing.edition import ChangeKind
from app.queries.editions import find_published
from app.services import publications
from tests.factories import Newsroom


def test_an_edition_is_frozen_when_it_is_issued(newsroom: Newsroom) -> None:
    _, _, slug = newsroom.publication()
    with newsroom.database.reading() as session:
        published = find_published(session, slug)
    assert published is not None
    claim = next(c for c in published.editions[0].claims if c.verdict)
    assert claim.badge == "Retracted by Ilse Brandt, 30 April 2024"


def test_everything_that_blocks_is_told_at_once(newsroom: Newsroom) -> None:
    check_id = newsroom.pasted()
    with newsroom.work("editor") as work, pytest.raises(Incomplete) as refused:
        publications.issue(work, check_id, version=1, kind=ChangeKind.FIRST, note="")
    assert len(refused.value.blockers) == len(newsroom.dossier(check_id).shown)
