"""RIS, as Zotero, EndNote and library catalogues write it: lines `XX  - value`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic, Span
from dossier.importers.source import Source, source_of
from dossier.importers.works import Entry, ReadWorks, Sheet, gather
from dossier.model import Creator, InputFile, WorkType
from dossier.rules import bibliography as rules
from dossier.text import visible

TYPES = {
    "NEWS": WorkType.ARTICLE_NEWSPAPER,
    "MGZN": WorkType.ARTICLE_MAGAZINE,
    "JOUR": WorkType.ARTICLE_JOURNAL,
    "EJOUR": WorkType.ARTICLE_JOURNAL,
    "JFULL": WorkType.ARTICLE_JOURNAL,
    "ABST": WorkType.ARTICLE_JOURNAL,
    "INPR": WorkType.ARTICLE,
    "UNPB": WorkType.ARTICLE,
    "BOOK": WorkType.BOOK,
    "EBOOK": WorkType.BOOK,
    "CHAP": WorkType.CHAPTER,
    "ECHAP": WorkType.CHAPTER,
    "ELEC": WorkType.WEBPAGE,
    "BLOG": WorkType.POST_WEBLOG,
    "VIDEO": WorkType.MOTION_PICTURE,
    "MPCT": WorkType.MOTION_PICTURE,
    "SOUND": WorkType.BROADCAST,
    "RPRT": WorkType.REPORT,
    "GOVDOC": WorkType.REPORT,
    "STAND": WorkType.REPORT,
    "SLIDE": WorkType.SPEECH,
    "PCOMM": WorkType.PERSONAL_COMMUNICATION,
    "ICOMM": WorkType.PERSONAL_COMMUNICATION,
    "CASE": WorkType.LEGAL_CASE,
    "STAT": WorkType.LEGISLATION,
    "BILL": WorkType.LEGISLATION,
    "LEGAL": WorkType.REGULATION,
    "HEAR": WorkType.HEARING,
    "DATA": WorkType.DATASET,
    "GEN": WorkType.DOCUMENT,
    "MANSCPT": WorkType.DOCUMENT,
    "ART": WorkType.GRAPHIC,
    "FIGURE": WorkType.GRAPHIC,
    "MAP": WorkType.MAP,
    "PAMP": WorkType.PAMPHLET,
    "ENCYC": WorkType.ENTRY_ENCYCLOPEDIA,
    "DICT": WorkType.ENTRY_ENCYCLOPEDIA,
    "THES": WorkType.THESIS,
    "CONF": WorkType.PAPER_CONFERENCE,
    "CPAPER": WorkType.PAPER_CONFERENCE,
}
TEXTS = {
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "ST": "short_title",
    "T2": "container_title",
    "JO": "container_title",
    "JF": "container_title",
    "BT": "container_title",
    "LA": "language",
    "CY": "place",
    "PP": "place",
    "PB": "publisher",
    "SE": "section",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "M1": "number",
    "M3": "genre",
    "DO": "doi",
    "AB": "abstract",
    "N2": "abstract",
}
AUTHORS = ("AU", "A1")
EDITORS = ("ED", "A2")
ONCE = frozenset({"TI", "DA", "PY", "ID", "AB"})
_TAG = re.compile(r"([A-Z][A-Z0-9]) {2}-(?: (.*))?")
_DATE = re.compile(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2})?(?:/(.*))?)?)?")
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|#39);")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A tag with its value; the lines that continue it follow the first."""

    tag: str
    values: list[str]
    span: Span

    @property
    def value(self) -> str:
        """What was meant: other programs, and our export, write markup as character references."""
        return _REFERENCE.sub(lambda found: html.unescape(found[0]), "\n".join(self.values)).strip()


def read_ris(file: InputFile) -> ReadWorks:
    """Read records from `TY` to `ER`. Faults D702 to D712 at the line concerned; the rest of a record is kept."""
    source = source_of(file)
    if isinstance(source, Diagnostic):
        return ReadWorks((), (source,))
    faults: list[Diagnostic] = []
    entries: list[Entry | None] = []
    for record in _records(source, faults):
        sheet = Sheet(record[0].span)
        entries.append(_read(record, sheet))
        faults += sheet.faults
    return gather(entries, faults)


