"""The site in memory: the last good pages, and the faults of the newest build."""

from __future__ import annotations

import datetime
import html
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dossier.build import Request, artifacts, assemble
from dossier.commands.build import CACHE, left_out_text
from dossier.commands.speech import Terminal, has_errors
from dossier.diagnostics import Diagnostic, Severity, in_order
from dossier.report import summary
from dossier.settings import Settings
from dossier.store import Store

NOTICE_LIMIT = 20
"""Faults shown on top of a page; the terminal has them all."""


@dataclass(slots=True)
class Preview:
    """What the server shows. `rebuild` is the only thing that changes it."""

    project: Path
    today: datetime.date
    drafts: bool
    terminal: Terminal
    files: dict[str, bytes] = field(default_factory=dict)
    """By path from the site's root."""
    faults: tuple[Diagnostic, ...] = ()
    base_path: str = ""
    """Path of `base_url`, e.g. `belarus-2020/`: the 404 page names it, whatever depth it is served at."""

    def rebuild(self) -> None:
        """Build anew. With errors, or after a fault of the machine, the last good pages stay."""
        request = Request(project=self.project, today=self.today, drafts=self.drafts, store=Store(self.project / CACHE))
        more: list[Diagnostic] = []
        site = assemble(request)
        files = {artifact.url: artifact.data for artifact in artifacts(site, more)}
        self.faults = in_order([*site.diagnostics, *more])
        self.terminal.report(self.faults, self.project)
        if files and (not self.files or not has_errors(self.faults, strict=False)):
            self.files = files
            self.base_path = _base_path(site.settings)
            left_out = left_out_text(site.hidden)
            self.terminal.say(" · ".join(filter(None, [f"{len(files)} files ready", left_out])))

    def page(self, path: str) -> bytes | None:
        """Return the bytes at a path, with the faults on top of a page; None where nothing is."""
        data = self.files.get(path)
        if data is None or not path.endswith(".html"):
            return data
        return _with_notice(data, self.notice())

    def notice(self) -> str:
        """Return the HTML that tells of the newest faults; "" when there are none to tell."""
        shown = [fault for fault in self.faults if fault.severity is not Severity.NOTE]
        if not shown:
            return ""
        items = "".join(_item(fault, self.project) for fault in shown[:NOTICE_LIMIT])
        more = f"<p>… and {len(shown) - NOTICE_LIMIT} more in the terminal</p>" if len(shown) > NOTICE_LIMIT else ""
        return f'<aside class="preview-faults" lang="en"><h2>{summary(self.faults)}</h2><ul>{items}</ul>{more}</aside>'


def _base_path(settings: Settings | None) -> str:
    path = urlsplit(settings.base_url).path.strip("/") if settings and settings.base_url else ""
    return f"{path}/" if path else ""


def _item(fault: Diagnostic, project: Path) -> str:
    place = f"{fault.span.path}:{fault.span.line}:{fault.span.column}"
    editor = f"vscode://file{(project / fault.span.path).as_posix()}:{fault.span.line}:{fault.span.column}"
    way_out = f" <em>{html.escape(fault.help)}</em>" if fault.help else ""
    link = f'<a href="{html.escape(editor)}">{html.escape(place)}</a>'
    return f"<li><strong>{fault.severity} {fault.rule}</strong> {link}: {html.escape(fault.message)}{way_out}</li>"


def _with_notice(page: bytes, notice: str) -> bytes:
    if not notice:
        return page
    start = page.find(b"<body")
    end = page.find(b">", start) + 1
    return page[:end] + notice.encode() + page[end:] if start >= 0 and end > 0 else page


def empty_page(preview: Preview) -> bytes:
    """Return what is shown while there has been no good build yet."""
    title = "dossier: nothing to show yet"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{preview.notice()}<p>The page appears by itself as soon as the faults are mended.</p></body></html>"
    ).encode()
