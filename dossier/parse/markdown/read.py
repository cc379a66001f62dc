"""The door: one text in, its body with holes and every fact about it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from dossier.diagnostics import Diagnostic, Span, in_order
from dossier.model import Block, Body, Heading, Quotation, Ref, Sentence
from dossier.parse.markdown.limits import MAX_NESTING, is_within_limits, plain_body, plain_paragraphs, too_deep
from dossier.parse.markdown.links import Links, without_id
from dossier.parse.markdown.parser import Construct, parser_for
from dossier.parse.markdown.reading import Reading
from dossier.parse.markdown.sentences import split_sentences
from dossier.parse.markdown.walk import Walk
from dossier.rules.text import HIDDEN_DIRECTION

_NEWLINES = re.compile(r"\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates (UAX #9): they can make words read as others."""
_TURNS_OR_ENTITIES = re.compile(rf"{_TURNS.pattern}|&#[xX]?[0-9A-Fa-f]{{4,7}};")
_UNPRINTABLE = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_HOLE = re.compile("\x00(\\d+)\x00")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as parsed; the fields are those of `model.Document`."""

    body: Body = ()
    refs: tuple[Ref, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    outline: tuple[Heading, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    blocks: tuple[Block, ...] = ()
    anchors: tuple[str, ...] = ()
    lead: Body = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_text(text: str, *, path: str, line: int, language: str, constructs: tuple[Construct, ...] = ()) -> Text:
    """Parse a text (CommonMark 0.31, the plug-ins, our rules) into finished HTML with holes.

    `line` is the line of the file (from 1) on which the text begins; `language` a BCP 47 tag, which chooses quotation
    marks and where sentences end. In the body each index of `refs` stands exactly once, in order. A citation's anchor
    (`cite-1`, …) is named only: whoever fills the hole prints it. Any other anchor is the id of the block around the
    reference and stands in the body. Faults D301 to D320, in order; targets and keys are for `link` to judge. A text
    beyond the limits becomes plain paragraphs. Raises nothing but what `constructs`, read beside our own, raise.
    """
    whole = _CONTROLS.sub("\ufffd", _NEWLINES.sub("\n", text))
    reading = Reading(path, line, tuple(whole.split("\n")), language)
    _report_turns(reading)
    whole = _TURNS.sub("\ufffd", whole)
    if not is_within_limits(reading):
        return _plain(reading)
    md, env = parser_for(language, constructs), {"reading": reading}
    ended = whole if whole.endswith("\n") else f"{whole}\n"  # block rules look behind an empty last line
    tokens = md.parse(ended, env)
    if deep := next((token for token in tokens if token.level >= MAX_NESTING - 1), None):
        too_deep(reading, deep.map[0] if deep.map else 0)
        return _plain(reading)
    return _finish(md, env, tokens)


def _finish(md: MarkdownIt, env: EnvType, tokens: Sequence[Token]) -> Text:
    reading = env["reading"]
    assert isinstance(reading, Reading)
    links = Links(md, env, reading)
    walk = Walk(links)
    walk.walk(tokens)
    first = (walk.lead.children if walk.lead else None) or []
    lead = [without_id(child) for child in first if child.type != "footnote_ref"]
    return Text(
        body=_split(str(md.renderer.render(tokens, md.options, env))),
        refs=tuple(reading.refs),
        sentences=tuple(walk.sentences),
        outline=tuple(reading.outline),
        quotations=tuple(walk.quotations),
        blocks=tuple(walk.blocks),
        anchors=_anchors(tokens),
        lead=_split(links.html(lead)),
        diagnostics=in_order(reading.diagnostics),
    )


def _report_turns(reading: Reading) -> None:
    for number, line in enumerate(reading.lines):
        for found in _TURNS_OR_ENTITIES.finditer(line):
            turn = unescape(found.group())
            if _TURNS.fullmatch(turn):
                span = Span(reading.path, reading.first_line + number, found.start() + 1, len(found.group()))
                message = f"an invisible character (U+{ord(turn):04X}) turns the direction of the text"
                reading.report(HIDDEN_DIRECTION, span, message, "delete it, or set `{dir=rtl}` on the words")


def _plain(reading: Reading) -> Text:
    paragraphs = list(plain_paragraphs(reading))
    sentences: list[Sentence] = []
    blocks: list[Block] = []
    for number, words in paragraphs:
        found = split_sentences(words, reading.language) if len(words) < 10_000 else [words]
        indexes = range(len(sentences), len(sentences) + len(found))
        blocks.append(Block(reading.line_span(number), tuple(indexes), "paragraph", False))
        sentences += [(sentence,) for sentence in found]
    return Text(
        body=plain_body(paragraphs),
        sentences=tuple(sentences),
        blocks=tuple(blocks),
        diagnostics=in_order(reading.diagnostics),
    )


def _split(html: str) -> Body:
    """Cut finished HTML at its holes."""
    parts = _HOLE.split(_UNPRINTABLE.sub("\ufffd", html))
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts) if index % 2 or part)


def _anchors(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the ids that a link may name: headings, those the text gave, quotations; not those of numbered blocks."""
    owners = [child for token in tokens for child in (token, *(token.children or ()))]
    ids = (str(owner.attrs["id"]) for owner in owners if "id" in owner.attrs)
    return tuple(dict.fromkeys(id for id in ids if not id.startswith("p-")))
