"""JSON (RFC 8259) with the place of every value: strict, shallow, no member twice."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TypeAlias

from dossier.diagnostics import Diagnostic
from dossier.importers.source import REFUSED, Source
from dossier.rules import bibliography as rules
from dossier.text import visible

DEEPEST = 20
"""CSL-JSON needs six levels."""
LONGEST_NUMBER = 20
_SPACE = re.compile(r"[ \t\n]*")
_STRING = re.compile(r'"(?:[^"\\\n]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[+-]?[A-Za-z_][\w.]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place: offsets from 0, end not included."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Member:
    """A named value of an object."""

    key: Node
    node: Node


Value: TypeAlias = str | Number | bool | tuple[Node, ...] | dict[str, Member] | None


class JsonError(Exception):
    """The text cannot be read on; it carries the fault."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(slots=True)
class Reader:
    """Reads one text from its beginning. `faults` collects D704, members written twice; the first one stays."""

    source: Source
    offset: int = 0
    faults: list[Diagnostic] = field(default_factory=list)

    def read(self) -> Node:
        """Return the one value of the text. Raises JsonError with D702 or D703."""
        node = self._value(1)
        self._skip()
        if self.offset < len(self.source.text):
            raise self._broken("there is something after the end of the list", "delete it")
        return node

    def _skip(self) -> None:
        found = _SPACE.match(self.source.text, self.offset)
        self.offset = found.end() if found else self.offset

    def _broken(self, message: str, help: str, *, length: int = 1) -> JsonError:
        span = self.source.span(self.offset, self.offset + length)
        return JsonError(rules.SYNTAX.at(span, message, help=help))

    def _value(self, depth: int) -> Node:
        self._skip()
        text, start = self.source.text, self.offset
        letter = text[start : start + 1]
        if depth > DEEPEST:
            span = self.source.span(start, start + 1)
            message = f"lists and objects are nested more than {DEEPEST} deep"
            raise JsonError(rules.LIMIT.at(span, message, help="a list of works needs six levels"))
        if letter == "{":
            return self._object(depth)
        if letter == "[":
            return self._array(depth)
        if letter == '"':
            return self._string()
        return self._word()

    def _string(self) -> Node:
        start = self.offset
        found = _STRING.match(self.source.text, start)
        if found is None:
            raise self._broken(
                "this text is not closed, or holds a line break or an unknown `\\` sequence",
                'end it with `"`, and write `\\n` for a line break, `\\\\` for a backslash',
            )
        self.offset = found.end()
        value: str = json.loads(found[0], strict=False)  # a tab within a text, which RFC 8259 forbids, harms nobody
        if refused := REFUSED.search(value):
            self.offset = start
            message = f"an escape in this text makes the character U+{ord(refused[0]):04X}"
            raise self._broken(message, "delete it: it makes pages and terminals misbehave")
        if _SURROGATE.search(value):
            self.offset = start
            raise self._broken("this text holds half a character", "write the character itself")
        return Node(value, start, self.offset)

    def _word(self) -> Node:
        text, start = self.source.text, self.offset
        if (number := _NUMBER.match(text, start)) and number[0] != "-":
            self._check_length(number[0])
            self.offset = number.end()
            return Node(Number(number[0]), start, self.offset)
        word = _WORD.match(text, start)
        if word is None:
            shown = visible(text[start : start + 1])
            message = f"expected a value, not `{shown}`" if shown else "the file ends where a value should be"
            raise self._broken(message, "check the commas, brackets and quotation marks before it")
        if word[0] not in _WORDS:
            raise self._broken(f"JSON has no `{visible(word[0], 40)}`", 'write texts in `"`', length=len(word[0]))
        self.offset = word.end()
        return Node(_WORDS[word[0]], start, self.offset)

    def _check_length(self, number: str) -> None:
        if len(number) > LONGEST_NUMBER:
            span = self.source.span(self.offset, self.offset + len(number))
            message = f"a number has at most {LONGEST_NUMBER} characters, not {len(number)}"
            raise JsonError(rules.LIMIT.at(span, message, help='write it as a text, in `"`'))

    def _array(self, depth: int) -> Node:
        start, nodes = self.offset, list[Node]()
        self.offset += 1
        while not self._closes("]", is_first=not nodes):
            nodes.append(self._value(depth + 1))
        return Node(tuple(nodes), start, self.offset)

    def _object(self, depth: int) -> Node:
        start, members = self.offset, dict[str, Member]()
        self.offset += 1
        while not self._closes("}", is_first=not members):
            self._skip()
            if self.source.text[self.offset : self.offset + 1] != '"':
                raise self._broken("expected the name of a member", 'write it in `"`, and no comma after the last one')
            key = self._string()
            self._skip()
            if self.source.text[self.offset : self.offset + 1] != ":":
                raise self._broken("expected `:` after the name of a member", "write `: ` and its value")
            self.offset += 1
            self._keep(members, Member(key, self._value(depth + 1)))
        return Node(members, start, self.offset)

    def _keep(self, members: dict[str, Member], member: Member) -> None:
        name = str(member.key.value)
        if members.setdefault(name, member) is not member:
            span = self.source.span(member.key.start, member.key.end)
            message = f"`{visible(name, 60)}` is written twice in one object"
            self.faults.append(rules.DUPLICATE_FIELD.at(span, message, help="delete one of the two"))

    def _closes(self, bracket: str, *, is_first: bool) -> bool:
        """Step over a closing bracket, or over the comma before the next value."""
        self._skip()
        letter = self.source.text[self.offset : self.offset + 1]
        if letter == bracket:
            self.offset += 1
            return True
        if is_first:
            return False
        if letter != ",":
            raise self._broken(f"expected `,` or `{bracket}`", "check the brackets and quotation marks before it")
        self.offset += 1
        return False
