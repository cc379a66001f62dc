"""Works as files for reference managers. Each function takes works in the order in which they are written.

csl_json(works) -> bytes      ris(works) -> bytes      biblatex(works) -> bytes
"""

from dossier.exporters.biblatex import biblatex
from dossier.exporters.csl import csl_json
from dossier.exporters.ris import ris

__all__ = ["biblatex", "csl_json", "ris"]
