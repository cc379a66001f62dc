"""Decides every address: one place where a record, a list or a file gets its path from the site's root."""

from __future__ import annotations

import re
import unicodedata

from dossier.model import Id
from dossier.urls import path_to_url

HOME = "index.html"
TIMELINE = "timeline/index.html"
NETWORK = "network/index.html"
MAP = "map/index.html"
SOURCES = "sources/index.html"
CORRECTIONS = "corrections/index.html"
QUESTIONS = "questions/index.html"
PROGRESS = "progress/index.html"
EDITION = "print/index.html"
REGISTER = "register/index.html"
SEARCH = "search/index.html"
NOT_FOUND = "404.html"
SEARCH_INDEX = "search-index.js"
TIMELINE_EVENTS = "timeline-events.js"
KEYS_LIST = "keys-list.js"
DATA = "data/dossier.json"
ALL_CSL, ALL_BIBLATEX, ALL_RIS = "data/sources.csl.json", "data/sources.bib", "data/sources.ris"

LISTS = {
    "home": HOME,
    "timeline": TIMELINE,
    "network": NETWORK,
    "map": MAP,
    "sources": SOURCES,
    "corrections": CORRECTIONS,
    "questions": QUESTIONS,
    "progress": PROGRESS,
    "print": EDITION,
    "register": REGISTER,
    "search": SEARCH,
}
"""List pages by the word that names them in a menu; those of the kinds follow from the folder."""

MAX_SLUG_BYTES = 120
"""Room for a folder and `index.html` within the 255 bytes that file systems give one name."""


def record_path(id: Id) -> str:
    """Return the path of a record's page."""
    return f"{id.kind.folder}/{id.name}/index.html"


def beside(path: str, name: str) -> str:
    """Return the path of a file or folder beside a page: `actors/x/cite.bib`."""
    return path[: path.rindex("/") + 1] + name if "/" in path else name


def list_path(folder: str) -> str:
    """Return the path of the list of a kind."""
    return f"{folder}/index.html"


def list_part_path(folder: str, *names: str) -> str:
    """Return the path of one part of a long list. `lists/` is no kind, so no record's id can be in the way."""
    return "/".join(("lists", folder, *names, "index.html"))


def search_part_path(name: str) -> str:
    """Return the path of a part of the search index; it lies beside the search page."""
    return f"search/{name}.js"


def progress_year_path(year: int) -> str:
    """Return the path of a year of the dossier's progress."""
    return f"progress/{year}/index.html"


def lead_path(part: int) -> str:
    """Return the path of a file of first words for previews."""
    return f"leads/{part}.js"


def question_path(slug: str) -> str:
    """Return the path of a question's page."""
    return f"questions/{slug}/index.html"


def slug_of(text: str) -> str:
    """Turn a text into a name for a path: letters and digits of any script, hyphens between, cut to a length."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    slug = re.sub(r"[\W_]+", "-", folded).strip("-")
    while len(slug.encode()) > MAX_SLUG_BYTES:
        slug = slug[:-1]
    return slug.strip("-") or "x"


def root_of(path: str) -> str:
    """Return the prefix that leads from a page to the site's root."""
    return "../" * path.count("/")


def absolute(base_url: str, path: str) -> str:
    """Return the absolute address of a path; `index.html` at its end is left out, as servers do."""
    shown = path[: -len("index.html")] if path == HOME or path.endswith("/index.html") else path
    return base_url.rstrip("/") + "/" + path_to_url(shown)
