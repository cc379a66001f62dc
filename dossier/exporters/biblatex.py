"""Works as BibLaTeX (biblatex 3.20 §2), UTF-8, every special character escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dossier.dates import Date
from dossier.exporters.lines import MARKUP_LIKE, edtf_if_lost, one_line, shown_title
from dossier.model import Creator, Work, WorkType
from dossier.model.work_notes import ARCHIVED

ENTRY_TYPES: Mapping[WorkType, tuple[str, str]] = {
    WorkType.ARTICLE_NEWSPAPER: ("article", "newspaper"),
    WorkType.ARTICLE_MAGAZINE: ("article", "magazine"),
    WorkType.ARTICLE_JOURNAL: ("article", ""),
    WorkType.ARTICLE: ("unpublished", ""),
    WorkType.BOOK: ("book", ""),
    WorkType.CHAPTER: ("incollection", ""),
    WorkType.WEBPAGE: ("online", ""),
    WorkType.POST: ("online", "post"),
    WorkType.POST_WEBLOG: ("online", "post-weblog"),
    WorkType.BROADCAST: ("video", "broadcast"),
    WorkType.MOTION_PICTURE: ("video", ""),
    WorkType.REPORT: ("report", ""),
    WorkType.SPEECH: ("unpublished", "speech"),
    WorkType.INTERVIEW: ("misc", "interview"),
    WorkType.PERSONAL_COMMUNICATION: ("letter", ""),
    WorkType.LEGAL_CASE: ("jurisdiction", ""),
    WorkType.LEGISLATION: ("legislation", ""),
    WorkType.REGULATION: ("legislation", "regulation"),
    WorkType.TREATY: ("legal", "treaty"),
    WorkType.HEARING: ("misc", "hearing"),
    WorkType.DATASET: ("dataset", ""),
    WorkType.DOCUMENT: ("misc", ""),
    WorkType.GRAPHIC: ("image", ""),
    WorkType.MAP: ("image", "map"),
    WorkType.PAMPHLET: ("booklet", ""),
    WorkType.ENTRY_ENCYCLOPEDIA: ("inreference", ""),
    WorkType.THESIS: ("thesis", ""),
    WorkType.PAPER_CONFERENCE: ("inproceedings", ""),
}
"""Entry type and `entrysubtype`."""
LANGIDS = {
    "en": "english",
    "ru": "russian",
    "be": "belarusian",
    "de": "german",
    "fr": "french",
    "uk": "ukrainian",
    "pl": "polish",
    "lt": "lithuanian",
    "lv": "latvian",
    "es": "spanish",
    "it": "italian",
}
"""Names babel and polyglossia know, by base language."""
CONTAINERS = {"article": "journaltitle", "online": "organization", "misc": "organization", "video": "organization"}
"""Where the outlet stands; `maintitle` and the like are parts of books, which have `booktitle`."""
PERIODICALS = frozenset({WorkType.ARTICLE_NEWSPAPER, WorkType.ARTICLE_MAGAZINE, WorkType.ARTICLE_JOURNAL})
"""Their issue is the `number` (biblatex §2.2.2)."""
VERBATIM = frozenset({"url", "doi", "archiveurl"})
_SPECIAL = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    **{letter: f"\\{letter}" for letter in "$&#%_"},
}
"""Braces as commands: BibTeX counts `\\{` as a brace and would lose the end of the entry."""
_MARKUP = {"<": "\\textless{}", '"': "\\textquotedbl{}", "'": "\\textquotesingle{}"}
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=<)(?=<)|(?<=>)(?=>)")
"""Between two signs of which TeX makes another one: two hyphens are a dash."""
_LEVEL_1 = re.compile(r"[^\[\]?~%]*[?~%]?(/[^?~%]*[?~%]?)?")
_NOT_IN_KEY = re.compile(r"[\s{}(),=\"'#%~\\@]")


def biblatex(works: Iterable[Work]) -> bytes:
    """Write one entry per work in the order given, its key the work's own.

    The saved copy stands in `note` for readers and, with what BibLaTeX has no field for, in fields that it ignores:
    `archiveurl`, `archivedate`, `archivehash`, `agency`, `scripttitle`, `translatedtitle`, `modified`, `edtf`.
    """
    return "\n".join(_entry(work) for work in works).encode()


def _entry(work: Work) -> str:
    kind, _ = ENTRY_TYPES[work.type]
    fields = [f"  {name} = {{{_value(name, text)}}},\n" for name, text in _fields(work, kind) if text]
    return f"@{kind}{{{_NOT_IN_KEY.sub('-', work.key)},\n{''.join(fields)}}}\n"


def _value(name: str, text: str) -> str:
    if name in VERBATIM:
        return text.replace("{", "%7B").replace("}", "%7D")
    return text


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    yield "entrysubtype", ENTRY_TYPES[work.type][1]
    yield "author", _names(work.authors)
    yield "editor", _names(work.editors)
    yield "title", f"{{{_tex(shown_title(work))}}}"
    yield "shorttitle", _tex(work.short_title)
    yield CONTAINERS.get(kind, "booktitle"), _tex(work.container_title)
    yield "date", _date(work.issued)
    yield "url", work.url or ""
    yield "urldate", (work.accessed.common_prefix() or "") if work.accessed else ""
    yield "publisher", _tex(work.publisher)
    yield "location", _tex(work.place)
    yield "langid", LANGIDS.get((work.language or "").split("-")[0].lower(), "")
    yield "language", _tex(work.language or "")
    yield from _numbers(work)
    yield "abstract", _tex(work.abstract)
    yield "keywords", ", ".join(_keyword(keyword) for keyword in work.keywords)
    yield "note", "; ".join(filter(None, [_tex(work.note), _archived(work)]))
    yield from _ours(work)


def _numbers(work: Work) -> Iterator[tuple[str, str]]:
    issue = "number" if work.type in PERIODICALS and not work.number else "issue"
    values = {
        "type": work.genre,
        "chapter": work.section,
        "pages": work.page,
        "volume": work.volume,
        issue: work.issue,
        "edition": work.edition,
        "doi": work.doi,
        "issn": work.issn,
        "isbn": work.isbn,
    }
    yield from ((name, _number(name, text)) for name, text in values.items())
    yield ("number", _tex(work.number)) if work.number else ("", "")


def _number(name: str, text: str) -> str:
    if name in VERBATIM:
        return text
    return "--".join(map(_tex, text.split("-"))) if name == "pages" else _tex(text)


def _ours(work: Work) -> Iterator[tuple[str, str]]:
    yield "archive", _tex(work.archive_service)
    yield "archiveurl", work.archive_url or ""
    yield "archivedate", work.archive_date.text if work.archive_date else ""
    yield "archivehash", work.archive_sha256
    yield "agency", _tex(work.agency)
    yield "scripttitle", _tex(work.script_title)
    yield "translatedtitle", _tex(work.trans_title)
    yield "modified", work.modified.text if work.modified else ""
    yield "edtf", work.issued.text if work.issued and _date(work.issued) != work.issued.text else ""
    yield "urledtf", edtf_if_lost(work.accessed)


def _archived(work: Work) -> str:
    if not work.archive_url:
        return ""
    date = f", {work.archive_date.text}" if work.archive_date else ""
    return f"{ARCHIVED} \\url{{{_value('url', work.archive_url)}}}{date}"


def _date(date: Date | None) -> str:
    """Write EDTF of levels 0 and 1, which biber reads (biblatex §2.3.8); of the rest what all readings share."""
    if date is None:
        return ""
    return date.text if _LEVEL_1.fullmatch(date.text) else date.common_prefix() or ""


def _tex(text: str) -> str:
    line = one_line(text)
    marks = {found.start() for found in MARKUP_LIKE.finditer(line)}
    safe = "".join((_MARKUP if at in marks else _SPECIAL).get(letter, letter) for at, letter in enumerate(line))
    return _LIGATURE.sub("{}", safe)


def _names(creators: Iterable[Creator]) -> str:
    return " and ".join(_name(creator) for creator in creators)


def _name(creator: Creator) -> str:
    """Write `von Family, Suffix, Given`; an organisation in braces, so that nothing splits it."""
    if creator.literal:
        return f"{{{_tex(creator.literal)}}}"
    family = " ".join(filter(None, (_tex(creator.particle), _part(creator.family))))
    if not creator.given and not creator.suffix:
        return f"{family}," if " " in family else family
    parts = [family, creator.suffix and _part(creator.suffix), creator.given and _part(creator.given)]
    return ", ".join(parts if creator.suffix else [parts[0], parts[2]])


def _part(text: str) -> str:
    """Brace a part of a name that its reader would take apart."""
    safe = _tex(text)
    is_split = "," in text or " and " in f" {text.lower()} " or any(word[:1].islower() for word in text.split())
    return f"{{{safe}}}" if is_split else safe


def _keyword(text: str) -> str:
    return f"{{{_tex(text)}}}" if "," in text else _tex(text)
