"""Words that take a full stop without ending a sentence, and words that often begin one."""

import re

_LETTERS_AND_DOTS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")

#: Never the end of a sentence: a name follows.
_TITLES = frozenset(
    (
        "mr mrs ms dr prof rev hon sen rep gov gen col lt lieut capt cmdr maj sgt cpl pvt adm amb "
        "atty supt insp det mt ft msgr messrs mme mlle pres vice treas dist asst assoc dept"
    ).split()
)
#: The end of a sentence only before a word that often begins one.
_ABBREVIATIONS = frozenset(
    (
        "vs v etc e.g i.e cf al nos vol vols p pp pg fig figs eq ch chap ed eds est ext approx "
        "ca c jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs "
        "fri sat inc ltd co corp cos bros llc plc st ave blvd rd hwy rte ala ariz ark calif colo "
        "conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
        "penn tenn tex va vt wash wis wyo d.c n.y u.s u.k u.n e.u u.s.a ph.d m.d a.m p.m a.d b.c "
        "jr sr sec dir lb lbs ft hr hrs km kg cm mm"
    ).split()
)
_NEVER_LAST = frozenset("vs v e.g i.e cf p pp pg fig figs eq approx ca vol nos ed eds".split())
_BEGINNERS = frozenset(
    (
        "the a an this that these those he she it they we you i his her its their our my there "
        "here in on at by for from with after before when while since although though if but and "
        "so yet or nor as however meanwhile moreover instead still what who why how where is are "
        "was were do does did has have had can could will would should may might must not no yes "
        "both some many most more other another each every all one two mr mrs ms dr"
    ).split()
)


def is_title(word: str) -> bool:
    return word.lower() in _TITLES


def is_abbreviation(word: str) -> bool:
    low = word.lower()
    return low in _TITLES or low in _ABBREVIATIONS or bool(_LETTERS_AND_DOTS.fullmatch(low))


def is_never_last(word: str) -> bool:
    """Is this abbreviation one that no sentence ends with?"""
    return word.lower() in _TITLES or word.lower() in _NEVER_LAST


def begins_sentences(word: str) -> bool:
    return word.lower() in _BEGINNERS
