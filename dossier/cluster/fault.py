"""The one way in which a cluster fails: all of this room that is imported by a build that asks for no cluster."""

from __future__ import annotations

from dossier.diagnostics import Diagnostic


class ClusterError(Exception):
    """The cluster cannot do the work, or no longer: the fault says why. Nothing was written."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
