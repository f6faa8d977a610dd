"""Words that take a full stop without ending a sentence, and words that often begin one."""

import re

_LETTERS_AND_DOTS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")

#: Never the end of a sentence: a name follows.
_TITLES = frozenset(
    (
        "mr mrs ms mx dr drs prof profs rev revs hon sen sens rep reps gov govs gen gens col cols "
        "lt lieut capt cmdr maj sgt cpl pvt adm amb atty supt insp det mt ft msgr messrs mme mlle "
        "pres vice treas dist asst assoc dept"
    ).split()
)
#: Written with a capital letter: "Mass." is the state, "mass." ends a sentence.
_CAPITALISED = frozenset(
    (
        "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat "
        "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont "
        "neb nev okla ore pa penn tenn tex va vt wash wis wyo st ave blvd rd jr sr"
    ).split()
)
#: A figure or a second half follows at once.
_NEVER_LAST = frozenset(
    "vs v e.g i.e cf p pp pg fig figs eq approx ca vol nos nr n° rs tel ed eds".split()
)
_ABBREVIATIONS = (
    _CAPITALISED
    | _NEVER_LAST
    | frozenset(
        (
            "etc al vols ch chap est ext c inc ltd co corp cos bros llc plc hwy rte d.c n.y w.va "
            "u.s u.k u.n e.u u.s.a ph.d m.d a.m p.m a.d b.c sec dir lb lbs hr hrs km kg cm mm"
        ).split()
    )
)
_BEGINNERS = frozenset(
    (
        "the a an this that these those he she it they we you i his her its their our my there "
        "here in on at by for from with after before when while since although though if but and "
        "so yet or nor as however meanwhile moreover instead still what who why how where is are "
        "was were do does did has have had can could would should might must not no yes also "
        "both some many most more other another each every all one two three mr mrs ms dr "
        "according despite during earlier following last officials once over police such then "
        "to under until"
    ).split()
)


def is_abbreviation(word: str) -> bool:
    """Is this word, without its last dot, one that takes a dot: "Gov", "U.S", "a.m"?"""
    low = word.lower()
    return low in _TITLES or low in _ABBREVIATIONS or bool(_LETTERS_AND_DOTS.fullmatch(low))


def is_never_last(word: str) -> bool:
    """Is this abbreviation one that no sentence ends with?"""
    return word.lower() in _TITLES or word.lower() in _NEVER_LAST


def is_word_before(following: str, word: str) -> bool:
    """Is this the word "mass" or "sat", and not "Mass." or "Sat.", where a capital follows?"""
    return word.islower() and word in _CAPITALISED and following[:1].isupper()


def begins_sentences(word: str) -> bool:
    """Is this a word that seldom goes on a sentence with a capital, as "The" does not?"""
    return word.lower() in _BEGINNERS
