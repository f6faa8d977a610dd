"""Learn what words and measures say about whether a sentence is worth checking.

    python benchmarks/train_worth.py DATA [OUT]

reads the training part of ClaimBuster under DATA, as CheckThat! 2024 task 1 publishes it, and
writes `app/text/claims/worth.json` (or OUT). It takes a minute or two and asks for nothing but
Python: plain sums in a fixed order, so that two runs give the same bytes.

The data is ClaimBuster: 22,500 sentences of US presidential debates, 1960 to 2016, each judged by
people (check-worthy factual sentence, or not); CC BY 4.0.

    Fatma Arslan, Naeemul Hassan, Chengkai Li, Mark Tremayne (2020). A Benchmark Dataset of
    Check-worthy Factual Claims. Proceedings of the International AAAI Conference on Web and Social
    Media 14, 821-829.

What is learnt: a logistic regression over `app.text.claims.features` with an elastic net, by cyclic
coordinate descent with trust regions (Genkin, Lewis, Madigan 2007). Names of people and words of
one debate are left out. The debates of the newest campaign count twice: they are nearest to what
is read today. The line of 0.5 is put where, over debates left out of training, the stretch that
loses most F1 against its own best line loses least.
"""

import csv
import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.text.claims.features import MEASURES, Features, features
from app.text.claims.reasons import Reason
from app.text.claims.vocabulary import WORDS
from app.text.claims.weights import damping
from app.text.spans import Span

DATA = "isyufeng+FactFinders/data/CT24_checkworthy_english_train.tsv"
OUT = Path(__file__).resolve().parents[1] / "app" / "text" / "claims" / "worth.json"
ORIGIN = (
    "Weights learnt by benchmarks/train_worth.py from ClaimBuster (CC BY 4.0): F. Arslan, "
    "N. Hassan, C. Li, M. Tremayne (2020), A Benchmark Dataset of Check-worthy Factual Claims, "
    "ICWSM 14, 821-829."
)

#: How strongly weights are drawn to nought: by their size, and by its square.
LASSO, RIDGE = 0.35, 1.2
#: Measures are few and hold for any text: they are drawn less than words by this factor.
EASE = 0.1
PASSES = 20
FOLDS = 8
#: From this number on, sentences are of 2015 and 2016.
NEWEST = 28_000
#: The lines that are tried.
LINES = [step / 20 for step in range(-40, 1)]
#: A term is learnt if it stands in so many stretches of a thousand sentences.
FEWEST_STRETCHES = 4
MOST_TERMS = 1_730

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: Capital words that are no names of people or places: they are met in any debate.
_OFFICES = frozenset(
    (
        "american americans congress senate house president governor senator medicare medicaid "
        "social security federal reserve republican republicans democrat democrats democratic "
        "supreme court army navy january february march april june july august september october "
        "november december i i'm i've i'd i'll"
    ).split()
)
_NOISES = frozenset("uh um ah".split())


@dataclass(frozen=True, slots=True)
class Example:
    """A judged sentence; `number` grows from debate to debate."""

    number: int
    text: str
    worth: bool
    found: Features


@dataclass(slots=True)
class Model:
    base: float
    weights: dict[str, float]

    def score(self, row: dict[str, float]) -> float:
        return self.base + sum(self.weights.get(name, 0.0) * x for name, x in row.items())


def main(data: Path, out: Path = OUT) -> None:
    raw = (data / DATA).read_bytes()
    examples = read(raw.decode("utf-8"))
    line = line_of(examples)
    model = learn(counted(examples), keep=MOST_TERMS)
    model.base -= line
    document = packed(model, digest=hashlib.sha256(raw).hexdigest())
    out.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{out}: {out.stat().st_size} bytes, {len(model.weights)} weights, line {line:+.2f}")


def read(table: str) -> list[Example]:
    """Read the judged sentences in the order in which they were spoken."""
    rows = csv.DictReader(table.replace("\r\n", "\n").split("\n"), delimiter="\t")
    return sorted(
        (
            Example(int(number), text, label == "Yes", features(text, Span(0, len(text))))
            for number, text, label in map(itemgetter("Sentence_id", "Text", "class_label"), rows)
            if text and number.isdigit()
        ),
        key=lambda example: example.number,
    )


# ------------------------------------------------------------------------------ what is learnt


