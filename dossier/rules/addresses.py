"""D64x: faults of addresses in the site, found by the plan."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

SAME_ADDRESS = Rule(
    "D640",
    "same-address",
    Severity.ERROR,
    "Two things in the site would have one address, or addresses that differ in case only, or one inside the other.",
    "One would overwrite the other on Windows and macOS, and a reader would be shown the wrong page.",
    "content/media/sources/index.html beside the list of sources",
    "content/media/sources/scan.png",
)
RESERVED_NAME = Rule(
    "D641",
    "reserved-name",
    Severity.ERROR,
    "A part of an address is a name that Windows keeps for itself, or ends in a dot or a blank.",
    "The site could not be unpacked on Windows, nor its project cloned.",
    "content/topics/con.md",
    "content/topics/constitution.md",
)
LONG_NAME = Rule(
    "D642",
    "long-name",
    Severity.ERROR,
    "A part of an address is longer than 200 bytes.",
    "File systems end names at 255 bytes, and archives and servers need some of these.",
    "content/notes/a-name-that-goes-on-for-more-than-two-hundred-bytes-….md",
    "content/notes/short-name.md",
)
NO_BASE_URL = Rule(
    "D643",
    "no-base-url",
    Severity.NOTE,
    "dossier.yaml has no `base_url`, so feeds, sitemap and canonical links are not written.",
    "These need the full address of the site; everything else works without it.",
    "title: The vote",
    "base_url: https://example.org/vote/",
)
MENU_TARGET = Rule(
    "D644",
    "unknown-menu-target",
    Severity.ERROR,
    "An entry of the menu leads nowhere.",
    "A reader would look for a page that is not there.",
    "menu: [{to: timelnie}]",
    "menu: [{to: timeline}]",
)

RULES = (SAME_ADDRESS, RESERVED_NAME, LONG_NAME, NO_BASE_URL, MENU_TARGET)
