"""The grammar of BibTeX files: entries, fields and values with their places. Knows no field by name.

A backslash protects no brace, as in BibTeX and biber. What stands outside entries is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier.diagnostics import Diagnostic
from dossier.importers.source import Source
from dossier.rules import bibliography as rules
from dossier.text import visible

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONGEST_VALUE = 200_000
"""Characters of one value, its strings put in: strings made of strings can grow without end."""
MOST_BROKEN = 20
"""Broken entries after which the rest of a file is not read: each may have been read to the end of the file."""
_START = re.compile(r"@[ \t\n]*([A-Za-z][\w-]*)[ \t\n]*([{(])")
_NEXT = re.compile(r"\n[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]")
_SPACE = re.compile(r"\s*")
_KEY = re.compile(r"[^,{}=\"()\n]*")
_NAME = re.compile(r"[^\s,={}()\"#%']+")
_BRACES = re.compile(r"[{}]")
_QUOTE_OR_BRACE = re.compile(r'[{}"]')
_SPACES_AND_COMMAS = re.compile(r"[\s,]*")
_CLOSING = {"{": "}", "(": ")"}


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as written: its name in lower case, its TeX without the outer braces or quotes."""

    name: str
    value: str
    start: int
    value_start: int
    end: int
    unknown: tuple[str, ...] = ()
    """Names in the value that no `@string` defines."""


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as written; type in lower case. Offsets from 0."""

    type: str
    key: str
    key_start: int
    start: int
    end: int
    fields: tuple[RawField, ...]


class EntryError(Exception):
    """The entry cannot be read on; it carries what is wrong and where."""

    def __init__(self, message: str, offset: int, help: str) -> None:
        super().__init__(message)
        self.message, self.offset, self.help = message, offset, help


@dataclass(slots=True)
class Scanner:
    """Reads the entries of one text in order; what is wrong is in `faults` when it is done."""

    source: Source
    strings: dict[str, str] = field(default_factory=lambda: {month: month for month in MONTHS})
    faults: list[Diagnostic] = field(default_factory=list)
    offset: int = 0

    def entries(self) -> Iterator[RawEntry]:
        """Yield every whole entry; after a broken one reading goes on at the next line that begins with `@`."""
        text = self.source.text
        while found := _START.search(text, self.offset):
            self.offset = found.end()
            try:
                entry = self._block(found)
            except EntryError as broken:
                self._report(found, broken)
                if len(self.faults) == MOST_BROKEN:
                    self._give_up(found)
                    return
                following = _NEXT.search(text, found.end())
                self.offset = following.start() if following else len(text)
                continue
            if entry is not None:
                yield entry

    def _report(self, start: re.Match[str], broken: EntryError) -> None:
        begun = self.source.span(start.start(), start.end())
        text = self.source.text
        is_unclosed = broken.offset >= len(text) or _START.match(text, broken.offset) is not None
        span = begun if is_unclosed else self.source.span(broken.offset, broken.offset + 1)
        where = "" if is_unclosed else f", in the entry that begins on line {begun.line}"
        self.faults.append(rules.SYNTAX.at(span, broken.message + where, help=broken.help))

    def _give_up(self, start: re.Match[str]) -> None:
        span = self.source.span(start.start(), start.end())
        message = f"{MOST_BROKEN} entries are broken; the rest of this file was not read"
        self.faults.append(rules.LIMIT.at(span, message, help="mend the first one, then look again"))

    def _block(self, found: re.Match[str]) -> RawEntry | None:
        kind, closing = found[1].lower(), _CLOSING[found[2]]
        if kind == "comment":
            self.offset = self._end_of_braces(found.end(), strict=False)
            return None
        if kind in ("preamble", "string"):
            fields = self._fields(closing, named=kind == "string")
            self.strings.update((one.name, one.value) for one in fields if kind == "string")
            return None
        self._skip()
        key = _KEY.match(self.source.text, self.offset)
        assert key is not None
        self.offset = key.end()
        self._skip()
        letter = self._letter()
        if letter not in (",", closing):
            shown = f"`{visible(letter)}`" if letter else "the end of the file"
            raise EntryError(f"expected a key and `,`, not {shown}", self.offset, "write `@book{doe-2024, title = …`")
        fields = self._fields(closing, named=True)
        return RawEntry(kind, key[0].strip(), key.start(), found.start(), self.offset, fields)

    def _fields(self, closing: str, *, named: bool) -> tuple[RawField, ...]:
        """Read `name = value` up to the closing bracket; a preamble has a value only."""
        fields: list[RawField] = []
        while True:
            self._skip(commas=True)
            if self._letter() == closing:
                self.offset += 1
                return tuple(fields)
            fields.append(self._field(named))
            self._skip()
            if self._letter() not in (",", closing):
                raise self._expected(f"`,` or `{closing}` after the value of `{fields[-1].name}`")

    def _field(self, named: bool) -> RawField:
        start, name = self.offset, ""
        if named:
            found = _NAME.match(self.source.text, start)
            if found is None:
                raise self._expected("the name of a field")
            name, self.offset = found[0].lower(), found.end()
            self._skip()
            if self._letter() != "=":
                raise self._expected(f"`=` after `{visible(name, 40)}`")
            self.offset += 1
        self._skip()
        value_start, pieces = self.offset, list[str]()
        unknown: list[str] = []
        while not pieces or self._joins():
            self._skip()
            pieces.append(self._piece(unknown))
        value = "".join(pieces)
        if len(value) > LONGEST_VALUE:
            raise EntryError(f"a value has at most {LONGEST_VALUE} characters", start, "shorten it")
        return RawField(name, value, start, value_start, self.offset, tuple(unknown))

    def _joins(self) -> bool:
        self._skip()
        if self._letter() == "#":
            self.offset += 1
            return True
        return False

    def _piece(self, unknown: list[str]) -> str:
        text, start = self.source.text, self.offset
        match self._letter():
            case "{":
                self.offset = self._end_of_braces(start + 1, strict=True)
                return text[start + 1 : self.offset - 1]
            case '"':
                self.offset = self._end_of_quotes(start + 1)
                return text[start + 1 : self.offset - 1]
            case _:
                found = _NAME.match(text, start)
                if found is None:
                    raise self._expected("a value")
                self.offset = found.end()
                return self._named(found[0], unknown)

    def _named(self, word: str, unknown: list[str]) -> str:
        if word.isdecimal():
            return word
        if word.lower() not in self.strings:
            unknown.append(word)
        return self.strings.get(word.lower(), word)

    def _end_of_braces(self, start: int, *, strict: bool) -> int:
        """Return the offset after the brace that closes the one before `start`."""
        depth = 1
        for found in _BRACES.finditer(self.source.text, start):
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return found.end()
        if not strict:
            return start
        line = self.source.span(start - 1, start).line
        message = f"the file ends before the `{{` on line {line} is closed"
        raise EntryError(message, len(self.source.text), "every `{` needs its `}`, also after a backslash")

    def _end_of_quotes(self, start: int) -> int:
        depth = 0
        for found in _QUOTE_OR_BRACE.finditer(self.source.text, start):
            depth += {"{": 1, "}": -1}.get(found[0], 0)
            if depth == 0 and found[0] == '"':
                return found.end()
        line = self.source.span(start - 1, start).line
        message = f'the file ends before the `"` on line {line} is closed'
        raise EntryError(message, len(self.source.text), 'inside quotes, write `{"}` for a quote')

    def _skip(self, *, commas: bool = False) -> None:
        found = (_SPACES_AND_COMMAS if commas else _SPACE).match(self.source.text, self.offset)
        assert found is not None
        self.offset = found.end()

    def _letter(self) -> str:
        return self.source.text[self.offset : self.offset + 1]

    def _expected(self, what: str) -> EntryError:
        letter = self._letter()
        shown = f"`{visible(letter)}`" if letter else "the end of the file"
        help = "check braces, quotes and commas before it; every `{` needs its `}`, also after a backslash"
        return EntryError(f"expected {what}, not {shown}", self.offset, help)
