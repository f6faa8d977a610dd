"""The words that a claim would have, asked before it is made: they are those that it then has."""

import pytest

from tests.web.conftest import Site, Stage
from tests.web.test_live import counted

#: Who asks, the newest text, and the places of its claims.
MOST_QUERIES = 3


def test_a_claim_made_of_a_passage_has_the_words_that_were_told(stage: Stage) -> None:
    stage.reset()
    scene, both = stage.scene, stage.site.as_("both")
    text = stage.site.newsroom.dossier(scene.check).revision.text
    for start, end in ((1, 9), (0, 1), (len(text) - 8, len(text) - 3)):
        where = {"revision": 1, "start": start, "end": end}
        told = both.client.get(f"/checks/{scene.check}/words", query_string=where)
        assert told.status_code == 200
        made = both.post(f"/checks/{scene.check}/claims", where)
        if "the same words as" in told.json["says"]:
            assert "exactly these words" in made.text
            continue
        whole = stage.site.newsroom.dossier(scene.check)
        made_id = int(made.location.partition("#")[0].rsplit("/", 1)[1])
        anchor = whole.file(made_id).anchor
        assert told.json["words"] == anchor.exact == text[anchor.start : anchor.end]
        assert (told.json["start"], told.json["end"]) == (anchor.start, anchor.end)
    stage.reset()


def test_it_is_told_how_the_words_stand_to_the_claims_there_are(stage: Stage) -> None:
    whole = stage.site.newsroom.dossier(stage.scene.check)
    file = whole.shown[0]
    start, end, name = file.anchor.start, file.anchor.end, file.name.lower()
    editor, path = stage.site.as_("editor"), f"/checks/{stage.scene.check}/words?revision=1"
    same = editor.get(f"{path}&start={start}&end={end}")
    assert f"the same words as {name}" in same.json["says"]
    inner = whole.revision.text.index(" ", start + 1)
    inside = editor.get(f"{path}&start={start}&end={inner}").json
    assert f"inside {name}" in inside["says"]
    around = editor.get(f"{path}&start=0&end={len(whole.revision.text)}").json
    assert f"around {name}" in around["says"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("", 422),
        ("start=5&end=5", 422),
        ("start=9&end=2", 422),
        ("start=-3&end=2", 422),
        ("start=a&end=%00", 422),
        ("start=0&end=99999999999999999999", 422),
        ("start=0&end=5&revision=7", 409),
        ("start=0&end=5&revision=x", 200),
    ],
)
def test_what_is_no_passage_is_refused_in_words(asked: str, status: int, stage: Stage) -> None:
    response = stage.site.as_("editor").get(f"/checks/{stage.scene.check}/words?{asked}")
    assert response.status_code == status


def test_it_costs_the_same_few_queries_whatever_was_gathered(small_site: Site) -> None:
    newsroom, editor = small_site.newsroom, small_site.as_("editor")
    bare, full = newsroom.pasted(), newsroom.pasted()
    for file in newsroom.dossier(full).shown:
        newsroom.signed(full, file.claim.id)
    newsroom.revised(full)
    newsroom.claim_on(full, "17 people")
    costs = []
    for check, revision in ((bare, 1), (full, 2)):
        with counted() as sent:
            answer = editor.get(f"/checks/{check}/words?revision={revision}&start=0&end=8")
        assert answer.json["words"] == "Mill owner"
        costs.append(len(sent))
    assert costs[0] == costs[1] <= MOST_QUERIES
