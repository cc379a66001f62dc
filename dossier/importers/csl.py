"""CSL-JSON (CSL 1.0.2, schema csl-data), as Zotero and pandoc write it."""

from __future__ import annotations

import re

from dossier.diagnostics import Diagnostic, Span
from dossier.importers.csl_dates import edtf_of
from dossier.importers.json_tree import JsonError, Member, Node, Number, Reader
from dossier.importers.source import Source, source_of
from dossier.importers.works import Entry, ReadWorks, Sheet, gather
from dossier.model import Creator, InputFile, WorkType
from dossier.rules import bibliography as rules

TEXTS = {
    "title": "title",
    "title-short": "short_title",
    "shortTitle": "short_title",
    "container-title": "container_title",
    "publisher": "publisher",
    "publisher-place": "place",
    "section": "section",
    "genre": "genre",
    "language": "language",
    "page": "page",
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "number": "number",
    "DOI": "doi",
    "ISSN": "issn",
    "ISBN": "isbn",
    "abstract": "abstract",
    "archive": "archive_service",
}
CUSTOM = {
    "sha256": "archive_sha256",
    "agency": "agency",
    "script_title": "script_title",
    "translated_title": "trans_title",
}
CUSTOM_DATES = {
    "archive_date": "archive_date",
    "modified": "modified",
    "issued_edtf": "issued",
    "accessed_edtf": "accessed",
}
NAME_PARTS = ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")
OTHER_TYPES = {
    "bill": WorkType.LEGISLATION,
    "classic": WorkType.BOOK,
    "collection": WorkType.DOCUMENT,
    "entry": WorkType.ENTRY_ENCYCLOPEDIA,
    "entry-dictionary": WorkType.ENTRY_ENCYCLOPEDIA,
    "event": WorkType.DOCUMENT,
    "figure": WorkType.GRAPHIC,
    "manuscript": WorkType.DOCUMENT,
    "musical_score": WorkType.DOCUMENT,
    "patent": WorkType.DOCUMENT,
    "performance": WorkType.DOCUMENT,
    "periodical": WorkType.ARTICLE_MAGAZINE,
    "review": WorkType.ARTICLE_JOURNAL,
    "review-book": WorkType.ARTICLE_JOURNAL,
    "software": WorkType.DOCUMENT,
    "song": WorkType.BROADCAST,
    "standard": WorkType.REPORT,
    "video": WorkType.MOTION_PICTURE,
}
"""CSL types, `video` of 1.1 among them, that a news dossier prints like another."""
TYPES = {**{str(known): known for known in WorkType}, **OTHER_TYPES}
_RICH = re.compile(r"</?(?:i|b|sup|sub|span)(?:\s[^<>]*)?>")
"""Markup that CSL allows inside texts (CSL-JSON, "rich text"); titles here are plain."""


def read_csl(file: InputFile) -> ReadWorks:
    """Read an array of items. Faults D701 to D712 at the value concerned; everything else of an item is kept."""
    source = source_of(file)
    if isinstance(source, Diagnostic):
        return ReadWorks((), (source,))
    reader = Reader(source)
    try:
        root = reader.read()
    except JsonError as broken:
        return ReadWorks((), (*reader.faults, broken.fault))
    if not isinstance(root.value, tuple):
        span = source.span(root.start, root.end)
        help = "write `[` before the first work and `]` after the last"
        fault = rules.FORMAT.at(span, "CSL-JSON is a list of works", help=help)
        return ReadWorks((), (*reader.faults, fault))
    faults, entries = list(reader.faults), list[Entry | None]()
    for node in root.value:
        sheet = Sheet(source.span(node.start, node.end))
        entries.append(_Item(source, sheet).read(node))
        faults += sheet.faults
    return gather(entries, faults)


