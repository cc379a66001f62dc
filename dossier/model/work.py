"""What is cited, independent of where it was described: an article's record or an entry of a bibliography file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dossier.dates import Date
from dossier.model.fields import Language, Url


class WorkType(StrEnum):
    """CSL 1.0.2 item types that we use."""

    ARTICLE_NEWSPAPER = "article-newspaper"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_JOURNAL = "article-journal"
    ARTICLE = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    WEBPAGE = "webpage"
    POST = "post"
    POST_WEBLOG = "post-weblog"
    BROADCAST = "broadcast"
    MOTION_PICTURE = "motion_picture"
    REPORT = "report"
    SPEECH = "speech"
    INTERVIEW = "interview"
    PERSONAL_COMMUNICATION = "personal_communication"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    REGULATION = "regulation"
    TREATY = "treaty"
    HEARING = "hearing"
    DATASET = "dataset"
    DOCUMENT = "document"
    GRAPHIC = "graphic"
    MAP = "map"
    PAMPHLET = "pamphlet"
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia"
    THESIS = "thesis"
    PAPER_CONFERENCE = "paper-conference"


@dataclass(frozen=True, slots=True)
class Creator:
    """A name in CSL's parts, or whole in `literal` (organisations are never split)."""

    family: str = ""
    given: str = ""
    literal: str = ""
    particle: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """One citable work, in CSL 1.0.2 terms."""

    key: str
    """What `[@key]` names: an article's id, or the id in the bibliography file."""
    type: WorkType
    title: str
    title_is_supplied: bool = False
    """No headline was seen; the title is ours and printed in square brackets."""
    script_title: str = ""
    trans_title: str = ""
    short_title: str = ""
    authors: tuple[Creator, ...] = ()
    editors: tuple[Creator, ...] = ()
    container_title: str = ""
    """Outlet as printed."""
    publisher: str = ""
    place: str = ""
    """Dateline city."""
    agency: str = ""
    """Agency whose text this is (schema.org provider)."""
    genre: str = ""
    issued: Date | None = None
    accessed: Date | None = None
    modified: Date | None = None
    url: Url | None = None
    archive_url: Url | None = None
    archive_date: Date | None = None
    archive_service: str = ""
    archive_sha256: str = ""
    language: Language | None = None
    section: str = ""
    page: str = ""
    volume: str = ""
    issue: str = ""
    edition: str = ""
    number: str = ""
    doi: str = ""
    issn: str = ""
    isbn: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""
