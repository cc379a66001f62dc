"""Any other CSL style, through pandoc: one call for the whole bibliography. Only used when a style is configured."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from dossier.diagnostics import Diagnostic, Span
from dossier.rules import bibliography as rules
from dossier.text import visible
from dossier.urls import UrlFault, safe_url

TIMEOUT_S = 60
"""A bibliography of thousands takes a few seconds; longer means that pandoc hangs."""
INLINE = frozenset({"em", "strong", "i", "b", "sup", "sub", "span", "cite", "code", "q", "bdi"})
"""Tags that are kept, without attributes. `div` becomes `span`: an entry stands inside a paragraph."""
VOID = frozenset({"br", "hr", "img", "wbr"})
PREFIX = "ref-w"


@dataclass(frozen=True, slots=True)
class Style:
    """A CSL style of the project, and where dossier.yaml names it."""

    path: Path
    language: str
    span: Span
    pandoc: str | None
    """Path of the program, from `find_pandoc`; None when there is none."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """Finished HTML of every entry by key; empty when there is a fault."""

    entries: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def find_pandoc() -> str | None:
    """Return the pandoc that the extra `csl` brings, else the one of the machine, else None."""
    try:
        import pypandoc
    except ImportError:
        import shutil

        return shutil.which("pandoc")
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        return None


def format_all(references: bytes, style: Style) -> Formatted:
    """Format CSL-JSON items (CSL 1.0.2) in a style. Only the tags of `INLINE` and links that `safe_url` allows survive.

    Returns D720 when pandoc or the style is missing, refused, or takes too long. Raises nothing.
    """
    if style.pandoc is None:
        help = "pip install 'dossier-site[csl]'"
        return _failed(style, "a citation style other than `house` needs pandoc", help=help)
    if not style.path.is_file():
        return _failed(style, f"there is no style `{style.path.name}`", help="name a .csl file, or write `house`")
    items = json.loads(references)
    keys = [item["id"] for item in items]
    numbered = [{**item, "id": f"w{number}"} for number, item in enumerate(items)]
    command = [style.pandoc, "--from=csljson", "--to=html5", "--citeproc", "--sandbox", "--wrap=none"]
    command += [f"--csl={style.path}", f"--metadata=lang:{style.language}"]
    try:
        done = subprocess.run(command, input=json.dumps(numbered).encode(), capture_output=True, timeout=TIMEOUT_S)
    except (OSError, subprocess.TimeoutExpired):
        return _failed(style, f"pandoc did not finish with the style `{style.path.name}`", help="try it by hand")
    if done.returncode:
        said = visible(done.stderr.decode(errors="replace").strip().partition("\n")[0])
        return _failed(style, f"pandoc cannot use the style `{style.path.name}`: {said}", help="check the .csl file")
    reader = _Entries()
    reader.feed(done.stdout.decode())
    reader.close()
    return Formatted({keys[number]: " ".join(html.split()) for number, html in sorted(reader.entries.items())})


def _failed(style: Style, message: str, *, help: str) -> Formatted:
    return Formatted({}, (rules.CITATION_STYLE.at(style.span, message, help=help),))


class _Entries(HTMLParser):
    """Collects the entries of pandoc's list, each written anew from the few tags that are allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.entries: dict[int, str] = {}
        self._number: int | None = None
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        id = named.get("id") or ""
        if tag == "div" and id.startswith(PREFIX) and self._number is None:
            self._number = int(id.removeprefix(PREFIX))
            self.entries[self._number] = ""
            self._open = []
            return
        if self._number is None or tag in VOID:
            return
        opening, closing = _rewritten(tag, named.get("href") or "")
        self.entries[self._number] += opening
        self._open.append((tag, closing))

    def handle_endtag(self, tag: str) -> None:
        if self._number is None or tag in VOID:
            return
        if not self._open:
            self._number = None
            return
        if self._open[-1][0] == tag:
            self.entries[self._number] += self._open.pop()[1]

    def handle_data(self, data: str) -> None:
        if self._number is not None:
            self.entries[self._number] += escape(data)


def _rewritten(tag: str, href: str) -> tuple[str, str]:
    """Return what a tag is replaced by, at its start and at its end."""
    if tag == "a":
        url = safe_url(href, relative=False)
        if isinstance(url, UrlFault):
            return "", ""
        return f'<a href="{escape(url)}" rel="noopener noreferrer">', "</a>"
    kept = "span" if tag == "div" else tag
    return (f"<{kept}>", f"</{kept}>") if kept in INLINE else ("", "")
