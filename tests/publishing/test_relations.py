"""How the forms hang together, as Link headers."""

from dataclasses import replace

from app.domain.rights import Rights
from app.publishing import site
from app.publishing.history import History

from . import factories
from .factories import IMPRINT

PAGE = f"{IMPRINT.base_url}/f/harbour-oil-spill"


def links(history: History, suffix: str) -> list[str]:
    file = site.find(history, IMPRINT, suffix)
    assert file
    return list(file.links)


def test_every_form_says_which_page_is_canonical() -> None:
    for suffix in ("", "/print", "/v1", "/v3", ".json", "/claims.csv", "/annotations.jsonld"):
        assert f'<{PAGE}>; rel="canonical"' in links(factories.three_editions(), suffix), suffix


def test_editions_know_the_latest_and_the_one_before() -> None:
    history = factories.three_editions()
    latest = f'<{PAGE}>; rel="latest-version"'
    for suffix, before in {"": 2, "/v3": 2, "/v2": 1}.items():
        assert {latest, f'<{PAGE}/v{before}>; rel="predecessor-version"'} <= set(
            links(history, suffix)
        )
    assert latest in links(history, "/v1") and "predecessor" not in str(links(history, "/v1"))
    withdrawn = replace(history, withdrawals=(factories.withdrawn(2),))
    assert "predecessor" not in str(links(withdrawn, "/v3")), "it cannot be read any more"


def test_the_page_names_its_other_forms() -> None:
    found = str(links(factories.history(), ""))
    for form in (".json", "/claimreview.jsonld", "/annotations.jsonld", "/claims.csv", "/oembed"):
        assert form in found
    assert "/article.txt" in found
    excerpts = factories.edition(article=factories.article(rights=Rights.EXCERPTS))
    assert "/article.txt" not in str(links(factories.history(excerpts), ""))


def test_an_annotation_is_a_resource_of_the_protocol() -> None:
    found = links(factories.history(), "/annotations/1")
    assert '<http://www.w3.org/ns/ldp#Resource>; rel="type"' in found


def test_only_the_page_is_for_search_engines() -> None:
    history = factories.three_editions()
    for suffix, indexed in {"": True, "/print": False, "/v3": False, "/v3/changes": False}.items():
        file = site.find(history, IMPRINT, suffix)
        assert file and file.indexed is indexed
        assert (b'name="robots" content="noindex"' in file.body) is not indexed
