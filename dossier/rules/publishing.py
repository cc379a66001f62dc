"""D85x: faults of publishing: the target, the host, and what stands there already."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

UNKNOWN_TARGET = Rule(
    "D850",
    "unknown-target",
    Severity.ERROR,
    "No target of this name is set up, or none is named where there are several.",
    "Publishing to the wrong place shows the wrong people an unfinished text.",
    "dossier publish mian",
    "dossier publish main",
)
TARGET_KEYS = Rule(
    "D851",
    "target-keys",
    Severity.ERROR,
    "A publishing target lacks a key that its type needs, or has one that its type does not know.",
    "A key that is not used looks as if it were obeyed.",
    "publish: {main: {type: git, remote: 'https://example.org/site.git', path: out}}",
    "publish: {main: {type: git, remote: 'https://example.org/site.git', branch: pages}}",
)
TARGET_VALUE = Rule(
    "D852",
    "target-value",
    Severity.ERROR,
    "A value of a publishing target cannot be used: no name or address, a folder of the sources, a line in the clear.",
    "Sources and site must never be able to destroy each other, and git must read a name as a name.",
    "publish: {main: {type: git, remote: origin, branch: 'a..b'}}",
    "publish: {main: {type: git, remote: origin, branch: pages}}",
)
REMOTE_CHANGED = Rule(
    "D853",
    "remote-changed",
    Severity.ERROR,
    "A published file that must change is not what was published last: somebody changed it on the host.",
    "Publishing over it would lose the other change, or hide that the site was tampered with.",
    "A page mended by hand on the host, then `dossier publish`.",
    "Take the change over into content/, put the old file back on the host, then publish.",
)
FILE_IN_THE_WAY = Rule(
    "D854",
    "file-in-the-way",
    Severity.ERROR,
    "A file on the host that dossier did not publish stands where one of ours must go.",
    "What we did not publish, we do not overwrite.",
    "An `index.html` made by the host, and a first `dossier publish`.",
    "Delete or rename the file on the host, then publish.",
)
MANY_DELETIONS = Rule(
    "D855",
    "many-deletions",
    Severity.ERROR,
    "More than 20 published files, and more than a tenth of all, would be deleted.",
    "So many pages seldom vanish on purpose; a wrong folder or a lost file is likelier.",
    "dossier publish   # after content/articles was moved away",
    "dossier publish --allow-deletes",
)
HOST_FAILED = Rule(
    "D856",
    "host-failed",
    Severity.ERROR,
    "The host could not be reached, or refused.",
    "Nothing is known of what is published there; the next `dossier publish` finds out and finishes.",
    "No network.",
    "Try again; look at the address, the rights and the key.",
)
SOURCE_BRANCH = Rule(
    "D857",
    "source-branch",
    Severity.ERROR,
    "The branch to publish to is the one that the sources are on.",
    "The site would be mixed with what it is made from, drafts among it.",
    "publish: {main: {type: git, remote: origin, branch: main}}",
    "publish: {main: {type: git, remote: origin, branch: gh-pages}}",
)
NOT_AS_PUBLISHED = Rule(
    "D858",
    "not-as-published",
    Severity.ERROR,
    "A published file is missing or is not the one that the manifest lists.",
    "Readers see something that the editors did not publish.",
    "A page changed on the host after it was published.",
    "Find out who changed it; then `dossier publish`, or a new host.",
)
SIGNING_FAILED = Rule(
    "D865",
    "signing-failed",
    Severity.ERROR,
    "The list of digests cannot be signed or checked: the tool is missing, the key cannot be read or is another one.",
    "A dossier that says it is signed and is not teaches readers to ignore signatures.",
    "signature: {tool: ssh, key: keys/editors, public: ssh-ed25519 AAAA…}   # a private key in the project",
    "signature: {tool: ssh, key: ~/.ssh/editors, public: ssh-ed25519 AAAA…}",
)
NOT_SIGNED = Rule(
    "D866",
    "not-signed",
    Severity.ERROR,
    "The published list of digests is not signed by the key that was named.",
    "Whoever can change pages on a host can change the list beside them, but cannot sign it.",
    "A host whose pages and lists were all replaced by somebody else.",
    "dossier publish   # with the right key",
)

RULES = (
    UNKNOWN_TARGET,
    TARGET_KEYS,
    TARGET_VALUE,
    REMOTE_CHANGED,
    FILE_IN_THE_WAY,
    MANY_DELETIONS,
    HOST_FAILED,
    SOURCE_BRANCH,
    NOT_AS_PUBLISHED,
    SIGNING_FAILED,
    NOT_SIGNED,
)
