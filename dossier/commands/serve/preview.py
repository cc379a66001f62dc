"""The site in memory: the last good pages, and the faults of the newest build."""

from __future__ import annotations

import datetime
import gc
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from dossier.build import Memory, Request, Site, assemble, outputs
from dossier.commands.building import CACHE, left_out_text
from dossier.commands.serve.answers import Shown
from dossier.commands.serve.exhibit import OWN, Exhibit
from dossier.commands.serve.files import Files
from dossier.commands.serve.notice import failure_notice, faults_notice
from dossier.commands.serve.privacy import Privacy
from dossier.commands.speech import Lines, Terminal
from dossier.diagnostics import Diagnostic, has_errors, in_order
from dossier.handover import HOUSE
from dossier.model import Kind
from dossier.plan.addresses import record_path
from dossier.render import together
from dossier.settings import Settings
from dossier.store import Store
from dossier.text import visible

Records = Mapping[tuple[Kind, str], tuple[str, ...]]
"""Kind and title to the paths of the pages of that name."""


MOST_LOOKED_AT = 1
"""Pages that are made with every build, so that what is on the screen and its faults are there at once."""
MOST_FINISHED = 10_000
"""In a larger site pages that nobody asks for are not made behind the scenes: `dossier build` finds their faults."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest build, good or not."""

    site: Site
    files: Files
    faults: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)
    """Of templates, by the path of each page that was made so far."""

    def all_faults(self) -> tuple[Diagnostic, ...]:
        """Return what is known to be wrong by now."""
        return in_order([*self.site.diagnostics, *together(fault for one in self.faults.values() for fault in one)])


@dataclass(slots=True)
class Preview:
    """What the server shows; `shown` is replaced whole. `rebuild`, `finish` and `failed` change it, one at a time."""

    project: Path
    today: datetime.date
    drafts: bool
    terminal: Terminal
    exhibit: Exhibit = OWN
    shown: Shown = field(default_factory=lambda: Shown(version=f"{secrets.token_hex(4)}.0"))
    style: Path | None = None
    """The dossier's own CSL style, which may lie outside content/."""
    _newest: Newest | None = None
    _was_good: bool = False
    _records: Records = field(default_factory=dict)
    _public: frozenset[str] = frozenset()

    def rebuild(self) -> None:
        """Build anew and make the pages that were looked at last; the others are made when they are asked for.

        With errors the last good pages stay, under the faults. Raises OSError for a broken disk.
        """
        before = self._newest
        with _no_collecting():
            site = assemble(self._request(), memory=before.site.memory if before else Memory())
        site = self.exhibit.without_foreign_faults(site)
        newest = replace(before, site=site) if before and is_same(site, before.site) else self._built(site)
        for path in _wanted(newest, before):
            newest.faults[path] = newest.files.make(path).diagnostics
        self._public |= {document.path for document in site.library.documents.values()}
        self._newest = newest
        if before is None:
            gc.freeze()  # all this stays while the preview runs; going through it again would delay every save
        self.terminal.report(newest.all_faults(), self.project)
        if self._judge(newest):
            ready = f"{len(newest.files)} files ready" if newest.files else "nothing to show yet"
            self.terminal.say(" · ".join(filter(None, [ready, left_out_text(site.hidden)])))
        else:
            self.terminal.say("the last good pages stay until the errors are mended")

    def finish(self, is_over: Callable[[], bool]) -> None:
        """Make the pages that nobody looked at, for the faults of their templates alone, until `is_over`."""
        newest = self._newest
        if newest is None or len(newest.files) > MOST_FINISHED:
            return
        late = [path for path in newest.files if path.endswith(".html") and path not in newest.faults]
        for path in late:
            if is_over():
                return
            newest.faults[path] = newest.files.makers[path]().diagnostics
        if any(newest.faults[path] for path in late):
            self.terminal.report(newest.all_faults(), self.project)
            self._judge(newest)

    def _request(self) -> Request:
        records, adapt = self.exhibit.records, self.exhibit.adapt
        store = Store(self.project / CACHE if records is None else None)
        return Request(
            project=self.project,
            today=self.today,
            now_ns=time.time_ns(),
            drafts=self.drafts,
            store=store,
            records=records,
            adapt=adapt,
        )

    def _built(self, site: Site) -> Newest:
        made = self.shown.files.made
        held = [path for path in made if path.endswith(".html")][-MOST_LOOKED_AT:]
        return Newest(site, Files(dict(outputs(site)), {path: made[path] for path in held}))

    def _judge(self, newest: Newest) -> bool:
        """Show the new files, or leave the last good ones under the faults; return whether the new ones are shown."""
        faults = newest.all_faults()
        is_good = bool(newest.files) and not has_errors(faults)
        is_shown = is_good or not self._was_good
        notice = self._notice(newest.site, faults, stale=not is_shown)
        if is_shown:
            self._take(newest, notice)
        else:
            self._show(replace(self.shown, notice=notice))
        self._was_good |= is_good
        return is_shown

    def failed(self, fault: BaseException) -> None:
        """Say that a build ended in a fault of the machine or of dossier; the last good pages stay."""
        what = visible(f"{type(fault).__name__}: {fault}", 400)
        self.terminal.say(f"the build failed: {what}; the last good pages stay. `dossier --debug build` says where")
        self._show(replace(self.shown, notice=failure_notice(what if self.drafts else "")))

    def _notice(self, site: Site, faults: tuple[Diagnostic, ...], *, stale: bool) -> str:
        """As published the page names nothing that readers may not see: it might be shown to others."""
        privacy = None if self.drafts else Privacy.of(site.hidden, self._public)
        return faults_notice(faults, self.project, privacy, Lines(self.project).read, stale=stale)

    def _take(self, newest: Newest, notice: str) -> None:
        site, files = newest.site, newest.files
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


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Leave garbage lie while somebody waits for a page."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def is_same(site: Site, other: Site) -> bool:
    """Tell whether two sites surely have the same files: made from equal values by the same templates.

    A site with a citation style of its own or with plug-ins rests on more than can be compared.
    """
    if site.settings is None or site.settings.citation_style != HOUSE or site.settings.plugins:
        return False
    return _made_from(site) == _made_from(other)


def _made_from(site: Site) -> tuple[object, ...]:
    copies = site.memory.copies.keys()  # by digest: what quotations were compared with
    return site.settings, site.library, copies, site.theme.digest, site.media.artifacts


def _wanted(newest: Newest, before: Newest | None) -> list[str]:
    """Return the pages to make at once: those looked at last, and all when a template is another one."""
    looked_at = [path for path in newest.files.before if path in newest.files.makers]
    if before is None or _templates(before) == _templates(newest):
        return [path for path in looked_at if path not in newest.faults]
    return [path for path in newest.files if path.endswith(".html") and path not in newest.faults]


def _templates(newest: Newest) -> tuple[object, object]:
    return newest.site.theme.templates, newest.site.theme.defaults


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
