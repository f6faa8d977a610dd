"""The learnt weights, read once from `worth.json`: what each word and measure adds to a score."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NamedTuple

from app.text.claims.features import FIRST, LAST, Features
from app.text.claims.reasons import Reason


class Weight(NamedTuple):
    """What is weighed, in words for an editor; the reason that it is; and its weight."""

    what: str
    reason: Reason
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each term and of each measure, and what a score begins with."""

    base: float
    terms: Mapping[str, Weight]
    measures: Mapping[str, Weight]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Weights":
        """Unpack the document that `benchmarks/train_worth.py` writes."""
        unit = document["unit"]
        return cls(
            base=document["base"] * unit,
            terms={
                term: Weight(shown(term), Reason(reason), int(weight) * unit)
                for reason, held in document["terms"].items()
                for weight, same in held.items()
                for term in same.split("|")
            },
            measures={
                name: Weight(name, Reason(reason), weight * unit)
                for reason, held in document["measures"].items()
                for name, weight in held.items()
            },
        )


def shown(term: str) -> str:
    """Write a term for an editor: between quotation marks, its place in the sentence in words."""
    if term.startswith(FIRST):
        return f"“{term.removeprefix(FIRST).strip()}” at the beginning"
    if term.endswith(LAST):
        return f"“{term.removesuffix(LAST).strip()}” at the end"
    return f"“{term}”"


def damping(found: Features) -> float:
    """Give what one of many terms counts: in a long sentence, each says less."""
    return 2 / math.sqrt(max(1, len(found.terms)))


def load() -> Weights:
    """Read the weights that the engine ships with."""
    return Weights.of(
        json.loads(files("app.text.claims").joinpath("worth.json").read_text("utf-8"))
    )
