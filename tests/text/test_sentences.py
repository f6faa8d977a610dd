import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.structure.sentences import sentences

# "|" is where one sentence ends and the next begins; a blank on both sides of it is one blank.
PLAIN = [
    "It rained. | It stopped.",
    "Was it true? | No! | It was not...",
    "First line\n|Second line",
    "他说今天下雨。|她不信！|谁知道？",
    "قال الوزير إن السلام قريب. | هل هذا صحيح؟ | لا أحد يعرف.",
    "मंत्री ने कहा। | बारिश हुई।",
    "The law (from 1990) stands. | (It was never used.) | Nobody knows why.",
    "They left (it was late. ) | She stayed.",
    "“It was late. ” | She left.",
    "He won 3–2; she lost: both went home. | The end.",
]
ABBREVIATIONS = [
    "Dr. Brandt met J. K. Weiss in the U.S. Senate. | They spoke.",
    "Sens. Ada Holt and Tom Reyes voted no. | Gov. Lund signed.",
    "The firm (Stone & Co.) closed. | It had debts.",
    "Tom Holt (D-Mont.) Rep. Ann Lee and others left. | Nobody spoke.",
    "She moved to the U.S. | He stayed in the U.K. and wrote.",
    "The talks moved to Geneva, N.Y. | Officials there said no.",
    "He works for Holm Inc. | They build boats for Holm Corp. of Denmark.",
    "They saved a third of the mass. | Hibernation did the rest.",
    "He studied in Boston, Mass. | The school closed.",
    "It was held on Sept. 11 and on Jan. 5. | Nobody came.",
    "See No. 7 and nos. 8 to 12. | The rest is lost. | Is it? | No. | It is here.",
    "It fell to -5 °C. | Snow lay deep.",
    "It stands at N°. 102. | That is the house.",
    "A fine of Rs. 500 was paid. | The case is closed.",
    "They beat Norway vs. Denmark odds. | Smith v. Jones went on.",
    "They asked Ada I. Berg and me. | It was for you and I. | Was it late?",
    "FAIRVIEW, W.Va. - The mine closed. | It was old.",
    "OSLO, Norway, Sept. 5 (Newswire) — The ferry sank. | Nobody died.",
    "The St. Lucia ferry passed Mt. Gimie. | It was late.",
]
HOURS = [
    "He came at 5 p.m. and left. | She stayed.",
    "At 5 a.m. Mr. Holt went out. | He was back by 6 p.m. | Mr. Holt slept.",
    "Polls close at 8 p.m. EST and at 9 p.m. (CDT) in the west. | Then we know.",
    "They met at 9 a.m. Thursday in Oslo. | It was 11 p.m. | Police closed the road.",
]
QUOTED = [
    "“We lost,” he said. | “We will win.”",
    "“Why now?” he asked. | “Who knows?”",
    "“Why now?” Ann Hill asked. | “Who knows?” | The minister said no more.",
    '"Stop!" Col. Dan Reed shouted. | Nobody did.',
    "“We won!” | Ann Hill left the hall. | “Who pays?” | He said that nobody knew.",
    "He shrugged. | “that nobody saw.” | She nodded.",
    "He read ‘The End.’ | Then he slept.",
    'She called it "the end". | He did not.',
    "“It was [...] The worst of all,” he said. | “We … left.”",
    "“We left (...) The rest stayed,” he said.",
]
GLUED = [
    "“It was late.”|She left.",
    '"It was late."|She left.',
    '"It was late."|"We left," she said.',
    '"Was it late?"|"It was."|"So we left."',
    '"It was 2010."|He left.',
    '"It rained."|15 people left.',
    '"Why now?"Ann Hill asked. | Nobody knew.',
    'He shrugged.|"It rained," she said.',
    "He shrugged.|“It rained,” she said.",
    "It rained all day.|She left.",
    "Did it rain all day?|She left.",
    'He said "yes"and left. | She stayed.',
    "It cost 3.5 or v2.Three kroner at Example.Com or U.N.Plaza. | Nobody paid.",
]
PAUSES = [
    "He waited... | Then he left.",
    "He waited ... and left. | She . . . stayed.",
    "I thought . . . I did not know. | She did.",
    "It was old. | . . . The roof fell in. . . .",
    "It was old . . . . | Then the roof fell in.",
    "“He looked well. | … He was not.”",
]
NAMES_AND_LINKS = [
    "Read www.example.com for more. | Then write.",
    "The maps are online. | https://example.org/maps has them. | www.example.org too.",
    "The firm failed. | eBay bought it. | al-Qaida was not named.",
    "She left Yahoo! News in May. | He won Jeopardy! | It was late!",
    'Write to "Tom Lee" <tom@example.org> | 03/27/2001 01:58 PM | The map is here.',
    "It came on 03/27/2001 01:58 PM | The map is here.",
]
SMALL = [
    "we lost the map. they had two. was it old? i think so! nobody knows.".replace(". ", ". | ")
    .replace("? ", "? | ")
    .replace("! ", "! | "),
    "Nobody came. | it was late. | But vs. them, etc. it was fine.",
    "call me at 555-0100. | i was in the U.S. and saw it. | why not?",
    "Is it late? | you know it is. | Who let “Who Dares?” win.",
    "Great place!!! | worth the trip.",
    "He spoke to the B.B.C. about it. | The U.S. they knew was gone.",
]
FACES = [
    "I love it. :) | We go there often.",
    "Come and see us :-) | The door is open.",
    "Note: (it) is late; (so) go.",
]
ITEMS = ["1. Eat more fruit", "A. The first of two", "- The ferry sank. | It was old.", "• One"]


