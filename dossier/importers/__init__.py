"""Bibliography files as works. TeX is never run, nothing is fetched, and every fault names its place.

read_bibliography(file) -> ReadWorks      read_bibliographies(files) -> ReadWorks
"""

from dossier.importers.bibtex import read_bibtex
from dossier.importers.csl import read_csl
from dossier.importers.dispatch import SUFFIXES, read_bibliographies, read_bibliography
from dossier.importers.ris import read_ris
from dossier.importers.works import Entry, ReadWorks

__all__ = [
    "SUFFIXES",
    "Entry",
    "ReadWorks",
    "read_bibliographies",
    "read_bibliography",
    "read_bibtex",
    "read_csl",
    "read_ris",
]
