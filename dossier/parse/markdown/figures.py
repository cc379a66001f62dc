"""An image alone in a paragraph, with a title or `caption=` and perhaps `credit=`: a figure."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dossier.parse.markdown.reading import make_token, reading_of


def figures(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    md.core.ruler.after("inline", "figures", _find)


def _find(state: StateCore) -> None:
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "paragraph_close" and (image := _lone_image(tokens)):
            tokens[-3:] = _figure(state, tokens[-3], tokens[-2], image)
    state.tokens = tokens


def _lone_image(tokens: list[Token]) -> Token | None:
    children = tokens[-2].children or []
    if tokens[-3].type != "paragraph_open" or len(children) != 1 or children[0].type != "image":
        return None
    attrs = children[0].attrs
    return children[0] if attrs.get("title") or attrs.get("caption") or attrs.get("credit") else None


def _figure(state: StateCore, paragraph: Token, inline: Token, image: Token) -> list[Token]:
    opening = make_token("figure_open", "figure", 1)
    opening.attrs, opening.map = dict(paragraph.attrs), paragraph.map
    for name in ("id", "class"):
        if name in image.attrs:
            opening.attrs[name] = image.attrs.pop(name)
    image.meta["in_figure"] = True
    title = str(image.attrs.pop("title", ""))
    caption = _inline(state, inline, str(image.attrs.pop("caption", "")) or title)
    if credit := str(image.attrs.pop("credit", "")):
        caption.children = [*(caption.children or []), *_credit(state, inline, credit)]
    return [
        opening,
        inline,
        make_token("figcaption_open", "figcaption", 1),
        caption,
        make_token("figcaption_close", "figcaption", -1),
        make_token("figure_close", "figure", -1),
    ]


def _inline(state: StateCore, source: Token, text: str) -> Token:
    """Parse words that stand inside the paragraph of another inline token."""
    token = make_token("inline", "", 0, place=reading_of(state).locate(source))
    token.content, token.children = text, []
    reading = reading_of(state)
    reading.place = reading.locate(source)
    with reading.within(max(source.content.rfind(text), 0), inner=False):
        state.md.inline.parse(text, state.md, state.env, token.children)
    return token


def _credit(state: StateCore, source: Token, text: str) -> list[Token]:
    opening = Token("credit_open", "span", 1, attrs={"class": "credit"}, meta={"own_class": True})
    inner = _inline(state, source, text).children or []
    return [Token("text", "", 0, content=" "), opening, *inner, Token("credit_close", "span", -1)]
