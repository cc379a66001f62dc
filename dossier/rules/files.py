"""D15x: faults of files on disk, found by the loader."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

SYMLINK = Rule(
    "D150",
    "symbolic-link",
    Severity.ERROR,
    "A symbolic link in content/ that leads out of it, to a saved copy, to a folder or to nothing.",
    "A link can publish a file that was never meant to leave the machine.",
    "content/articles/leak.md -> /etc/passwd",
    "Copy the file into content/.",
)
SPECIAL_FILE = Rule(
    "D151",
    "special-file",
    Severity.ERROR,
    "Something in content/ that is neither a file nor a folder.",
    "Pipes, sockets and devices may never end when they are read.",
    "mkfifo content/articles/pipe.md",
    "Remove it.",
)
UNREADABLE = Rule(
    "D152",
    "unreadable-file",
    Severity.ERROR,
    "A file in content/ that cannot be read.",
    "A record that is silently left out is worse than a build that stops.",
    "chmod 000 content/articles/x.md",
    "chmod u+r content/articles/x.md",
)
TOO_LARGE = Rule(
    "D153",
    "file-too-large",
    Severity.ERROR,
    "A file that is larger than the loader accepts: 4 MiB for texts, 64 MiB for media.",
    "Memory must not grow with a stray file; readers on a phone cannot load it either.",
    "content/media/huge.bin (300 MB)",
    "Link to it where it is hosted, or cut it.",
)
FILE_NAME = Rule(
    "D154",
    "file-name",
    Severity.ERROR,
    "A file name that is not UTF-8 or holds control characters.",
    "Names become URLs; such a name cannot be typed, linked or copied to every host.",
    "content/articles/caf\\xe9.md (Latin-1)",
    "content/articles/café.md (UTF-8)",
)
CHANGED_WHILE_READ = Rule(
    "D155",
    "changed-while-read",
    Severity.ERROR,
    "A file that changed while it was being read.",
    "Half of an old text and half of a new one must never be published.",
    "An editor saves while the build reads.",
    "Build again.",
)
NO_CONTENT = Rule(
    "D156",
    "no-content",
    Severity.ERROR,
    "There is no content/ folder to read.",
    "A dossier is what stands in content/.",
    "An empty folder.",
    "dossier init my-dossier",
)

RULES = (SYMLINK, SPECIAL_FILE, UNREADABLE, TOO_LARGE, FILE_NAME, CHANGED_WHILE_READ, NO_CONTENT)
