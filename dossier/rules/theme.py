"""D65x: faults of templates and of the theme's assets."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

UNREADABLE = Rule(
    "D650",
    "unreadable-template",
    Severity.ERROR,
    "A template that is not UTF-8 text.",
    "Half-read letters would stand on every page.",
    "templates/page.html (Latin-1)",
    "templates/page.html (UTF-8)",
)
SYNTAX = Rule(
    "D651",
    "template-syntax",
    Severity.ERROR,
    "A template that Jinja cannot read.",
    "No page that needs it can be made.",
    "{% for item in page.items %}{{ item.title }",
    "{% for item in page.items %}{{ item.title }}{% endfor %}",
)
FAILED = Rule(
    "D652",
    "template-failed",
    Severity.ERROR,
    "A template that stops while a page is made: an unknown name, a wrong filter, a value of another kind.",
    "The page would be incomplete; the last good site stays.",
    "{{ page.titel }}",
    "{{ page.title }}",
)
MISSING = Rule(
    "D653",
    "missing-template",
    Severity.ERROR,
    "A template that is named but does not exist.",
    "No page that needs it can be made.",
    '{% extends "bace.html" %}',
    '{% extends "base.html" %}',
)
STYLE_REMOTE = Rule(
    "D654",
    "remote-style",
    Severity.ERROR,
    "A style sheet of the project that loads something from elsewhere, or another style sheet.",
    "Each reader would be reported to a third party; the site must work from a folder without a network.",
    "@import url(https://fonts.example/css);",
    'Put the font in templates/assets/ and write `url("font.woff2")`.',
)
ASSET_MISSING = Rule(
    "D655",
    "missing-asset",
    Severity.ERROR,
    "A style sheet that names a file which is not among the assets.",
    "The picture or font would be missing on every page.",
    'src: url("fonts/serif.woff2")',
    "Put the file at templates/assets/fonts/serif.woff2.",
)
STALE = Rule(
    "D656",
    "stale-template",
    Severity.NOTE,
    "A copied template or asset whose default has changed since.",
    "What the default mended or added since then is missing on your pages, and nothing else would say so.",
    "templates/note.html, copied from the default of an earlier version",
    "Compare it with `dossier templates diff note.html`, take over what you want, then put the digest named there into "
    "the first line.",
)

RULES = (UNREADABLE, SYNTAX, FAILED, MISSING, STYLE_REMOTE, ASSET_MISSING, STALE)
