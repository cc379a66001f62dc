"""Works as CSL-JSON (CSL 1.0.2, schema csl-data): what reference managers and citation processors exchange."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from dossier.dates import Date
from dossier.exporters.lines import edtf_if_lost, shown_title
from dossier.model import Creator, Work
from dossier.text import guard_json


def csl_json(works: Iterable[Work]) -> bytes:
    """Write an array of items in the order given: UTF-8, LF, two works never on one line.

    What CSL has no variable for (saved copy, agency, translated titles, EDTF marks) stands in `custom`.
    """
    text = json.dumps([_item(work) for work in works], ensure_ascii=False, indent=1)
    return f"{guard_json(text)}\n".encode()


def _item(work: Work) -> Mapping[str, object]:
    values: dict[str, object] = {
        "id": work.key,
        "type": str(work.type),
        "title": shown_title(work),
        "title-short": work.short_title,
        "author": [_name(creator) for creator in work.authors],
        "editor": [_name(creator) for creator in work.editors],
        "container-title": work.container_title,
        "publisher": work.publisher,
        "publisher-place": work.place,
        "section": work.section,
        "genre": work.genre,
        "issued": work.issued.csl() if work.issued else None,
        "accessed": work.accessed.csl() if work.accessed else None,
        "URL": work.url,
        "language": work.language,
        "page": work.page,
        "volume": work.volume,
        "issue": work.issue,
        "edition": work.edition,
        "number": work.number,
        "DOI": work.doi,
        "ISSN": work.issn,
        "ISBN": work.isbn,
        "abstract": work.abstract,
        "keyword": ", ".join(work.keywords),
        "note": work.note,
        "archive": work.archive_service,
        "archive_location": work.archive_url,
        "custom": _custom(work),
    }
    return {key: value for key, value in values.items() if value or key == "title"}


def _custom(work: Work) -> Mapping[str, object]:
    values: dict[str, object] = {
        "archive_url": work.archive_url,
        "archive_date": _text(work.archive_date),
        "sha256": work.archive_sha256,
        "agency": work.agency,
        "script_title": work.script_title,
        "translated_title": work.trans_title,
        "modified": _text(work.modified),
        "issued_edtf": edtf_if_lost(work.issued),
        "accessed_edtf": edtf_if_lost(work.accessed),
        "keywords": list(work.keywords) if any("," in keyword for keyword in work.keywords) else None,
    }
    return {key: value for key, value in values.items() if value}


def _text(date: Date | None) -> str:
    return date.text if date else ""


def _name(creator: Creator) -> Mapping[str, str]:
    if creator.literal:
        return {"literal": creator.literal}
    parts = {
        "family": creator.family,
        "given": creator.given,
        "non-dropping-particle": creator.particle,
        "suffix": creator.suffix,
    }
    return {key: value for key, value in parts.items() if value}
