"""After a withdrawal each form answers in its own format, and no number is used again."""

import json
from dataclasses import replace

import pytest

from app.publishing import data, site
from app.publishing.history import History

from . import factories
from .factories import IMPRINT

FIRST = factories.history()
GONE = factories.history(withdrawals=(factories.withdrawn(),))


def every(history: History) -> dict[str, site.File]:
    found = site.files(history, IMPRINT)
    return {file.path.removeprefix("/f/harbour-oil-spill"): file for file in found}


def test_every_address_that_stood_is_gone_and_no_other_is_there() -> None:
    assert every(FIRST).keys() == every(GONE).keys()
    for file in every(GONE).values():
        assert file.gone and not file.indexed and not file.permanent
        assert "The dive log was not authentic." in file.body.decode()
        for told in ("forty litres", "ClaimReview", "Tomas Lind"):
            assert told not in file.body.decode(), file.path


@pytest.mark.parametrize(
    ("suffix", "type"),
    [
        ("", "text/html"),
        ("/print", "text/html"),
        ("/v1", "text/html"),
        (".json", "application/json"),
        ("/claimreview.jsonld", "application/ld+json"),
        ("/annotations.jsonld", "application/ld+json"),
        ("/annotations/1", "application/ld+json"),
        ("/article.txt", "text/plain"),
        ("/claims.csv", "text/plain"),
    ],
)
def test_the_format_is_the_one_that_was_asked_for(suffix: str, type: str) -> None:
    file = every(GONE)[suffix]
    assert file.type.startswith(type)
    if "json" in type:
        node = json.loads(file.body)
        assert node["@context"] == "https://www.w3.org/ns/activitystreams"
        assert (node["type"], node["deleted"]) == ("Tombstone", "2024-07-01T00:00:00Z")
        own = suffix if "/annotations/" in suffix else ""
        assert node["id"] == f"{IMPRINT.base_url}/f/harbour-oil-spill{own}"


def test_numbers_that_were_never_given_are_not_found_rather_than_gone() -> None:
    for history in (FIRST, GONE):
        for suffix in ("/annotations/10", "/annotations/0", "/annotations/01", "/v2", "/v1/changes",
                       "/v0", "/v", "/v1/nothing", "/annotations/", "/nothing"):  # fmt: skip
            assert site.find(history, IMPRINT, suffix) is None, suffix


def test_the_annotation_of_a_claim_taken_off_is_gone_while_the_page_stands() -> None:
    second = factories.edition(
        number=2, claims=factories.claims()[:8], issued_at="2024-06-08T09:30:00Z"
    )
    history = factories.history(factories.edition(), second)
    past = site.find(history, IMPRINT, "/annotations/9")
    assert past and past.gone
    node = json.loads(past.body)
    assert node["deleted"] == "2024-06-08T09:30:00Z"
    assert node["id"].endswith("/annotations/9")
    page = site.find(history, IMPRINT, "")
    assert page and not page.gone


def test_a_comparison_is_gone_with_either_of_its_editions() -> None:
    gone = factories.withdrawn(2)
    history = replace(factories.three_editions(), withdrawals=(gone,))
    found = {n: site.find(history, IMPRINT, f"/v{n}/changes") for n in (1, 2, 3, 4)}
    assert found[1] is None and found[4] is None
    assert found[2] and found[2].gone and found[3] and found[3].gone
    assert "/v3/changes" not in str(every(history)[""].body), "no link leads to what is gone"
    standing = site.find(factories.three_editions(), IMPRINT, "/v3/changes")
    assert standing and standing.permanent and not standing.gone and not standing.indexed


def test_our_own_data_leaves_out_what_was_withdrawn() -> None:
    history = replace(factories.three_editions(), withdrawals=(factories.withdrawn(2),))
    assert [change["version"] for change in data.document(history, IMPRINT)["changes"]] == [3]
