"""Turns 2020PB/police-brutality into a dossier: a report is an event, each of its links an article, tags are topics."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_DAY = re.compile(r"(?P<doubt>\(Believed to be\) )?(?P<day>\d{4}-\d{2}-\d{2})")
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<url>[^)\s]+)\)|(?P<bare>https?://\S+)")


@dataclass(frozen=True, slots=True)
class Report:
    """One incident as written."""

    id: str
    title: str
    when: str
    place: str
    state: str
    text: str
    tags: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    """Text and address."""


def read_reports(folder: Path) -> Iterator[Report]:
    """Yield every report, files by name, reports in their order."""
    for file in sorted(folder.glob("*.md")):
        place = "Unknown place"
        for piece in re.split(r"(?m)^(?=#{2,3} )", file.read_text(encoding="utf-8")):
            if piece.startswith("## "):
                place = piece[3:].split("\n", 1)[0].strip() or "Unknown place"
            elif piece.startswith("### "):
                yield _report(piece, place, file.stem)


def _report(piece: str, place: str, state: str) -> Report:
    head, _, rest = piece[4:].partition("\n")
    title, _, when = head.rpartition("|")
    text, _, links = rest.partition("**Links**")
    tags = re.search(r"(?m)^tags: *(.*)$", text)
    id = re.search(r"(?m)^id: *(\S+)", text)
    assert id is not None
    found = tuple((m["text"] or "", m["url"] or m["bare"]) for m in _LINK.finditer(links))
    body = re.sub(r"(?m)^(tags|id|geolocation|name):.*$", "", text).strip()
    names = tuple(sorted({tag.strip() for tag in (tags[1] if tags else "").split(",") if tag.strip()}))
    return Report(id[1], title.strip() or head.strip(), when.strip(), place, state, body, names, found)


def edtf(when: str) -> str:
    """Return the day in EDTF, with a mark where it is only believed; "" for one that nobody knows."""
    found = _DAY.fullmatch(when)
    return f"{found['day']}{'?' if found['doubt'] else ''}" if found else ""


def article_id(url: str) -> str:
    """Name a link by its address."""
    return f"link-{hashlib.sha256(url.encode()).hexdigest()[:16]}"


def project_files(reports: Sequence[Report], *, dates_as_written: bool = False) -> Mapping[str, str]:
    """Return the files of the dossier by path."""
    files = {"content/dossier.yaml": "title: Reports\nlanguage: en\nbase_url: https://example.org/\nchecks: {}\n"}
    for report in reports:
        for text, url in report.links:
            fields = {"title": text or url, "title_basis": "supplied", "url": url, "outlet": urlsplit(url).netloc}
            files.setdefault(f"content/articles/{article_id(url)}.md", _record(fields, ""))
        for tag in report.tags:
            files.setdefault(f"content/topics/tag-{_slug(tag)}.md", _record({"name": tag}, ""))
        state, place = _slug(report.state), _slug(f"{report.state} {report.place}")
        files.setdefault(f"content/places/{state}.md", _record({"name": report.state}, ""))
        files.setdefault(f"content/places/{place}-city.md", _record({"name": report.place, "parent": state}, ""))
        files[f"content/events/{report.id}.md"] = _event(report, f"{place}-city", dates_as_written)
    return files


def _event(report: Report, place: str, dates_as_written: bool) -> str:
    fields: dict[str, object] = {"title": report.title}
    if date := report.when if dates_as_written else edtf(report.when):
        fields["date"] = date
    fields |= {
        "places": [place],
        "topics": [f"tag-{_slug(tag)}" for tag in report.tags],
        "sources": list(dict.fromkeys(article_id(url) for _, url in report.links)),
    }
    text = re.sub(r"\[([^\]]*)\]\(#([\w-]+)\)", r"[[event:\2|\1]]", report.text.replace("@", "\\@"))
    return _record(fields, text)


def _record(fields: Mapping[str, object], text: str) -> str:
    rows = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{rows}---\n\n{text}\n"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
