"""What a YAML syntax error means to the person who wrote the line, and what to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic, Related
from dossier.parse.frontmatter.lines import Lines
from dossier.rules import reading
from dossier.text import visible

_LINE = re.compile(r"\s*(?:- +)*(?P<key>[^\s:#][^:#]*?):\s+(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class _Problem:
    lines: Lines
    index: int
    """The character at which the parser stopped."""
    context: int | None
    """Where what could not be finished was begun."""

    @property
    def line(self) -> str:
        return self.lines.line_at(self.index)

    @property
    def character(self) -> str:
        return self.lines.text[self.index : self.index + 1]


_Advice = tuple[str, str]
"""Message and help."""


def explain(lines: Lines, problem: str, index: int, context: int | None) -> Diagnostic:
    """Make the fault of a syntax error: the parser's words, and where it stopped and began (characters from 0)."""
    found = _Problem(lines, min(index, max(0, len(lines.text) - 1)), context)
    for words, advise, at_context in _TABLE:
        if words in problem:
            message, advice = advise(found)
            return _at(found, message, advice, at_context and context is not None)
    return _at(found, f"this is no YAML: {visible(problem, 100)}", "put the value in quotes", False)


def _at(found: _Problem, message: str, advice: str, at_context: bool) -> Diagnostic:
    start = found.context if at_context and found.context is not None else found.index
    span = found.lines.span(start, start + 1)
    related: tuple[Related, ...] = ()
    if found.context is not None and not at_context:
        begun = found.lines.span(found.context, found.context + 1)
        related = (Related(begun, "begun here"),) if begun.line != span.line else ()
    return reading.SYNTAX.at(span, message, help=advice, related=related)


def quoted(value: str) -> str:
    """Write a value in quotes that YAML reads back as the same words."""
    return f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"


def _quote_advice(line: str) -> str:
    found = _LINE.fullmatch(line)
    if found and (written := found["value"].rstrip()):
        key, value = visible(found["key"], 40), visible(_bare(written), 80)
        return f"put the {key} in quotes: `{key}: {quoted(value)}`"
    return "put the value in quotes"


def _bare(value: str) -> str:
    """Drop one pair of quotes that does not hold the whole value: `"A" and "B"` stays, `"A` loses one."""
    return value[1:] if value[:1] in "\"'" and value.count(value[0]) == 1 else value


def _second_colon(found: _Problem) -> _Advice:
    if _LINE.fullmatch(found.line[: found.lines.span(found.index, found.index + 1).column]):
        return "a second `: ` stands in this line", _quote_advice(found.line)
    indent = len(found.line) - len(found.line.lstrip())
    if indent:
        return (
            "this key is indented, but the line above already has a value",
            "write it below the first letter of the key above",
        )
    return "the line above has no `: `", "write each field as `key: value`"


def _bad_start(found: _Problem) -> _Advice:
    if found.character == "\t":
        return "a tab indents this line", "indent with spaces: YAML takes no tabs"
    return f"a value cannot start with `{visible(found.character)}`", _quote_advice(found.line)


def _open_quote(found: _Problem) -> _Advice:
    return "the quote that opens here is never closed", "close it on the same line, or delete it"


def _after_value(found: _Problem) -> _Advice:
    before = found.line[: found.lines.span(found.index, found.index + 1).column - 1].rstrip()
    if before[-1:] in ("'", '"'):
        return "more text follows the closing quote", _quote_advice(found.line)
    if found.line.lstrip().startswith("- "):
        return "a dash stands beside keys", "indent the dashes below the key they belong to, or give them one"
    return "this line fits no key above it", "write it below the first letter of the key above, as `key: value`"


def _no_colon(found: _Problem) -> _Advice:
    return "this line has no `: `", "write each field as `key: value`, with a space after the colon"


def _no_alias(found: _Problem) -> _Advice:
    return f"a value cannot start with `{visible(found.lines.text[found.context or 0])}`", _quote_advice(found.line)


def _open_bracket(found: _Problem) -> _Advice:
    return (
        "the bracket that opens here is never closed, or a comma is missing in it",
        "close it, or write one `- entry` per line",
    )


def _bad_escape(found: _Problem) -> _Advice:
    return "a backslash in double quotes starts an escape, and this is none", "use single quotes, or write `\\\\`"


def _half_character(found: _Problem) -> _Advice:
    return "this escape makes no character", "write the character itself"


def _bad_tag(found: _Problem) -> _Advice:
    return "a value cannot start with `!`", _quote_advice(found.line)


def _list_in_line(found: _Problem) -> _Advice:
    return "a list cannot start on the line of its key", "put each `- entry` on a line of its own"


def _second_document(found: _Problem) -> _Advice:
    return "front matter is one document, and this starts another", "delete the line of dots or dashes above"


def _no_content(found: _Problem) -> _Advice:
    if found.character == "," and found.line.rstrip().endswith(("]", "}")):
        return "an entry is missing before this comma", "delete the comma"
    if found.character in ("", "\n"):
        return "the bracket that was opened is never closed", "close it, or put the value in quotes"
    return f"a value cannot start with `{visible(found.character)}`", _quote_advice(found.line)


def _block_head(found: _Problem) -> _Advice:
    return "text stands behind `|` or `>`", f"start it on the next line, or {_quote_advice(found.line)}"


_TABLE: tuple[tuple[str, Callable[[_Problem], _Advice], bool], ...] = (
    ("mapping values are not allowed", _second_colon, False),
    ("mapping keys are not allowed", _bad_start, False),
    ("cannot start any token", _bad_start, False),
    ("found unexpected end of stream", _open_quote, True),
    ("found unexpected document indicator", _open_quote, True),
    ("found unknown escape", _bad_escape, False),
    ("hexdecimal", _bad_escape, False),
    ("hexadecimal", _bad_escape, False),
    ("invalid Unicode character", _half_character, False),
    ("could not find expected ':'", _no_colon, True),
    ("alphabetic or numeric character", _no_alias, True),
    ("expected ',' or ']'", _open_bracket, True),
    ("expected ',' or '}'", _open_bracket, True),
    ("tag", _bad_tag, False),
    ("sequence entries are not allowed", _list_in_line, False),
    ("document start", _second_document, False),
    ("comment or", _block_head, False),
    ("chomping", _block_head, False),
    ("directive", _no_alias, True),
    ("whitespace or line break", _bad_tag, True),
    ("expected URI", _bad_tag, True),
    ("expected ' '", _bad_tag, True),
    ("node content", _no_content, False),
    ("expected key", _after_value, False),
    ("<block end>", _after_value, False),
    ("expected '-' indicator", _after_value, False),
)
"""Words of libyaml's or PyYAML's message, what they mean, and whether to point at where it began."""
