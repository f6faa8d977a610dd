"""Read a page back as a browser would: the article's text, and what marks each character."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "path", "circle"}


@dataclass
class Reading:
    """The text content of `#article-text` without `.notes`, and the claims over each character."""

    text: str = ""
    covering: list[frozenset[str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    begins: dict[str, int] = field(default_factory=dict)
    """Where in the text each element with an id begins."""
    ends: dict[str, int] = field(default_factory=dict)
    """Where in the text each claim ends, by the number printed there."""

    def of(self, claim: str) -> str:
        """The characters that a claim's marks hold, joined."""
        pairs = zip(self.text, self.covering, strict=True)
        return "".join(char for char, claims in pairs if claim in claims)


class _Reader(HTMLParser):
    """Takes marks whose class is a claim's number: draw them so in the tests."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = Reading()
        self.path: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs} | {"tag": tag}
        if tag in VOID:
            return
        self.path.append(named)
        if "id" in named:
            self.reading.ids.append(named["id"])
            self.reading.begins[named["id"]] = len(self.reading.text)
        if tag == "a" and any(outer["tag"] == "mark" for outer in self.path):
            self.reading.links.append(named)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            closed = self.path.pop()
            assert closed["tag"] == tag, "elements are closed in order"
            for number in closed.get("data-n", "").split():
                self.reading.ends[number] = len(self.reading.text)

    def handle_data(self, data: str) -> None:
        inside = any(outer.get("id") == "article-text" for outer in self.path)
        if not inside or any(outer.get("class") == "notes" for outer in self.path):
            return
        marks = frozenset(outer.get("class", "") for outer in self.path if outer["tag"] == "mark")
        self.reading.text += data
        self.reading.covering += [marks] * len(data)


def read(html: str) -> Reading:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.path == [], "every element is closed"
    return reader.reading
