"""D85x: faults of publishing: the target, the host, and what stands there already."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

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
    "A value of a publishing target cannot be used: it names no branch, or a folder of the sources.",
    "Sources and site must never be able to destroy each other, and git must read a name as a name.",
    "publish: {main: {type: git, remote: origin, branch: 'a..b'}}",
    "publish: {main: {type: git, remote: origin, branch: pages}}",
)

RULES = (TARGET_KEYS, TARGET_VALUE)
