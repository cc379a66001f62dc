"""Which importer reads which file, and what holds across files: no key twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from dossier.diagnostics import Span
from dossier.importers.bibtex import read_bibtex
from dossier.importers.csl import read_csl
from dossier.importers.ris import read_ris
from dossier.importers.works import ReadWorks, gather
from dossier.model import InputFile
from dossier.rules import bibliography as rules

SUFFIXES: Mapping[str, Callable[[InputFile], ReadWorks]] = {
    ".json": read_csl,
    ".bib": read_bibtex,
    ".ris": read_ris,
}

MOST_FAULTS = 200
"""Faults of one file that are shown: a converter that goes wrong once goes wrong in every entry."""


def read_bibliography(file: InputFile) -> ReadWorks:
    """Read one file by the ending of its name; D701 for any other ending. Raises nothing."""
    reader = SUFFIXES.get(PurePosixPath(file.path).suffix.lower())
    if reader is not None:
        return _shortened(reader(file), file.path)
    message = f"`{PurePosixPath(file.path).name}` is no bibliography that can be read"
    help = "export it as CSL JSON (.json), BibTeX (.bib) or RIS (.ris), or move it away"
    return ReadWorks((), (rules.FORMAT.at(Span(file.path), message, help=help),))


def _shortened(read: ReadWorks, path: str) -> ReadWorks:
    """Cut a flood of faults; a note says how many there were."""
    more = len(read.diagnostics) - MOST_FAULTS
    if more <= 0:
        return read
    message = f"this file has {len(read.diagnostics)} faults: the first {MOST_FAULTS} are shown, {more} more left out"
    help = "mend them, then look again"
    return ReadWorks(read.entries, (*read.diagnostics[:MOST_FAULTS], rules.LIMIT.at(Span(path), message, help=help)))


def read_bibliographies(files: Iterable[InputFile]) -> ReadWorks:
    """Read files in the order given. Of two works with one key in different files the first stays (D706)."""
    read = [read_bibliography(file) for file in files]
    return gather(
        (entry for one in read for entry in one.entries), (fault for one in read for fault in one.diagnostics)
    )
