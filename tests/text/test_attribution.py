import pytest

from app.text.attribution.reading import Attribution, Mode, read
from app.text.spans import Span
from app.text.statements.acts import StatementKind
from app.text.structure.quotes import quotations
from app.text.structure.sentences import sentences


def attributions(text: str) -> list[Attribution]:
    readings = read(text, sentences=sentences(text), quotations=quotations(text))
    return [found for reading in readings for found in reading.attributions]


def shown(text: str) -> list[tuple[str | None, str, str]]:
    return [
        (found.name, found.mode.value, " … ".join(piece.of(text) for piece in found.content))
        for found in attributions(text)
    ]


RULES = [
    # an indirect report, with and without "that"
    ("The ministry said that it rained.", "ministry", "indirect", "it rained"),
    ("Anna Weiss said it rained.", "Anna Weiss", "indirect", "it rained"),
    ("Anna Weiss told reporters on Monday that it rained.", "Anna Weiss", "indirect", "it rained"),
    # a quotation, before or behind its cue, glued or not
    ("“It rained,” Anna Weiss said.", "Anna Weiss", "direct", "“It rained,”"),
    ("“It rained,”Anna Weiss said.", "Anna Weiss", "direct", "“It rained,”"),
    ("“It rained,” said Anna Weiss, a baker.", "Anna Weiss", "direct", "“It rained,”"),
    ("Anna Weiss said: “It rained.”", "Anna Weiss", "direct", "“It rained.”"),
    ('"It rained," Anna Weiss said.', "Anna Weiss", "direct", '"It rained,"'),
    (
        "“It rained,” Anna Weiss said, “all day.”",
        "Anna Weiss",
        "direct",
        "“It rained,” … “all day.”",
    ),
    # a name with what stands beside it
    ("Anna Weiss, head of the port, said it rained.", "Anna Weiss", "indirect", "it rained"),
    ("Anna Weiss (head of the port) said it rained.", "Anna Weiss", "indirect", "it rained"),
    ("Norway’s port ministry said it rained.", "Norway’s port ministry", "indirect", "it rained"),
    ("His deputy, Anna Weiss, said it rained.", "Anna Weiss", "indirect", "it rained"),
    ("A spokesman for the Port said it rained.", "spokesman for the Port", "indirect", "it rained"),
    ("Anna Weiss said on Tuesday it rained.", "Anna Weiss", "indirect", "it rained"),
    ("Minister Anna May said it rained.", "Anna May", "indirect", "it rained"),
    ("Port Director Anna Weiss said it rained.", "Anna Weiss", "indirect", "it rained"),
    ("Oslo’s deputy mayor Anna Weiss said it rained.", "Anna Weiss", "indirect", "it rained"),
    # words between the cue and "that", and a verb that reports nothing behind it
    (
        "Anna Weiss said on Tuesday that the city had found no sign of rain.",
        "Anna Weiss",
        "indirect",
        "the city had found no sign of rain",
    ),
    (
        "Anna Weiss said in a note on Tuesday that it rained.",
        "Anna Weiss",
        "indirect",
        "it rained",
    ),
    # the cue at the end
    ("The rain will last all week, Anna Weiss said.", "Anna Weiss", "indirect", None),
    ("According to Anna Weiss, it rained all day.", "Anna Weiss", "indirect", "it rained all day"),
    ("It rained all day, according to Anna Weiss.", "Anna Weiss", "indirect", "It rained all day"),
    ("But it rained all day, according to Anna Weiss.", "Anna Weiss", "indirect", None),
    # part of the words quoted
    ("The port said it was “very wet” there.", "port", "mixed", "it was “very wet” there"),
    # a clause behind a verb that may also take a coin
    ("The port found the rain had stopped.", "port", "indirect", "the rain had stopped"),
    ("The port knows how it rained.", "port", "indirect", "how it rained"),
    # the name stands before one aside, or more
    (
        "“It rained,” Anna Weiss, the head of the port, one of three in Oslo, said.",
        "Anna Weiss",
        "direct",
        "“It rained,”",
    ),
    (
        "“It rained,” Anna Weiss (of Oslo), the head of the port, said in a note.",
        "Anna Weiss",
        "direct",
        "“It rained,”",
    ),
    ("In a long interview Anna Weiss said it rained.", "Anna Weiss", "indirect", "it rained"),
    ("Those close to her said it rained.", "Those close to her", "indirect", "it rained"),
    ("Some say it rained.", "Some", "indirect", "it rained"),
    ("She’s claiming that it rained.", None, "indirect", "it rained"),
    (
        "Anna Weiss -- the head of the port -- said it rained.",
        "Anna Weiss",
        "indirect",
        "it rained",
    ),
    # nobody says it in so many words
    ("A man asking, “Will it rain?” left.", "man", "direct", "“Will it rain?”"),
    ("The port has a new motto: “It rains here.”", "port", "direct", "“It rains here.”"),
    ("A lesson from Anna Weiss: “It rains here.”", "Anna Weiss", "direct", "“It rains here.”"),
    # one verb behind another, and participles
    ("Anna Weiss left the port and said it rained.", "Anna Weiss", "indirect", "it rained"),
    ("Anna Weiss left the port, even saying it rained.", "Anna Weiss", "indirect", "it rained"),
    ("Anna Weiss began by saying it rained.", "Anna Weiss", "indirect", "it rained"),
    ("On Monday, Anna Weiss left the port, saying it rained.", "Anna Weiss", "indirect", None),
    # the clause is set into the words, or ends them
    ("The rain, Anna Weiss said, will last.", "Anna Weiss", "indirect", "The rain … will last"),
    (
        "The rain will last all week, Anna Weiss said on Monday, as the streets were closed.",
        "Anna Weiss",
        "indirect",
        "The rain will last all week",
    ),
    (
        "OSLO — The rain will last all week, Anna Weiss said.",
        "Anna Weiss",
        "indirect",
        "The rain will last all week",
    ),
    (
        "With all these clouds, “it will rain,” Anna Weiss said.",
        "Anna Weiss",
        "mixed",
        "With all these clouds, “it will rain,”",
    ),
    ("Anna Weiss told a meeting this week it rained.", "Anna Weiss", "indirect", "it rained"),
    (
        "Anna Weiss told a crowded meeting at the old port of Oslo that it rained.",
        "Anna Weiss",
        "indirect",
        "it rained",
    ),
    (
        "Anna Weiss said that, in the end, it rained.",
        "Anna Weiss",
        "indirect",
        "that, in the end, it rained",
    ),
    # a headline
    ("Anna Weiss Says Bridges Closed", "Anna Weiss", "indirect", "Bridges Closed"),
]


