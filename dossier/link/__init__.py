"""Documents → Library: ids, references, backlinks, citation numbers, and what is public. Knows no HTML and no pages."""

from __future__ import annotations

from dossier.link.linking import Linked, LinkOptions, link
from dossier.link.standing import Hidden, Standing, public_from, standing
from dossier.link.study import Kept
from dossier.link.works import work_of, work_type

__all__ = [
    "Hidden",
    "Kept",
    "LinkOptions",
    "Linked",
    "Standing",
    "link",
    "public_from",
    "standing",
    "work_of",
    "work_type",
]