def terms(examples: Sequence[Example]) -> frozenset[str]:
    """Choose the words and word pairs met in many debates, without names and noises."""
    stretches: dict[str, set[int]] = {}
    for example in examples:
        for term in example.found.terms:
            stretches.setdefault(term, set()).add(example.number // 1000)
    left_out = _names(example.text for example in examples) | _NOISES
    return frozenset(
        term
        for term, met in stretches.items()
        if len(met) >= FEWEST_STRETCHES and left_out.isdisjoint(term.split())
    )


def _names(texts: Iterable[str]) -> frozenset[str]:
    """Find the words that are mostly written with a capital within sentences."""
    capital, small = Counter[str](), Counter[str]()
    for text in texts:
        for word in _WORD.findall(text)[1:]:
            (capital if word[0].isupper() else small)[word.lower().replace("’", "'")] += 1
    return frozenset(w for w, n in capital.items() if n > 2 * small[w]) - _OFFICES


def rows_of(examples: Sequence[Example], known: frozenset[str]) -> list[dict[str, float]]:
    """Give each sentence as the numbers that weights are multiplied with."""
    rows = []
    for example in examples:
        damped = damping(example.found)
        row = {term: damped for term in example.found.terms if term in known}
        rows.append(row | example.found.measures)
    return rows


def learn(examples: Sequence[Example], *, keep: int) -> Model:
    """Learn twice: from all terms, and again from those that turned out to weigh most."""
    known = terms(examples)
    answers = [example.worth for example in examples]
    rows = rows_of(examples, known)
    first = fit(rows, answers)
    spread = Counter[str]()
    for row in rows:
        for name, x in row.items():
            spread[name] += x * x
    # What a term weighs over all sentences, for each letter that it takes up in the file.
    value = {t: abs(first.weights.get(t, 0.0)) * math.sqrt(spread[t]) / (len(t) + 2) for t in known}
    dearest = frozenset(sorted(known, key=lambda term: (-value[term], term))[:keep])
    kept = [{n: x for n, x in row.items() if n in dearest or n in MEASURES} for row in rows]
    return fit(kept, answers)


def counted(examples: Sequence[Example]) -> list[Example]:
    """Count the newest debates twice."""
    return [*examples, *(example for example in examples if example.number >= NEWEST)]


def line_of(examples: Sequence[Example]) -> float:
    """Find the line that suits debates which were not learnt from, the worst suited above all."""
    size = -(-len(examples) // FOLDS)
    lost = dict.fromkeys(LINES, 0.0)
    for start in range(0, len(examples), size):
        aside, rest = examples[start : start + size], examples[:start] + examples[start + size :]
        model = learn(counted(rest), keep=MOST_TERMS)
        rows = rows_of(aside, frozenset(model.weights))
        judged = [(model.score(row), e.worth) for row, e in zip(rows, aside, strict=True)]
        figures = {line: f1(judged, line) for line in LINES}
        best = max(figures.values())
        lost = {line: max(lost[line], best - figures[line]) for line in LINES}
    return min(LINES, key=lambda line: (lost[line], line))


def f1(judged: Iterable[tuple[float, bool]], line: float) -> float:
    """Give F1 of calling worth checking what scores no less than the line."""
    called = [(score >= line) + worth for score, worth in judged]
    return 2 * called.count(2) / max(1, sum(called))


# ------------------------------------------------------------------------------ how it is learnt


def fit(rows: Sequence[dict[str, float]], answers: Sequence[bool]) -> Model:
    """Fit a logistic regression with an elastic net; the base is free."""
    columns: dict[str, list[tuple[int, float]]] = {"": [(i, 1.0) for i in range(len(rows))]}
    for i, row in enumerate(rows):
        for name, x in row.items():
            columns.setdefault(name, []).append((i, x))
    weights = dict.fromkeys(sorted(columns), 0.0)
    reach = dict.fromkeys(weights, 1.0)
    chance = [0.5] * len(rows)
    scores = [0.0] * len(rows)
    for turn in range(PASSES):
        for name in weights:
            # Weights that came to nought are looked at again every fifth time.
            if turn % 5 and not weights[name]:
                continue
            step = _step(columns[name], chance, answers, weight=weights[name], pull=_pull(name))
            step = max(-reach[name], min(reach[name], step))
            reach[name] = max(2 * abs(step), reach[name] / 2)
            if step:
                weights[name] += step
                for i, x in columns[name]:
                    scores[i] += step * x
                    chance[i] = 1 / (1 + math.exp(-scores[i]))
    base = weights.pop("")
    return Model(base, {name: weight for name, weight in weights.items() if weight})


def _pull(name: str) -> float:
    """Tell how much of the elastic net holds a weight: none holds the base."""
    return 0.0 if not name else EASE if name in MEASURES else 1.0


def _step(
    column: Sequence[tuple[int, float]],
    chance: Sequence[float],
    answers: Sequence[bool],
    *,
    weight: float,
    pull: float,
) -> float:
    """Give the Newton step of one weight; nought where the lasso holds it."""
    slope = bend = 0.0
    for i, x in column:
        p = chance[i]
        slope += x * (p - answers[i])
        bend += x * x * p * (1 - p)
    lasso, ridge = pull * LASSO, pull * RIDGE
    slope, bend = slope + ridge * weight, bend + ridge + 1e-9
    if slope + lasso <= bend * weight:
        return -(slope + lasso) / bend
    if slope - lasso >= bend * weight:
        return -(slope - lasso) / bend
    return -weight


# ------------------------------------------------------------------------------ what is written


def packed(model: Model, *, digest: str) -> dict[str, object]:
    """Round the weights to one signed byte each, and put them under their reasons."""
    unit = max(abs(weight) for weight in model.weights.values()) / 127
    small = {name: round(weight / unit) for name, weight in sorted(model.weights.items())}
    measures: dict[str, dict[str, int]] = {}
    for name, reason in MEASURES.items():
        if small.get(name):
            measures.setdefault(reason, {})[name] = small[name]
    return {
        "origin": ORIGIN,
        "data_sha256": digest,
        "base": round(model.base / unit),
        "unit": float(f"{unit:.6g}"),
        "measures": measures,
        "terms": _packed_terms({n: w for n, w in small.items() if w and n not in MEASURES}),
    }


def _packed_terms(small: dict[str, int]) -> dict[str, dict[str, str]]:
    packed: dict[str, dict[str, list[str]]] = {}
    for term, weight in small.items():
        packed.setdefault(reason_of(term), {}).setdefault(str(weight), []).append(term)
    return {
        reason: {
            weight: "|".join(same)
            for weight, same in sorted(held.items(), key=lambda h: -int(h[0]))
        }
        for reason, held in sorted(packed.items())
    }


def reason_of(term: str) -> Reason:
    """Tell which reason a word or word pair is."""
    parts = term.split()
    return next((reason for reason, words in WORDS if not words.isdisjoint(parts)), Reason.WORDING)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
