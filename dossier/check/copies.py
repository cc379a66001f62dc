"""Checks quotations against saved copies, word for word. Copies are read for this alone and reach no page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import PurePosixPath

from dossier.check.audit import Audit
from dossier.diagnostics import Diagnostic, Span
from dossier.model import CitationRef, Document, InputFile
from dossier.model.walk import citations_of
from dossier.rules import editorial as rules
from dossier.text import fold, visible

_OMISSION = re.compile(r"\[?(?:…|\.\.\.)\]?|\[[^\]]*\]")
"""Words left out, and words put in by the one who quotes: `…`, `[…]`, `[the president]`."""
_NO_WORD = re.compile(r"[^\w]+")
_SILENT = frozenset({"script", "style", "template", "noscript", "head"})
"""Elements whose text no reader sees."""


class _Words(HTMLParser):
    """Collects the text of a page that a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; every element may end a word."""
        self._silent += tag in _SILENT
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._silent:
            self.parts.append(data)


def words_of_copies(files: Iterable[InputFile]) -> Mapping[str, str]:
    """Return the words of saved copies by the folded id of their article (the file's stem), several copies as one."""
    found: dict[str, str] = {}
    for file in files:
        text = file.data.decode("utf-8-sig", "replace")
        if not file.path.lower().endswith(".txt"):
            page = _Words()
            page.feed(text)
            page.close()
            text = "".join(page.parts)
        id = fold(PurePosixPath(file.path).stem)
        found[id] = f"{found.get(id, '')}{_words(text)}"
    return found


def quotations_in_copies(audit: Audit) -> Iterator[Diagnostic]:
    """Find quotations whose words do not stand in the saved copy of their source."""
    if not audit.copies:
        return
    for document in audit.library.documents.values():
        for text, keys, span in _quoted(document):
            saved = [key for key in keys if fold(key) in audit.copies]
            if saved and not any(_stands_in(text, audit.copies[fold(key)]) for key in saved):
                message = f"these words are not in the saved copy of `{visible(saved[0])}`"
                help = "compare them with content/archive/; mark what is left out with `…`"
                yield rules.QUOTATION_NOT_IN_COPY.at(span, message, help=help)


def _quoted(document: Document) -> Iterator[tuple[str, tuple[str, ...], Span]]:
    """Yield every quotation: its words, the keys of its sources, its place."""
    for quotation in document.quotations:
        citation = document.refs[quotation.citation] if quotation.citation is not None else None
        if isinstance(citation, CitationRef):
            yield quotation.text, tuple(item.key for item in citation.items), quotation.span
    for written in citations_of(document.record):
        if written.citation.quote:
            yield written.citation.quote, (written.citation.source.target,), written.citation.source.span


def _stands_in(quoted: str, copy: str) -> bool:
    """Tell whether the words stand in a copy, in this order; signs, case and blanks do not count."""
    start = 0
    for part in _OMISSION.split(quoted):
        words = _words(part)
        if not words.strip():
            continue
        at = copy.find(words, start)
        if at < 0:
            return False
        start = at + len(words) - 1
    return True


def _words(text: str) -> str:
    """Return a text's words with one space before, between and after them."""
    return f" {_NO_WORD.sub(' ', fold(text)).strip()} "
