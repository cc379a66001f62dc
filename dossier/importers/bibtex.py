"""BibTeX and BibLaTeX (biblatex 3.20 §2), read as data: TeX is decoded where it means letters, and never run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dossier.diagnostics import Diagnostic, Span
from dossier.importers.bibtex_names import creators_of, split
from dossier.importers.bibtex_syntax import MONTHS, RawEntry, RawField, Scanner
from dossier.importers.notes import without_archive
from dossier.importers.source import Source, source_of
from dossier.importers.tex import decode, verbatim
from dossier.importers.works import Entry, ReadWorks, Sheet, gather
from dossier.model import InputFile, WorkType
from dossier.rules import bibliography as rules
from dossier.text import visible

TYPES = {
    "article": WorkType.ARTICLE_JOURNAL,
    "suppperiodical": WorkType.ARTICLE_JOURNAL,
    "periodical": WorkType.ARTICLE_MAGAZINE,
    "unpublished": WorkType.ARTICLE,
    "book": WorkType.BOOK,
    "mvbook": WorkType.BOOK,
    "collection": WorkType.BOOK,
    "mvcollection": WorkType.BOOK,
    "reference": WorkType.BOOK,
    "mvreference": WorkType.BOOK,
    "proceedings": WorkType.BOOK,
    "mvproceedings": WorkType.BOOK,
    "incollection": WorkType.CHAPTER,
    "inbook": WorkType.CHAPTER,
    "bookinbook": WorkType.CHAPTER,
    "suppbook": WorkType.CHAPTER,
    "suppcollection": WorkType.CHAPTER,
    "inreference": WorkType.ENTRY_ENCYCLOPEDIA,
    "online": WorkType.WEBPAGE,
    "electronic": WorkType.WEBPAGE,
    "www": WorkType.WEBPAGE,
    "webpage": WorkType.WEBPAGE,
    "video": WorkType.MOTION_PICTURE,
    "movie": WorkType.MOTION_PICTURE,
    "audio": WorkType.BROADCAST,
    "report": WorkType.REPORT,
    "techreport": WorkType.REPORT,
    "standard": WorkType.REPORT,
    "presentation": WorkType.SPEECH,
    "letter": WorkType.PERSONAL_COMMUNICATION,
    "jurisdiction": WorkType.LEGAL_CASE,
    "legislation": WorkType.LEGISLATION,
    "legal": WorkType.TREATY,
    "dataset": WorkType.DATASET,
    "image": WorkType.GRAPHIC,
    "artwork": WorkType.GRAPHIC,
    "booklet": WorkType.PAMPHLET,
    "thesis": WorkType.THESIS,
    "phdthesis": WorkType.THESIS,
    "mastersthesis": WorkType.THESIS,
    "inproceedings": WorkType.PAPER_CONFERENCE,
    "conference": WorkType.PAPER_CONFERENCE,
    "misc": WorkType.DOCUMENT,
    "manual": WorkType.DOCUMENT,
    "patent": WorkType.DOCUMENT,
    "software": WorkType.DOCUMENT,
    "performance": WorkType.DOCUMENT,
    "music": WorkType.DOCUMENT,
    "commentary": WorkType.DOCUMENT,
    "review": WorkType.ARTICLE_JOURNAL,
}
SUBTYPES = {
    "newspaper": WorkType.ARTICLE_NEWSPAPER,
    "newspaperarticle": WorkType.ARTICLE_NEWSPAPER,
    "magazine": WorkType.ARTICLE_MAGAZINE,
    "post": WorkType.POST,
    "post-weblog": WorkType.POST_WEBLOG,
    "broadcast": WorkType.BROADCAST,
    "speech": WorkType.SPEECH,
    "interview": WorkType.INTERVIEW,
    "regulation": WorkType.REGULATION,
    "treaty": WorkType.TREATY,
    "hearing": WorkType.HEARING,
    "map": WorkType.MAP,
}
PERIODICALS = frozenset({WorkType.ARTICLE_NEWSPAPER, WorkType.ARTICLE_MAGAZINE, WorkType.ARTICLE_JOURNAL})
"""Their `number` is the issue (biblatex §2.2.2)."""
TEXTS = {
    "shorttitle": "short_title",
    "journaltitle": "container_title",
    "journal": "container_title",
    "booktitle": "container_title",
    "maintitle": "container_title",
    "organization": "container_title",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "location": "place",
    "address": "place",
    "type": "genre",
    "chapter": "section",
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "issn": "issn",
    "isbn": "isbn",
    "abstract": "abstract",
    "langid": "language",
    "archive": "archive_service",
    "archivehash": "archive_sha256",
    "agency": "agency",
    "scripttitle": "script_title",
    "translatedtitle": "trans_title",
}
DATES = {"edtf": "issued", "urledtf": "accessed", "modified": "modified", "archivedate": "archive_date"}
"""Fields of our own export, EDTF throughout."""
USED = frozenset(
    {*TEXTS, *DATES, "title", "subtitle", "author", "editor", "date", "year", "month", "day", "url", "urldate", "doi"}
    | {"archiveurl", "howpublished", "pages", "number", "language", "keywords", "note", "annotation", "annote"}
)
"""A fault in any other field changes nothing that is printed, so it is none."""
INHERITED = {"title": "booktitle"}
"""Under which name a child of `crossref` takes over a field (biblatex, appendix B, cut to one level)."""
NOT_INHERITED = frozenset(
    {"crossref", "xref", "author", "url", "urldate", "doi", "pages", "note", "abstract", "keywords", "shorttitle"}
)
_MONTH = re.compile(r"(?:(\d{1,2})[.~\s]*)?([A-Za-z]{3})[a-z]*\.?(?:[~\s]*(\d{1,2}))?")
_HOWPUBLISHED = re.compile(r"(?:\\url\s*\{[^{}]*\}|https?://\S+)")


def read_bibtex(file: InputFile) -> ReadWorks:
    """Read every entry. Faults D702 to D713 at the field concerned; everything else of an entry is kept."""
    source = source_of(file)
    if isinstance(source, Diagnostic):
        return ReadWorks((), (source,))
    scanner = Scanner(source)
    raw = list(scanner.entries())
    parents = {entry.key: entry for entry in reversed(raw)}
    faults, entries = scanner.faults, list[Entry | None]()
    for entry in raw:
        sheet = Sheet(source.span(entry.start, entry.start + 1 + len(entry.type)))
        entries.append(_Reading(source, sheet).read(entry, parents))
        faults += sheet.faults
    return gather(entries, faults)


class _Reading:
    """Reads one entry onto its sheet."""

    def __init__(self, source: Source, sheet: Sheet) -> None:
        self.source = source
        self.sheet = sheet

    def read(self, entry: RawEntry, parents: Mapping[str, RawEntry]) -> Entry | None:
        fields = self._own(entry.fields)
        parent = parents.get(verbatim(fields["crossref"].value)) if "crossref" in fields else None
        if parent is not None and parent is not entry:
            fields = {**_inherited(parent), **fields}
        self.sheet.write_type(entry.type, TYPES, self.sheet.span)
        if subtype := fields.get("entrysubtype"):
            self.sheet.type = SUBTYPES.get(verbatim(subtype.value).lower(), self.sheet.type)
        self._title(fields)
        for name, raw in fields.items():
            self._field(name, raw)
        self._number(fields)
        self._dates(fields)
        self._addresses(fields)
        self._note(fields)
        return self.sheet.finish(entry.key, self._key_span(entry))

    def _key_span(self, entry: RawEntry) -> Span:
        return self.source.span(entry.key_start, entry.key_start + len(entry.key)) if entry.key else self.sheet.span

    def _own(self, raw: Iterable[RawField]) -> dict[str, RawField]:
        """Return fields by name; D704 for one that is written twice, of which the first stays."""
        fields: dict[str, RawField] = {}
        for one in raw:
            if fields.setdefault(one.name, one) is not one and one.name in USED:
                message = f"`{visible(one.name, 40)}` is written twice in one entry"
                span = self.source.span(one.start, one.start + len(one.name))
                self.sheet.faults.append(rules.DUPLICATE_FIELD.at(span, message, help="delete one of the two"))
            for name in one.unknown if one.name in USED else ():
                self._warn(one, f"no `@string` is named `{visible(name, 40)}`", "put it in braces to mean the word")
        return fields

    def _warn(self, raw: RawField, message: str, help: str) -> None:
        self.sheet.faults.append(rules.TEX.at(self._span(raw), message, help=help))

    def _span(self, raw: RawField) -> Span:
        return self.source.span(raw.value_start, raw.end)

    def _plain(self, raw: RawField) -> str:
        decoded = decode(raw.value)
        for command in decoded.unknown:
            self._warn(raw, f"the TeX command `\\{command}` has no meaning here", "it is printed as typed; write words")
        return decoded.text

    def _title(self, fields: Mapping[str, RawField]) -> None:
        parts = [self._plain(fields[name]).strip() for name in ("title", "subtitle") if name in fields]
        self.sheet.write("title", ": ".join(filter(None, parts)))

    def _field(self, name: str, raw: RawField) -> None:
        if name in TEXTS:
            self.sheet.write(TEXTS[name], self._plain(raw))
        elif name == "author":
            self.sheet.authors.extend(creators_of(raw.value))
        elif name == "editor":
            self.sheet.editors.extend(creators_of(raw.value))
        elif name == "pages":
            self.sheet.write("page", re.sub(r" ?[-–—]+ ?", "-", " ".join(self._plain(raw).split())))
        elif name == "doi":
            self.sheet.write("doi", verbatim(raw.value))
        elif name in ("keywords", "keyword"):
            words = (" ".join(decode(word).text.split()) for word in split(raw.value, re.compile("[,;]")))
            self.sheet.keywords.extend(filter(None, words))
        elif name in DATES:
            self.sheet.write_date(DATES[name], verbatim(raw.value), self._span(raw))

    def _number(self, fields: Mapping[str, RawField]) -> None:
        if "language" in fields:
            self.sheet.texts["language"] = self._plain(fields["language"])
        if "number" in fields:
            is_issue = self.sheet.type in PERIODICALS and "issue" not in fields
            self.sheet.write("issue" if is_issue else "number", self._plain(fields["number"]))

    def _dates(self, fields: Mapping[str, RawField]) -> None:
        if "issued" not in self.sheet.dates:
            if "date" in fields:
                self.sheet.write_date("issued", verbatim(fields["date"].value), self._span(fields["date"]))
            elif "year" in fields:
                self._year(fields)
        if "accessed" not in self.sheet.dates:
            for raw in filter(None, map(fields.get, ("urldate", "lastchecked", "accessed"))):
                self.sheet.write_date("accessed", verbatim(raw.value), self._span(raw))
                break

    def _year(self, fields: Mapping[str, RawField]) -> None:
        year = verbatim(fields["year"].value)
        parts = [year.zfill(4) if year.isdecimal() else year]
        if "month" in fields and year.isdecimal():
            month, day = _month_and_day(verbatim(fields["month"].value))
            day = verbatim(fields["day"].value) if "day" in fields else day
            parts += [part.zfill(2) for part in (month, day if month else "") if part]
        self.sheet.write_date("issued", "-".join(parts), self._span(fields["year"]))

    def _addresses(self, fields: Mapping[str, RawField]) -> None:
        for name, field in (("url", "url"), ("archiveurl", "archive_url")):
            if name in fields and (address := verbatim(fields[name].value)):
                self.sheet.write_url(field, address, self._span(fields[name]))
        if "howpublished" in fields and "url" not in fields:
            raw = fields["howpublished"]
            if found := _HOWPUBLISHED.search(raw.value):
                self.sheet.write_url("url", verbatim(found[0]), self._span(raw))

    def _note(self, fields: Mapping[str, RawField]) -> None:
        for name in ("note", "annotation", "annote"):
            if name in fields:
                note = self._plain(fields[name])
                self.sheet.add_note(without_archive(note) if "archiveurl" in fields else note)


def _inherited(parent: RawEntry) -> dict[str, RawField]:
    return {INHERITED.get(one.name, one.name): one for one in parent.fields if one.name not in NOT_INHERITED}


def _month_and_day(text: str) -> tuple[str, str]:
    """Return month and day as digits: of `8`, `aug`, `August`, `16~aug`, `August 16`; "" for what is no month."""
    if text.isdecimal():
        return text, ""
    found = _MONTH.fullmatch(text.strip())
    if found is None or found[2].lower() not in MONTHS:
        return "", ""
    return str(MONTHS.index(found[2].lower()) + 1), found[1] or found[3] or ""