@pytest.mark.parametrize(("text", "name", "mode", "content"), RULES)
def test_who_said_what(text: str, name: str, mode: str, content: str | None) -> None:
    (found,) = shown(text)
    assert found[:2] == (name, mode)
    assert content is None or found[2] == content


@pytest.mark.parametrize(
    "text",
    [
        "It rained all day.",
        "Those claims were old.",
        "The United States won.",
        "She was told a story.",
        "The firm reports earnings in May.",
        "The rules that could close the port are old.",
        "False claims the port had made are old.",
        "The view held by some is old.",
        "It helps anyone wanting to leave.",
        "The port continued its work.",
        "The port sells one book: “Rain.”",
        "The so-called “rain” fell.",
        "The minister found a coin.",
        "The port repeated the accusation.",
        "The port confirmed those claims.",
    ],
)
def test_what_reports_nobody(text: str) -> None:
    assert attributions(text) == []


#: What is wished, asked, judged or called so: who, the words, and whether they can be so or not.
WISHED = [
    ("Anna Weiss wants to close the port.", "Anna Weiss", "to close the port", False),
    ("Anna Weiss refused to say.", "Anna Weiss", "to say", False),
    ("Anna Weiss is willing to go, but not now.", "Anna Weiss", "to go", False),
    ("Anna Weiss urged the port to close.", "Anna Weiss", "the port to close", False),
    ("Anna Weiss called on the port to close.", "Anna Weiss", "the port to close", False),
    ("Anna Weiss called the port a ruin.", "Anna Weiss", "the port a ruin", False),
    ("Anna Weiss called it “a ruin” on Monday.", "Anna Weiss", "it “a ruin”", True),
    ("Anna Weiss described the port as a ruin.", "Anna Weiss", "the port as a ruin", False),
    ("Anna Weiss accused the port of neglect.", "Anna Weiss", "neglect", False),
    ("Anna Weiss called for a new port.", "Anna Weiss", "a new port", False),
    ("Anna Weiss criticized the plan, which is old.", "Anna Weiss", "the plan", False),
    ("Anna Weiss wondered whether it rained.", "Anna Weiss", "whether it rained", False),
    ("Anna Weiss is convinced that it rained.", "Anna Weiss", "it rained", True),
    ("The old port’s promise to close was new.", "old port", "to close was new", False),
    ("Anna Weiss walked back her earlier claim that it rained.", "Anna Weiss", "it rained", True),
    ("She continued: “It rained.”", None, "“It rained.”", True),
]


