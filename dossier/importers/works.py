"""What every importer returns, and the sheet on which one work is filled in, field by field, with its faults."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dossier.dates import Date, DateFault, parse
from dossier.diagnostics import Diagnostic, Related, Span
from dossier.importers.notes import take_notes
from dossier.importers.tongues import language_of
from dossier.model import Creator, Url, Work, WorkType
from dossier.rules import bibliography as rules
from dossier.text import fold, nearest, nfc, visible
from dossier.urls import UrlFault, safe_url

KEY = re.compile(r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*")
"""A citation key that can be written without braces (Pandoc manual, "Citation syntax"); slashes as in an address."""
LONGEST_KEY = 200
_WORDS = re.compile(r"[^\W\d_]{3,}")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_MANY_LINES = frozenset({"abstract"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One work and where its key, or else the work, begins."""

    work: Work
    span: Span


@dataclass(frozen=True, slots=True)
class ReadWorks:
    """The works of a file or of several, in their order, and everything that is wrong with them."""

    entries: tuple[Entry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def works(self) -> tuple[Work, ...]:
        """The works alone, no key twice."""
        return tuple(entry.work for entry in self.entries)


@dataclass(slots=True)
class Sheet:
    """One work while it is read. Every method keeps what can be kept and notes what cannot."""

    span: Span
    """The entry as a whole."""
    type: WorkType = WorkType.DOCUMENT
    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    urls: dict[str, Url] = field(default_factory=dict)
    authors: list[Creator] = field(default_factory=list)
    editors: list[Creator] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Paragraphs of the note."""
    refused: set[str] = field(default_factory=set)
    """Fields that were left out because of D707."""
    faults: list[Diagnostic] = field(default_factory=list)

    def write(self, name: str, text: str) -> None:
        """Fill a text field that is still empty: NFC, white space tidied."""
        lines = [" ".join(line.split()) for line in nfc(text).splitlines()]
        tidy = ("\n" if name in _MANY_LINES else " ").join(lines).strip()
        if tidy and not self.texts.get(name):
            self.texts[name] = tidy

    def add_note(self, text: str) -> None:
        """Add a paragraph to the note; labelled lines of ours go to the fields they hold."""
        rest, labelled = take_notes(text)
        self.notes.append("\n".join(" ".join(line.split()) for line in nfc(rest).splitlines()))
        for name, value in labelled.items():
            if name == "archive_url":
                self.write_url(name, value, self.span)
            elif name == "type":
                self.type = WorkType(value) if value in set(WorkType) else self.type
            elif name in ("issued", "accessed", "modified", "archive_date"):
                self.write_date(name, value, self.span)
            else:
                self.write(name, value)

    def write_date(self, name: str, text: str, span: Span) -> None:
        """Fill a date from EDTF. D708 for an impossible one, D709 for words, which go to the note."""
        found = parse(text)
        if isinstance(found, Date):
            self.dates[name] = found
        elif _WORDS.search(text):
            self.write_words(name, text, span)
        else:
            self._refuse_date(text, found, span)

    def write_words(self, name: str, text: str, span: Span) -> None:
        """Keep a date in words in the note (D709); the work counts as undated."""
        help = "write it as EDTF, e.g. `2020-08`; the words stand in the note of the work"
        self.faults.append(rules.DATE_WORDS.at(span, f"`{visible(text, 60)}` is a date in words", help=help))
        label = "Date" if name == "issued" else f"Date ({name})"
        self.notes.append(f"{label}: {' '.join(text.split())}")

    def _refuse_date(self, text: str, fault: DateFault, span: Span) -> None:
        message = f"`{visible(text, 60)}` is no date: {fault.message}" if text else "a date is empty"
        self.faults.append(rules.DATE.at(span, message, help=fault.help))

    def write_url(self, name: str, text: str, span: Span) -> None:
        """Fill an address that is still empty, unless it may not be linked (D710)."""
        found = safe_url(text, relative=False)
        if isinstance(found, UrlFault):
            self.faults.append(rules.URL.at(span, f"`{visible(text, 60)}`: {found.message}", help=found.help))
        else:
            self.urls.setdefault(name, Url(found))

    def write_type(self, name: str, known: dict[str, WorkType], span: Span) -> None:
        """Choose the type from a table of names; D711 for a name that is not in it."""
        if name in known:
            self.type = known[name]
            return
        close = nearest(name, known)
        help = f"did you mean `{close}`?" if close else "it is printed as a document"
        self.faults.append(rules.TYPE.at(span, f"`{visible(name, 60)}` is no type of work known here", help=help))

    def wrong(self, name: str, wanted: str, span: Span) -> None:
        """Note that a field holds the wrong kind of value (D707); the work goes without it."""
        self.refused.add(name)
        message = f"`{visible(name, 60)}` must be {wanted}"
        self.faults.append(rules.FIELD_TYPE.at(span, message, help="it is left out until it is mended"))

    def finish(self, key: str, span: Span) -> Entry | None:
        """Return the work, or None when its key cannot be cited (D705)."""
        if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
            self.faults.append(_key_fault(key, span))
            return None
        if not self.texts.get("title") and "title" not in self.refused:
            message, help = f"`{visible(key, 60)}` has no title", "describe it: `[Letter to the editor]`"
            self.faults.append(rules.NO_TITLE.at(span, message, help=help))
        return Entry(self._work(nfc(key)), span)

    def _work(self, key: str) -> Work:
        text = self.texts.get
        title, is_supplied = _bracketed(text("title", ""))
        return Work(
            key=key,
            type=self.type,
            title=title or key,
            title_is_supplied=is_supplied,
            script_title=text("script_title", ""),
            trans_title=text("trans_title", ""),
            short_title=text("short_title", ""),
            authors=tuple(self.authors),
            editors=tuple(self.editors),
            container_title=text("container_title", ""),
            publisher=text("publisher", ""),
            place=text("place", ""),
            agency=text("agency", ""),
            genre=text("genre", ""),
            issued=self.dates.get("issued"),
            accessed=self.dates.get("accessed"),
            modified=self.dates.get("modified"),
            url=self.urls.get("url"),
            archive_url=self.urls.get("archive_url"),
            archive_date=self.dates.get("archive_date"),
            archive_service=text("archive_service", ""),
            archive_sha256=text("archive_sha256", ""),
            language=language_of(text("language", "")),
            section=text("section", ""),
            page=text("page", ""),
            volume=text("volume", ""),
            issue=text("issue", ""),
            edition=text("edition", ""),
            number=text("number", ""),
            doi=_DOI.sub("", text("doi", "")),
            issn=text("issn", ""),
            isbn=text("isbn", ""),
            abstract=text("abstract", ""),
            keywords=tuple(self.keywords),
            note="\n".join(filter(None, (note.strip() for note in self.notes))),
        )


def gather(entries: Iterable[Entry | None], faults: Iterable[Diagnostic]) -> ReadWorks:
    """Put works together; of two with one key, in any case or Unicode form, the first stays (D706 at the second)."""
    found = list(faults)
    first: dict[str, Entry] = {}
    for entry in filter(None, entries):
        earlier = first.setdefault(fold(entry.work.key), entry)
        if earlier is not entry:
            related = (Related(earlier.span, "the first one"),)
            message = f"`{visible(entry.work.key, 60)}` is the key of two works"
            help = "rename one of them, or delete it if they are one work"
            found.append(rules.DUPLICATE_KEY.at(entry.span, message, help=help, related=related))
    return ReadWorks(tuple(first.values()), tuple(found))


def _key_fault(key: str, span: Span) -> Diagnostic:
    if not key.strip():
        help = "give it one, e.g. `doe-2024`: `id` in CSL-JSON, `ID  - ` in RIS, the first word in BibTeX"
        return rules.KEY.at(span, "a work has no key", help=help)
    close = "-".join(re.findall(r"\w+", nfc(key)))[:LONGEST_KEY]
    help = f"write `{close}`" if close else "write letters and digits, e.g. `doe-2024`"
    return rules.KEY.at(span, f"`{visible(key, 60)}` cannot be cited as a key", help=help)


def _bracketed(title: str) -> tuple[str, bool]:
    """Take a title wholly in square brackets out of them: it was supplied by whoever described the work."""
    depth = 0
    for index, letter in enumerate(title):
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if depth <= 0 and index < len(title) - 1:
            return title, False
    return (title[1:-1].strip(), True) if len(title) > 2 and depth == 0 and title[0] == "[" else (title, False)