def _records(source: Source, faults: list[Diagnostic]) -> Iterator[list[_Line]]:
    """Yield the lines of each record, `TY` first, without `ER`. D702 for what stands outside or is not ended."""
    record: list[_Line] = []
    for number, text in enumerate(source.text.split("\n")):
        start = source.starts[number]
        span = source.span(start, start + len(text))
        found = _TAG.fullmatch(text.rstrip(" \t"))
        if found and found[2]:
            span = source.span(start + found.start(2), start + found.end(2))
        tag = found[1] if found else ""
        if tag == "TY":
            if record:
                faults.append(_unended(record[0]))
                yield record
            record = [_Line(tag, [(found[2] if found else "") or ""], span)]
        elif not record:
            faults.extend(_stray(text, span))
        elif tag == "ER":
            yield record
            record = []
        elif found:
            record.append(_Line(tag, [found[2] or ""], span))
        else:
            record[-1].values.append(text)
    if record:
        faults.append(_unended(record[0]))
        yield record


def _unended(first: _Line) -> Diagnostic:
    return rules.SYNTAX.at(first.span, "this record has no end", help="write a line `ER  - ` after its last line")


def _stray(text: str, span: Span) -> Iterator[Diagnostic]:
    if text.strip():
        message = f"`{visible(text.strip(), 40)}` stands outside any record"
        yield rules.SYNTAX.at(span, message, help="a record begins with `TY  - ` and its type, e.g. `TY  - NEWS`")


def _read(record: list[_Line], sheet: Sheet) -> Entry | None:
    sheet.write_type(record[0].value.strip().upper(), TYPES, record[0].span)
    key, key_span = "", sheet.span
    seen: set[str] = set()
    for line in record[1:]:
        if line.tag in ONCE and line.tag in seen:
            message, help = f"`{line.tag}` stands twice in one record", "delete one of the two"
            sheet.faults.append(rules.DUPLICATE_FIELD.at(line.span, message, help=help))
            continue
        seen.add(line.tag)
        if line.tag == "ID":
            key, key_span = line.value.strip(), line.span
        elif line.value.strip():
            _line(line, sheet)
    _dates(record, sheet)
    _pages(record, sheet)
    _archive(record, sheet)
    return sheet.finish(key, key_span)


def _line(line: _Line, sheet: Sheet) -> None:
    if line.tag in TEXTS:
        sheet.write(TEXTS[line.tag], line.value)
    elif line.tag in AUTHORS:
        sheet.authors.append(_creator(line.value))
    elif line.tag in EDITORS:
        sheet.editors.append(_creator(line.value))
    elif line.tag == "UR":
        sheet.write_url("url", line.value, line.span)
    elif line.tag == "KW":
        words = (" ".join(word.split()) for word in line.value.split("\n"))
        sheet.keywords.extend(filter(None, words))
    elif line.tag == "SN":
        sheet.write("issn" if _ISSN.fullmatch(line.value.strip()) else "isbn", line.value)
    elif line.tag == "N1":
        sheet.add_note(line.value)


def _dates(record: list[_Line], sheet: Sheet) -> None:
    """Take the fullest date: `DA` before `PY`; what a labelled line of the note said in EDTF stays."""
    for field, tags in (("issued", ("DA", "PY", "Y1")), ("accessed", ("Y2",))):
        lines = [line for tag in tags for line in record if line.tag == tag and line.value.strip()]
        if lines and field not in sheet.dates:
            _date(field, lines[0], sheet)


def _date(field: str, line: _Line, sheet: Sheet) -> None:
    text = line.value.strip()
    found = _DATE.fullmatch(text)
    if found is None:
        sheet.write_date(field, text, line.span)
        return
    year, month, day, words = found.groups()
    if month is None and (day or words):
        sheet.write_words(field, text, line.span)
        return
    parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
    sheet.write_date(field, "-".join(parts), line.span)


def _pages(record: list[_Line], sheet: Sheet) -> None:
    first = next((line.value.strip() for line in record if line.tag == "SP"), "")
    last = next((line.value.strip() for line in record if line.tag == "EP"), "")
    sheet.write("page", "-".join(filter(None, (first, last if last != first else ""))))


def _archive(record: list[_Line], sheet: Sheet) -> None:
    """An accession number that is an address is a saved copy, and `DB` then names who keeps it."""
    address = next((line for line in record if line.tag == "AN"), None)
    if address is None or not address.value.strip().lower().startswith(("http://", "https://")):
        return
    sheet.write_url("archive_url", address.value.strip(), address.span)
    sheet.write("archive_service", next((line.value for line in record if line.tag == "DB"), ""))


def _creator(text: str) -> Creator:
    """Split `Family, Given, Suffix`; a name without comma is whole."""
    parts = [" ".join(part.split()) for part in text.split(",")]
    if len(parts) == 1:
        return Creator(literal=parts[0])
    return Creator(family=parts[0], given=parts[1], suffix=", ".join(parts[2:]))
