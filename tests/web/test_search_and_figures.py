"""Search and figures by HTTP: what is typed badly gets words, what is downloaded is harmless."""

import csv
import io

import pytest

from app.web.plots import scale
from app.web.search import around, marked
from tests.web.conftest import Site, Stage


def test_what_is_found_is_marked_and_leads_to_its_place(stage: Stage) -> None:
    page = stage.site.as_("second").get("/search?q=LYE").text
    assert '<mark class="word">lye</mark>' in page
    assert "#panel" in page and "Claims, " in page


@pytest.mark.parametrize("asked", ["", "%00", "<script>", "%25", "%ED%A0%80", "x" * 5000])
def test_any_question_gets_a_page(asked: str, stage: Stage) -> None:
    for path in ("/search", "/search/quick"):
        response = stage.site.as_("second").get(f"{path}?q={asked}")
        assert response.status_code == 200
        assert "<script>alert" not in response.text


def test_the_switcher_offers_only_pages_that_are_open_to_who_asks(stage: Stage) -> None:
    assert "Figures" in stage.site.as_("editor").get("/search/quick").text
    assert "Figures" not in stage.site.as_("second").get("/search/quick").text
    assert "People" not in stage.site.as_("editor").get("/search/quick?q=peop").text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("from=soon", "“soon” is not a date"),
        ("from=2024-13-01", "is not a date"),
        ("to=0001-01-01", "Choose days from 1990 to 2100"),
        ("from=2024-05-02&to=2024-05-01", "ends before it begins"),
    ],
)
def test_a_bad_period_is_answered_in_words(asked: str, words: str, stage: Stage) -> None:
    response = stage.site.as_("editor").get(f"/figures?{asked}")
    assert response.status_code == 422 and words in response.text
    assert f'value="{asked.split("=")[1].split("&")[0]}"' in response.text
    assert stage.site.as_("editor").get(f"/figures/minutes.csv?{asked}").status_code == 422


def test_a_table_that_there_is_not(stage: Stage) -> None:
    assert stage.site.as_("editor").get("/figures/nothing.csv").status_code == 404


def test_no_cell_of_a_download_is_a_formula(small_site: Site) -> None:
    check_id, _, _ = small_site.newsroom.publication()
    version = small_site.newsroom.dossier(check_id).check.version
    sent = {"headline": "A headline", "outlet": "=1+1", "version": version}
    small_site.as_("editor").post(f"/checks/{check_id}/article", sent)
    period = "?from=2024-05-01&to=2024-05-31"
    text = small_site.as_("editor").get(f"/figures/outlets.csv{period}").text
    head, row = csv.reader(io.StringIO(text))
    assert head[0] == "outlet" and row[0] == "'=1+1"
    page = small_site.as_("editor").get(f"/figures{period}").text
    assert 'role="img"' in page and "style=" not in page


def test_pieces_make_up_the_text_again() -> None:
    text = "Lye and LYE."
    cut = list(marked(text, ["lye", "ly"]))
    assert "".join(piece for piece, _ in cut) == text
    assert [piece for piece, hit in cut if hit] == ["Lye", "LYE"]


def test_a_long_text_is_cut_around_the_first_word() -> None:
    cut = around("word " * 100 + "lye " + "word " * 100, ["lye"])
    assert "lye" in cut and cut.startswith("… ") and cut.endswith(" …") and len(cut) < 300


@pytest.mark.parametrize(("most", "last"), [(0, 1), (1, 1), (7, 8), (99, 100), (1001, 1500)])
def test_an_axis_has_few_round_numbers(most: int, last: int) -> None:
    assert scale(most)[-1] >= most and len(scale(most)) <= 6
    assert scale(most)[-1] == last
