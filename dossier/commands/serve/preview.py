"""The site in memory: the last good pages, and the faults of the newest build."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from dossier.build import Memory, Request, Site, artifacts, assemble
from dossier.commands.building import CACHE, left_out_text
from dossier.commands.serve.answers import Shown
from dossier.commands.serve.notice import failure_notice, faults_notice
from dossier.commands.serve.privacy import Privacy
from dossier.commands.speech import Lines, Terminal, has_errors
from dossier.diagnostics import Diagnostic, in_order
from dossier.model import Kind
from dossier.plan.addresses import record_path
from dossier.render import together
from dossier.settings import Settings
from dossier.store import Store
from dossier.text import visible

Records = Mapping[tuple[Kind, str], tuple[str, ...]]
"""Kind and title to the paths of the pages of that name."""


@dataclass(slots=True)
class Preview:
    """What the server shows. `rebuild` and `failed` alone change it, one at a time; `shown` is replaced whole."""

    project: Path
    today: datetime.date
    drafts: bool
    terminal: Terminal
    shown: Shown = field(default_factory=lambda: Shown(version=f"{secrets.token_hex(4)}.0"))
    style: Path | None = None
    """The dossier's own CSL style, which may lie outside content/."""
    _was_good: bool = False
    _records: Records = field(default_factory=dict)
    _public: frozenset[str] = frozenset()
    _memory: Memory = field(default_factory=Memory)

    def rebuild(self) -> None:
        """Build anew. With errors the last good pages stay, under the faults. Raises OSError for a broken disk."""
        request = Request(project=self.project, today=self.today, drafts=self.drafts, store=Store(self.project / CACHE))
        site = assemble(request, memory=self._memory)
        self._memory = site.memory
        more: list[Diagnostic] = []
        files = {artifact.url: artifact.data for artifact in artifacts(site, more)}
        faults = in_order([*site.diagnostics, *together(more)])
        self.terminal.report(faults, self.project)
        is_good = bool(files) and not has_errors(faults, strict=False)
        self._public |= {document.path for document in site.library.documents.values()}
        notice = self._notice(site, faults, stale=not is_good and self._was_good)
        if is_good or not self._was_good:
            self._take(site, files, notice)
            ready = f"{len(files)} files ready" if files else "nothing to show yet"
            self.terminal.say(" · ".join(filter(None, [ready, left_out_text(site.hidden)])))
        else:
            self._show(replace(self.shown, notice=notice))
            self.terminal.say("the last good pages stay until the errors are mended")
        self._was_good |= is_good

    def failed(self, fault: BaseException) -> None:
        """Say that a build ended in a fault of the machine or of dossier; the last good pages stay."""
        what = visible(f"{type(fault).__name__}: {fault}", 400)
        self.terminal.say(f"the build failed: {what}; the last good pages stay. `dossier --debug build` says where")
        self._show(replace(self.shown, notice=failure_notice(what if self.drafts else "")))

    def _notice(self, site: Site, faults: tuple[Diagnostic, ...], *, stale: bool) -> str:
        """As published the page names nothing that readers may not see: it might be shown to others."""
        privacy = None if self.drafts else Privacy.of(site.hidden, self._public)
        return faults_notice(faults, self.project, privacy, Lines(self.project).read, stale=stale)

    def _take(self, site: Site, files: Mapping[str, bytes], notice: str) -> None:
        records = _records(site)
        moved = {**self.shown.moved, **_moves(self._records, records)}
        kept = {old: new for old, new in moved.items() if new in files and old not in files}
        self._records = records or self._records
        self.style = _style(self.project, site.settings)
        self._show(replace(self.shown, files=files, base=_base_path(site.settings), moved=kept, notice=notice))

    def _show(self, shown: Shown) -> None:
        """Give what differs a new version: pages that are open ask for it."""
        if shown != self.shown:
            token, number = self.shown.version.split(".")
            self.shown = replace(shown, version=f"{token}.{int(number) + 1}")


def _base_path(settings: Settings | None) -> str:
    path = urlsplit(settings.base_url).path.strip("/") if settings and settings.base_url else ""
    return f"{path}/" if path else ""


def _style(project: Path, settings: Settings | None) -> Path | None:
    named = settings.citation_style if settings else ""
    return project / named if named.endswith(".csl") else None


def _records(site: Site) -> Records:
    found: dict[tuple[Kind, str], tuple[str, ...]] = {}
    for id, document in site.library.documents.items():
        name = (id.kind, document.title)
        found[name] = (*found.get(name, ()), record_path(id))
    return found


def _moves(old: Records, new: Records) -> dict[str, str]:
    """Tell where pages went whose file was renamed: the one of that kind and title that was not there before."""
    moves = {}
    for name, paths in old.items():
        gone = [path for path in paths if path not in new.get(name, ())]
        come = [path for path in new.get(name, ()) if path not in paths]
        if len(gone) == len(come) == 1:
            moves[gone[0]] = come[0]
    return moves
