"""Works as RIS, in the tags Zotero reads: lines `XX  - value`, CRLF, UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dossier.dates import Date
from dossier.exporters.lines import MARKUP_LIKE, archive_line, labelled_lines, one_line, shown_title
from dossier.model import Creator, Work, WorkType

TAGS: Mapping[WorkType, str] = {
    WorkType.ARTICLE_NEWSPAPER: "NEWS",
    WorkType.ARTICLE_MAGAZINE: "MGZN",
    WorkType.ARTICLE_JOURNAL: "JOUR",
    WorkType.ARTICLE: "UNPB",
    WorkType.BOOK: "BOOK",
    WorkType.CHAPTER: "CHAP",
    WorkType.WEBPAGE: "ELEC",
    WorkType.POST: "ELEC",
    WorkType.POST_WEBLOG: "BLOG",
    WorkType.BROADCAST: "VIDEO",
    WorkType.MOTION_PICTURE: "VIDEO",
    WorkType.REPORT: "RPRT",
    WorkType.SPEECH: "SLIDE",
    WorkType.INTERVIEW: "PCOMM",
    WorkType.PERSONAL_COMMUNICATION: "PCOMM",
    WorkType.LEGAL_CASE: "CASE",
    WorkType.LEGISLATION: "STAT",
    WorkType.REGULATION: "STAT",
    WorkType.TREATY: "STAT",
    WorkType.HEARING: "HEAR",
    WorkType.DATASET: "DATA",
    WorkType.DOCUMENT: "ELEC",
    WorkType.GRAPHIC: "ART",
    WorkType.MAP: "MAP",
    WorkType.PAMPHLET: "PAMP",
    WorkType.ENTRY_ENCYCLOPEDIA: "ENCYC",
    WorkType.THESIS: "THES",
    WorkType.PAPER_CONFERENCE: "CONF",
}
"""`GEN` is avoided: Zotero reads it as a journal article."""
SHARED = frozenset(
    {
        WorkType.POST,
        WorkType.BROADCAST,
        WorkType.INTERVIEW,
        WorkType.REGULATION,
        WorkType.TREATY,
        WorkType.DOCUMENT,
    }
)
"""Types whose tag means another type first: a line of the note says which it is."""
_TAG_LIKE = re.compile(r"^([A-Z][A-Z0-9]) {2}-", re.MULTILINE)

_REFERENCES = {"<": "&lt;", '"': "&quot;", "'": "&#39;"}
_REFERENCE_LIKE = re.compile("&(?=(?:amp|lt|gt|quot|apos|#39);)")


def ris(works: Iterable[Work]) -> bytes:
    """Write one record per work in the order given.

    The saved copy and what RIS has no tag for are lines of the note (N1). Particles of a name join the family name.
    """
    return "".join(f"{tag}  - {_guarded(value)}\r\n" for work in works for tag, value in _record(work)).encode()


def _guarded(value: str) -> str:
    """Write what looks like markup as a character reference; RIS has no escape of its own, and importers know these."""
    return MARKUP_LIKE.sub(lambda found: _REFERENCES[found[0]], _REFERENCE_LIKE.sub("&amp;", value))


def _record(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", TAGS[work.type]
    for tag, value in _fields(work):
        text = one_line(value)
        if text:
            yield tag, text
    if note := _note(work):
        yield "N1", note
    yield "ER", "\r\n"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    yield "ID", work.key
    yield "TI", shown_title(work)
    yield "ST", work.short_title
    yield "T2", work.container_title
    yield from (("AU", _name(author)) for author in work.authors)
    yield from (("A2", _name(editor)) for editor in work.editors)
    yield "DA", _date(work.issued)
    yield "PY", _date(work.issued).partition("/")[0]
    yield "Y2", _date(work.accessed)
    yield "UR", work.url or ""
    yield "LA", work.language or ""
    yield "CY", work.place
    yield "PB", work.publisher
    yield "SE", work.section
    first, _, last = work.page.partition("-")
    yield "SP", first
    yield "EP", last
    yield "VL", work.volume
    yield "IS", work.issue
    yield "ET", work.edition
    yield "M1", work.number
    yield "M3", work.genre
    yield "DO", work.doi
    yield "SN", work.issn
    yield "SN", work.isbn
    yield "AB", work.abstract
    yield from (("KW", keyword) for keyword in work.keywords)
    yield "DB", work.archive_service
    yield "AN", work.archive_url or ""


def _note(work: Work) -> str:
    """Lines of the note; what looks like a tag at the start of one loses a space, so that it stays text."""
    lines = [*work.note.splitlines(), archive_line(work), *labelled_lines(work, type_is_lost=work.type in SHARED)]
    text = "\n".join(line for line in map(one_line, lines) if line)
    return _TAG_LIKE.sub(r"\1 -", text).replace("\n", "\r\n")


def _name(creator: Creator) -> str:
    """Write `Family, Given, Suffix`; an organisation without comma, which is what keeps it whole."""
    if creator.literal:
        return creator.literal.replace(",", "")
    family = f"{creator.particle} {creator.family}".strip()
    return ", ".join([family, creator.given, creator.suffix] if creator.suffix else [family, creator.given])


def _date(date: Date | None) -> str:
    """Write `YYYY/MM/DD/`, what is not known left empty."""
    shared = date.common_prefix() if date else None
    if not shared:
        return ""
    year, month, day = (*shared.split("-"), "", "")[:3]
    return f"{year}/{month}/{day}/"
