"""D3xx: faults of Markdown text."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

TEXT_BEYOND_LIMITS = Rule(
    "D301",
    "text-beyond-limits",
    Severity.ERROR,
    "A text, table or paragraph is larger or nested deeper than a reader could use.",
    "Such a text takes minutes to parse and never helps a reader; it is shown as plain text so that nothing is lost.",
    "> > > > > > > > (a hundred times) deep",
    "> a quotation",
)
RAW_HTML = Rule(
    "D302",
    "raw-html",
    Severity.WARNING,
    "HTML stands in a text.",
    "HTML could load things from elsewhere or run code in the reader's browser, so it is shown as text.",
    "Call <b>now</b>.",
    "Call **now**.",
)
OPEN_COMMENT = Rule(
    "D303",
    "open-comment",
    Severity.ERROR,
    "A comment begins and never ends.",
    "A comment is meant for editors only. What follows is left out, since it may be meant for nobody else.",
    "Visible. <!-- ask J. about this",
    "Visible. <!-- ask J. about this -->",
)
UNSAFE_ADDRESS = Rule(
    "D304",
    "unsafe-address",
    Severity.ERROR,
    "A link leads to an address that may not be linked.",
    "Some addresses run code, start programs, read files or hide where they lead. The words stay, the link goes.",
    "[source](javascript:alert(1))",
    "[source](https://example.org/report)",
)
LOOKALIKE_ADDRESS = Rule(
    "D305",
    "look-alike-address",
    Severity.WARNING,
    "The host of a link mixes letters of several scripts.",
    "Addresses that look like a known one are used to deceive.",
    "[source](https://\u0430pple.example/)",
    "[source](https://apple.example/)",
)
REMOTE_IMAGE = Rule(
    "D306",
    "remote-image",
    Severity.WARNING,
    "An image lies on another server.",
    "Loading it would tell that server who reads the page. It is shown as a link.",
    "![chart](https://example.org/chart.png)",
    "![chart](/media/chart.png)",
)
MISSING_ALT = Rule(
    "D307",
    "missing-alt",
    Severity.WARNING,
    "An image has no words for readers who do not see it.",
    "Screen readers, text browsers and search find only the words.",
    "![](/media/chart.png)",
    "![Votes per region, 2020](/media/chart.png)",
)
UNDEFINED_FOOTNOTE = Rule(
    "D308",
    "undefined-footnote",
    Severity.ERROR,
    "A footnote is named but not written.",
    "The reader would see the bare mark.",
    "A claim.[^9]",
    "A claim.[^9]\n\n[^9]: Its footnote.",
)
UNUSED_FOOTNOTE = Rule(
    "D309",
    "unused-footnote",
    Severity.WARNING,
    "A footnote is written but never named.",
    "It does not appear on the page.",
    "A claim.\n\n[^1]: Its footnote.",
    "A claim.[^1]\n\n[^1]: Its footnote.",
)
REPEATED_FOOTNOTE = Rule(
    "D310",
    "repeated-footnote",
    Severity.ERROR,
    "A footnote is written twice.",
    "Only one of them could appear on the page.",
    "A claim.[^1]\n\n[^1]: One.\n\n[^1]: Another.",
    "A claim.[^1] Another.[^2]\n\n[^1]: One.\n\n[^2]: Another.",
)
REPEATED_ID = Rule(
    "D311",
    "repeated-id",
    Severity.ERROR,
    "An id is given twice in one text.",
    "A link could lead to either place.",
    "## One {#a}\n\n## Two {#a}",
    "## One {#a}\n\n## Two {#b}",
)
UNKNOWN_ATTRIBUTE = Rule(
    "D312",
    "unknown-attribute",
    Severity.WARNING,
    "An attribute or class in braces is not one that a text may set.",
    "Looks belong to the theme; some attributes would run code. It is left out.",
    "[x](https://example.org){onclick=a}",
    "[x](https://example.org){.small}",
)
UNKNOWN_BOX = Rule(
    "D313",
    "unknown-box",
    Severity.ERROR,
    "A box is of a kind that does not exist.",
    "The theme knows note, tip, important, warning and caution. It is shown as a note.",
    "::: warnign\nText.\n:::",
    "::: warning\nText.\n:::",
)
OPEN_BOX = Rule(
    "D314",
    "open-box",
    Severity.WARNING,
    "A box begins and never ends.",
    "Everything after it stands inside the box.",
    "::: note\nText.",
    "::: note\nText.\n:::",
)
EMBEDDED_RECORD = Rule(
    "D315",
    "embedded-record",
    Severity.ERROR,
    "A record or file is embedded with `![[…]]`.",
    "Texts are not copied into each other: each statement has one place and its own sources. It becomes a link.",
    "![[minsk-march]]",
    "[[minsk-march]]",
)
CITATION_SYNTAX = Rule(
    "D316",
    "citation-syntax",
    Severity.ERROR,
    "Two sources stand in a citation without `;` between them.",
    "The second would be printed as text instead of leading to its source.",
    "It is so [@a and @b].",
    "It is so [@a; @b].",
)
HIDDEN_DIRECTION = Rule(
    "D317",
    "hidden-direction",
    Severity.WARNING,
    "An invisible character turns the direction of the text.",
    "It can make a name or an address read as another one. It is replaced by a visible mark.",
    "The file report &#x202e;gnp.exe was sent.",
    "The file report exe.png was sent.",
)
ONION_LINK = Rule(
    "D318",
    "onion-link",
    Severity.WARNING,
    "A link leads to an onion address.",
    "In an ordinary browser a click tells the network what the reader looks for. The address is shown as text.",
    "[tip us](http://abcdefghijklmnop.onion/)",
    "`http://abcdefghijklmnop.onion/`",
)
EMPTY_REFERENCE = Rule(
    "D319",
    "empty-reference",
    Severity.ERROR,
    "Brackets or braces name no record.",
    "The reader would see the bare brackets.",
    "See [[|him]] and {claim: }.",
    "See [[lukashenko|him]] and {claim: turnout}.",
)
SKIPPED_LEVEL = Rule(
    "D320",
    "skipped-level",
    Severity.WARNING,
    "A heading is more than one level below the one before it.",
    "Readers who move by headings take the gap for a missing part.",
    "# One\n\n### Two",
    "# One\n\n## Two",
)

RULES: tuple[Rule, ...] = (
    TEXT_BEYOND_LIMITS,
    RAW_HTML,
    OPEN_COMMENT,
    UNSAFE_ADDRESS,
    LOOKALIKE_ADDRESS,
    REMOTE_IMAGE,
    MISSING_ALT,
    UNDEFINED_FOOTNOTE,
    UNUSED_FOOTNOTE,
    REPEATED_FOOTNOTE,
    REPEATED_ID,
    UNKNOWN_ATTRIBUTE,
    UNKNOWN_BOX,
    OPEN_BOX,
    EMBEDDED_RECORD,
    CITATION_SYNTAX,
    HIDDEN_DIRECTION,
    ONION_LINK,
    EMPTY_REFERENCE,
    SKIPPED_LEVEL,
)
