"""The text engine: pure functions from text to spans.

Offsets everywhere are Unicode code points of the canonical text (`paste.canonical`), half-open.
Nothing here knows a clock, a network, a framework or a database.

The way through it, with `extract.extract` as the one door:

- `paste`: canonical text out of plain text, HTML or a Word file; metadata; the site's boilerplate
- `structure`: language, sentences, quotations, the turns of a transcript
- `attribution`: who said what (`reading`), by which cue and clause, and whose name it is
- `claims`: which words are claims (`picking`), and what they weigh (`checkable`), by the weights
  learnt for the `features` of a sentence; which only tell again what is told better elsewhere
- `statements`: who did what to which claim (`proposals`): told by a deed, by a denial without a
  verb of denial, or by a contradiction

Apart from that way: `finding` (a claim again, in a changed text or among earlier ones),
`claims.snapping` (a selection made whole) and `explain` (why the engine chose as it did). `spans`
and `words` are what all of it is written in.
"""
