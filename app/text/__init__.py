"""The text engine: pure functions from text to spans.

Offsets everywhere are Unicode code points of the canonical text (`paste.canonical`), half-open.
Nothing here knows a clock, a network, a framework or a database.

The way through it, with `extract.extract` as the one door: `paste` (canonical text, boilerplate)
and `metadata`; `language`; `sentences` and `quotes`; `words`, `clauses` and `cues`, from which
`attribution` reads who said what, helped by `names`, `content`, `passives` and `pointers`;
`picking` makes claims of it, weighed by `checkable` (`features` counts words of the `vocabulary`,
`weights` holds what was learnt about them, `claim_types` tells the type); `statements` proposes who
did what to which claim: what was done in `earnest`, to which of the `objects`, with `denials` and
`contradictions` that no verb tells, and the `matter` that two texts share; `retellings` leaves out
what is told better elsewhere. Apart from that way: `anchors` (finding a claim again), `snapping` (a
selection made whole) and `explain` (why the engine chose as it did).
"""
