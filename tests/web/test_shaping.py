"""Shaping claims by the forms of the workspace: by letters, too late, with a neighbour."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.test import TestResponse

from app.domain.claims import DismissReason
from app.domain.ids import CheckId, ClaimId
from app.domain.workflow import ClaimState
from app.dossier import ClaimFile
from app.services import claims
from tests.web.browsing import Html, SentForm
from tests.web.conftest import Site

TEXT = """\
Ferry to Lund island stops for the winter

The harbour office said that the ferry to Lund carried 400 people in March and 900 in April. \
Mayor Ann Lee said that the pier had cost 3 million crowns.

The council said on Friday that 17 people had been arrested in Lund.
"""
#: The same once its publisher put a line before it: every place is another one.
REVISED = "The winter comes early.\n\n" + TEXT


@dataclass(frozen=True)
class Shaped:
    """A claim that is to be shaped, between two others."""

    site: Site
    check: CheckId
    id: ClaimId

    @property
    def path(self) -> str:
        return f"/claims/{self.id}"

    @property
    def file(self) -> ClaimFile:
        return self.site.newsroom.dossier(self.check).file(self.id)

    @property
    def place(self) -> tuple[int, int]:
        return self.file.anchor.start, self.file.anchor.end

    def page(self) -> Html:
        """The claim as the editor sees it."""
        return self.site.as_("editor").page(self.path)

    def send(self, form: SentForm, **values: Any) -> TestResponse:
        """Press a button of a form."""
        return self.site.as_("editor").post(form.action, {**form.values, **values})

    def changed_by_another(self) -> None:
        """Somebody else takes the claim."""
        with self.site.newsroom.work("second") as work:
            claims.take(work, self.id, version=self.file.claim.version)


@pytest.fixture
def shaped(site: Site) -> Shaped:
    check = site.newsroom.pasted(TEXT)
    for words in ("the ferry to Lund", "900 in April"):
        site.newsroom.claim_on(check, words)
    return Shaped(site, check, site.newsroom.claim_on(check, "the pier had cost 3 million crowns"))


def forms(page: Html, action: str) -> list[SentForm]:
    """The forms of a page that go to an act on a claim, such as "/place"."""
    return [form for form in page.forms if form.action.endswith(action)]


def by_letter(page: Html) -> list[SentForm]:
    """The buttons that move an end by a letter: those of the start, then those of the end."""
    return [form for form in forms(page, "/place") if form.values.get("by_character")]


def buttons(page: Html) -> list[str]:
    """What the buttons send that merge with the claim before and the one behind."""
    return [a["value"] for tag, a in page.elements if a.get("name") == "adjacent"]


def test_each_button_moves_one_end_by_one_letter_and_back(shaped: Shaped) -> None:
    start, end = before = shaped.place
    # Before the first word there is a blank, and behind the last one a full stop.
    wanted = {(start - 2, end), (start + 1, end), (start, end - 1), (start, end + 1)}
    reached = set()
    for number in range(len(wanted)):
        moved = shaped.send(by_letter(shaped.page())[number])
        assert moved.status_code == 302
        reached.add(shaped.place)
        back = {"start": start, "end": end, "version": shaped.file.claim.version}
        assert shaped.send(by_letter(shaped.page())[0], **back).status_code == 302
        assert shaped.place == before
    assert reached == wanted


def test_half_a_word_stays_half_by_letter_and_is_made_whole_by_word(shaped: Shaped) -> None:
    start, end = shaped.place
    (form, *_) = by_letter(shaped.page())
    sent = {"start": start + 2, "end": end - 3, "version": form.values["version"]}
    assert shaped.send(form, **sent).status_code == 302
    assert shaped.place == (start + 2, end - 3)
    assert shaped.file.anchor.exact == "e pier had cost 3 million cro"
    # Drawn again, the panel shows those words, and the steps begin there.
    assert "e pier had cost 3 million cro" in shaped.page().words
    whole = {**sent, "version": shaped.file.claim.version, "by_character": "", "start": start + 1}
    assert shaped.send(form, **whole).status_code == 302
    assert shaped.place == (start, end - 3)


@pytest.mark.parametrize(
    "ends", [{"start": -1}, {"end": 10**6}, {"start": 50, "end": 50}, {"start": "x", "end": "٣"}]
)
def test_letters_that_are_no_passage_are_refused_in_words(
    ends: dict[str, Any], shaped: Shaped
) -> None:
    form, before = by_letter(shaped.page())[0], shaped.site.rows()
    refused = shaped.send(form, **ends)
    assert refused.status_code == 422
    assert Html(refused.text).form(f"{shaped.path}/dismiss")
    assert shaped.site.rows() == before


#: Every form of the panel that shapes a claim, and what its buttons add.
SHAPING: dict[str, Callable[[Html], tuple[SentForm, dict[str, str]]]] = {
    "an end by a word": lambda page: (
        next(
            f for f in forms(page, "/place") if "by_character" not in f.values and f.values["end"]
        ),
        {},
    ),
    "an end by a letter": lambda page: (by_letter(page)[0], {}),
    "split": lambda page: (next(f for f in forms(page, "/split") if f.values["at"]), {}),
    "merge by the list": lambda page: (forms(page, "/merge")[0], {}),
    "merge by its button": lambda page: (forms(page, "/merge")[0], {"adjacent": buttons(page)[0]}),
}


@pytest.mark.parametrize("how", SHAPING)
def test_a_form_that_came_too_late_writes_nothing_and_tells_what_changed(
    how: str, shaped: Shaped
) -> None:
    form, pressed = SHAPING[how](shaped.page())
    shaped.changed_by_another()
    before = shaped.site.rows()
    refused = shaped.send(form, **pressed)
    assert refused.status_code == 409
    assert shaped.site.rows() == before
    page = Html(refused.text)
    assert "Somebody else changed this since you opened it." in page.text
    assert "What changed meanwhile" in page.text
    assert "Second Person took a claim" in " ".join(" ".join(page.words).split())
    # What the answer offers is of the newest version: the same press then does it.
    form, pressed = SHAPING[how](page)
    assert shaped.send(form, **pressed).status_code == 302


@pytest.mark.parametrize("how", list(SHAPING)[:3])
def test_a_form_of_an_earlier_revision_writes_nothing_and_shows_the_new_text(
    how: str, shaped: Shaped
) -> None:
    form, pressed = SHAPING[how](shaped.page())
    shaped.site.newsroom.revised(shaped.check, REVISED)
    moved = shaped.place
    # Also where nothing but the text changed: places are of one revision.
    pressed |= {"version": str(shaped.file.claim.version)}
    before = shaped.site.rows()
    refused = shaped.send(form, **pressed)
    assert refused.status_code == 409
    assert shaped.site.rows() == before
    page = Html(refused.text)
    assert "Revision 2 of the article was frozen meanwhile" in page.text
    assert "The winter comes early." in page.text
    form, pressed = SHAPING[how](page)
    assert form.values["revision"] == "2"
    assert shaped.send(form, **pressed).status_code == 302
    assert shaped.place != moved


def test_the_button_merges_with_the_claim_right_before_whatever_the_list_says(
    shaped: Shaped,
) -> None:
    page = shaped.page()
    whole = shaped.site.newsroom.dossier(shaped.check)
    at = [file.claim.id for file in whole.shown].index(shaped.id)
    before, after = whole.shown[at - 1], whole.shown[at + 1]
    offered = [f"{file.claim.id}-{file.claim.version}" for file in (before, after)]
    assert buttons(page) == offered
    (form,) = forms(page, "/merge")
    # The button's own value goes before the one that the list would send.
    assert shaped.send(form, other=offered[1], adjacent=offered[0]).status_code == 302
    assert shaped.place == (before.anchor.start, whole.shown[at].anchor.end)
    now = shaped.site.newsroom.dossier(shaped.check)
    assert now.file(before.claim.id).claim.state is ClaimState.DISMISSED
    assert now.file(after.claim.id).claim.state is ClaimState.OPEN


@pytest.mark.parametrize("deed", ["worded", "dismissed"])
def test_a_neighbour_that_changed_meanwhile_is_not_taken_in_unseen(
    deed: str, shaped: Shaped
) -> None:
    page = shaped.page()
    newsroom = shaped.site.newsroom
    whole = newsroom.dossier(shaped.check)
    at = [file.claim.id for file in whole.shown].index(shaped.id)
    neighbour = whole.shown[at - 1].claim
    with newsroom.work("both") as work:
        if deed == "worded":
            wording = claims.Wording(wording="900 in April", claimant="", claimant_role="")
            claims.word(work, neighbour.id, version=neighbour.version, wording=wording)
        else:
            trivial = DismissReason.TRIVIAL
            claims.dismiss(work, neighbour.id, version=neighbour.version, reason=trivial)
    before = shaped.site.rows()
    refused = shaped.send(forms(page, "/merge")[0], adjacent=buttons(page)[0])
    assert refused.status_code == 409
    assert shaped.site.rows() == before
    answer = Html(refused.text)
    assert "What changed meanwhile" in answer.text
    assert "Somebody else changed the claim to be taken in" in answer.text
    told = {"worded": "worded a claim", "dismissed": "moved a claim: open to dismissed"}[deed]
    assert f"Both Person {told}" in " ".join(" ".join(answer.words).split())
    if deed == "worded":
        assert (
            shaped.send(forms(answer, "/merge")[0], adjacent=buttons(answer)[0]).status_code == 302
        )


@pytest.mark.parametrize(
    "adjacent", ["0-0", "x", "99999-1", "2147483648-1", "1-99999999999999999999", "١-٢", "--", "1"]
)
def test_a_neighbour_that_is_none_is_refused(adjacent: str, shaped: Shaped) -> None:
    form, before = forms(shaped.page(), "/merge")[0], shaped.site.rows()
    assert shaped.send(form, adjacent=adjacent).status_code in (404, 409, 422)
    assert shaped.site.rows() == before
