"""D4xx: faults of ids, references and citations."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

DUPLICATE_ID = Rule(
    "D401",
    "duplicate-id",
    Severity.ERROR,
    summary="Two records have one id.",
    why="An id is unique over all kinds, also in other case and other Unicode forms: it is the word by "
    "which texts link, and Windows and macOS keep only one of `Anna` and `anna`. The first file keeps the id.",
    bad="content/actors/minsk.md beside content/places/minsk.md",
    good="content/actors/minsk-city-council.md beside content/places/minsk.md",
)
SHARED_ALIAS = Rule(
    "D402",
    "shared-alias",
    Severity.ERROR,
    summary="An alias or former id is also the id, alias or former id of another record.",
    why="A word that texts link by must lead to one record, today and after the next edit.",
    bad="aliases: [minsk]        # while content/places/minsk.md exists",
    good="aliases: [minsk-city]",
)
UNUSABLE_ALIAS = Rule(
    "D403",
    "unusable-alias",
    Severity.ERROR,
    summary="An alias looks like a path or an address.",
    why="An alias is a word in a text. It leads nowhere else, least of all out of the site.",
    bad='aliases: ["../../other/x"]',
    good="aliases: [the other x]",
)
UNKNOWN_REFERENCE = Rule(
    "D410",
    "unknown-reference",
    Severity.ERROR,
    summary="A link names no record.",
    why="The reader would be promised something that is not there.",
    bad="[[tikhanovskaia]]",
    good="[[tikhanovskaya]]",
)
AMBIGUOUS_REFERENCE = Rule(
    "D411",
    "ambiguous-reference",
    Severity.ERROR,
    summary="A link names several records.",
    why="Which one was meant is the curator's knowledge; dossier does not guess.",
    bad="[[Minsk]]              # a place and an actor bear that name",
    good="[[place:minsk]]",
)
WRONG_KIND = Rule(
    "D412",
    "wrong-kind",
    Severity.ERROR,
    summary="A field names a record of a kind that cannot stand there.",
    why="An event cannot take part in an event, a place cannot publish an article.",
    bad="participants: [minsk]  # a place",
    good="participants: [minsk-city-council]",
)
UNKNOWN_HEADING = Rule(
    "D413",
    "unknown-heading",
    Severity.ERROR,
    summary="A link names a heading that its target does not have.",
    why="The reader would land at the top of a page and have to search.",
    bad="[[method#Namess]]",
    good="[[method#Names]]",
)
NEAR_LITERAL = Rule(
    "D414",
    "near-literal",
    Severity.WARNING,
    summary="Free text is almost the name of a record.",
    why="Text is allowed here, so a slip of a finger silently splits one actor, outlet or topic into two.",
    bad="outlet: Gulf Tmes",
    good="outlet: Gulf Times",
)
HIDDEN_REFERENCE = Rule(
    "D415",
    "hidden-reference",
    Severity.WARNING,
    summary="A public record names a draft or a scheduled one.",
    why="Nothing of it is published: your own link text stays as plain text, a mention without text and an entry "
    "in front matter are left out.",
    bad="[[a-draft]]",
    good="[[a-draft|the second round]]   # or publish the draft",
)
PRIVATE_REFERENCE = Rule(
    "D416",
    "private-reference",
    Severity.ERROR,
    summary="A public record names a private one.",
    why="Even that a private record exists may be dangerous to someone. It is left out, and the "
    "sentence may no longer read.",
    bad="[[witness-7]] saw it.",
    good="[[witness-7|A witness]] saw it.   # printed as plain text, with a warning",
)
UNKNOWN_CITATION = Rule(
    "D420",
    "unknown-citation",
    Severity.ERROR,
    summary="A citation names no article and no work of the bibliography.",
    why="A sentence whose source cannot be reached is a sentence without a source.",
    bad="He resigned [@gulftime-2020-08-61].",
    good="He resigned [@gulftime-2020-08-16].",
)
HIDDEN_CITATION = Rule(
    "D421",
    "hidden-citation",
    Severity.ERROR,
    summary="A public record cites a source that is not public.",
    why="The citation is left out, and the reader sees a statement without its source.",
    bad="He resigned [@a-private-source].",
    good="He resigned [@a-public-source].",
)
KEY_TAKEN = Rule(
    "D422",
    "key-taken",
    Severity.ERROR,
    summary="An article has the key of a work in the bibliography.",
    why="`[@key]` must lead to one work. The article is the one that is cited.",
    bad="content/articles/ap-2020.md beside an entry `ap-2020` in content/bibliography/library.json",
    good="The entry leaves the bibliography: the article's record already describes it.",
)
MISSING_IMAGE = Rule(
    "D430",
    "missing-image",
    Severity.ERROR,
    summary="An image is not in media/.",
    why="Readers would see a broken frame. Case counts: servers tell `Map.png` from `map.png`.",
    bad="![Route of the march](/media/Map.png)",
    good="![Route of the march](/media/map.png)",
)
CYCLE = Rule(
    "D440",
    "cycle",
    Severity.ERROR,
    summary="Records contain, copy or translate each other in a circle.",
    why="A place inside itself has no place in a list. The link that closes the circle is left out.",
    bad="parent: minsk          # in content/places/belarus.md, while minsk has parent: belarus",
    good="parent: europe",
)

RULES: tuple[Rule, ...] = (
    DUPLICATE_ID,
    SHARED_ALIAS,
    UNUSABLE_ALIAS,
    UNKNOWN_REFERENCE,
    AMBIGUOUS_REFERENCE,
    WRONG_KIND,
    UNKNOWN_HEADING,
    NEAR_LITERAL,
    HIDDEN_REFERENCE,
    PRIVATE_REFERENCE,
    UNKNOWN_CITATION,
    HIDDEN_CITATION,
    KEY_TAKEN,
    MISSING_IMAGE,
    CYCLE,
)