def test_what_a_thing_is_called_is_a_judgement() -> None:
    called, said = attributions("Anna Weiss called it “a ruin”. Anna Weiss said it was wet.")
    assert (called.is_judgement, said.is_judgement) == (True, False)


@pytest.mark.parametrize(("text", "name", "content", "asserts"), WISHED)
def test_what_is_wished_or_judged(text: str, name: str | None, content: str, asserts: bool) -> None:
    (found,) = attributions(text)
    assert [piece.of(text) for piece in found.content] == [content]
    assert (found.name, found.asserts) == (name, asserts)


def test_what_is_told_within_a_report_is_nested() -> None:
    text = "Anna Weiss said the port claimed that it rained, and Tom Hill said it snowed."
    assert [(found.name, found.nested) for found in attributions(text)] == [
        ("Anna Weiss", False),
        ("port", True),
        ("Tom Hill", False),
    ]
    assert shown(text)[0][2] == "the port claimed that it rained"


def test_what_a_source_bears_out_ends_what_another_said() -> None:
    text = "The port wants to close, according to Anna Weiss."
    assert [(found.name, found.nested) for found in attributions(text)] == [
        ("Anna Weiss", False),
        ("port", True),
    ]
    assert [content for _, _, content in shown(text)] == ["The port wants to close", "to close"]


def test_a_relative_clause_ends_no_report() -> None:
    text = "Anna Weiss said the port and the people who claimed it rained were wet."
    assert shown(text)[0][2] == "the port and the people who claimed it rained were wet"


def test_a_quoted_word_does_not_end_a_report() -> None:
    text = "Anna Weiss said the port was “wet” when it said it closed."
    assert shown(text)[0][2] == "the port was “wet” when it said it closed"


def test_who_stands_for_the_name_before_it() -> None:
    text = "They met Anna Weiss, who said it rained."
    (found,) = attributions(text)
    assert found.name == "Anna Weiss"
    assert found.claimant and found.claimant.of(text) == "who"


def test_which_stands_for_the_name_before_it() -> None:
    text = "They asked the Port Authority, which said it rained."
    assert [(found.name, found.claimant) for found in attributions(text)] == [
        ("Port Authority", Span(31, 36))
    ]


def test_an_aside_may_hold_a_report() -> None:
    text = "Anna Weiss, who said that it rained, told reporters that it snowed."
    assert [name for name, _, _ in shown(text)] == ["Anna Weiss", "Anna Weiss"]


@pytest.mark.parametrize(
    ("later", "name"),
    [
        ("Weiss said it rained.", "Anna Weiss"),
        ("She said it rained.", "Anna Weiss"),
        ("The spokeswoman said it rained.", "Anna Weiss"),
        ("The spokesman said it rained.", "Anna Weiss"),
        ("The port said it rained.", "port"),
    ],
)
def test_short_names_are_resolved(later: str, name: str) -> None:
    text = f"Anna Weiss, a port spokeswoman, said it was late. {later}"
    assert shown(text)[-1][0] == name


def test_it_is_the_last_body_and_he_the_last_person() -> None:
    text = "Tom Hill said it was late. The Port Authority said it was wet. It noted that he lied."
    assert [name for name, _, _ in shown(text)] == ["Tom Hill", "Port Authority", "Port Authority"]


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ("Mr. Hill said he was tired.", "Anna Weiss"),
        ("Hill told reporters he was tired.", "Anna Weiss"),
        ("Hill said it was cold.", "Tom Hill"),  # nothing tells: the last to speak
    ],
)
def test_she_is_nobody_whom_the_text_calls_he(known: str, name: str) -> None:
    text = f"Anna Weiss said it rained. Tom Hill said it was late. {known} She said it was wet."
    assert shown(text)[-1][0] == name


def test_the_mayor_is_not_the_deputy_mayor() -> None:
    text = (
        "Mayor Tom Hill said it rained. Deputy Mayor Anna Weiss said it was late. "
        "The mayor said it was wet. The deputy mayor said it was cold."
    )
    assert [name for name, _, _ in shown(text)][2:] == ["Tom Hill", "Anna Weiss"]


def test_a_participle_has_the_subject_of_its_clause() -> None:
    text = "The Port said it was wet, adding that nobody cared."
    assert [name for name, _, _ in shown(text)] == ["Port", "Port"]