class _Item:
    """Reads one item onto its sheet."""

    def __init__(self, source: Source, sheet: Sheet) -> None:
        self.source = source
        self.sheet = sheet

    def read(self, node: Node) -> Entry | None:
        if not isinstance(node.value, dict):
            self.sheet.wrong("each work", "an object", self.sheet.span)
            return None
        members = node.value
        if custom := members.get("custom"):
            self._custom(custom)
        for name, member in members.items():
            self._member(name, member)
        self._type(members.get("type"))
        id = members.get("id")
        span = self.source.span(id.node.start, id.node.end) if id else self.sheet.span
        return self.sheet.finish(_text(id.node) or "" if id else "", span)

    def _member(self, name: str, member: Member) -> None:
        node = member.node
        match name:
            case "author" | "editor":
                self._names(name, node)
            case "issued" | "accessed":
                self._date(name, node)
            case "URL":
                self._url("url", name, node=node)
            case "archive_location":
                self._archive(node)
            case "keyword":
                self._keywords(node)
            case "note":
                if (note := self._expect_text(name, node)) is not None:
                    self.sheet.add_note(note)
            case _ if name in TEXTS:
                if (text := self._expect_text(name, node)) is not None:
                    self.sheet.write(TEXTS[name], _RICH.sub("", text) if name.endswith("title") else text)
            case _:
                pass  # the schema has some sixty more variables, and Zotero adds its own; none is printed

    def _expect_text(self, name: str, node: Node) -> str | None:
        text = _text(node)
        if text is None:
            self.sheet.wrong(name, "a text", self._span(node))
        return text

    def _span(self, node: Node) -> Span:
        return self.source.span(node.start, node.end)

    def _type(self, member: Member | None) -> None:
        name = _text(member.node) if member else None
        span = self._span(member.node) if member else self.sheet.span
        if name is None:
            self.sheet.wrong("type", "one of the CSL types, e.g. `article-newspaper`", span)
        else:
            self.sheet.write_type(name, TYPES, span)

    def _names(self, name: str, node: Node) -> None:
        if not isinstance(node.value, tuple):
            self.sheet.wrong(name, 'a list of names, e.g. `[{"family": "Doe", "given": "Jane"}]`', self._span(node))
            return
        creators = self.sheet.authors if name == "author" else self.sheet.editors
        creators.extend(filter(None, (self._name(name, one) for one in node.value)))

    def _name(self, field: str, node: Node) -> Creator | None:
        if not isinstance(node.value, dict):
            self.sheet.wrong(field, 'objects such as `{"literal": "Associated Press"}`', self._span(node))
            return None
        parts: dict[str, str] = {}
        for key, member in node.value.items():
            if key in NAME_PARTS and (text := self._expect_text(f"{field}.{key}", member.node)):
                parts[key] = " ".join(text.split())
        if parts.get("literal"):
            return Creator(literal=parts["literal"])
        particle = " ".join(parts[key] for key in ("dropping-particle", "non-dropping-particle") if parts.get(key))
        family, given = parts.get("family", ""), parts.get("given", "")
        return Creator(family, given, "", particle, parts.get("suffix", "")) if family or given else None

    def _date(self, name: str, node: Node) -> None:
        if name in self.sheet.dates:
            return  # `custom` has it in EDTF, which says more
        found = edtf_of(node)
        span = self._span(node)
        if found is None:
            self.sheet.wrong(name, 'a date, e.g. `{"date-parts": [[2020, 8, 16]]}`', span)
        elif found:
            self.sheet.write_date(name, found, span)

    def _url(self, field: str, name: str, *, node: Node) -> None:
        if text := self._expect_text(name, node):
            self.sheet.write_url(field, text, self._span(node))

    def _archive(self, node: Node) -> None:
        """An address is a saved copy; any other location is the shelf of a library."""
        text = self._expect_text("archive_location", node) or ""
        if text.lower().startswith(("http://", "https://")):
            self.sheet.write_url("archive_url", text, self._span(node))

    def _keywords(self, node: Node) -> None:
        text = self._expect_text("keyword", node)
        if text and not self.sheet.keywords:
            self.sheet.keywords.extend(filter(None, (" ".join(word.split()) for word in text.split(","))))

    def _custom(self, member: Member) -> None:
        """What our own export puts into `custom`; whatever others put there is not looked at."""
        if not isinstance(member.node.value, dict):
            self.sheet.wrong("custom", "an object", self._span(member.node))
            return
        for key, inner in member.node.value.items():
            text = _text(inner.node)
            if text is not None and key in CUSTOM:
                self.sheet.write(CUSTOM[key], text)
            elif text is not None and key in CUSTOM_DATES:
                self.sheet.write_date(CUSTOM_DATES[key], text, self._span(inner.node))
            elif key == "keywords" and isinstance(inner.node.value, tuple):
                self.sheet.keywords.extend(filter(None, map(_text, inner.node.value)))


def _text(node: Node) -> str | None:
    """Return a text, or a number as written; None for everything else."""
    match node.value:
        case str():
            return node.value
        case Number():
            return node.value.text
        case _:
            return None
