"""Goes through the blocks of a parsed text: finishes each, counts sentences, names anchors, keeps quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from dossier.diagnostics import Span
from dossier.model import Block, CitationRef, ClaimRef, LinkRef, Quotation, Sentence
from dossier.parse.markdown.headings import enter_heading
from dossier.parse.markdown.links import Links, marked, plain, without_references
from dossier.parse.markdown.sentences import count_holes, split_sentences, with_holes

_KINDS = {
    "figcaption": "caption",
    "heading": "heading",
    "tr": "table-row",
    "footnote": "footnote",
    "blockquote": "quotation",
    "list_item": "list-item",
    "dd": "definition",
    "dt": "definition",
}
_HOLDERS = ("tr", "figure", "list_item", "dd", "dt", "heading")


@dataclass(slots=True)
class _Speech:
    """A quotation that is being read."""

    anchor: str
    span: Span
    words: list[str] = field(default_factory=list)
    speaker: int | None = None
    speaker_text: str = ""
    citation: int | None = None
    blocks: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Walk:
    """One walk over the blocks of one text."""

    links: Links
    sentences: list[Sentence] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    lead: Token | None = None
    _open: list[Token] = field(default_factory=list)
    _speeches: list[_Speech] = field(default_factory=list)
    _notes_of: dict[int, list[int]] = field(default_factory=dict)
    """By block: the footnotes it names."""
    _cited_notes: set[int] = field(default_factory=set)
    _note: int = -1
    _anchors: int = 0
    _citations: int = 0
    _row: list[Token] = field(default_factory=list)

    def walk(self, tokens: Sequence[Token]) -> None:
        """Finish all blocks, in reading order."""
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.nesting == 1:
                self._enter(token)
            elif token.nesting == -1:
                self._leave(token)
        self.blocks = [self._judged(index, block) for index, block in enumerate(self.blocks)]

    def _enter(self, token: Token) -> None:
        self._open.append(token)
        if token.meta.get("quotation"):
            anchor = f"quote-{len(self.quotations) + len(self._speeches) + 1}"
            token.attrs["id"] = anchor
            self._speeches.append(_Speech(anchor, self._span_of(token)))
        if token.type == "footnote_open":
            self._note = int(token.meta["id"])

    def _leave(self, token: Token) -> None:
        if token.type == "tr_close":
            self._finish_row()
        if token.meta.get("quotation"):
            self._finish_speech(self._speeches.pop())
        if self._open:
            self._open.pop()

    def _inline(self, token: Token) -> None:
        reading = self.links.reading
        reading.place = reading.locate(token)
        token.children = self.links.finish(token.children or [])
        holder = self._open[-1] if self._open else Token("", "", 0)
        if holder.type in ("th_open", "td_open"):
            self._row.append(token)
            return
        if holder.type == "heading_open":
            self._heading(holder, token)
        if self.lead is None and len(self._open) == 1 and holder.type == "paragraph_open":
            self.lead = token
        self._block(token.children, self._kind(), self._span_of(token))
        if self._speeches:
            self._hear(self._speeches[-1], token)

    def _heading(self, holder: Token, token: Token) -> None:
        words = without_references(token.children or [])
        enter_heading(self.links.reading, holder, self.links.html(words).strip(), " ".join(plain(words).split()))

    def _kind(self) -> str:
        if self._open and self._open[-1].meta.get("is_title"):
            return "heading"
        names = (token.type.removesuffix("_open") for token in reversed(self._open))
        return next((_KINDS[name] for name in names if name in _KINDS), "paragraph")

    def _finish_row(self) -> None:
        cells, self._row = self._row, []
        if not cells:
            return
        dot = Token("text", "", 0, content=" · ")
        children = [piece for cell in cells for piece in (*(cell.children or ()), dot)][:-1]
        is_head = any(token.type == "thead_open" for token in self._open)
        self._block(children, "table-head" if is_head else "table-row", self._span_of(cells[0]))

    def _block(self, children: Sequence[Token], kind: str, span: Span) -> None:
        """Count the sentences of a block, and tell its references where they are."""
        refs = [child for child in children if child.type == "ref"]
        holes = [int(ref.meta["index"]) for ref in refs]
        first = len(self.sentences)
        is_silent = kind in ("heading", "table-head") or _is_picture(children)
        where = {} if is_silent else self._count_sentences(children, holes)
        anchor = self._anchor() if refs else ""
        for hole in holes:
            self._place_ref(hole, where.get(hole, -1), anchor)
        if kind == "table-head" or _is_picture(children):
            return
        cited = any(isinstance(self.links.reading.refs[hole], CitationRef | ClaimRef) for hole in holes)
        notes = [int(child.meta["id"]) for child in children if child.type == "footnote_ref"]
        self._notes_of[len(self.blocks)] = notes
        if cited and kind == "footnote":
            self._cited_notes.add(self._note)
        if self._speeches:
            self._speeches[-1].blocks.append(len(self.blocks))
        self.blocks.append(Block(span, tuple(range(first, len(self.sentences))), kind, cited))

    def _count_sentences(self, children: Sequence[Token], holes: list[int]) -> dict[int, int]:
        where: dict[int, int] = {}
        rest = list(holes)
        for text in split_sentences(marked(children), self.links.reading.language):
            count = count_holes(text)
            mine, rest = rest[:count], rest[count:]
            where.update(dict.fromkeys(mine, len(self.sentences)))
            self.sentences.append(with_holes(text, mine))
        return where

    def _place_ref(self, index: int, sentence: int, anchor: str) -> None:
        ref = self.links.reading.refs[index]
        if isinstance(ref, CitationRef):
            self._citations += 1
            anchor = f"cite-{self._citations}"
        self.links.reading.refs[index] = replace(ref, sentence=sentence, anchor=anchor)

    def _anchor(self) -> str:
        """Return the id of the element around the present block, and give it one if it has none."""
        holder = self._holder()
        if holder is None:
            return ""
        if "id" not in holder.attrs:
            self._anchors += 1
            holder.attrs = {"id": f"p-{self._anchors}", **holder.attrs}
        return str(holder.attrs["id"])

    def _holder(self) -> Token | None:
        for token in reversed(self._open):
            if token.type == "paragraph_open" and not token.hidden:
                return token
            if token.type.removesuffix("_open") in _HOLDERS:
                return token
        return None

    def _span_of(self, token: Token) -> Span:
        reading = self.links.reading
        if token.map:
            return reading.line_span(token.map[0])
        return reading.line_span(reading.locate(token).line)

    def _hear(self, speech: _Speech, token: Token) -> None:
        children = token.children or []
        if self._open[-1].type != "figcaption_open":
            speech.words.append(" ".join(plain(children).split()))
            return
        for child in children:
            ref = self.links.reading.refs[child.meta["index"]] if child.type == "ref" else None
            if isinstance(ref, LinkRef) and speech.speaker is None:
                speech.speaker = child.meta["index"]
            if isinstance(ref, CitationRef) and speech.citation is None:
                speech.citation = child.meta["index"]
        if speech.speaker is None:
            speech.speaker_text = " ".join(plain(children).split()).strip(" ,;")

    def _finish_speech(self, speech: _Speech) -> None:
        text = "\n".join(filter(None, speech.words))
        self.quotations.append(
            Quotation(text, speech.speaker, speech.speaker_text, speech.citation, speech.anchor, speech.span)
        )
        if speech.citation is not None:
            for index in speech.blocks:
                self.blocks[index] = replace(self.blocks[index], cited=True)

    def _judged(self, index: int, block: Block) -> Block:
        noted = any(note in self._cited_notes for note in self._notes_of.get(index, ()))
        return replace(block, cited=True) if noted else block


def _is_picture(children: Sequence[Token]) -> bool:
    """Tell whether a block holds images from media/ and no words."""
    return any(child.type == "ref" for child in children) and all(
        child.meta.get("is_image") if child.type == "ref" else not plain([child]).strip() for child in children
    )