def test_a_speech_goes_on_in_the_next_sentence() -> None:
    text = "“It rained,” said Anna Weiss. “It rained for days.”"
    assert shown(text)[1] == ("Anna Weiss", "direct", "“It rained for days.”")


def test_a_quotation_of_several_sentences_is_of_who_is_named_behind_it() -> None:
    text = "Tom Hill said it was late. “It rained. It rained for days,” said Anna Weiss."
    assert shown(text)[1:] == [("Anna Weiss", "direct", "“It rained. It rained for days,”")]


def test_a_question_is_of_who_is_named_behind_it() -> None:
    text = "“Will it rain?” Anna Weiss asked. “It will.”"
    assert [(name, content) for name, _, content in shown(text)] == [
        ("Anna Weiss", "“Will it rain?”"),
        ("Anna Weiss", "“It will.”"),
    ]


def test_a_question_is_not_of_who_says_something_else_behind_it() -> None:
    text = "“Will it rain all day?” Anna Weiss said it snowed."
    assert [(name, content) for name, _, content in shown(text)] == [
        (None, "“Will it rain all day?”"),
        ("Anna Weiss", "it snowed"),
    ]


def test_a_signed_quotation_is_of_who_signed_it() -> None:
    text = "“It rained all day. It was wet.” ― Anna Weiss\n“It snowed.”— Tom Hill"
    assert [(name, content) for name, _, content in shown(text)] == [
        ("Anna Weiss", "“It rained all day. It was wet.”"),
        ("Tom Hill", "“It snowed.”"),
    ]


def test_what_is_announced_stands_on_the_next_line() -> None:
    text = "The port added:\n\nIt rained. It was wet.\n\nIt was late."
    assert [(name, content) for name, _, content in shown(text)] == [
        ("port", "It rained"),
        ("port", "It was wet"),
    ]


def test_an_announced_quotation_has_the_cue_of_its_announcement() -> None:
    text = "Tom Hill said it was late.\n\nThe Port Authority reports:\n\n“It rained. It was wet.”"
    found = attributions(text)[-1]
    assert found.name == "Port Authority"
    assert found.cue and found.cue.of(text) == "reports"


def test_a_turn_is_of_who_is_named_before_the_colon() -> None:
    text = (
        "Tom Hill left.\n\nMODERATOR: Welcome. It rained.\nHILL (by telephone): It snowed.\n\n"
        "MODERATOR: Thank you all.\n\nNOTE: It was late."
    )
    assert [(name, content) for name, _, content in shown(text)] == [
        ("MODERATOR", "Welcome"),
        ("MODERATOR", "It rained"),
        ("Tom Hill", "It snowed"),
        ("MODERATOR", "Thank you all"),
    ]


def test_a_label_of_the_site_is_nobody() -> None:
    text = "READ MORE: It rained.\n\nThe port is old.\n\nREAD MORE: It snowed."
    assert shown(text) == []


def test_a_quotation_without_its_sentence_is_garbled() -> None:
    text = "Anna Weiss said it rained. “that nobody has seen since.” “wet”Streets were closed."
    first, *orphans = attributions(text)
    assert not first.garbled
    assert [orphan.garbled for orphan in orphans] == [True, True]
    assert [orphan.cue for orphan in orphans] == [None, None]


def test_the_words_of_a_cue_are_given_where_they_stand() -> None:
    text = "Anna Weiss also said it rained."
    (found,) = attributions(text)
    assert found.cue and found.cue.of(text) == "said"
    assert found.claimant and found.claimant.of(text) == "Anna Weiss"
    assert found.mode is Mode.INDIRECT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The port rejected those claims.", StatementKind.DENIED),
        ("The port walked back the claim.", StatementKind.RETRACTED),
        ("The port doubled down.", StatementKind.REPEATED),
        ("The port has confirmed that it rained.", StatementKind.CONFIRMED),
    ],
)
def test_what_somebody_did_to_a_claim(text: str, kind: StatementKind) -> None:
    (reading,) = read(text, sentences=sentences(text), quotations=quotations(text))
    (deed,) = reading.deeds
    assert (deed.kind, deed.name, deed.negated) == (kind, "port", False)


def test_a_denial_denied_is_marked() -> None:
    text = "The port did not deny those claims."
    (reading,) = read(text, sentences=sentences(text), quotations=quotations(text))
    assert reading.deeds[0].negated
