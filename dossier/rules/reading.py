"""D1xx: faults of files, front matter and YAML."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

ENCODING = Rule(
    "D101",
    "not-utf8",
    Severity.ERROR,
    "Bytes that are not UTF-8.",
    "A file in another encoding shows other letters than were typed, and names stop matching. Nothing is guessed.",
    "title: caf\\xe9   (saved as Windows-1252)",
    "title: café   (saved as UTF-8)",
)

CHARACTER = Rule(
    "D102",
    "forbidden-character",
    Severity.ERROR,
    "A control character, a direction override or a code point that is no character.",
    "Control characters break feeds and terminals; direction overrides make a reader see other words than are there.",
    'title: "Minister \\u202egnihton did\\u202c"',
    'title: "Minister did nothing"',
)

NO_FRONT_MATTER = Rule(
    "D103",
    "no-front-matter",
    Severity.ERROR,
    "A text without front matter.",
    "A record needs at least its title or name; without it there is nothing to list, link or cite.",
    "Only text.",
    "---\ntitle: The vote\n---\n\nThe text.",
)

UNCLOSED = Rule(
    "D104",
    "unclosed-front-matter",
    Severity.ERROR,
    "Front matter without its second line of three dashes.",
    "Without the second fence the whole text would be read as keys and values.",
    "---\ntitle: The vote\n\nThe text.",
    "---\ntitle: The vote\n---\n\nThe text.",
)

BEFORE_FENCE = Rule(
    "D105",
    "text-before-front-matter",
    Severity.ERROR,
    "Something before the front matter.",
    "Other programs, and other people, take front matter for text unless it starts on the first line.",
    "\n---\ntitle: The vote\n---",
    "---\ntitle: The vote\n---",
)

FENCE_SHAPE = Rule(
    "D106",
    "other-front-matter",
    Severity.ERROR,
    "Front matter in another language or with another fence.",
    "One way to write a record keeps a dossier readable for everybody who works on it.",
    '+++\ntitle = "The vote"\n+++',
    "---\ntitle: The vote\n---",
)

SYNTAX = Rule(
    "D107",
    "yaml-syntax",
    Severity.ERROR,
    "Front matter that is no YAML.",
    "A value that cannot be read is never guessed. Most often a text with `: ` or a quote in it needs quotes.",
    "title: Minister: I did not",
    'title: "Minister: I did not"',
)

DUPLICATE_KEY = Rule(
    "D108",
    "duplicate-key",
    Severity.ERROR,
    "One key written twice.",
    "One of the two values would be lost, and nobody could tell which was meant.",
    "title: First title\ntitle: Second title",
    "title: First title",
)

NOT_A_MAP = Rule(
    "D109",
    "not-keys-and-values",
    Severity.ERROR,
    "Front matter, or an entry in it, that is no `key: value`.",
    "A record is a set of named fields; a list or a bare text has no names.",
    "- title: The vote",
    "title: The vote",
)

LIMIT = Rule(
    "D110",
    "too-much-yaml",
    Severity.ERROR,
    "Front matter nested deeper, or grown larger through aliases, than any record needs.",
    "A few lines of aliases can stand for billions of values; a record that needs more than 20 levels is not readable.",
    "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]   (and so on)",
    "topics: [x]",
)

ALIAS = Rule(
    "D111",
    "bad-alias",
    Severity.ERROR,
    "An alias that names nothing, or its own list.",
    "`*name` repeats what `&name` marked above it; it cannot repeat what is not finished. A text that starts with `*` "
    "needs quotes.",
    "topics: *subjects",
    "topics: [economy]",
)

TAG = Rule(
    "D112",
    "yaml-tag",
    Severity.ERROR,
    "A YAML tag.",
    "Tags choose types and can make other programs run code. The field decides the type here, so no tag is needed.",
    "title: !!python/name:os.system",
    'title: "!!python/name:os.system"',
)

MERGE_KEY = Rule(
    "D113",
    "yaml-merge",
    Severity.ERROR,
    "A merge key `<<`.",
    "Merged keys hide what a record says and can grow without bound.",
    "<<: *shared",
    "topics: [economy]",
)

COMMENT = Rule(
    "D114",
    "comment-swallows-text",
    Severity.ERROR,
    "Words of a value lost behind ` #`.",
    "In YAML a `#` after a space starts a comment, so the rest of a title would be dropped without a word.",
    "title: Statement #2 of the committee",
    'title: "Statement #2 of the committee"',
)

FILE_NAME = Rule(
    "D120",
    "not-a-text",
    Severity.WARNING,
    "A file among the records that is no Markdown text.",
    "Only files that end in `.md` are read; a record saved under another ending would be missing without a word.",
    "content/articles/vote.txt",
    "content/articles/vote.md",
)

FOLDER = Rule(
    "D121",
    "unknown-folder",
    Severity.ERROR,
    "A text in a folder that is no kind of record.",
    "The first folder in content/ says what a text is; a misspelt one would leave its records out.",
    "content/artikles/vote.md",
    "content/articles/vote.md",
)

RULES: tuple[Rule, ...] = (
    ENCODING,
    CHARACTER,
    NO_FRONT_MATTER,
    UNCLOSED,
    BEFORE_FENCE,
    FENCE_SHAPE,
    SYNTAX,
    DUPLICATE_KEY,
    NOT_A_MAP,
    LIMIT,
    ALIAS,
    TAG,
    MERGE_KEY,
    COMMENT,
    FILE_NAME,
    FOLDER,
)
