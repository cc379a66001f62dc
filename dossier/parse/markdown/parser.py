"""Puts the constructs together: CommonMark, the usual plug-ins, and our own rules, one parser per language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import autolink as parse_autolink
from markdown_it.rules_inline import image as parse_image
from markdown_it.rules_inline import link as parse_link
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.deflist import deflist_plugin

from dossier.parse.markdown.abbreviations import abbreviations
from dossier.parse.markdown.admonitions import admonitions
from dossier.parse.markdown.attributes import attributes
from dossier.parse.markdown.citations import citations
from dossier.parse.markdown.claims import claims
from dossier.parse.markdown.comments import comments
from dossier.parse.markdown.contents import contents
from dossier.parse.markdown.figures import figures
from dossier.parse.markdown.footnotes import footnotes
from dossier.parse.markdown.headings import headings
from dossier.parse.markdown.limits import MAX_NESTING, crowded_mark
from dossier.parse.markdown.quotations import quotations
from dossier.parse.markdown.raw_html import raw_html
from dossier.parse.markdown.reading import reading_of
from dossier.parse.markdown.tables import tables
from dossier.parse.markdown.tasks import tasks
from dossier.parse.markdown.typography import quotes_of, typography
from dossier.parse.markdown.wikilinks import wikilinks
from dossier.rules.text import TEXT_BEYOND_LIMITS

Construct: TypeAlias = Callable[[MarkdownIt], None]
"""Adds the rules of one construct to a parser."""

CONSTRUCTS: tuple[Construct, ...] = (
    deflist_plugin,
    comments,
    wikilinks,
    claims,
    citations,
    attributes,
    raw_html,
    footnotes,
    headings,
    contents,
    admonitions,
    figures,
    quotations,
    tables,
    tasks,
    abbreviations,
    typography,
)
_InlineRule = Callable[[StateInline, bool], bool]


class _Parser(MarkdownIt):
    """Leaves addresses as written: `links` judges them all in one place."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


class _Inline(ParserInline):
    """Refuses what would take too long; the text within (a footnote, a description) knows where it begins."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        reading = env["reading"]
        mark = crowded_mark(src)
        if not mark:
            return super().parse(src, md, env, tokens)
        message = f"the paragraph has more of the character {mark} than can be read in time"
        reading.report(TEXT_BEYOND_LIMITS, reading.span(0, len(src)), message, "split it, or write it as code")
        tokens.append(Token("text_special", "", 0, content=src))  # as such, later rules leave it alone
        return tokens


@cache
def parser_for(language: str, more: tuple[Construct, ...] = ()) -> MarkdownIt:
    """Build the parser for texts in a language (BCP 47), with our constructs and then `more`.

    Its environment must hold a Reading under `reading`.
    """
    md = _Parser(
        "js-default",
        {
            "html": False,
            "linkify": False,
            "typographer": True,
            "quotes": quotes_of(language),
            "maxNesting": MAX_NESTING,
        },
    )
    md.inline = _Inline()
    for name, rule in (("link", parse_link), ("image", _described), ("autolink", parse_autolink)):
        md.inline.ruler.at(name, _placed(rule))
    md.disable(["html_block", "html_inline", "linkify"])
    md.core.ruler.at("inline", _inline)
    for construct in (*CONSTRUCTS, *more):
        md.use(construct)
    md.inline.ruler.at("footnote_inline", _note(md))
    md.add_render_rule("ref", _ref)
    md.add_render_rule("dash", _dash)
    md.add_render_rule("fence", _fence)
    return md


def _placed(rule: _InlineRule) -> _InlineRule:
    """Let a rule of markdown-it note where the link or image it found stands."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[count:]:
            if token.type in ("link_open", "image"):
                token.meta["span"] = reading_of(state).span(start, state.pos)
                break
        return True

    return placed


def _described(state: StateInline, silent: bool) -> bool:
    """Read an image whose description is plain words: no references, no footnotes."""
    start = state.pos
    if not parse_image(state, True):
        return False
    if not silent:
        state.pos = start
        with reading_of(state).within(start + 2, inner=True):
            parse_image(state, False)
    return True


def _note(md: MarkdownIt) -> _InlineRule:
    """Let the rule for `^[…]` parse its words as a part of the paragraph."""
    rule = next(rule.fn for rule in md.inline.ruler.__rules__ if rule.name == "footnote_inline")

    def note(state: StateInline, silent: bool) -> bool:
        if not state.src.startswith("^[", state.pos):
            return False
        with reading_of(state).within(state.pos + 2, inner=False):
            return bool(rule(state, silent))

    return note


def _inline(state: StateCore) -> None:
    reading, in_cell = reading_of(state), False
    for token in state.tokens:
        in_cell = token.type in ("th_open", "td_open") or (in_cell and token.type == "inline")
        if token.type == "inline":
            reading.place = reading.locate_cell(token) if in_cell else reading.locate(token)
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _ref(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return f"\x00{tokens[idx].meta['index']}\x00"


def _dash(_: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return "— "


def _fence(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[idx]
    name = (unescapeAll(token.info).split() or [""])[0]
    known = name if name.replace("-", "").replace("+", "").replace("#", "").isalnum() else ""
    return RendererHTML.fence(self, [token.copy(info=known)], 0, options, env)
