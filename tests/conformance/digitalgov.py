"""Turns posts of digital.gov into a dossier: a post is a note, authors are actors, topics topics, sources outlets."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import yaml

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n(.*))?\Z", re.DOTALL)

_SYNTAX = re.compile(r"(?<![\w/])@|\[(?=\[)|\{")
"""What our Markdown would read as a citation, a link to a record or an attribute, and theirs does not."""
TURNS = re.compile("[\u202a-\u202e]")
"""Invisible marks that one of their posts holds."""

FAULTS: Mapping[str, Mapping[str, int]] = {
    "post-2014-01-20-mobile-gov-user-experience-resources-and-design-tools": {"D304": 1},  # ttps:
    "post-2014-06-12-three-ways-agencies-are-using-social-media-in-mobile-products": {"D410": 1},  # ((https:…)
    "post-2014-10-20-welcome-to-mobilegov-month-on-digitalgov": {"D410": 1},
    "post-2014-11-13-ice-expands-reach-of-app-designed-to-locate-child-predators": {"D410": 1},
    "post-2015-08-26-analytics-pitfall-avoid-this-common-implementation-mistake": {"D304": 1},  # a mail address as host
    "post-2015-11-06-uscis-twitter-office-hours": {"D102": 11},
    "post-2015-12-22-after-the-survey-turning-customer-feedback-into-action": {"D304": 1},
    "post-2015-12-29-18f-reflects-on-their-most-meaningful-projects-in-2015": {"D413": 3},  # headings of another site
}
"""What is wrong with their posts: rule and how often. Found by reading what was reported, post by post."""


def read(file: Path) -> tuple[Mapping[str, object], str]:
    """Return front matter as strings, lists and maps, and the text."""
    found = _FRONT_MATTER.match(file.read_text(encoding="utf-8-sig"))
    assert found is not None, file.name
    values = yaml.load(found[1], Loader=yaml.BaseLoader)  # BaseLoader makes strings, lists and maps only
    return values or {}, found[2] or ""


def project_files(content: Path, *, as_written: bool = False) -> Mapping[str, str]:
    """Return the files of the dossier by path. Ids get a prefix: one name may be an author and a topic."""
    files = {"content/dossier.yaml": "title: Posts\nlanguage: en\nbase_url: https://example.org/\n"}
    for folder, kind, prefix in (("authors", "actors", "author"), ("topics", "topics", "topic")):
        for file in sorted((content / folder).glob("*/_index.md")):
            values, _ = read(file)
            name = str(values.get("display_name") or values.get("title") or file.parent.name).strip()
            files[f"content/{kind}/{prefix}-{_slug(file.parent.name)}.md"] = _record({"name": name}, "")
    for file in sorted((content / "sources").glob("source_*.md")):
        values, _ = read(file)
        name = str(values.get("name") or file.stem).strip()
        files[f"content/outlets/{_slug(file.stem)}.md"] = _record({"name": name}, "")
    for file in posts(content):
        files[f"content/notes/{note_id(file)}.md"] = _note(file, files, as_written)
    return files


def posts(content: Path) -> list[Path]:
    """Return the posts, by path."""
    return sorted(path for path in (content / "news").rglob("*.md") if path.name != "_index.md")


def note_id(file: Path) -> str:
    """Name a note by its file, cut to what an id may have."""
    return f"post-{_slug(file.stem)}"[:80].strip("-")


def people(values: Mapping[str, object], field: str, prefix: str) -> list[str]:
    """Return the records that a list of slugs names."""
    named = values.get(field) or []
    assert isinstance(named, list)
    return list(dict.fromkeys(f"{prefix}-{_slug(str(one))}" for one in named if _slug(str(one))))


def _note(file: Path, files: Mapping[str, str], as_written: bool) -> str:
    values, text = read(file)
    is_faulty = note_id(file) in FAULTS
    authors = [id for id in people(values, "authors", "author") if f"content/actors/{id}.md" in files]
    topics = [id for id in people(values, "topics", "topic") if f"content/topics/{id}.md" in files]
    date = str(values["date"])
    fields = {
        "title": " ".join(str(values["title"]).split()),
        "published": date if as_written else iso(date),
        "mentions": authors,
        "topics": topics,
        "summary": str(values.get("summary") or ""),
    }
    words = _SYNTAX.sub(r"\\\g<0>", text)
    return _record(fields, words if as_written else _mended(words, is_faulty=is_faulty))


def _mended(text: str, *, is_faulty: bool) -> str:
    """Drop invisible marks; in a text with bad links make all links words."""
    text = TURNS.sub("", text)
    return text.replace("](", "]\\(").replace("<", "\\<") if is_faulty else text


def iso(date: str) -> str:
    """Turn `2014-03-05 9:11:39 -0400` into `2014-03-05T09:11:39-04:00`."""
    day, time, offset = date.split(" ")
    return f"{day}T{time.rjust(8, '0')}{offset[:3]}:{offset[3:]}"


def _record(fields: Mapping[str, object], text: str) -> str:
    rows = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{rows}---\n\n{text}\n"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
