"""What a plug-in is: rows for the tables that dossier fills itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier.check import Check
from dossier.parse.markdown import Construct
from dossier.plan import PageKind
from dossier.render import Filter
from dossier.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """Rows that a package adds to dossier's own tables. It adds and changes nothing: what it brings bears its name."""

    name: str
    """Small letters, digits and hyphens, as its entry point is called and `plugins` in dossier.yaml lists it."""
    rules: tuple[Rule, ...] = ()
    """What its checks, constructs and pages report: codes `NAME-1`, names `NAME-…`."""
    markdown: tuple[Construct, ...] = ()
    """Each adds rules to the parser of texts, after dossier's own."""
    checks: tuple[Check, ...] = ()
    """Each looks at the whole dossier and yields faults."""
    pages: tuple[PageKind, ...] = ()
    """Each yields pages, at addresses that nothing else has; or faults."""
    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Functions for templates, by name: `NAME_…`, with `_` for hyphens."""
