"""D7xx: faults of bibliography files and citation styles."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

FORMAT = Rule(
    "D701",
    "bibliography-format",
    Severity.ERROR,
    "A file in bibliography/ that is no list of works in CSL-JSON, BibTeX or RIS.",
    "Works that cannot be read cannot be cited; nothing is left out in silence.",
    "content/bibliography/library.docx",
    "content/bibliography/library.json   (Zotero: export as CSL JSON)",
)
SYNTAX = Rule(
    "D702",
    "bibliography-syntax",
    Severity.ERROR,
    "A bibliography file that breaks the grammar of its format.",
    "What stands after the mistake cannot be told from what it is part of, and is never guessed.",
    "@article{doe2024, title = {Title, year = 2024}",
    "@article{doe2024, title = {Title}, year = 2024}",
)
LIMIT = Rule(
    "D703",
    "bibliography-limit",
    Severity.ERROR,
    "A bibliography file nested deeper, or with longer numbers, than any list of works needs.",
    "A few bytes of brackets can take a machine down; no real work needs them.",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    '[{"id": "doe-2024", "type": "webpage", "title": "Title"}]',
)
DUPLICATE_FIELD = Rule(
    "D704",
    "duplicate-field",
    Severity.ERROR,
    "One field of a work written twice.",
    "One of the two values would be lost, and nobody could tell which was meant.",
    '{"id": "doe-2024", "title": "First", "title": "Second"}',
    '{"id": "doe-2024", "title": "First"}',
)
KEY = Rule(
    "D705",
    "unusable-citation-key",
    Severity.ERROR,
    "A work without a key, or with one that cannot be cited.",
    "Texts name works by their key, as in `[@doe-2024]`: letters and digits, with single `:.#$%&-+?<>~/_` between them "
    "(Pandoc manual, “Citation syntax”).",
    "@article{../doe 2024, title = {Title}}",
    "@article{doe-2024, title = {Title}}",
)
DUPLICATE_KEY = Rule(
    "D706",
    "duplicate-citation-key",
    Severity.ERROR,
    "Two works of the bibliography have one key.",
    "`[@key]` must lead to one work. The first one keeps the key.",
    "@article{doe, title = {One}}\n@article{doe, title = {Two}}",
    "@article{doe-2020, title = {One}}\n@article{doe-2021, title = {Two}}",
)
FIELD_TYPE = Rule(
    "D707",
    "bibliography-field",
    Severity.ERROR,
    "A field of a work that holds another kind of value than its format says.",
    "A list where a text should be, or a text where names should be, can only be printed wrongly. The field is left "
    "out.",
    '"author": "Jane Doe"',
    '"author": [{"family": "Doe", "given": "Jane"}]',
)
DATE = Rule(
    "D708",
    "bibliography-date",
    Severity.ERROR,
    "A date of a work that does not exist or cannot be read.",
    "A date is the first thing a reader checks. Nothing is guessed; the work is kept without it.",
    "date = {2020-08-32}",
    "date = {2020-08-31}",
)
DATE_WORDS = Rule(
    "D709",
    "date-in-words",
    Severity.WARNING,
    "A date of a work that is written in words.",
    "It can be neither sorted nor translated, so the work counts as undated; the words are kept in its note.",
    '"issued": {"literal": "summer of 2020"}',
    '"issued": {"date-parts": [[2020]], "season": 2}',
)
URL = Rule(
    "D710",
    "bibliography-url",
    Severity.ERROR,
    "An address of a work that may not be linked.",
    "A reader follows it with one click; `javascript:` runs code, `file:` names your own disk. The work is kept "
    "without it.",
    "UR  - javascript:alert(1)",
    "UR  - https://example.org/article",
)
TYPE = Rule(
    "D711",
    "unknown-work-type",
    Severity.WARNING,
    "A work of a type that dossier does not know.",
    "The type decides how the work is printed; it is printed as a document.",
    '"type": "newspaper"',
    '"type": "article-newspaper"',
)
NO_TITLE = Rule(
    "D712",
    "work-without-title",
    Severity.ERROR,
    "A work without a title.",
    "The list of sources would show nothing to look for. Where a source has none, describe it in square brackets.",
    '{"id": "doe-2024", "type": "post"}',
    '{"id": "doe-2024", "type": "post", "title": "[Post on the march of 16 August]"}',
)
TEX = Rule(
    "D713",
    "unknown-tex-command",
    Severity.WARNING,
    "A TeX command in a BibTeX file that has no meaning here.",
    "Accents and letters are decoded; TeX is never run. The command is printed as it was typed.",
    "title = {\\myLogo{} at ten}",
    "title = {The Logo at ten}",
)
CITATION_STYLE = Rule(
    "D720",
    "citation-style",
    Severity.ERROR,
    "The citation style of dossier.yaml cannot be used.",
    "Sources printed in another style than the one chosen would be wrong everywhere. `house` needs nothing; any other "
    "style needs its .csl file and pandoc.",
    "citation_style: chicago      # no such file",
    "citation_style: styles/chicago.csl",
)

RULES: tuple[Rule, ...] = (
    FORMAT,
    SYNTAX,
    LIMIT,
    DUPLICATE_FIELD,
    KEY,
    DUPLICATE_KEY,
    FIELD_TYPE,
    DATE,
    DATE_WORDS,
    URL,
    TYPE,
    NO_TITLE,
    TEX,
    CITATION_STYLE,
)
