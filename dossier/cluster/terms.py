"""What a machine must have in common with this one to work for it: the program, its libraries and the plug-ins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dossier import __version__
from dossier.diagnostics import Span
from dossier.engine import program_digest
from dossier.plugins.loading import Plugins, load_plugins


class ForeignMachineError(Exception):
    """A machine that runs something else, and would make other bytes. Its words say what it has."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the work is done with here."""

    version: str
    program: str
    """Digest of the code, of the libraries that shape a page, and of Python's version."""
    listed: tuple[tuple[str, Span], ...] = ()
    """Plug-ins as dossier.yaml lists them."""
    plugins: str = ""
    """Digest of the code of the plug-ins."""


def terms_of(plugins: Plugins) -> Terms:
    """Return the terms on this machine."""
    listed = tuple((one.guest.name, one.guest.place) for one in plugins.loaded)
    return Terms(__version__, program_digest(), listed, plugins.digest)


@lru_cache(maxsize=4)
def plugins_for(terms: Terms) -> Plugins:
    """Load the plug-ins of these terms on a machine of the cluster. Raises ForeignMachineError where it has not all."""
    here = terms_of(Plugins())
    if here.version != terms.version:
        raise ForeignMachineError(f"it runs dossier {here.version}, and this is {terms.version}")
    if here.program != terms.program:
        raise ForeignMachineError("its code of dossier, its libraries or its Python differ from those here")
    plugins = load_plugins(terms.listed)
    if plugins.diagnostics:
        raise ForeignMachineError(plugins.diagnostics[0].message)
    if plugins.digest != terms.plugins:
        names = ", ".join(f"`{name}`" for name, _ in terms.listed)
        raise ForeignMachineError(f"its code of a plug-in differs from that here: {names}")
    return plugins
