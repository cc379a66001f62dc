"""D62x: faults of the output folder, found by the writer."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

FOREIGN_OUTPUT = Rule(
    "D620",
    "foreign-output-folder",
    Severity.ERROR,
    "The output folder holds files and no manifest of ours.",
    "A build that clears a folder it does not know deletes somebody's work.",
    "dossier build --output ~/Documents",
    "dossier build --output ~/Documents/site",
)
UNSAFE_OUTPUT = Rule(
    "D621",
    "unsafe-output-folder",
    Severity.ERROR,
    "The output folder is, holds or lies in content/, templates/, .git, the home folder or the root.",
    "Sources and output must never be able to destroy each other.",
    "dossier build --output content",
    "dossier build --output site",
)
FOREIGN_FILE = Rule(
    "D622",
    "foreign-file",
    Severity.ERROR,
    "A file that we did not write stands where a page must go.",
    "What we did not write, we do not overwrite.",
    "site/index.html written by hand, and a build that makes site/index.html",
    "Move the file away, then build.",
)
KEPT_FILE = Rule(
    "D623",
    "kept-file",
    Severity.NOTE,
    "A page that is no longer made was changed by hand since it was written, so it stays.",
    "Only what we wrote and nobody changed may be deleted.",
    "site/old/index.html edited by hand, its record deleted",
    "Delete the file yourself if it should go.",
)
OUTPUT_FAILED = Rule(
    "D624",
    "output-not-written",
    Severity.ERROR,
    "The output folder could not be written; the last good site is untouched.",
    "A full disk or a missing permission must not cost the site.",
    "A full disk.",
    "Make room or choose another folder, then build again.",
)
BUILD_RUNNING = Rule(
    "D625",
    "build-running",
    Severity.ERROR,
    "Another dossier command is writing this site.",
    "Two writers would mix two builds.",
    "dossier build & dossier build",
    "Wait for the other command to end.",
)

SOCIAL_CARDS = Rule(
    "D626",
    "no-social-cards",
    Severity.WARNING,
    "`social_cards` asks for pictures that cannot be drawn here.",
    "The site is built without them: a link to it is shown without a picture elsewhere. Pillow draws them; it is an "
    "extra, since nothing else needs it.",
    "social_cards: yes      # and Pillow is not installed",
    "pip install 'dossier-site[images]'",
)

RULES = (FOREIGN_OUTPUT, UNSAFE_OUTPUT, FOREIGN_FILE, KEPT_FILE, OUTPUT_FAILED, BUILD_RUNNING, SOCIAL_CARDS)
