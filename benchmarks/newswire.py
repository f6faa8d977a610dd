"""Articles of any length for the benchmarks: news-like prose from words of our own, and a seed."""

import random
from collections.abc import Iterator

_FIRST = (
    "Ada Ann Bela Carl Dora Emil Fay Greta Hugo Ida Jon Kari Leo Mina Nils Olga Per Rosa Tom Una"
)
_LAST = (
    "Aker Berg Dahl Eide Falk Greve Holm Iversen Juhl Krog Lund Moen Nygard Olsen Prytz Quist Reed "
    "Strand Tveit Urdal Vik Wold"
)
_TITLES = "Mayor|Gov.|Sen.|Capt.|Dr.|Minister|harbour master|union leader|chief engineer"
_PLACES = "Northport|Eastbay|Holmvik|the Grey Islands|Sandfjord|Oldbridge|New Alder|Westmark"
_BODIES = (
    "the coast guard|the port authority|the town council|the Energy Office|the fishing union|"
    "the court of audit|Nord-Ferge Inc.|the health board"
)
_THINGS = (
    "ferry|bridge|power plant|school|tunnel|wind farm|fishing fleet|hospital|railway|water works|"
    "harbour wall|airfield"
)
_EVENTS = (
    "lost {n} jobs|was closed for {m} months|cost {n} million crowns|opened in {year}|"
    "was sold to {body}|failed {m} inspections|carried {n},000 people|burned down in {year}"
)
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SAID = "said|told reporters|wrote in a letter|argued|insisted|announced"

_SENTENCES = (
    "{body} {said} on {day} that the {thing} in {place} {event}.",
    "The {thing} in {place} {event}, according to {body}.",
    "“The {thing} {event},” {name} said. “Nobody in {place} was told.”",
    "“We knew that the {thing} {event},” said {title} {name}, who has led the town since {year}.",
    '{title} {name} called the plan "a gift to {place}" and {said} that it would save {n} homes.',
    "In {year}, {m} people were hurt when the {thing} in {place} gave way.",
    "It was the {m}th such case in {place} since {year}.",
    "{last} {said} he had asked {body} for help at 5 p.m. on {day}, but nobody came.",
    "She added that the {thing} {event}, and that {n} families had moved away.",
    "Asked about the {thing}, {last} replied: “That is not for me to say. Ask {body}.”",
    "“Who pays for it?” {name} asked. “The people of {place} do, and they paid {n} crowns each.”",
    "The {thing} is older than the town itself, and many feel that it should be kept.",
    "Rents in {place} rose {m}.{m} percent last year, more than in any other town of the coast.",
    "{body} asked for {n} million crowns (about {m} percent of its budget) to mend the {thing}.",
    "Few people walk along the shore these days; those who do look at the {thing}.",
    "{title} {name} denied that the {thing} {event}.",
    "A spokesman for {body} rejected those claims on {day}.",
    "The letter, which {last} showed to the council, says the {thing} {event}.",
)
_HEADLINES = ("{thing} in {place} {event}", "{body} and {place} part ways over {thing}")


def article(length: int, *, seed: int = 7) -> str:
    """Make an article of `length` characters: a headline, and paragraphs of a few sentences."""
    chance = random.Random(seed)  # noqa: S311  (the same article for everybody)
    made = [_filled(chance, chance.choice(_HEADLINES))]
    left = length - len(made[0])
    while left > 0:
        made.append(" ".join(_paragraph(chance)))
        left -= len(made[-1]) + 2
    return "\n\n".join(made)[:length]


def _paragraph(chance: random.Random) -> Iterator[str]:
    for _ in range(chance.randint(1, 4)):
        yield _filled(chance, chance.choice(_SENTENCES))


def _filled(chance: random.Random, pattern: str) -> str:
    event = chance.choice(_EVENTS.split("|"))
    last = chance.choice(_LAST.split())
    words = {
        "body": chance.choice(_BODIES.split("|")),
        "day": chance.choice(_DAYS.split("|")),
        "last": last,
        "m": chance.randint(2, 19),
        "n": chance.randint(20, 990),
        "name": f"{chance.choice(_FIRST.split())} {last}",
        "place": chance.choice(_PLACES.split("|")),
        "said": chance.choice(_SAID.split("|")),
        "thing": chance.choice(_THINGS.split("|")),
        "title": chance.choice(_TITLES.split("|")),
        "year": chance.randint(1950, 2020),
    }
    filled = pattern.format(**words, event=event.format(**words))
    return filled[0].upper() + filled[1:]
