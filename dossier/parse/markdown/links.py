"""Turns inline tokens into finished ones: references become holes, addresses are judged, images stay at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from dossier.diagnostics import Span
from dossier.model import CitationRef, CitedItem, ImageRef, LinkRef, Ref
from dossier.parse.markdown.citations import ItemTokens
from dossier.parse.markdown.reading import Reading
from dossier.parse.markdown.sentences import CITATION, LINK, NARRATIVE
from dossier.rules.text import LOOKALIKE_ADDRESS, MISSING_ALT, ONION_LINK, REMOTE_IMAGE, UNSAFE_ADDRESS
from dossier.text import visible
from dossier.urls import UrlFault, is_external, mixed_script, safe_url

_LINKS = ("link_open", "wikilink_open")
_BREAKS = ("softbreak", "hardbreak")


@dataclass(frozen=True, slots=True)
class Links:
    """Finishes the inline tokens of one text, in reading order."""

    md: MarkdownIt
    env: EnvType
    reading: Reading

    def finish(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the tokens with a `ref` token (meta: index, mark, words) for each reference."""
        done: list[Token] = []
        index = 0
        while index < len(tokens):
            end = closing(tokens, index) if tokens[index].type in _LINKS else index
            done += self._one(tokens[index], tokens[index + 1 : end])
            index = end + 1
        return done

    def html(self, tokens: Sequence[Token]) -> str:
        """Write inline tokens as HTML."""
        return str(self.md.renderer.render([Token("inline", "", 0, children=list(tokens))], self.md.options, self.env))

    def _one(self, token: Token, inner: Sequence[Token]) -> list[Token]:
        match token.type:
            case "wikilink_open":
                meta = token.meta
                target, heading, span = str(meta["target"]), str(meta["heading"]), meta["span"]
                return [self._link_ref(target, heading, span, inner)]
            case "link_open":
                return self._link(token, inner)
            case "image":
                return self._image(token)
            case "citation":
                return [self._citation(token)]
            case "claim":
                return [self._hole(token.meta["ref"], LINK)]
            case _:
                return [token]

    def _hole(self, ref: Ref, mark: str, words: str = "") -> Token:
        self.reading.refs.append(ref)
        index, is_image = len(self.reading.refs) - 1, isinstance(ref, ImageRef)
        return Token("ref", "", 0, meta={"index": index, "mark": mark, "words": words, "is_image": is_image})

    def _link_ref(self, target: str, heading: str, span: Span, inner: Sequence[Token]) -> Token:
        words = without_references(inner)
        label = self.html(words).strip() or ("" if target else escape(heading))
        return self._hole(LinkRef(target, label, heading, span), LINK, plain(words) or heading or target)

    def _citation(self, token: Token) -> Token:
        items = tuple(self._item(item) for item in token.meta["items"])
        narrative = bool(token.meta["narrative"])
        ref = CitationRef(items, narrative, token.meta["span"])
        return self._hole(ref, NARRATIVE if narrative else CITATION)

    def _item(self, item: ItemTokens) -> CitedItem:
        return CitedItem(
            item.key,
            self.html(without_references(item.prefix)),
            item.locator,
            self.html(without_references(item.suffix)),
            item.suppress_author,
            item.span,
        )

    def _link(self, token: Token, inner: Sequence[Token]) -> list[Token]:
        href = str(token.attrs.get("href", ""))
        span = token.meta.get("span") or self.reading.span(0, 1)
        if not is_external(href) and isinstance(safe_url(href.replace(" ", "%20")), str):
            path, _, heading = href.partition("#")
            return [self._link_ref(path, heading, span, inner)]
        url = self._judge(href, span)
        if url is None:
            return self.finish(inner)
        return [_link_open(token, url), *self.finish(inner), Token("link_close", "a", -1)]

    def _judge(self, href: str, span: Span) -> str | None:
        """Return the address fit for an href, or None where the words must stand alone."""
        url = safe_url(href.replace(" ", "%20"))
        if isinstance(url, UrlFault):
            self.reading.report(UNSAFE_ADDRESS, span, url.message, url.help)
            return None
        host = urlsplit(url).hostname or ""
        if host.endswith(".onion"):
            help = "write it as code, so that readers copy it into Tor Browser"
            self.reading.report(ONION_LINK, span, f"`{visible(host)}` is not linked", help)
            return None
        if mixed_script(href):
            shown = visible(_ascii_host(urlsplit(href).hostname or ""))
            help = f"check that `{shown}` is the address you mean"
            self.reading.report(LOOKALIKE_ADDRESS, span, "the address mixes letters of several scripts", help)
        return url

    def _image(self, token: Token) -> list[Token]:
        src = str(token.attrs.get("src", ""))
        span = token.meta.get("span") or self.reading.span(0, 1)
        words = plain(token.children or []).strip()
        if not is_external(src) and isinstance(safe_url(src.replace(" ", "%20")), str):
            if not words:
                help = f"write `![what it shows]({visible(src)})`"
                self.reading.report(MISSING_ALT, span, "the image has no description", help)
            title = "" if token.meta.get("in_figure") else str(token.attrs.get("title", ""))
            return [self._hole(ImageRef(src, words, title, span), LINK)]
        url = self._judge(src, span)
        text = Token("text", "", 0, content=words or visible(src))
        if url is None:
            return [text]
        help = "save it in content/media/ and write its path there, if its rights allow"
        self.reading.report(REMOTE_IMAGE, span, "the image lies on another server and becomes a link", help)
        return [_link_open(Token("link_open", "a", 1), url), text, Token("link_close", "a", -1)]


def _link_open(token: Token, url: str) -> Token:
    kept = {key: value for key, value in token.attrs.items() if key not in ("href", "rel", "src")}
    attrs = {"href": url, **kept}
    if url.lower().startswith(("http:", "https:")):
        attrs["rel"] = "noopener noreferrer"
        attrs["class"] = " ".join(filter(None, ("external", str(kept.get("class", "")))))
    return Token("link_open", "a", 1, attrs=attrs)


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def closing(tokens: Sequence[Token], start: int) -> int:
    """Return the index of the token that closes the one at `start`; itself when it opens nothing."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens)


def without_references(tokens: Sequence[Token]) -> list[Token]:
    """Return what may stand inside a link: words and emphasis, no links, holes, notes or ids."""
    kept: list[Token] = []
    for token in tokens:
        if token.type == "image":
            kept += without_references(token.children or [])
        elif token.type == "ref":
            kept.append(Token("text", "", 0, content=str(token.meta["words"])))
        elif not token.type.startswith(("link_", "wikilink_", "citation", "claim", "footnote_")):
            kept.append(without_id(token))
    return kept


def without_id(token: Token) -> Token:
    """Return an inline token fit to be shown a second time."""
    if "id" not in token.attrs:
        return token
    return token.copy(attrs={key: value for key, value in token.attrs.items() if key != "id"})


def plain(tokens: Sequence[Token]) -> str:
    """Return the words of inline tokens without markup."""
    return "".join(_words(token) for token in tokens)


def marked(tokens: Sequence[Token]) -> str:
    """Return the words of finished inline tokens with one mark for each hole, white space single."""
    words = "".join(str(token.meta["mark"]) if token.type == "ref" else _words(token) for token in tokens)
    return " ".join(words.split())


def _words(token: Token) -> str:
    if token.type in ("text", "text_special", "code_inline"):
        return token.content
    if token.type == "ref":
        return str(token.meta["words"])
    if token.type == "image":
        return plain(token.children or [])
    return " " if token.type in _BREAKS else ""
