"""Reads the words of saved copies, whatever kind of file they are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath

from dossier.evidence.wording import plain_text
from dossier.findings import Obstacle
from dossier.model import InputFile

_SILENT = frozenset({"script", "style", "template", "noscript", "head"})
"""Elements whose text no reader sees."""
_WITHIN_WORDS = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
"""Elements of phrasing content (HTML §4.5), which may begin within a word."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-z0-9_.:-]+)""", re.IGNORECASE)
_PRESCAN_BYTES = 1024
_SUPERSETS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""What browsers read where pages name the smaller set (Encoding Standard §4.2)."""


@dataclass(frozen=True, slots=True)
class SavedCopy:
    """A file of content/archive/ and the words in it."""

    path: str
    """Below content/archive/."""
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    form: str
    """Kind of file: `HTML`, `PDF` …"""
    text: str
    """What a reader sees of it, as `wording.plain_text` makes it; "" when there is an obstacle."""
    obstacle: Obstacle | None = None


class _Seen(HTMLParser):
    """Collects the text of a page that a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element, which ends a word unless it is one of those within lines."""
        self._silent += tag in _SILENT
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._silent:
            self.parts.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip `<![…>`, as browsers do (HTML §13.2.5.42); the parser of Python raises AssertionError for most."""
        return self.parse_bogus_comment(i)

    def _part(self, tag: str) -> None:
        if tag not in _WITHIN_WORDS:
            self.parts.append(" ")


def read_copies(files: Iterable[InputFile], known: Mapping[str, SavedCopy]) -> dict[str, SavedCopy]:
    """Read saved copies, by a key that stands for path and bytes; `known` ones are taken over unread."""
    found: dict[str, SavedCopy] = {}
    for file in files:
        key = f"{file.path}:{file.digest}"
        found[key] = known.get(key) or _read(file)
    return found


def _read(file: InputFile) -> SavedCopy:
    path = file.path.split("/", 2)[2]
    suffix = PurePosixPath(path).suffix.lower()
    form, read = _READERS.get(suffix, (suffix.removeprefix(".").upper(), None))
    found: str | Obstacle = read(file.data) if read else Obstacle.FORM
    if isinstance(found, Obstacle):
        return SavedCopy(path, file.digest, form, "", found)
    text = plain_text(found)
    return SavedCopy(path, file.digest, form, text, None if text else Obstacle.DAMAGED)


def _text(data: bytes) -> str | Obstacle:
    """Decode by the mark at the beginning, else as UTF-8: words in another encoding would be others."""
    try:
        return data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeError:
        return Obstacle.DAMAGED


def _html(data: bytes) -> str | Obstacle:
    text = _text(data)
    if isinstance(text, Obstacle):
        text = _declared(data)
    if isinstance(text, Obstacle):
        return text
    page = _Seen()
    page.feed(text)
    page.close()
    return "".join(page.parts)


def _declared(data: bytes) -> str | Obstacle:
    """Decode a page by the encoding that it names near its beginning (HTML §13.2.3.2)."""
    found = _CHARSET.search(data[:_PRESCAN_BYTES])
    name = found[1].decode("ascii").lower() if found else ""
    try:
        return data.decode(_SUPERSETS.get(name, name), "replace")
    except (LookupError, UnicodeError):
        return Obstacle.DAMAGED


_READERS: Mapping[str, tuple[str, Callable[[bytes], str | Obstacle]]] = {
    ".txt": ("TXT", _text),
    ".html": ("HTML", _html),
    ".htm": ("HTML", _html),
}
"""By the end of the file name: what the kind is called, and how its words are read."""
