"""What is marked as the site's: nearly all of a whole page, nearly nothing of a clean paste."""

import pytest

from app.text.paste import article
from app.text.paste.boilerplate import body, boilerplate, is_whole_page
from app.text.paste.canonical import canonical, drop
from app.text.paste.page import read

CUT_OUT = "\n\n".join(
    (
        "Mayor opens bridge",
        "A second line without a full stop tells of the bridge",
        "The mayor opened the bridge on Monday in front of a crowd.",
        "Old Stones: Why do castles fall into rivers?",
        "She said that it had cost nine million euros in all.",
        "Ferry captain sells his boat – Courier",
        "Share this story on Facebook",
        "Related Articles",
        "Back to top button",
    )
)

ARTICLE = """\
Ferry to Lund island stops for the winter
The last boat leaves on Sunday, and nobody knows who pays for the next one
By Ines Okafor
Published May 3, 2021
The ferry to Lund island will stop on Sunday, the harbour office said on Monday morning.
It carried 41,000 people last year, fewer than half as many as ten years ago.
“We cannot pay for a boat that nobody takes,” said Ole Brandt, who runs the harbour office.
What the islanders say
About 300 people live on the island all year round, and most of them work on the mainland.
They were told by letter that a bus would take them over the old dam instead.
“The dam is under water every other week,” said Mette Holm, who keeps the island’s only shop.
The council meets on Thursday to decide what becomes of the boat and of its crew of nine."""

ABOVE = """\
Skip to main content
Menu
Search
Home
Island
World
Sport
Weather
Small ads
Sign in
Subscribe
Herring prices climb again before the feast"""

BELOW = """\
Share this article
Facebook
Twitter
Related Articles
Old lighthouse gets a coat of paint
Swimmers warned of cold water off the pier
A warm week sent many people into the sea too early this year.
Most Popular
Ten soups for a storm
Choir looks for tenors
Comments
Anna: I have taken this boat every day for thirty years and I shall miss it.
What a shame, the council should be made to swim over the dam in January.
About us
Contact
Privacy policy
© 2021 The Island Post. All rights reserved."""


def marked(text: str) -> list[str]:
    text = canonical(text).text
    return [span.of(text) for span in boilerplate(text)]


def left(text: str) -> str:
    text = canonical(text).text
    return drop(text, boilerplate(text))


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["dense", "spaced"])
def test_of_a_whole_page_the_article_is_left(between: str) -> None:
    page = "\n".join((ABOVE, ARTICLE, BELOW)).replace("\n", between)
    assert left(page).split(between) == ARTICLE.split("\n")


def test_the_body_stands_below_headline_byline_and_date() -> None:
    page = "\n".join((ABOVE, ARTICLE, BELOW))
    assert body(page) == "\n".join(ARTICLE.split("\n")[4:])
    assert body(ARTICLE) == ARTICLE


@pytest.mark.parametrize(
    "inside",
    [
        "Advertisement",
        "Photo: Lars Winge",
        "Sign up for our newsletter",
        "Related: How the dam was built",
        "The ferry in its best years. (Photo by Lars Winge)",
        "In this undated photo, the ferry lies at the pier with its lamps lit.",
        "Follow us on all channels, and sign up for updates that reach your inbox every day.",
        "More on this\nThe island in pictures\nWho owns the old dam?",
    ],
)
def test_inside_the_article_of_a_page_furniture_and_captions_are_marked(inside: str) -> None:
    lines = ARTICLE.split("\n")
    page = "\n".join((ABOVE, *lines[:9], inside, *lines[9:], BELOW))
    assert left(page) == ARTICLE


def test_a_pull_quote_a_heading_and_a_list_stay() -> None:
    own = "Four boats\n- Alma\n- Berta\n- Carla\n- Dora"
    page = "\n".join((ABOVE, ARTICLE, own, BELOW))
    assert left(page) == f"{ARTICLE}\n{own}"


def test_who_wrote_the_article_is_told_by_the_site() -> None:
    about = "Ines Okafor is a reporter in Lund who has written about boats since 2009."
    page = "\n".join((ABOVE, ARTICLE, about, BELOW))
    assert left(page) == ARTICLE


def test_comments_end_the_article_but_a_link_to_them_above_does_not() -> None:
    lines = ARTICLE.split("\n")
    page = "\n".join((ABOVE, *lines[:4], "0 Comments", *lines[4:], BELOW))
    assert left(page) == ARTICLE


def test_a_page_in_another_language_is_read_by_its_shape() -> None:
    menu = "Hem\nVärlden\nSporten\nVädret\nFamilj\nKultur\nArtiklar\nTorget\nJobb\nFacebook"
    story = (
        "Färjan slutar gå på söndag\n"
        "Färjan till ön slutar gå på söndag, sade hamnens kontor på måndag morgon i staden.\n"
        "Den tog 41 000 resande i fjol, mindre än hälften så många som för tio år sedan.\n"
        "Rådet möts på torsdag för att besluta vad som ska hända med båten och de nio ombord."
    )
    footer = "Om oss\nTipsa\nLyssna\nRadio\nPodd\nKorsord\nRecept\nResor\nHälsa\nBilar\nTävling"
    assert left(f"{menu}\n{story}\n{footer}") == story


# ------------------------------------------------------------------------------ what was cut out


