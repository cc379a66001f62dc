"""D5xx: editorial rules over the whole dossier; levels can be set in dossier.yaml.

A warning is something a careful curator mends; a note is a fact of life that a reader should know.
"""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

UNCITED_PARAGRAPH = Rule(
    "D501",
    "uncited-paragraph",
    Severity.WARNING,
    configurable=True,
    summary="A paragraph of a note cites nothing.",
    why="From every sentence a reader must reach a source. Paragraphs that end with a colon, and texts on method, "
    "are exempt.",
    bad="The government resigned.",
    good="The government resigned [@gulftime-2020-08-16].",
)
EVENT_WITHOUT_SOURCE = Rule(
    "D502",
    "event-without-source",
    Severity.WARNING,
    configurable=True,
    summary="No source reports an event.",
    why="An event stands on the timeline as a fact. Sources, text, figures of the event and articles "
    "that list it all count.",
    bad="title: March of the new Belarus",
    good="title: March of the new Belarus\nsources: [gulftime-2020-08-16]",
)
CLAIM_WITHOUT_SOURCE = Rule(
    "D503",
    "claim-without-source",
    Severity.WARNING,
    configurable=True,
    summary="A claim has no evidence.",
    why="A claim is what somebody says somewhere; without the place it is ours.",
    bad="statement: 200,000 people marched.",
    good="statement: 200,000 people marched.\nevidence: [gulftime-2020-08-16]",
)
SINGLE_ORIGIN = Rule(
    "D504",
    "single-origin",
    Severity.NOTE,
    configurable=True,
    summary="Everything behind a claim goes back to one origin.",
    why="Seven papers with one agency's text are one witness. Readers are told; the curator may look for a second.",
    bad="evidence: [ap-2020-08-16, post-ap-copy]",
    good="evidence: [ap-2020-08-16, bloomberg-2020-08-16]",
)
ANONYMOUS_ONLY = Rule(
    "D505",
    "anonymous-only",
    Severity.NOTE,
    configurable=True,
    summary="A claim rests on unnamed sources only.",
    why="Nobody can be asked. Readers are told; another claim with a name says more.",
    bad="attribution: anonymous",
    good="attribution: {type: anonymous, anonymous: {count: 3, reason: fear of reprisal}}",
)
STATE_RELAYED_ONLY = Rule(
    "D506",
    "state-relayed-only",
    Severity.NOTE,
    configurable=True,
    summary="A claim reached us only through outlets that a state controls.",
    why="A state is a source on what it says, hardly on what it did. Readers are told.",
    bad="evidence: [state-agency-2020-08-16]",
    good="evidence: [state-agency-2020-08-16, independent-2020-08-16]",
)
QUOTATION_WITHOUT_LOCATOR = Rule(
    "D507",
    "quotation-without-locator",
    Severity.NOTE,
    configurable=True,
    summary="A quotation does not say where in its source it stands.",
    why="Words are found again faster by paragraph, page or minute.",
    bad="> We will stay.\n>\n> -- [[anna]] [@gulftime-2020-08-16]",
    good="> We will stay.\n>\n> -- [[anna]] [@gulftime-2020-08-16, ¶ 4]",
)
QUOTATION_WITHOUT_CITATION = Rule(
    "D508",
    "quotation-without-citation",
    Severity.WARNING,
    configurable=True,
    summary="A quotation names no source.",
    why="Exact words without the place where they stand cannot be checked.",
    bad="> We will stay.\n>\n> -- [[anna]]",
    good="> We will stay.\n>\n> -- [[anna]] [@gulftime-2020-08-16, ¶ 4]",
)
EVENT_AFTER_SOURCES = Rule(
    "D509",
    "event-after-sources",
    Severity.WARNING,
    configurable=True,
    summary="An event that happened is dated after everything that reports it.",
    why="What was printed on Sunday cannot report Monday: one of the dates is wrong, or the event was only planned.",
    bad="date: 2020-08-17          # its only source was published on 2020-08-16",
    good="date: 2020-08-16",
)
ROLE_OUTSIDE_DATES = Rule(
    "D510",
    "role-outside-dates",
    Severity.WARNING,
    configurable=True,
    summary="An actor is named by a role that the record does not give it for that day.",
    why="Who is president when is what readers look up here. The role, its dates or the words are wrong.",
    bad="participants: [{actor: anna, note: Foreign Minister}]   # before anna took office",
    good="participants: [{actor: anna, note: candidate}]",
)
NEAR_DUPLICATE_ACTORS = Rule(
    "D511",
    "near-duplicate-actors",
    Severity.WARNING,
    configurable=True,
    summary="Two actors have almost the same name.",
    why="One person under two ids is split for every reader. Two different people are told apart by "
    "a relation between them.",
    bad="Svetlana Tikhanovskaya beside Svetlana Tikhanovskaia",
    good="names: [Svetlana Tikhanovskaia]",
)
ORPHAN = Rule(
    "D512",
    "orphan",
    Severity.NOTE,
    configurable=True,
    summary="No other record speaks of this one.",
    why="Readers find it only through lists and search.",
    bad="content/places/grodno.md, which nothing names",
    good="places: [grodno]          # in an event",
)
SOURCE_WITHOUT_ADDRESS = Rule(
    "D513",
    "source-without-address",
    Severity.WARNING,
    configurable=True,
    summary="An article has no address, no saved copy on the web and no page in print.",
    why="Nobody but the curator can read what is cited.",
    bad="title: Thousands march",
    good="title: Thousands march\nurl: https://news.example/march",
)
UNDATED_ARTICLE = Rule(
    "D514",
    "undated-article",
    Severity.NOTE,
    configurable=True,
    summary="An article has no date of publication.",
    why="What was known when is half of the evidence. A month or a year is better than nothing.",
    bad="title: Thousands march",
    good="title: Thousands march\npublished: 2020-08",
)
UNSOURCED_SPELLING = Rule(
    "D515",
    "unsourced-spelling",
    Severity.NOTE,
    configurable=True,
    summary="A spelling of a name has no source.",
    why="A spelling that nobody printed is an invention; a source shows who uses it.",
    bad="names: [Tsikhanouskaya]",
    good="names: [{value: Tsikhanouskaya, sources: [tutby-2020-08-16]}]",
)
DISPUTED_WITHOUT_DISPUTE = Rule(
    "D516",
    "disputed-without-dispute",
    Severity.WARNING,
    configurable=True,
    summary="A claim is disputed, but nothing disputes it.",
    why="Readers must be able to reach who says otherwise: evidence with `stance: disputes`, a claim that disputes it, "
    "or a rival under the same question.",
    bad="status: disputed",
    good="status: disputed\nevidence: [{source: tass-2020-08-16, stance: disputes}]",
)
VANISHED_URL = Rule(
    "D517",
    "vanished-url",
    Severity.WARNING,
    configurable=True,
    summary="A page of the last published site is no more.",
    why="Somebody has cited it. A record that was renamed keeps its old id in `former_ids`, which becomes a redirect.",
    bad="content/actors/tikhanovskaya.md, renamed from tikhanovskaia.md",
    good="former_ids: [tikhanovskaia]",
)
CORROBORATED_BY_ONE = Rule(
    "D518",
    "corroborated-by-one",
    Severity.WARNING,
    configurable=True,
    summary="A claim is called corroborated, but has fewer than two independent origins.",
    why="Corroboration means that somebody else says so from their own knowledge.",
    bad="status: corroborated\nevidence: [ap-2020-08-16]",
    good="status: reported\nevidence: [ap-2020-08-16]",
)
UNSOURCED_FACT = Rule(
    "D519",
    "unsourced-fact",
    Severity.NOTE,
    configurable=True,
    summary="A role or a relation of an actor has no source.",
    why="Offices and ties are printed as sentences, and sentences have sources. A source of the whole record counts.",
    bad="roles: [Foreign Minister]",
    good="roles: [{title: Foreign Minister, sources: [tass-2020-08-16]}]",
)
QUOTATION_NOT_IN_COPY = Rule(
    "D520",
    "quotation-not-in-copy",
    Severity.WARNING,
    configurable=True,
    summary="Words are quoted that do not stand in the saved copy of their source.",
    why="A quotation is a promise: these very words. Either it was mistyped, or the source has changed.",
    bad="> We will leave.\n>\n> -- [[anna]] [@gulftime-2020-08-16, ¶ 4]",
    good="> We will stay.\n>\n> -- [[anna]] [@gulftime-2020-08-16, ¶ 4]",
)
COPY_MISSING = Rule(
    "D521",
    "copy-missing",
    Severity.NOTE,
    configurable=True,
    summary="A record names a saved copy that is not in content/archive/.",
    why="Quotations cannot be compared with it, and readers are told that they were not.",
    bad="archive:\n  - {file: gulftme-2020-08-16.html, date: 2020-08-16}",
    good="archive:\n  - {file: gulftime-2020-08-16.html, date: 2020-08-16}",
)
COPY_CHANGED = Rule(
    "D522",
    "copy-changed",
    Severity.ERROR,
    configurable=True,
    summary="A saved copy has another SHA-256 than its record says.",
    why="The digest is what shows that the copy is still the page that was seen. A changed copy proves nothing.",
    bad="archive:\n  - {file: gulftime-2020-08-16.html, sha256: <that of another file>}",
    good="archive:\n  - {file: gulftime-2020-08-16.html, sha256: <that of this file>}",
)

RULES: tuple[Rule, ...] = (
    UNCITED_PARAGRAPH,
    EVENT_WITHOUT_SOURCE,
    CLAIM_WITHOUT_SOURCE,
    SINGLE_ORIGIN,
    ANONYMOUS_ONLY,
    STATE_RELAYED_ONLY,
    QUOTATION_WITHOUT_LOCATOR,
    QUOTATION_WITHOUT_CITATION,
    EVENT_AFTER_SOURCES,
    ROLE_OUTSIDE_DATES,
    NEAR_DUPLICATE_ACTORS,
    ORPHAN,
    SOURCE_WITHOUT_ADDRESS,
    UNDATED_ARTICLE,
    UNSOURCED_SPELLING,
    DISPUTED_WITHOUT_DISPUTE,
    VANISHED_URL,
    CORROBORATED_BY_ONE,
    UNSOURCED_FACT,
    QUOTATION_NOT_IN_COPY,
    COPY_MISSING,
    COPY_CHANGED,
)
