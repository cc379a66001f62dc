"""The one writer of XML: escapes everything, drops what XML 1.0 cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything outside the production Char (XML 1.0 §2.2)."""

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element: attributes in the order given, then text, then children."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Element, ...] = ()


def to_xml(root: Element) -> bytes:
    """Write a document in UTF-8, two spaces for each level, with a line feed at its end."""
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + _element(root, "") + "\n").encode()


def _element(element: Element, indent: str) -> str:
    attributes = "".join(f' {name}="{_escaped(value)}"' for name, value in element.attributes.items())
    opening = f"{indent}<{element.name}{attributes}"
    if element.children:
        inner = "\n".join(_element(child, indent + "  ") for child in element.children)
        return f"{opening}>{_escaped(element.text)}\n{inner}\n{indent}</{element.name}>"
    return f"{opening}>{_escaped(element.text)}</{element.name}>" if element.text else f"{opening}/>"


def _escaped(text: str) -> str:
    legal = _ILLEGAL.sub("", text)
    return legal.translate(_ENTITIES)
