"""The HTML that a preview lays on top of a page: faults with links into the editor, and near addresses of a 404."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from dossier.commands.serve.privacy import Privacy
from dossier.diagnostics import Diagnostic, Severity, Span
from dossier.report import ReadLine, counted
from dossier.text import visible
from dossier.urls import path_to_url

LIMIT = 20
"""Faults shown on top of a page; the terminal has them all."""
EXCERPT = 160
"""Characters of the line in question, around the fault."""


_UNDER = "Under this panel is the last page that was good."


def faults_notice(
    faults: Iterable[Diagnostic], project: Path, privacy: Privacy | None, read_line: ReadLine, *, stale: bool
) -> str:
    """Return the panel of errors and warnings, errors first; "" when there are none. Open only where there is an error.

    `stale` says that the page under it is an older one. With `privacy` what may not be told is counted only.
    """
    told = [fault for fault in faults if fault.severity is not Severity.NOTE]
    if not told:
        return ""
    shown = sorted(
        filter(privacy.may_tell, told) if privacy else told, key=lambda fault: list(Severity).index(fault.severity)
    )
    items = "".join(_item(fault, project, read_line) for fault in shown[:LIMIT])
    more = len(told) - min(len(shown), LIMIT)
    rest = f"<p>{counted(more, 'fault')} more in the terminal.</p>" if more else ""
    has_errors = any(fault.severity is Severity.ERROR for fault in told)
    under = f"<p>{_UNDER}</p>" if stale else ""
    return _panel(_title(told), f"{under}<ol>{items}</ol>{rest}", is_open=has_errors)


def failure_notice(what: str) -> str:
    """Return the panel of a build that ended in a fault of the machine or of dossier itself."""
    said = f"<p>{html.escape(what)}</p>" if what else ""
    return _panel("the build failed", f"<p>{_UNDER} The terminal says more.</p>{said}", is_open=True)


def missing_notice(near: Iterable[str]) -> str:
    """Return what stands above the site's own 404 page: the addresses most like the one asked for, from the root."""
    links = "".join(f'<li><a href="/{html.escape(path_to_url(path))}">/{html.escape(path)}</a></li>' for path in near)
    panel = _panel("nothing has this address; near ones:", f"<ul>{links}</ul>", is_open=True)
    return panel.replace("preview-faults", "preview-faults preview-near", 1) if links else ""


def _title(told: list[Diagnostic]) -> str:
    counts = {severity: sum(fault.severity is severity for fault in told) for severity in Severity}
    return ", ".join(counted(number, severity.value) for severity, number in counts.items() if number)


def _panel(title: str, body: str, *, is_open: bool) -> str:
    state = " open" if is_open else ""
    return (
        f'<aside class="preview-faults" lang="en" dir="ltr" aria-live="polite" aria-label="Preview"><details{state}>'
        f"<summary>{html.escape(title)}</summary><div>{body}</div></details></aside>"
    )


def _item(fault: Diagnostic, project: Path, read_line: ReadLine) -> str:
    way_out = f'<p class="preview-help">{html.escape(visible(fault.help, 400))}</p>' if fault.help else ""
    return (
        f'<li class="preview-{fault.severity}"><p><strong>{fault.severity} {fault.rule}</strong> '
        f"{_place(fault.span, project)}</p><p>{html.escape(visible(fault.message, 400))}</p>"
        f"{_excerpt(fault, read_line)}{way_out}</li>"
    )


def _place(span: Span, project: Path) -> str:
    """Return the place as a link that opens the editor there, `vscode://file/PATH:LINE:COLUMN`, if there is a file."""
    place = html.escape(f"{visible(span.path)}:{span.line}:{span.column}")
    file = project / span.path
    if not file.is_file():
        return f"<span>{place}</span>"
    address = quote(f"/{file.as_posix().lstrip('/')}")
    return f'<a href="vscode://file{html.escape(address)}:{span.line}:{span.column}">{place}</a>'


def _excerpt(fault: Diagnostic, read_line: ReadLine) -> str:
    span = fault.span
    line = read_line(span.path, span.line) if span.length else None
    if not line or not line.strip():
        return ""
    start = min(span.column - 1, len(line))
    end = min(start + span.length, len(line))
    left = max(0, start - EXCERPT // 4)
    right = min(len(line), max(left + EXCERPT, end))
    before, mark, after = (_shown(line[a:b]) for a, b in ((left, start), (start, end), (end, right)))
    return f"<pre>{'…' if left else ''}{before}<mark>{mark}</mark>{after}{'…' if right < len(line) else ''}</pre>"


def _shown(text: str) -> str:
    return html.escape(visible(text.replace("\t", "    "), EXCERPT))
