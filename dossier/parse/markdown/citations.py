"""Pandoc's citations (Pandoc manual, "Citation syntax"): `[see @a, ¶ 4; @b]`, `[-@a]`, `@a says`, `@a [p. 3]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from dossier.diagnostics import Span
from dossier.locators import Locator, parse_locator
from dossier.parse.markdown.reading import Reading, reading_of
from dossier.rules.text import CITATION_SYNTAX

_KEY = re.compile(r"(?P<minus>-?)@(?:(?P<plain>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*)|\{(?P<braced>[^{}\s]+)\})")
_NO_LOCATOR = re.compile(r"\[\^|\[\[[^\[\]]*\]\]")
_SPACE = re.compile(r"[ \t]*\n?[ \t]*")
_MAY_HOLD_SEMICOLONS = frozenset("`\\[<&!")
_LINK = re.compile(r"[({]|\[(?!\^)")
"""What makes brackets the words of a link or a span; a footnote may follow a citation."""


@dataclass(frozen=True, slots=True)
class RawItem:
    """One source of a citation before its locator is read: offsets into the inline text."""

    prefix: tuple[int, int]
    key: re.Match[str]
    tail: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ItemTokens:
    """One source of a citation; prefix and suffix are inline tokens that later rules may still change."""

    key: str
    prefix: list[Token]
    locator: Locator | None
    suffix: list[Token]
    suppress_author: bool
    span: Span


def citations(md: MarkdownIt) -> None:
    """Add the rules to a parser. Their token: citation (meta: items, narrative, span)."""
    md.inline.ruler.after("image", "citation_group", _group)
    md.inline.ruler.after("citation_group", "citation_narrative", _narrative)


def key_of(found: re.Match[str]) -> str:
    """Return the key without marks and braces."""
    key = found["braced"] or found["plain"]
    assert isinstance(key, str)
    return key


def group_items(state: StateInline, start: int) -> tuple[list[RawItem], int]:
    """Read a group whose `[` stands at `start`: its items, none if it is no citation, and the offset behind it."""
    if state.src.find("@", start, state.posMax) < 0 or state.src.startswith("[^", start):
        return [], start
    end = state.md.helpers.parseLinkLabel(state, start)
    if end < 0 or _LINK.match(state.src, end + 1, state.posMax):
        return [], start
    return _split(state, start + 1, end), end + 1


def narrative_items(state: StateInline, key: re.Match[str]) -> tuple[list[RawItem], int]:
    """Read what may follow `@key`: `[p. 3]`, `[p. 3; @b]` or a group; the items and the offset behind them."""
    alone = RawItem((key.start(), key.start()), key, (key.end(), key.end()))
    space = _SPACE.match(state.src, key.end(), state.posMax)
    start = space.end() if space else key.end()
    if not state.src.startswith("[", start) or _NO_LOCATOR.match(state.src, start, state.posMax):
        return [alone], key.end()
    rest, end = group_items(state, start)
    if rest:
        return [alone, *rest], end
    end = state.md.helpers.parseLinkLabel(state, start)
    if end < 0 or state.src[end + 1 : min(end + 2, state.posMax)] in ("[", "("):
        return [alone], key.end()
    return _with_locator(state, key, (start + 1, end)) or ([alone], key.end())


def _with_locator(state: StateInline, key: re.Match[str], inside: tuple[int, int]) -> tuple[list[RawItem], int] | None:
    start, end = inside
    semicolon = _next_semicolon(state, start, end)
    first = RawItem((key.start(), key.start()), key, (start, semicolon))
    if semicolon == end:
        return [first], end + 1
    rest = _split(state, semicolon + 1, end)
    return ([first, *rest], end + 1) if rest else None


def _next_semicolon(state: StateInline, pos: int, end: int) -> int:
    while pos < end and state.src[pos] != ";":
        pos = _step(state, pos)
    return min(pos, end)


def _split(state: StateInline, start: int, end: int) -> list[RawItem]:
    items: list[RawItem] = []
    while start <= end:
        semicolon = _next_semicolon(state, start, end)
        item = _item(state, start, semicolon)
        if item is None:
            return []
        items.append(item)
        start = semicolon + 1
    return items


def _item(state: StateInline, start: int, end: int) -> RawItem | None:
    pos = start
    while pos < end:
        if found := _key_at(state.src, pos, end):
            return RawItem((start, pos), found, (found.end(), end))
        pos = _step(state, pos)
    return None


def _step(state: StateInline, pos: int) -> int:
    """Return the offset behind the character or the construct that begins here."""
    if state.src[pos] not in _MAY_HOLD_SEMICOLONS:
        return pos + 1
    before, state.pos = state.pos, pos
    state.md.inline.skipToken(state)
    after, state.pos = state.pos, before
    return after


def _key_at(source: str, pos: int, end: int) -> re.Match[str] | None:
    if source[pos] not in "-@" or _is_within_word(source, pos):
        return None
    return _KEY.match(source, pos, end)


def _is_within_word(source: str, pos: int) -> bool:
    """Tell whether the `@` belongs to an e-mail or web address rather than to a citation."""
    before = source[pos - 1 : pos]
    if before and before in "._-+":
        before = source[max(pos - 3, 0) : pos - 1].rstrip("\\")[-1:]
    return before.isalnum() or before == "/"


def _group(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or state.linkLevel or reading_of(state).is_inner:
        return False
    items, end = group_items(state, state.pos)
    if not items:
        return False
    if not silent:
        _push(state, items, (state.pos, end))
    state.pos = end
    return True


def _narrative(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "-@" or state.linkLevel or reading_of(state).is_inner:
        return False
    key = _key_at(state.src, state.pos, state.posMax)
    if key is None:
        return False
    items, end = narrative_items(state, key)
    if not silent:
        _push(state, items, (state.pos, end), narrative=not key["minus"])
    state.pos = end
    return True


def _push(state: StateInline, raw: list[RawItem], run: tuple[int, int], *, narrative: bool = False) -> None:
    reading = reading_of(state)
    items = [_tokens_of(state, reading, item) for item in raw]
    token = state.push("citation", "", 0)
    token.meta = {"items": items, "narrative": narrative, "span": reading.span(*run)}
    token.content = "x"  # stands for a word, so that quotation marks beside it turn the right way


def _tokens_of(state: StateInline, reading: Reading, item: RawItem) -> ItemTokens:
    source = state.src
    tail = source[slice(*item.tail)]
    bare = tail.strip().removeprefix(",").lstrip()
    locator, rest = parse_locator(bare)
    start = item.tail[0] + max(tail.rfind(rest), 0)
    if second := _second_key(source, start, item.tail[1]):
        span = reading.span(*second.span())
        help = f"write `; {second.group()}` to cite it"
        reading.report(CITATION_SYNTAX, span, f"`{second.group()}` stands inside another citation", help)
    prefix = source[slice(*item.prefix)]
    indent = len(prefix) - len(prefix.lstrip())
    return ItemTokens(
        key_of(item.key),
        inner_tokens(state, prefix.strip(), item.prefix[0] + indent),
        locator,
        inner_tokens(state, rest, start),
        bool(item.key["minus"]),
        reading.span(*item.key.span()),
    )


def _second_key(source: str, start: int, end: int) -> re.Match[str] | None:
    if "@" not in source[start:end]:
        return None
    return next((found for pos in range(start, end) if (found := _key_at(source, pos, end))), None)


def inner_tokens(state: StateInline, text: str, offset: int) -> list[Token]:
    """Parse a piece of the inline text that may hold markup but no references."""
    if not text:
        return []
    tokens: list[Token] = []
    with reading_of(state).within(offset, inner=True):
        state.md.inline.parse(text, state.md, state.env, tokens)
    return tokens
