"""Computes what stands behind claims, questions, quotations and the dossier as a whole. Knows no HTML of pages."""

from dossier.evidence.assessing import assess, is_state
from dossier.evidence.reading import SavedCopy, read_copies

__all__ = ["SavedCopy", "assess", "is_state", "read_copies"]
