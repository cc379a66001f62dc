"""Plug-ins: everything that a package may rely on when it adds to dossier.

A package names a `Plugin` under the entry point group `dossier.plugins`; `plugins: [name]` in dossier.yaml puts it to
use. The names below, and the classes of `dossier.model`, `.library`, `.findings` and `.views`, keep their meaning
within a major version. The modules of this folder are the program's own business, like all others.
"""

from dossier.check import Audit
from dossier.check.audit import place, records_of
from dossier.diagnostics import Diagnostic, Related, Severity, Span
from dossier.parse.markdown.reading import reading_of
from dossier.plan import HeadFacts, Scope, Spot, head_of, spot_at
from dossier.plugins.plugin import Plugin
from dossier.rules import Rule
from dossier.views import Page, PageView

__all__ = [
    "Audit",
    "Diagnostic",
    "HeadFacts",
    "Page",
    "PageView",
    "Plugin",
    "Related",
    "Rule",
    "Scope",
    "Severity",
    "Span",
    "Spot",
    "head_of",
    "place",
    "reading_of",
    "records_of",
    "spot_at",
]
