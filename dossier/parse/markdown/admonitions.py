"""`::: note A title` … `:::`: boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.container import container_plugin

from dossier.parse.markdown.reading import Reading, make_token, reading_of
from dossier.rules.text import OPEN_BOX, UNKNOWN_BOX
from dossier.text import nearest

KINDS = ("note", "tip", "important", "warning", "caution")
_TITLES = {
    "en": ("Note", "Tip", "Important", "Warning", "Caution"),
    "ru": ("Примечание", "Совет", "Важно", "Внимание", "Осторожно"),
    "be": ("Заўвага", "Парада", "Важна", "Увага", "Асцярожна"),
    "uk": ("Примітка", "Порада", "Важливо", "Увага", "Обережно"),
    "de": ("Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"),
    "fr": ("Note", "Conseil", "Important", "Avertissement", "Attention"),
}
_HEAD = re.compile(r"\s*\{?\.?(?P<kind>[A-Za-z][\w-]*)\}?\s*(?P<title>.*)")


def admonitions(md: MarkdownIt) -> None:
    """Add boxes to a parser: a div with role note and a paragraph as title."""
    container_plugin(md, "box", validate=_begins_box, render=_render)
    md.core.ruler.after("block", "boxes", _titles)


def _begins_box(params: str, markup: str) -> bool:
    return _HEAD.match(params) is not None


def _render(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    return self.renderToken(tokens, idx, options, env)


def _titles(state: StateCore) -> None:
    reading, tokens = reading_of(state), list[Token]()
    for token in state.tokens:
        tokens.append(token)
        if token.type == "container_box_open":
            tokens.extend(_open(reading, token))
    state.tokens = tokens


def _open(reading: Reading, token: Token) -> list[Token]:
    found = _HEAD.match(token.info)
    lines = token.map or [0, 0]
    assert found is not None
    kind = _kind(reading, found["kind"], lines[0])
    end = reading.lines[lines[1]] if lines[1] < len(reading.lines) else ""
    if not end.lstrip(" >").startswith(":::"):
        reading.report(OPEN_BOX, reading.line_span(lines[0]), "the box is never closed", "end it with a line `:::`")
    token.attrs = {"class": f"admonition {kind}", "role": "note"}
    token.meta["own_class"] = True
    words = _TITLES.get(reading.language.split("-")[0].lower(), _TITLES["en"])
    title = make_token("inline", "", 0)
    title.content = found["title"].strip() or words[KINDS.index(kind)]
    title.map, title.children = [lines[0], lines[0] + 1], []
    opening = make_token("paragraph_open", "p", 1, own_class=True, is_title=True)
    opening.attrs = {"class": "admonition-title"}
    return [opening, title, make_token("paragraph_close", "p", -1)]


def _kind(reading: Reading, word: str, line: int) -> str:
    if word.lower() in KINDS:
        return word.lower()
    close = nearest(word, KINDS)
    help = f"did you mean `{close}`?" if close else f"kinds are {', '.join(f'`{kind}`' for kind in KINDS)}"
    reading.report(UNKNOWN_BOX, reading.line_span(line), f"no box is called `{word}`", help)
    return "note"
