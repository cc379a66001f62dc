"""Plug-ins: what a package may add to dossier, and everything it may rely on.

A package names a `Plugin` under the entry point group `dossier.plugins`; `plugins: [name]` in dossier.yaml puts it to
use. The names below, and the classes of `dossier.model`, `.library`, `.findings` and `.views`, keep
their meaning within a major version. Everything else is the program's own business.
"""

from dossier.check import Audit
from dossier.check.audit import place, records_of
from dossier.diagnostics import Diagnostic, Related, Severity, Span
from dossier.parse.markdown.reading import reading_of
from dossier.plan import HeadFacts, Scope, Spot, head_of, spot_at
from dossier.plugins.configured import Configured, configure
from dossier.plugins.guard import Reader
from dossier.plugins.loading import GROUP, Plugins, installed, load_plugins
from dossier.plugins.plugin import Plugin
from dossier.rules import Rule
from dossier.views import Page, PageView

__all__ = [
    "GROUP",
    "Audit",
    "Configured",
    "Diagnostic",
    "HeadFacts",
    "Page",
    "PageView",
    "Plugin",
    "Plugins",
    "Reader",
    "Related",
    "Rule",
    "Scope",
    "Severity",
    "Span",
    "Spot",
    "configure",
    "head_of",
    "installed",
    "load_plugins",
    "place",
    "reading_of",
    "records_of",
    "spot_at",
]
