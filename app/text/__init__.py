"""The text engine: pure functions from text to spans.

Offsets everywhere are Unicode code points of the canonical text (`paste.canonical`), half-open.
Nothing here knows a clock, a network, a framework or a database.
"""