def test_of_what_was_cut_out_only_what_speaks_for_itself_is_marked() -> None:
    assert marked(CUT_OUT) == [
        "Old Stones: Why do castles fall into rivers?",
        "Ferry captain sells his boat – Courier",
        "Share this story on Facebook",
        "Related Articles",
        "Back to top button",
    ]


def test_a_heading_with_the_words_of_the_article_is_its_own() -> None:
    text = ARTICLE.replace("\n", "\n\n").replace("What the islanders say", "{}")
    assert marked(text.format("The island’s only boat and its crew")) == []
    other = "Castle owner marries his former gardener"
    assert marked(text.format(other)) == [other]


CLEAN = {
    "article": ARTICLE,
    "spaced article": ARTICLE.replace("\n", "\n\n"),
    "paragraph": "The ferry carried 41,000 people last year, fewer than ten years ago.",
    "one word": "Ferry",
    "transcript": (
        "MODERATOR: Good evening to all\n\nANNA: The bridge cost nine million\n\n"
        "MODERATOR: How do you know?\n\nANNA: I paid for it"
    ),
    "poem": "\n".join(
        (
            "The ferry goes, the ferry stays,",
            "a lamp above the door,",
            "and nobody has counted days",
            "since somebody kept score",
            "",
            "O harbour, harbour, share the light",
            "with those who have no pier",
            "The water has the better right",
            "to everything that’s here",
        )
    ),
    "list": "Boats in the harbour\n- Alma, 1911\n- Berta, 1923\n- Carla, 1931\n- Dora, 1944",
    "table": "\n".join(f"Boat {n}\t{1900 + n}\t{n * 12} tons" for n in range(40)),
    "press release": (
        "FOR IMMEDIATE RELEASE\n\nThe harbour office has sold its ferry to a museum in Malmö.\n\n"
        "“It was time,” said Ole Brandt, who runs the office and has sailed on her himself.\n\n"
        "About the harbour office\n\nThe harbour office keeps four piers and employs 31 people.\n\n"
        "Press desk: Mette Holm, 040 555 0101, press@harbour.example\n\n###"
    ),
    "French": (
        "Le bac de l’île s’arrête pour l’hiver\n\nLe bac s’arrêtera dimanche, a dit le port.\n\n"
        "Il a transporté 41 000 personnes l’an dernier, deux fois moins qu’il y a dix ans.\n\n"
        "Ce que disent les habitants de l’île\n\nLe conseil se réunit jeudi pour en décider."
    ),
    "Chinese": "渡轮周日停航\n\n港务局周一表示，渡轮将于周日停航。\n\n去年有四万一千人乘坐渡轮。",
    "headline and one line": "Ferry stops\n\nThe ferry will stop on Sunday, the office said.",
}


@pytest.mark.parametrize(
    "sentence",
    [
        "Terms of the sale were not disclosed.",
        "Loading the ferry took two days.",
        "Girl guides sold 3 million cookies",
        "Join or leave, the captain told them.",
        "The harbour’s newsletter was sent to 3,000 people",
        "Photos of the ferry hang in every kitchen.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_none(sentence: str) -> None:
    assert marked(f"Ferry stops\n\n{sentence}\n\nIt will stop on Sunday, the office said.") == []


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_of_a_clean_paste_is_marked(name: str) -> None:
    assert marked(CLEAN[name]) == []


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_paste_is_no_whole_page(name: str) -> None:
    assert not is_whole_page(article.find(read(canonical(CLEAN[name]).text)))


def test_a_transcript_on_a_whole_page_is_left_as_it_is() -> None:
    talk = "\n".join(
        (
            "The hearing on the Lund ferry, word for word",
            "CHAIR: Who pays for the boat in winter?",
            "BRANDT: The harbour pays, and it has no money left for a boat that nobody takes.",
            "CHAIR: Nobody?",
            "BRANDT: Some 300 people live there. That is not enough for a boat of this size.",
            "CHAIR: The island sees that differently, and so do the nine men of the crew.",
            "BRANDT: I know.",
        )
    )
    assert left("\n".join((ABOVE, talk, BELOW))) == talk


HOSTILE = {
    "menus": "Home\nShare\nAbout us\nWorld\n" * 10_000,
    "pages": "\n".join((ABOVE, ARTICLE, BELOW, "")) * 500,
    "one line": "a b c. " * 500_000,
    "turns": "A: b\nB: c\n" * 20_000,
    "names": ("A" * 119 + "\n") * 5_000,
    "apostrophes": ("A’" * 60 + "\n") * 5_000,
    "biographies": ("is a " + "x " * 300 + "\n") * 500,
    "sign ups": ("sign up " * 80 + "\n") * 500,
    "credits": ("(photo by " * 60 + "\n") * 500,
    "comments": "Comments\n" * 20_000,
    "related": "Related\nA story of the sea\n" * 10_000,
    "newsletters": ("get newsletter " * 7 + "\n") * 3_000,
    "cookies": ("cookies " * 14 + "\n") * 3_000,
    "share": ("share " + "this " * 20 + "\n") * 3_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_stops_the_search_for_boilerplate(name: str) -> None:
    text = canonical(HOSTILE[name]).text
    found = boilerplate(text)
    assert list(found) == sorted(set(found))
    assert body(text) is not None


def test_the_furniture_of_the_seed(seed: str) -> None:
    assert [len(line) for line in marked(seed)] == [75, 44, 33, 16, 18]


def test_nothing_has_no_boilerplate() -> None:
    assert boilerplate("") == ()
    assert body("") == ""
