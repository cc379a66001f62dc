"""Hostile words in every field of every kind: none reaches a page, a feed or a file as anything but words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from xml.etree import ElementTree

import pytest

from dossier.dates import Date
from dossier.locators import Locator
from dossier.model import RECORDS, Country, Kind, Language, Link, Prose, Sha256, Url, info_of
from dossier.model.fields import Zone
from dossier.model.parts import TimeOfDay
from dossier.settings import Settings
from projects import build_site, errors, small_project, tree, write_files

MARK = "xQ7"
WORDS = [
    f"<script>alert('{MARK}')</script>",
    f"</title></textarea></style></script><img src=x onerror=alert({MARK})>",
    f"\"' onmouseover=\"alert('{MARK}')\" x='",
    f"javascript:alert('{MARK}')",
    f"{{{{7*7}}}} {{% for {MARK} %}} ${{{MARK}}} <%= {MARK} %> #{{{MARK}}}",
    f"__proto__ constructor {MARK}",
    f"]]> <!-- --!> <![CDATA[ &{MARK}; &#60;script&#62; %3Cscript%3E",
    f"\u2028\u2029 \\u003cscript\\u003e {MARK}",
    f"=cmd|'/c {MARK}'!A1",
    f"`{MARK}` [x](javascript:alert(1)) ![x](http://evil.example/p.png) [[nobody|<b>]] @x [@x] *{MARK}* | a | b |",
    f"א{MARK} ‎left ‏right ไทย 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ﷽",
    f"{MARK} " + "very long " * 500 + "e\u0301" * 500,
    "A" * 3000 + MARK,
]
"""What a schema lets through; what it refuses (controls, NUL, marks of direction) is tried beside."""
REFUSED = ["\x00", "\x1b", "\u202e", "\u2066", "\x85", "\ufffe"]
SAFE_SCHEMES = ("http", "https", "mailto", "tel", "")
URL_ATTRIBUTES = {"href", "src", "action", "formaction", "poster", "data", "cite", "srcset", "xlink:href", "background"}
OURS = {"example.org", "dossier.example"}


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""
        self.feed(text)
        self.close()
        assert self.inside == "", "an element of raw text is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.found.append(f"<{tag}> has an attribute twice")
        for name, value in attrs:
            self._check(tag, name, value or "")
        if tag in ("iframe", "object", "embed", "base", "frame", "applet", "style"):
            self.found.append(f"<{tag}>")
        if tag == "script":
            self.inside = dict(attrs).get("type") or ("external" if dict(attrs).get("src") else "inline")

    def _check(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in ("style", "srcdoc"):
            self.found.append(f"<{tag} {name}={value[:40]!r}>")
        if not re.fullmatch(r"[a-z][a-z0-9:-]*", name):
            self.found.append(f"<{tag}> has an attribute {name[:40]!r}")
        if name in URL_ATTRIBUTES:
            bare = re.sub(r"[\x00-\x20\x7f]", "", value)
            scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
            if (scheme and scheme[1].lower() not in SAFE_SCHEMES) or bare.startswith(("//", "\\")):
                self.found.append(f"<{tag} {name}={value[:60]!r}>")

    def handle_data(self, data: str) -> None:
        if self.inside in ("inline", "external") and data.strip():
            self.found.append(f"script {data[:60]!r}")
        if self.inside == "application/ld+json":
            json.loads(data)
            if "<" in data:
                self.found.append("an angle bracket in JSON-LD")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.inside = ""


def front_matter(record: type, said: str, number: int) -> dict[str, object]:
    """Return a value for every field of a dataclass: `said` wherever text is free."""
    hints = get_type_hints(record)
    made = {f.name: value_of(hints[f.name], f, said, number) for f in fields(record) if "info" in f.metadata}
    return {name: value for name, value in made.items() if value is not None}


def value_of(hint: Any, described: Field[Any], said: str, number: int) -> object:
    if get_origin(hint) in (Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        value = value_of(get_args(hint)[0], described, said, number)
        return None if value is None else [value]
    if described.name in SET:
        return SET[described.name]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return None if described.default is not MISSING else next(iter(hint)).value
    if hint is Link:
        return said if info_of(described).literal else TARGETS.get(info_of(described).kinds)
    if hint is TimeOfDay:
        return {"start": "10:00", "basis": said}
    if isinstance(hint, type) and is_dataclass(hint) and hint not in (Date, Locator):
        return front_matter(hint, said, number)
    return {
        str: said, Prose: f"{said}\n{said}", Date: "2020-08-16", Language: "en", Country: "BY", Sha256: "ab" * 32,
        Url: f"https://example.org/?q=%22%27%3Cscript%3E#{number}", Zone: "UTC", Locator: "¶ 4",
    }.get(hint)  # fmt: skip


SET: Mapping[str, object] = {
    "id": None, "aliases": None, "former_ids": None, "visibility": None, "image": None, "parent": None,
    "broader": None, "translation_of": None, "original": None, "status_history": None, "citation_style": None,
    "checks": None, "publish": None, "plugins": None, "signature": None, "home": None, "to": "timeline", "email": "a@example.org", "script": "Latn",
    "published": "2020-08-17", "methodology": None,
    "latest": "2020-08-17", "identifiers": None, "supports": None, "disputes": None, "file": "x.html",
}  # fmt: skip
"""Fields that are no free text, or that would make the project wrong."""
TARGETS: Mapping[tuple[Kind, ...], str] = {
    (Kind.ARTICLE,): "article-1", (Kind.EVENT,): "event-0", (Kind.CLAIM,): "claim-0", (): "plain", (Kind.ACTOR,): "plain",
}  # fmt: skip


def as_yaml(values: Mapping[str, object]) -> str:
    """Write front matter as JSON, which YAML reads; what YAML 1.1 ends lines at is escaped."""
    text = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    return re.sub("[\u2028\u2029\x85]", lambda found: f"\\u{ord(found[0]):04x}", text)


def hostile_project(root: Path, said: str) -> Path:
    """Write one record of every kind with these words in every field and in its text, and settings full of them."""
    settings_file = front_matter(Settings, said, 0) | {"base_url": "https://dossier.example/x/"}
    texts = {"content/dossier.yaml": as_yaml(settings_file)}
    for kind, record in RECORDS.items():
        for number in range(2):
            values = front_matter(record, said, number)
            called = next(name for name in ("name", "title", "statement") if name in values)
            if "names" in values:
                values["names"] = [{"value": f"{said} or {kind} {number}", "kind": said, "lang": "en"}]
            values[called] = f"{said} {kind} {number}"  # or literal links would name several records
            body = f"{said}\n\n> {said}\n> -- {said}\n\n## {said}\n\nWords [@article-1, {said}].\n"
            texts[f"content/{kind.folder}/{kind.value}-{number}.md"] = f"---\n{as_yaml(values)}---\n\n{body}"
    texts["content/actors/plain.md"] = "---\nname: Plain\n---\n\nText.\n"
    return write_files(root, texts)


def bodyless(project: Path) -> None:
    """Take the texts away and leave the front matter: words in a text may be faults of their own."""
    for path in (project / "content").rglob("*.md"):
        head, _, _ = path.read_text(encoding="utf-8").partition("\n---\n")
        path.write_text(f"{head}\n---\n\nText [@article-1].\n", encoding="utf-8")


@pytest.mark.parametrize("said", WORDS, ids=range(len(WORDS)))
def test_hostile_words_in_every_field_stay_words(tmp_path: Path, said: str) -> None:
    project = hostile_project(tmp_path, said)
    result = build_site(project)
    if result.written is None:
        bodyless(project)
        result = build_site(project)
    assert result.written is not None, errors(result.diagnostics)[:5]
    site = tree(project / "site")
    assert any(MARK in data.decode("utf-8", "replace") for data in site.values())
    assert {path: found for path, data in site.items() if (found := list(harm_in(path, data)))} == {}


def harm_in(path: str, data: bytes) -> Iterator[str]:
    if path.endswith(".woff2"):
        return  # a face of the theme, as it came
    text = data.decode("utf-8")
    if "\u202e" in text or re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text):
        yield "a control character"
    if path.endswith(".html"):
        yield from Page(text).found
        if "49" in text and "7*7" not in text and "{{" in text:
            yield "a template ran"
    elif path.endswith(".xml"):
        if "<!" in text:
            yield "a declaration in XML"
        ElementTree.fromstring(text)
    elif path.endswith(".json"):
        json.loads(text)
    if (
        "<script>alert(" in text
        or f"<{MARK}" in text
        or ('onmouseover="alert' in text and path.endswith((".html", ".xml")))
    ):
        yield "markup as written"


@pytest.mark.parametrize("refused", REFUSED, ids=ascii)
def test_what_no_page_may_hold_is_refused_at_its_place(tmp_path: Path, refused: str) -> None:
    project = hostile_project(tmp_path, f"{MARK}{refused}{MARK}")
    files = {fault.split(":")[0] for fault in errors(build_site(project).diagnostics)}
    full = {
        path.relative_to(project).as_posix() for path in project.rglob("*.*") if path.stem != "plain" and path.is_file()
    }
    assert files == full


@pytest.mark.parametrize("refused", REFUSED, ids=ascii)
@pytest.mark.parametrize("suffix", ["json", "bib", "ris"])
def test_what_no_page_may_hold_is_refused_in_bibliographies(tmp_path: Path, refused: str, suffix: str) -> None:
    written = {
        "json": json.dumps([{"id": "k", "type": "book", "title": refused}]),
        "bib": f"@book{{k, title = {{{refused}}}}}\n",
        "ris": f"TY  - BOOK\nID  - k\nTI  - {refused}\nER  - \n",
    }
    project = small_project(tmp_path, {f"bibliography/x.{suffix}": written[suffix]})
    (fault,) = errors(build_site(project).diagnostics)
    assert fault.startswith(f"content/bibliography/x.{suffix}:")


def test_every_kind_and_the_settings_are_filled_with_words(tmp_path: Path) -> None:
    for record in (*RECORDS.values(), Settings):
        assert MARK in json.dumps(front_matter(record, MARK, 0))
    assert front_matter(RECORDS[Kind.ARTICLE], MARK, 0)["author"] == [{"literal": MARK, "family": MARK, "given": MARK}]
