"""The house style for news: author, title, translation, agency and outlet, date; finished HTML without addresses.

Jane Doe, “Thousands march”, AFP via <cite>UrduPoint</cite>, 16 August 2020.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from dossier.cite.names import full_name, names_text
from dossier.cite.words import words_of
from dossier.dates import Date, label
from dossier.messages import Messages
from dossier.model import Creator, Work, WorkType

GENRE_WORDS = {
    "live blog": "live_blog",
    "live coverage": "live_blog",
    "analysis": "analysis",
    "opinion": "opinion",
    "interview": "interview",
    "statement": "statement",
    "official statement": "statement",
    "video": "video",
}
"""CSL `genre` as `link` and Zotero write it, to the key of the word printed; any other genre is printed as it is."""
TYPE_WORDS = {
    WorkType.POST: "post",
    WorkType.BROADCAST: "broadcast",
    WorkType.MOTION_PICTURE: "video",
    WorkType.SPEECH: "speech",
    WorkType.INTERVIEW: "interview",
    WorkType.PERSONAL_COMMUNICATION: "personal_communication",
    WorkType.HEARING: "hearing",
    WorkType.DATASET: "dataset",
    WorkType.MAP: "map",
    WorkType.THESIS: "thesis",
}
"""Printed where no genre is given: a reader should know that the source is no text in a paper."""
IN_CONTAINER = frozenset({WorkType.CHAPTER, WorkType.ENTRY_ENCYCLOPEDIA, WorkType.PAPER_CONFERENCE})
"""Parts of a book, which are cited as `in` it."""

_TAG = re.compile(r"<[^>]*>")


def format_citation(work: Work, language: str) -> str:
    """Write one entry of a list of sources as finished, escaped HTML that ends in a full stop.

    Supplied titles stand in square brackets without quotation marks. No address is printed: templates link it.
    Words and dates are in `language` (BCP 47; English where there is no catalogue), titles carry their own.
    """
    words = words_of(language)
    parts = [
        escape(names_text(_bylines(work), words)),
        _titles(work, words, language),
        *_whereabouts(work, words),
        *_imprint(work),
        _date(work, words, language),
        *_place_within(work, words),
        f"doi:{escape(work.doi)}" if work.doi else "",
    ]
    text = ", ".join(part for part in parts if part)
    return text if _TAG.sub("", text).endswith(".") else f"{text}."


def _bylines(work: Work) -> list[Creator]:
    """Return the authors without an agency or outlet that is named further on anyway."""
    return [author for author in work.authors if not author.literal or author.literal not in _origins(work)]


def _origins(work: Work) -> tuple[str, str]:
    return work.agency, work.container_title


def _titles(work: Work, words: Messages, language: str) -> str:
    """Title, its original script, its translation and what sort of text it is."""
    said = [_main_title(work, words, language)]
    if work.script_title:
        original = _marked(escape(work.script_title), work, language)
        said.append(words("cite.original_script", title=original))
    if work.trans_title:
        said.append(words("cite.translated", title=f"<bdi>{escape(work.trans_title)}</bdi>"))
    sort = _sort(work, words)
    return " ".join([*said, f"({escape(sort)})" if sort else ""]).rstrip()


def _main_title(work: Work, words: Messages, language: str) -> str:
    if work.title_is_supplied:
        return words("cite.supplied", title=f"<bdi>{escape(work.title)}</bdi>")
    if not any(_origins(work)):
        return f"<cite>{_marked(escape(work.title), work, language)}</cite>"
    return words("cite.quoted", title=_marked(escape(_requoted(work.title, words)), work, language))


def _requoted(title: str, words: Messages) -> str:
    """Change quotation marks inside a title to the inner ones where they are the same as those around it."""
    outer, inner = (words(key, title="\0").split("\0") for key in ("cite.quoted", "cite.quoted_inside"))
    if not all(mark in title for mark in outer):
        return title
    return title.replace(outer[0], inner[0]).replace(outer[1], inner[1])


def _marked(title: str, work: Work, language: str) -> str:
    """Isolate a title, whatever its direction, and name its language where it is not the page's."""
    lang = work.language or language
    other = lang.split("-")[0].lower() != language.split("-")[0].lower()
    return f'<bdi lang="{escape(lang)}">{title}</bdi>' if other else f"<bdi>{title}</bdi>"


def _sort(work: Work, words: Messages) -> str:
    if work.genre:
        key = GENRE_WORDS.get(work.genre.casefold())
        return words(f"cite.{key}") if key else work.genre
    key = TYPE_WORDS.get(work.type)
    return words(f"cite.{key}") if key else ""


def _whereabouts(work: Work, words: Messages) -> Iterator[str]:
    """Agency and outlet in one breath, then what a periodical or a collection adds."""
    outlet = f"<cite>{escape(work.container_title)}</cite>" if work.container_title else ""
    agency = escape(work.agency) if work.agency != work.container_title else ""
    if outlet and work.type in IN_CONTAINER:
        outlet = words("cite.in", container=outlet)
    yield words("cite.via", agency=agency, outlet=outlet) if agency and outlet else agency or outlet
    if work.editors:
        yield words("cite.edited_by", names=escape(", ".join(full_name(editor) for editor in work.editors)))
    for key, value in (("edition", work.edition), ("volume", work.volume), ("issue", work.issue)):
        yield words(f"cite.{key}", value=escape(value)) if value else ""
    yield escape(work.number)


def _imprint(work: Work) -> Iterator[str]:
    """Publisher with its place; the dateline of a news text is not where its outlet is, so it is left out."""
    if work.publisher and work.publisher != work.container_title:
        yield escape(": ".join(filter(None, (work.place, work.publisher))))


def _date(work: Work, words: Messages, language: str) -> str:
    if work.issued is not None:
        return _time(work.issued, language)
    if work.accessed is None:
        return words("cite.undated")
    read = words("cite.accessed", date=_time(work.accessed, language))
    return f"{words('cite.undated')} ({read})"


def _time(date: Date, language: str) -> str:
    text, iso = escape(label(date, language)), date.iso()
    return f'<time datetime="{iso}">{text}</time>' if iso else text


def _place_within(work: Work, words: Messages) -> Iterator[str]:
    yield escape(work.section)
    if work.page:
        key = "page" if work.page.isalnum() else "pages"
        yield words(f"cite.{key}", pages=escape(work.page.replace("--", "–").replace("-", "–")))
