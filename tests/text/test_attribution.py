import pytest

from app.text.acts import StatementKind
from app.text.attribution import Attribution, Mode, read
from app.text.quotes import quotations
from app.text.sentences import sentences


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
    # part of the words quoted
    ("The port said it was “very wet” there.", "port", "mixed", "it was “very wet” there"),
    # of two who say it, the inner one counts
    ("Anna Weiss said the port claimed that it rained.", "port", "indirect", "it rained"),
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
        "The senator walked back his earlier claim that it rained.",
        "The United States won.",
        "She was told a story.",
        "The firm reports earnings in May.",
        "Anna Weiss refused to say.",
        "The so-called “rain” fell.",
        "The minister found a coin.",
        "The port repeated the accusation.",
        "The port confirmed those claims.",
    ],
)
def test_what_reports_nobody(text: str) -> None:
    assert attributions(text) == []


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
