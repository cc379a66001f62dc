"""Names assets after their contents, so that a browser may keep them for ever."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic, Span
from dossier.model.files import InputFile
from dossier.model.origin import without_mark
from dossier.rules import theme as rules
from dossier.views import Artifact

FOLDER = "assets"
_HASH_LENGTH = 8
"""Hexadecimal digits of SHA-256 in a name: 32 bits tell the few versions of one file apart."""
_URL = re.compile(r"url\(\s*(?P<quote>[\"']?)(?P<url>[^)\"']*)(?P=quote)\s*\)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT = r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|/\*!.*?\*/"""
_TEXT_OR_COMMENT = re.compile(rf"(?P<text>{_TEXT})|/\*.*?\*/", re.DOTALL)
_TEXT_OR_SPACE = re.compile(rf"(?P<text>{_TEXT})|\s*(?P<sign>[{{}};,])\s*|\s+", re.DOTALL)
"""Space around these signs says nothing, and of any other space one is enough (CSS Syntax 3 §4.3)."""
_IMPORT = re.compile(r"@import\b|\b(?:-webkit-)?image-set\s*\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hashed:
    """Assets ready to write."""

    artifacts: tuple[Artifact, ...]
    paths: Mapping[str, str]
    """Path from the site's root by name: `site.css` → `assets/site.3f2a9c1b.css`."""
    diagnostics: tuple[Diagnostic, ...] = ()


def hash_assets(files: Iterable[InputFile]) -> Hashed:
    """Name every asset `assets/<name>.<hash>.<suffix>`; `url(…)` in style sheets follows (CSS Values 4 §4.5).

    Returns D654 for a style sheet that loads from elsewhere or imports another, D655 for one that names a file which is
    not among the assets; both are kept out of the artifacts. The mark of a copied default is left out.
    Order of input does not matter. Raises nothing.
    """
    known = sorted(files, key=lambda file: file.path)
    plain = [file for file in known if not file.path.endswith(".css")]
    contents = {file.path: without_mark(file.data) for file in plain}
    paths = {path: _hashed_path(path, data) for path, data in contents.items()}
    artifacts = [Artifact(paths[path], data) for path, data in contents.items()]
    faults: list[Diagnostic] = []
    for sheet in (file for file in known if file.path.endswith(".css")):
        done = _style(sheet, paths)
        if isinstance(done, Diagnostic):
            faults.append(done)
            continue
        paths[sheet.path] = _hashed_path(sheet.path, done)
        artifacts.append(Artifact(paths[sheet.path], done))
    return Hashed(tuple(sorted(artifacts, key=lambda made: made.url)), paths, tuple(faults))


def _hashed_path(name: str, data: bytes) -> str:
    stem, suffix = posixpath.splitext(name)
    return f"{FOLDER}/{stem}.{hashlib.sha256(data).hexdigest()[:_HASH_LENGTH]}{suffix}"


def _style(sheet: InputFile, paths: Mapping[str, str]) -> bytes | Diagnostic:
    """Return the style sheet with the hashed names of what it loads, or the first fault."""
    text = sheet.data.decode("utf-8", "replace")
    bare = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    shown = f"templates/{FOLDER}/{sheet.path}"
    if found := _IMPORT.search(bare):
        return rules.STYLE_REMOTE.at(
            _span(shown, text, found),
            f"`{found[0].rstrip('( ')}` is not followed",
            help="put the rules into this file, or link the second one in base.html",
        )
    parts: list[str] = []
    end = 0
    for found in _URL.finditer(bare):
        target = _target(sheet.path, found["url"].strip(), paths)
        if target is None:
            return _refused(_span(shown, text, found), found["url"].strip())
        parts += [text[end : found.start()], f'url("{target}")']
        end = found.end()
    return _squeezed(without_mark("".join([*parts, text[end:]]).encode()).decode()).encode()


def _squeezed(sheet: str) -> str:
    """Leave out what only its authors need, an eighth of it; `/*! licences */` stay."""
    bare = _TEXT_OR_COMMENT.sub(lambda found: found["text"] or "", sheet)
    return _TEXT_OR_SPACE.sub(lambda found: found["text"] or found["sign"] or " ", bare).strip()


def _target(sheet: str, url: str, paths: Mapping[str, str]) -> str | None:
    """Return the address of an asset as seen from the sheet; None for what is not among the assets."""
    if url.startswith("#"):
        return url
    path, mark, fragment = url.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(sheet), path))
    if name not in paths:
        return None
    return posixpath.relpath(paths[name], posixpath.join(FOLDER, posixpath.dirname(sheet))) + mark + fragment


def _refused(span: Span, url: str) -> Diagnostic:
    if ":" in url or url.startswith("//"):
        return rules.STYLE_REMOTE.at(
            span,
            f"the style sheet loads `{url[:80]}` from elsewhere",
            help="put the file into templates/assets/ and name it here",
        )
    return rules.ASSET_MISSING.at(span, f"there is no asset `{url}`", help=f"put it at templates/{FOLDER}/{url}")


def _span(path: str, text: str, found: re.Match[str]) -> Span:
    before = text[: found.start()]
    return Span(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1, len(found[0]))
