"""D60x: faults of dossier.yaml."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

NO_SETTINGS = Rule(
    "D601",
    "no-settings",
    Severity.ERROR,
    "There is no content/dossier.yaml.",
    "It names the dossier and its language; without it nothing can be built, and it marks the folder as a dossier.",
    "content/articles/vote.md without content/dossier.yaml",
    "title: The vote   (in content/dossier.yaml)",
)

CHECK_LEVEL = Rule(
    "D602",
    "unknown-check",
    Severity.ERROR,
    "A level is set for a rule that does not exist or has none, or the level is no level.",
    "A misspelt rule would go on as before, and nobody would notice.",
    "checks: {uncited-paragraf: off}",
    "checks: {uncited-paragraph: off}",
)

BASE_URL = Rule(
    "D603",
    "unusable-base-url",
    Severity.ERROR,
    "The site's address is no web address of a folder.",
    "Feeds, the sitemap and canonical links are made by adding paths to it.",
    "base_url: https://example.org/?site=1",
    "base_url: https://example.org/dossier/",
)

SECRET = Rule(
    "D604",
    "secret-in-settings",
    Severity.ERROR,
    "A password or key stands in a publishing target.",
    "dossier.yaml is kept with the content, is shared and may be published. Secrets come from the environment.",
    "publish: {main: {type: git, branch: pages, remote: 'https://bob:secret@example.org/site.git'}}",
    "publish: {main: {type: git, branch: pages, remote: 'https://example.org/site.git'}}",
)

OPTION = Rule(
    "D605",
    "option-in-settings",
    Severity.ERROR,
    "A value of a publishing target could be taken for an option or a command.",
    "Publishing hands such values to git, ssh and rsync: one that starts with a dash could run a program.",
    "publish: {main: {type: git, branch: pages, remote: '--upload-pack=touch x'}}",
    "publish: {main: {type: git, branch: pages, remote: 'https://example.org/site.git'}}",
)

CONTACT = Rule(
    "D606",
    "unusable-contact",
    Severity.ERROR,
    "The e-mail address for corrections is none.",
    "Readers who find a mistake should reach the editors at the first try.",
    "contact: editors at example.org",
    "contact: editors@example.org",
)

RULES: tuple[Rule, ...] = (NO_SETTINGS, CHECK_LEVEL, BASE_URL, SECRET, OPTION, CONTACT)
