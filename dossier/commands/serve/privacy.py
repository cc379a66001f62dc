"""What a preview shown as published may say of a fault: nothing that names a text readers may not see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.build import SETTINGS_FILE
from dossier.diagnostics import Diagnostic
from dossier.link import Hidden
from dossier.text import fold
from dossier.theme import TEMPLATES


@dataclass(frozen=True, slots=True)
class Privacy:
    """Files known to be public, and the names of what is not."""

    public: frozenset[str]
    names: tuple[str, ...]
    """Ids, paths and titles, folded."""

    @staticmethod
    def of(hidden: Iterable[Hidden], public: frozenset[str]) -> Privacy:
        """Take what is hidden out of what was public before; a file that cannot be read now may be a draft by now."""
        waiting = tuple(hidden)
        names = {fold(name) for one in waiting for name in (one.id.name, one.path, one.title) if name}
        return Privacy(public - {one.path for one in waiting}, tuple(sorted(names)))

    def may_tell(self, fault: Diagnostic) -> bool:
        """Tell whether a fault stands in a public file and names nothing hidden."""
        path = fault.span.path
        if path != SETTINGS_FILE and path not in self.public and not path.startswith(f"{TEMPLATES}/"):
            return False
        said = fold(f"{fault.message}\n{fault.help}\n{fault.label}")
        return not any(name in said for name in self.names)
