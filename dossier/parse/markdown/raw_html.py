"""HTML in a text: shown as text, with a warning that names the place."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_inline import StateInline

from dossier.parse.markdown.reading import reading_of
from dossier.rules.text import RAW_HTML

_MARKDOWN_OF = {
    "a": "`[words](https://…)`",
    "b": "`**words**`",
    "strong": "`**words**`",
    "i": "`*words*`",
    "em": "`*words*`",
    "code": "the words between backticks",
    "s": "`~~words~~`",
    "del": "`~~words~~`",
    "img": "`![description](/media/…)`",
    "br": "two spaces at the end of the line",
    "blockquote": "`> words`",
    "hr": "`---`",
}
_TAG = re.compile(HTML_TAG_RE.pattern.removeprefix("^"))
_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")


def raw_html(md: MarkdownIt) -> None:
    """Add the rule to a parser: a tag (CommonMark 0.31 §6.6) becomes text."""
    md.inline.ruler.after("autolink", "raw_html", _raw_html)


def _raw_html(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    found = _TAG.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        if not found.group().startswith("</"):
            _warn(state, found.group())
        state.push("text_special", "", 0).content = found.group()
    state.pos = found.end()
    return True


def _warn(state: StateInline, tag: str) -> None:
    reading = reading_of(state)
    span = reading.span(state.pos, state.pos + len(tag))
    if span.line in reading.html_lines:
        return  # one warning per line says it
    reading.html_lines.add(span.line)
    name = _NAME.match(tag)
    shown = f"`<{name[1]}>`" if name else "HTML"
    instead = _MARKDOWN_OF.get(name[1].lower() if name else "")
    help = f"write {instead}" if instead else "write it in Markdown, or as code between backticks"
    reading.report(RAW_HTML, span, f"{shown} is shown as text", help)
