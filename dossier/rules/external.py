"""D80x: faults of addresses on the web, found by `check --external` only."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

GONE = Rule(
    "D801",
    "gone-address",
    Severity.WARNING,
    "An address that answers 404 or 410, or whose host is not known any more.",
    "A source that readers cannot reach proves nothing; a saved copy does.",
    "url: https://news.example/deleted",
    'url_status: dead\narchive:\n  - {url: "https://archive.example/…", date: 2020-08-16}',
)
MOVED = Rule(
    "D802",
    "moved-address",
    Severity.NOTE,
    "An address that answers with a permanent redirect to another page.",
    "Redirects end one day; the new address is known today.",
    "url: http://news.example/1",
    "url: https://news.example/story/1",
)
BLOCKED = Rule(
    "D803",
    "blocked-address",
    Severity.NOTE,
    "An address that does not answer programs: 401, 403, 405, 429, 451 or 999.",
    "It says nothing about the page; look at it yourself. It never fails a check.",
    "url: https://paywall.example/story",
    "Open it in a browser, and save a copy.",
)
UNKNOWN = Rule(
    "D804",
    "unanswered-address",
    Severity.NOTE,
    "An address that could not be judged: time-out, certificate, server error.",
    "The fault may be ours or theirs, today or for ever; ask again another day.",
    "url: https://slow.example/story",
    "Run `dossier check --external` again later.",
)

RULES = (GONE, MOVED, BLOCKED, UNKNOWN)
