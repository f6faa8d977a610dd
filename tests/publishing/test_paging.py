"""Long lists: the newest at the list's own address, older ones at numbered ones."""

import pytest

from app.publishing.paging import cut, numbered, unnumbered


def test_pages_follow_each_other_and_hold_everything_once() -> None:
    pages = [cut(range(7), "/feed.atom", number=n, size=3) for n in (1, 2, 3, 4)]
    assert pages[3] is None
    shown = [page for page in pages if page]
    assert [list(page.items) for page in shown] == [[0, 1, 2], [3, 4, 5], [6]]
    assert [page.own for page in shown] == ["/feed.atom", "/feed-2.atom", "/feed-3.atom"]
    assert [page.newer for page in shown] == [None, "/feed.atom", "/feed-2.atom"]
    assert [page.older for page in shown] == ["/feed-2.atom", "/feed-3.atom", None]


def test_an_empty_list_has_one_page_and_a_full_one_no_second() -> None:
    assert cut([], "/corrections", number=1, size=3) is not None
    assert cut([], "/corrections", number=2, size=3) is None
    assert cut([1, 2, 3], "/corrections", number=2, size=3) is None


@pytest.mark.parametrize("path", ["/feed.atom", "/corrections", "/claimreview-feed.json"])
@pytest.mark.parametrize("number", [2, 3, 10, 217])
def test_an_address_says_which_page_it_names(path: str, number: int) -> None:
    assert unnumbered(numbered(path, number)) == (path, number)
    assert numbered(path, 1) == path and unnumbered(path) == (path, 1)


@pytest.mark.parametrize("odd", ["/feed-1.atom", "/feed-02.atom", "/feed-0.atom", "/feed--2.atom"])
def test_each_page_has_one_address(odd: str) -> None:
    assert unnumbered(odd)[0] not in ("/feed.atom",)


def test_hostile_addresses_take_no_time() -> None:
    for hostile in ("/" + "-2" * 50_000, "/" + "a-" * 50_000, "/feed-" + "9" * 100_000):
        assert unnumbered(hostile) == (hostile, 1)
