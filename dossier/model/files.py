"""What the loader brings: one file of the project, whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from dossier.stamps import Stamp


@dataclass(frozen=True, slots=True)
class InputFile:
    """One regular file under content/. Its bytes are what was hashed."""

    path: str
    """POSIX path relative to the project root, NFC, e.g. `content/articles/x.md`."""
    data: bytes
    digest: str
    """SHA-256 of `data`, hexadecimal."""
    stamp: Stamp | None = field(default=None, compare=False, repr=False)
    """What the disk said of it when it was read; None for one that is not to be taken over unread."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One template of the theme."""

    name: str
    """As templates name it: `actor.html`, `partials/facts.html`."""
    source: str
    path: str
    """Where it is shown to be: `templates/actor.html` in the project, `default/actor.html` in dossier itself."""