@pytest.mark.parametrize(
    "marked",
    [
        *PLAIN, *ABBREVIATIONS, *HOURS, *QUOTED, *GLUED, *PAUSES, *NAMES_AND_LINKS, *SMALL, *FACES,
        *ITEMS,
    ],
)  # fmt: skip
def test_where_sentences_end(marked: str) -> None:
    text = marked.replace(" | ", " ").replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [span.of(text) for span in sentences(text)] == expected


def test_list_items_run_together_are_parted() -> None:
    text = "1.) Bread from the shop 2.) Milk from the farm"
    assert [s.of(text) for s in sentences(text)] == [
        "1.) Bread from the shop",
        "2.) Milk from the farm",
    ]


NEWS = """\
Ferry sinks off northern coast; nine rescued
By Ann Hill and Tom Lee
Friday, March 5, 2010
OSLO, Norway — A ferry with nine people sank off Vardø on Thursday, the coast guard said.
"We heard a bang at 5 a.m.," said Capt. J. R. Holm of the St. Olaf. | "Then it was dark."
File photo of the St. Olaf, 2008
Image: Harbour Office
"Who is to blame?" Mayor Kari Lund asked. | "That is for the court, i.e. not for me."
The line, Nord-Ferge Inc., lost two ships in 2009. | Its owner is in the U.S. | He said no.
• Nine people were saved
• Two ships (the Ada and the St. Ivo) took part
1. The hull
2. The lights
Have an opinion on this story? | Share it!
"""


def test_news_is_parted_as_an_editor_would() -> None:
    text = NEWS.replace(" | ", " ")
    assert [s.of(text) for s in sentences(text)] == re.split(r" \| |\n", NEWS.strip())


@given(st.text(alphabet="Ab .!?\n“”\"'’)1é:…I"))
def test_sentences_are_in_order_and_lose_only_blanks(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join(s.of(text) for s in found).split() or not text.split()
    rest = list(text)
    for span in found:
        assert "\n" not in span.of(text)
        rest[span.start : span.end] = " " * len(span)
    assert not "".join(rest).strip()


def test_the_seed_has_twenty_one_sentences(seed: str) -> None:
    found = [span.of(seed) for span in sentences(seed)]
    assert len(found) == 21
    assert found[8].endswith("”")  # glued to the next sentence
