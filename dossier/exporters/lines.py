"""What RIS and BibLaTeX cannot carry in a field of its own, as lines of a note."""

from __future__ import annotations

import re

from dossier.dates import Date
from dossier.model import Work
from dossier.model.work_notes import ARCHIVED, NOTE_LABELS

MARKUP_LIKE = re.compile(r"<(?=[A-Za-z/!?])|[\"'](?=\s*on[a-z]+\s*=)", re.IGNORECASE)
"""What would be markup if a host served the file as HTML: a tag, or a quote in front of an event handler."""


def shown_title(work: Work) -> str:
    """Return the title; one that was supplied stands in square brackets, as reference managers expect it."""
    return f"[{work.title}]" if work.title_is_supplied else work.title


def archive_line(work: Work) -> str:
    """Name the saved copy and its date: `Archived at https://…, 2020-08-16`; "" without one."""
    if not work.archive_url:
        return ""
    return f"{ARCHIVED} {work.archive_url}{f', {work.archive_date.text}' if work.archive_date else ''}"


def labelled_lines(work: Work, *, type_is_lost: bool) -> list[str]:
    """Return `Label: value` for every field of the table that the work fills and the format would lose."""
    values = {
        "archive_sha256": work.archive_sha256,
        "agency": work.agency,
        "script_title": work.script_title,
        "trans_title": work.trans_title,
        "modified": work.modified.text if work.modified else "",
        "issued": edtf_if_lost(work.issued),
        "accessed": edtf_if_lost(work.accessed),
        "type": str(work.type) if type_is_lost else "",
    }
    return [f"{label}: {values[field]}" for label, field in NOTE_LABELS.items() if values[field]]


def edtf_if_lost(date: Date | None) -> str:
    """Return the EDTF text where year, month and day alone do not say the same; else ""."""
    return date.text if date is not None and date.text != date.common_prefix() else ""


def one_line(text: str) -> str:
    """Return text with every run of white space as one space: a line break would begin a field."""
    return " ".join(text.split())
