"""D2xx: faults of fields and their values."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

UNKNOWN_KEY = Rule(
    "D201",
    "unknown-key",
    Severity.ERROR,
    "A key that the record does not have.",
    "A misspelt key would drop its value without a word. Data of your own goes under `extra`.",
    "titel: The vote",
    "title: The vote",
)

MISSING = Rule(
    "D202",
    "missing-key",
    Severity.ERROR,
    "A key without which the record says nothing is missing or empty.",
    "Only what makes a record meaningful is required: without it there is nothing to list, link or cite.",
    "title:",
    "title: The vote",
)

WRONG_TYPE = Rule(
    "D203",
    "wrong-type",
    Severity.ERROR,
    "A list, a map or a text where another of the three belongs.",
    "Which of several values was meant is not guessed.",
    "title: [The vote, The election]",
    "title: The vote",
)

UNKNOWN_VALUE = Rule(
    "D204",
    "unknown-value",
    Severity.ERROR,
    "A word that is not among those a field knows.",
    "Kinds, roles and standings are closed sets, so that lists, icons and counts mean the same on every page.",
    "genre: news",
    "genre: report",
)

DATE = Rule(
    "D205",
    "impossible-date",
    Severity.ERROR,
    "A date that does not exist, or is not written in EDTF.",
    "A date is the first thing a reader checks. Neither the order of day and month nor a missing day is guessed.",
    "published: 2020-08-32",
    "published: 2020-08-31",
)

URL = Rule(
    "D206",
    "unsafe-url",
    Severity.ERROR,
    "An address that may not be linked.",
    "An address may run code in the reader's browser, lead elsewhere than it says, or hold a password.",
    "url: javascript:alert(1)",
    "url: https://example.org/story",
)

LANGUAGE = Rule(
    "D207",
    "unknown-language",
    Severity.ERROR,
    "A language that is not written as a BCP 47 tag.",
    "Screen readers, hyphenation, quotation marks and search depend on the tag.",
    "language: Russian",
    "language: ru",
)

COUNTRY = Rule(
    "D208",
    "unknown-country",
    Severity.ERROR,
    "A country that is not written as an ISO 3166-1 code of two letters.",
    "Names of countries differ by language; the code is printed in the reader's.",
    "country: Belarus",
    "country: BY",
)

ZONE = Rule(
    "D209",
    "unknown-time-zone",
    Severity.ERROR,
    "A time zone that is not in the IANA database.",
    "A time without its zone can be hours, and a date a day, off.",
    "time_zone: Europe/Atlantis",
    "time_zone: Europe/Minsk",
)

NUMBER = Rule(
    "D210",
    "not-a-number",
    Severity.ERROR,
    "A number that is not written in plain digits.",
    "`200,000` is two hundred to one reader and two hundred thousand to another.",
    "value: {number: 200.000,5, unit: people}",
    "value: {number: 200000, unit: people}",
)

DIGEST = Rule(
    "D211",
    "not-a-digest",
    Severity.ERROR,
    "A SHA-256 digest that is not 64 hexadecimal digits.",
    "A digest proves that a saved copy has not changed; a part of one proves nothing.",
    "sha256: d41d8cd9",
    "sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
)

LOCATOR = Rule(
    "D212",
    "unknown-locator",
    Severity.ERROR,
    "A place in a source that cannot be read.",
    "The reader should find the sentence relied on without reading the whole source.",
    'sources: ["gulftime-2020-08-16, fourth"]',
    'sources: ["gulftime-2020-08-16, ¶ 4"]',
)

CITATION = Rule(
    "D213",
    "unreadable-citation",
    Severity.ERROR,
    "A source that is named in a way that cannot be read.",
    "In a list between brackets a comma separates entries, so `[key, ¶ 4]` is two sources instead of one place.",
    "sources: [gulftime-2020-08-16, ¶ 4]",
    'sources: ["gulftime-2020-08-16, ¶ 4"]',
)

CONTRADICTION = Rule(
    "D214",
    "contradictory-values",
    Severity.ERROR,
    "Two values that cannot both be right, or one outside its bounds.",
    "A role that ends before it starts is a slip that a reader takes for a fact.",
    "roles: [{title: Minister, start: 2020, end: 2012}]",
    "roles: [{title: Minister, start: 2012, end: 2020}]",
)

EMPTY_ENTRY = Rule(
    "D215",
    "empty-entry",
    Severity.ERROR,
    "An entry of a list that holds nothing.",
    "An empty entry is most often the rest of one that was meant to be filled or deleted.",
    "topics:\n  - economy\n  -",
    "topics:\n  - economy",
)

TIME = Rule(
    "D216",
    "not-a-time",
    Severity.ERROR,
    "A time of day that is not `HH:MM`.",
    "`8 pm` and `20.00` sort and translate differently; hours and minutes do not.",
    "time: {start: 8 pm}",
    "time: {start: 20:00}",
)

ID = Rule(
    "D220",
    "unusable-id",
    Severity.ERROR,
    "An id that cannot be a file, a link and an address alike.",
    "An id is typed in links, named in addresses and kept for ever: letters and digits of any script, with `-`, `_` "
    "and `.` inside, at most 80 of them.",
    "id: ../minister",
    "id: minister",
)

MIXED_SCRIPT = Rule(
    "D221",
    "mixed-scripts",
    Severity.WARNING,
    "A word that mixes Latin and Cyrillic letters.",
    "Look-alike letters make two names of one: search, links and lists take `Ivаn` with a Cyrillic а for another man "
    "(UTS #39 §5).",
    "name: Ivаn   (the third letter is Cyrillic)",
    "name: Ivan",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_KEY,
    MISSING,
    WRONG_TYPE,
    UNKNOWN_VALUE,
    DATE,
    URL,
    LANGUAGE,
    COUNTRY,
    ZONE,
    NUMBER,
    DIGEST,
    LOCATOR,
    CITATION,
    CONTRADICTION,
    EMPTY_ENTRY,
    TIME,
    ID,
    MIXED_SCRIPT,
)
