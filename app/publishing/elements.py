"""XML documents out of elements: the standard library's tree escapes what was typed."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

#: What XML 1.0 cannot hold in any form: control characters, surrogates, U+FFFE and U+FFFF.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(name: str, **attributes: str) -> Element:
    """The element that holds the others."""
    return Element(name, attributes)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """One more element in `parent`; what XML cannot hold is replaced by U+FFFD."""
    safe = {key: _FORBIDDEN.sub("\ufffd", value) for key, value in attributes.items()}
    element = SubElement(parent, name, safe)
    element.text = _FORBIDDEN.sub("\ufffd", text) or None
    return element


def written(document: Element) -> str:
    """The document as it is sent, in UTF-8."""
    ElementTree.indent(document, " ")
    body = ElementTree.tostring(document, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'
