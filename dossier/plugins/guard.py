"""Lets a plug-in fail: whatever it raises or returns amiss becomes a fault that names it, never a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import walk_tb

from dossier.check import Audit, Check
from dossier.diagnostics import Diagnostic, FaultError, Span
from dossier.model import Document, InputFile, Parsed
from dossier.parse import parse
from dossier.parse.markdown import Construct
from dossier.plan import PageKind, Scope
from dossier.render import Filter
from dossier.rules import plugins as rules
from dossier.text import visible
from dossier.views import Maker, Page, PageView

FAILURES = (Exception, SystemExit)
"""Whatever a stranger's code may raise, and its attempt to leave. An interrupt from the keyboard is not among them."""
LONGEST = 200
"""Letters of an exception's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A plug-in as faults speak of it."""

    name: str
    place: Span
    """Where dossier.yaml lists it."""
    code: Path
    """The folder of its package, or its single file."""
    codes: frozenset[str] = frozenset()
    """Codes of its rules."""
    debug: bool = False
    """Let what it raises leave the program, for the author who wants the traceback."""

    def failed(self, doing: str, error: BaseException, place: Span | None = None) -> Diagnostic:
        """Return the fault for what it raised: at the record it was looking at where one is known, and naming its line.

        Raises FaultError from the error where its traceback was asked for.
        """
        what = f"{type(error).__name__}: {visible(str(error), LONGEST)}".removesuffix(": ")
        fault = self._fault(f"failed in {doing}: {what}", place or _record_in(error), self._line_of(error))
        if self.debug:
            raise FaultError(fault, is_final=True) from error
        return fault

    def amiss(self, doing: str, what: str) -> Diagnostic:
        """Return the fault for what it returned."""
        return self._fault(f"gave {what} in {doing}", None, "")

    def _fault(self, what: str, place: Span | None, where: str) -> Diagnostic:
        advice = f"this is for its author to mend{where}; leave it out of `plugins` until then"
        return rules.FAILED.at(place or self.place, f"the plug-in `{self.name}` {what}", help=advice)

    def _line_of(self, error: BaseException) -> str:
        lines = ((Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__))
        own = [(path, line) for path, line in lines if path.is_relative_to(self.code)]
        return f", in {own[-1][0].relative_to(self.code.parent).as_posix()}:{own[-1][1]}" if own else ""

    def gather(self, doing: str, make: Callable[[], Iterable[object]]) -> tuple[list[object], tuple[Diagnostic, ...]]:
        """Return what it yields until the end or until it fails, and then the fault."""
        found: list[object] = []
        try:
            found.extend(make())
        except FAILURES as error:
            return found, (self.failed(doing, error),)
        return found, ()

    def is_own(self, item: object) -> bool:
        """Tell whether something is a fault by one of its own rules."""
        return isinstance(item, Diagnostic) and item.rule in self.codes and isinstance(item.span, Span)


def _record_in(error: BaseException) -> Span | None:
    """Return the place of the record that the code was looking at: the innermost document among its variables."""
    found = [
        value
        for frame, _ in walk_tb(error.__traceback__)
        for value in frame.f_locals.values()
        if isinstance(value, Document)
    ]
    return found[-1].id_span if found else None


def _called(function: object) -> str:
    return f"`{getattr(function, '__name__', type(function).__name__)}`"


@dataclass(frozen=True, slots=True)
class GuardedCheck:
    """A check of a plug-in, as a row of the table of checks."""

    guest: Guest
    check: Check

    def __call__(self, audit: Audit) -> Iterator[Diagnostic]:
        """Yield its faults; then, if it fails, that."""
        doing = f"the check {_called(self.check)}"
        found, failures = self.guest.gather(doing, lambda: self.check(audit))
        for item in found:
            if isinstance(item, Diagnostic) and self.guest.is_own(item):
                yield item
            else:
                yield self.guest.amiss(doing, "something that is no fault by one of its rules")
        yield from failures


@dataclass(frozen=True, slots=True)
class GuardedView:
    """What makes the view of a plug-in's page."""

    guest: Guest
    page: Page

    def __call__(self) -> PageView:
        """Make the view. Raises FaultError."""
        doing = f"the page `{visible(self.page.url, LONGEST)}`"
        try:
            view: object = self.page.make()
        except FAILURES as error:
            raise FaultError(self.guest.failed(doing, error)) from error
        if isinstance(view, PageView) and view.head.path == self.page.url:
            return view
        raise FaultError(self.guest.amiss(doing, "something that is no view with a head for this address"))


@dataclass(frozen=True, slots=True)
class GuardedPages:
    """A page kind of a plug-in, as a row of the table of page kinds."""

    guest: Guest
    kind: PageKind

    def __call__(self, scope: Scope) -> Iterator[Page | Diagnostic]:
        """Yield its pages and faults; then, if it fails, that."""
        doing = f"the page kind {_called(self.kind)}"
        found, failures = self.guest.gather(doing, lambda: self.kind(scope))
        for item in found:
            if isinstance(item, Page) and is_page_address(item.url):
                maker = Maker(self.guest.name, self.guest.place)
                yield replace(item, make=GuardedView(self.guest, item), maker=maker)
            elif isinstance(item, Diagnostic) and self.guest.is_own(item):
                yield item
            else:
                yield self.guest.amiss(doing, "something that is no page with an address such as `terms/index.html`")
        yield from failures


def is_page_address(url: object) -> bool:
    """Tell whether something is the path of a page from the site's root: no way up, no empty part."""
    if not isinstance(url, str) or not url.endswith(".html") or "\\" in url or not url.isprintable():
        return False
    return all(part.strip(". ") for part in url.split("/"))


@dataclass(frozen=True, slots=True)
class GuardedFilter:
    """A filter of a plug-in, as a row of the table of filters."""

    guest: Guest
    name: str
    filter: Filter

    def __call__(self, *values: object, **named: object) -> object:
        """Filter a value; what is made bit by bit is made at once, so that it fails here. Raises FaultError."""
        try:
            made = self.filter(*values, **named)
            return tuple(made) if isinstance(made, Iterator) else made
        except FAILURES as error:
            raise FaultError(self.guest.failed(f"the filter `{self.name}`", error)) from error


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads records with the constructs of plug-ins beside our own."""

    language: str
    constructs: tuple[tuple[Guest, Construct], ...] = ()
    digest: str = ""
    """Of the plug-ins in use."""

    @property
    def key(self) -> str:
        """Return what a document depends on beside its file and this program."""
        return f"{self.language}:{self.digest}"

    def __call__(self, file: InputFile) -> Parsed:
        """Read one file, as `parse` does. A construct that fails is left out, and the fault says so."""
        try:
            return parse(file, self.language, tuple(construct for _, construct in self.constructs))
        except FAILURES:
            if not self.constructs:
                raise
            return self._without_failing(file)

    def _without_failing(self, file: InputFile) -> Parsed:
        """Add one construct after the other: the one that makes a difference is the one that fails."""
        used: tuple[Construct, ...] = ()
        parsed = parse(file, self.language)
        faults: list[Diagnostic] = []
        for guest, construct in self.constructs:
            try:
                parsed = parse(file, self.language, (*used, construct))
                used = (*used, construct)
            except FAILURES as error:
                doing = f"the construct {_called(construct)}"
                faults.append(guest.failed(doing, error, Span(file.path)))
        return Parsed(parsed.document, (*parsed.diagnostics, *faults))
