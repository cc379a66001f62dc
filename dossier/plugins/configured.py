"""dossier.yaml as the program uses it: settings, and the plug-ins they list."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.config import listed_plugins, read_settings
from dossier.diagnostics import Diagnostic
from dossier.model import InputFile
from dossier.plugins.loading import Plugins, load_plugins
from dossier.settings import Settings


@dataclass(frozen=True, slots=True)
class Configured:
    """What dossier.yaml asks for."""

    settings: Settings | None
    """None when the file cannot be used."""
    plugins: Plugins
    diagnostics: tuple[Diagnostic, ...]

    @property
    def used(self) -> Settings:
        """Return the settings, or empty ones where the file cannot be used: what can be said of the rest is said."""
        return self.settings or Settings(title="")


def configure(file: InputFile | None, *, debug: bool = False) -> Configured:
    """Read the settings and load the plug-ins they list, which runs code of the packages that bring them.

    Faults are those of `read_settings` and `load_plugins`. Raises nothing, but with `debug` what a plug-in raises.
    """
    plugins = load_plugins(listed_plugins(file), debug=debug)
    settings, faults = read_settings(file, plugins.rules)
    return Configured(settings, plugins, (*faults, *plugins.diagnostics))
