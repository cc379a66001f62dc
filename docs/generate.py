"""Writes the pages of docs/reference/ that can be read from the code: run `.venv/bin/python docs/generate.py`.

tests/test_docs.py fails when a page on disk is not what this script makes now.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from dossier import views
from dossier.cli import COMMANDS
from dossier.cli import command as whole
from dossier.dates import Date, DateFault, label, parse
from dossier.model import RECORDS, Citation, Kind
from dossier.model.records import Common
from dossier.parse.schema import FieldRow, describe
from dossier.rules import ALL, Rule
from dossier.settings import Settings
from scores import HEADINGS, read_measured, score_rows
from speed import EXPLAINED, chart, figure_rows, goal_rows, read_results

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
NOTICE = "<!-- Made by docs/generate.py from the code. Change the code and run the script; do not edit this page. -->"
WIDTH = 100
"""Columns of command help."""


def main() -> None:
    """Write every page whose text has changed."""
    for name, make in PAGES.items():
        target = DOCS / "reference" / name
        text = make()
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8", newline="\n")
            click.echo(f"wrote {target.relative_to(ROOT).as_posix()}")


def page(title: str, *parts: str) -> str:
    """Put a page together; parts are separated by a blank line."""
    return "\n\n".join([f"# {title}", NOTICE, *(part.strip("\n") for part in parts if part)]) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Make a Markdown table. Cells are Markdown; a bar in them is escaped."""
    names = list(head)
    lines = [_line(names), "|" + "---|" * len(names), *(_line(row) for row in rows)]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"


def code(text: str) -> str:
    """Set words as code; "" stays empty."""
    return f"`{text}`" if text else ""


def block(text: str, language: str = "") -> str:
    """Fence a text."""
    return f"```{language}\n{text.rstrip()}\n```"


# Front matter and settings


def front_matter() -> str:
    """Every kind of record with every key."""
    kinds = [kind_section(kind) for kind in Kind]
    return page(
        "Front matter",
        "A record is a Markdown file in `content/`. Its first folder says what kind it is, its name without `.md` is "
        "its id. Between two lines of three dashes stand its keys; below them its text. A key that is not listed here "
        "is an error ([D201](rules.md#d201-unknown-key)), with the nearest name as a suggestion.",
        "Every value is read as text and then by the type of its key: `no`, `12:30` and `010` stay what you wrote. "
        "Where a list is expected, a single value counts as a list of one. `roles[].title` means: the key `title` of "
        "every entry of `roles`. A **reference** is the id of a record (`vera-holt`), its kind and id "
        "(`actor:vera-holt`) or one of its `aliases`. Dates: see [dates](dates.md); places in a source: see "
        "[writing](writing.md#places-in-a-source).",
        " · ".join(f"[{kind.folder}](#{kind.folder})" for kind in Kind)
        + " · [keys of every record](#keys-of-every-record) · [citation](#citation)",
        *kinds,
        "## Keys of every record",
        field_table(describe(Common)),
        "## Citation",
        f"{first_paragraph(Citation)} It is used wherever a source is named: `sources`, `evidence`.",
        block(
            "sources:\n"
            "  - courier-2024-03-04\n"
            "  - courier-2024-03-04, ¶ 4\n"
            "  - {source: courier-2024-03-04, locator: ¶ 4, quote: the evening before, stance: supports}",
            "yaml",
        ),
        field_table(describe(Citation)),
    )


def kind_section(kind: Kind) -> str:
    """One kind: what it is, where it stands, its own keys."""
    shared = {row.name.partition("[")[0] for row in describe(Common) if "." not in row.name}
    own = [row for row in describe(RECORDS[kind]) if re.split(r"\[|\.", row.name)[0] not in shared]
    return "\n\n".join(
        [
            f"## {kind.folder}",
            f"`content/{kind.folder}/…/ID.md` → `/{kind.folder}/ID/`. {first_paragraph(RECORDS[kind])}",
            field_table(own),
        ]
    )


def first_paragraph(cls: type) -> str:
    """Return the first paragraph of a class's docstring on one line."""
    return " ".join((cls.__doc__ or "").split("\n\n")[0].split())


def field_table(rows: Iterable[FieldRow]) -> str:
    """Make the table of keys."""
    return table(("key", "holds", "default", "meaning"), (field_cells(row) for row in rows))


def field_cells(row: FieldRow) -> tuple[str, str, str, str]:
    """One key: name, type with its closed set, default, meaning."""
    holds = row.type
    if row.options:
        holds = f"{row.type}: " + ", ".join(code(option) for option in row.options)
    if row.kinds:
        holds = f"{row.type} to " + " or ".join(f"{kind.value}" for kind in row.kinds)
    if row.text_fills:
        holds += f"; text alone is its `{row.text_fills}`"
    if row.free_text:
        holds += ", or text"
    return code(row.name), holds, "**required**" if row.required else code(row.default), row.doc


def settings() -> str:
    """Every key of dossier.yaml."""
    return page(
        "Settings",
        "`content/dossier.yaml` describes the dossier as a whole. Only `title` is required. `dossier check` reports an "
        "unknown key with the nearest name; `dossier schema dossier` prints a JSON Schema for editors.",
        block(SETTINGS_EXAMPLE, "yaml"),
        field_table(describe(Settings)),
        "## Levels of editorial rules",
        "`checks` sets the level of an editorial rule: `error` stops the build, `warning` is reported (and stops it "
        "with `--strict`), `note` is shown with `--verbose`, `off` is silent. The level of other rules "
        "is fixed.",
        table(
            ("rule", "level", "what is found"),
            ((rule_link(rule), rule.severity.value, rule.summary) for rule in ALL if rule.configurable),
        ),
    )


SETTINGS_EXAMPLE = """\
title: The Harbour Bridge
description: Why was the bridge closed, who knew, and when will it open again?
language: en
time_zone: Europe/London
base_url: https://example.org/harbour-bridge/
editors: [Ada Marsh, {literal: Northport Documentation Group}]
license: {text: CC BY 4.0, data: CC0 1.0, url: "https://creativecommons.org/licenses/by/4.0/"}
contact: {email: corrections@example.org}
methodology: method
menu: [timeline, actors, {label: How we work, to: method}]
home: {lead: what-we-know, actors: [vera-holt, city-council], questions: ["When did the council know?"]}
checks: {uncited-paragraph: error, orphan: off}
"""


# Commands


NOT_CLEAN = "Nothing was written. `templates diff`: an override is stale."


def commands() -> str:
    """Every command with its options, from its own help."""
    parts = [command_section(name) for name in COMMANDS]
    rows = [(f"[`dossier {name}`](#dossier-{name})", line) for name, line in COMMANDS.items()]
    return page(
        "Commands",
        "The same texts are printed by `dossier --help` and `dossier COMMAND --help`.",
        table(("command", "what it does"), rows),
        options_table(whole, whole.make_context("dossier", [], resilient_parsing=True)),
        "## Exit codes",
        table(
            ("code", "meaning"),
            (
                ("0", "clean"),
                ("1", f"the content has errors; with `--strict` also warnings. {NOT_CLEAN}"),
                ("2", "wrong use or configuration"),
                ("3", "environment or internal fault: disk full, another build running, interrupted"),
            ),
        ),
        "Faults and messages for people go to stderr; results for programs (`--format json|github|sarif`, lists, "
        "schemas) go to stdout. Colours are used on a terminal only and never with "
        "[`NO_COLOR`](https://no-color.org/). `SOURCE_DATE_EPOCH` sets the day when `--now` is not given.",
        *parts,
    )


def command_section(name: str) -> str:
    """One command: usage, help, arguments and options."""
    command: click.Command = importlib.import_module(f"dossier.commands.{name}").command
    context = click.Context(
        command, info_name=f"dossier {name}", max_content_width=WIDTH, help_option_names=["-h", "--help"]
    )
    usage = command.get_usage(context).removeprefix("Usage: ")
    return "\n\n".join(
        [
            f"## dossier {name}",
            block(" ".join(usage.split()), "text"),
            help_text(command),
            options_table(command, context),
        ]
    )


def help_text(command: click.Command) -> str:
    """Return a command's help as paragraphs of Markdown."""
    paragraphs = (command.help or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def options_table(command: click.Command, context: click.Context) -> str:
    """Make the table of arguments and options."""
    rows = []
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Argument):
            rows.append((code(parameter.human_readable_name.upper()), argument_words(parameter)))
        elif record := parameter.get_help_record(context):
            rows.append((code(record[0]), record[1]))
    return table(("argument or option", "meaning"), rows)


def argument_words(argument: click.Argument) -> str:
    """Say what an argument takes."""
    choices = argument.type.choices if isinstance(argument.type, click.Choice) else ()
    words = "one of " + ", ".join(code(str(choice)) for choice in choices) if choices else "a word or a path"
    return words if argument.required else f"{words}; may be left out"


# Rules

GROUPS = (
    ("D1", "Reading files and front matter"),
    ("D2", "Fields and their values"),
    ("D3", "Text"),
    ("D4", "References and citations"),
    ("D5", "Editorial rules"),
    ("D6", "Project, output, templates, media"),
    ("D7", "Bibliography"),
    ("D8", "Addresses on the web, publishing"),
)


def rules() -> str:
    """Every rule with its reason and both ways of writing."""
    ordered = sorted(ALL, key=lambda rule: rule.code)
    parts: list[str] = []
    for prefix, title in GROUPS:
        here = [rule for rule in ordered if rule.code.startswith(prefix)]
        parts += [f"## {title}", "\n".join(f"- {rule_link(rule)}: {rule.summary}" for rule in here)]
        parts += [rule_section(rule) for rule in here]
    assert {rule.code[:2] for rule in ordered} == {prefix for prefix, _ in GROUPS}
    return page(
        "Rules",
        "Every fault that dossier reports has a code. `dossier explain D410` prints the same text as here. A rule's "
        "name says what it allows: `checks: {uncited-paragraph: off}` allows uncited paragraphs. Each rule has a page "
        "of small projects that break it, with the exact messages; these pages are tests of the program.",
        *parts,
    )


def rule_link(rule: Rule) -> str:
    """Link a rule's section."""
    return f"[{rule.code} `{rule.name}`](rules.md#{rule.code.lower()}-{rule.name})"


def rule_section(rule: Rule) -> str:
    """One rule."""
    level = f"{rule.severity.value}, can be set under `checks`" if rule.configurable else rule.severity.value
    return "\n\n".join(
        [
            f"### {rule.code} {rule.name}",
            f"{rule.summary} ({level})",
            rule.why,
            "This breaks it:",
            block(rule.bad, "text"),
            "This is right:",
            block(rule.good, "text"),
            f"[Projects that break it, and what is said](../../tests/diagnostics/{rule.name}.md)",
        ]
    )


# Dates

DATES = (
    ("2020-08-09", "a day"),
    ("2020-08-09T20:00", "a moment, local time"),
    ("2020-08-09T20:00+03:00", "a moment with its distance from UTC"),
    ("2020-08", "a month; the day is not known or does not matter"),
    ("2020", "a year"),
    ("2020-22", "a season: 21 spring, 22 summer, 23 autumn, 24 winter"),
    ("196X", "a decade"),
    ("19XX", "a century"),
    ("2020-08-XX", "some day of that month"),
    ("2020-XX", "some month of that year"),
    ("2020-08-09~", "about that day"),
    ("2020-08-09?", "possibly that day: the source is in doubt"),
    ("2020-08-09%", "possibly, and about"),
    ("2020-08-?09", "the day is in doubt, month and year are not"),
    ("2020-08-09/2020-08-12", "from one day to another"),
    ("2020-08/2020-09", "from one month to another"),
    ("2020-08-09/..", "since that day, still going on"),
    ("../2020-08-09", "until that day, however long before"),
    ("2020-08-09/", "since that day; the end is not known"),
    ("/2020-08-09", "until that day; the start is not known"),
    ("[2020-08-11,2020-08-12]", "one of these days"),
    ("[2020-08-11..2020-08-14]", "one day of this span"),
    ("[..2020-08-14]", "that day or earlier"),
    ("-0043-03-15", "before our era: year 0 is 1 BC"),
)
"""What is written, and what it means."""
NO_DATES = ("09.08.2020", "9 August 2020", "2020-8-9", "2020-02-30", "20200809", "2020-08-12/2020-08-09")


def dates() -> str:
    """Dates by example, in the words that pages print."""
    return page(
        "Dates",
        "Dates are written in EDTF, the Extended Date/Time Format (Library of Congress, 2019; ISO 8601-2). Write only "
        "what is known: a month stays a month, is drawn as a month and sorted by its first and last day. Levels 0 and "
        "1 are understood whole; of level 2, sets that mean one of their dates, and marks on a single part of a date.",
        table(("you write", "meaning", "the page says", "first day", "last day"), (date_cells(*row) for row in DATES)),
        "## What is refused",
        "These are errors ([D205](rules.md#d205-impossible-date)); the message names the way out.",
        table(("you write", "the message", "the help"), (fault_cells(text) for text in NO_DATES)),
        "## Five dates, never merged",
        table(
            ("date", "where"),
            (
                ("when it happened", "`date` of an event; `earliest`, `latest` and `date_note` where it is uncertain"),
                ("when it was published, or changed by the outlet", "`published`, `modified` of an article"),
                ("when a copy was taken, or the page was read", "`archive[].date`, `accessed` of an article"),
                ("when the record was made", "`added` of any record"),
                ("when the record changed in substance", "`updated` of any record"),
            ),
        ),
    )


def date_cells(text: str, meaning: str) -> tuple[str, ...]:
    """One date in words, with its bounds."""
    date = parse(text)
    assert isinstance(date, Date), date
    bounds = (date.earliest, date.latest)
    first, last = (str(day) if day else "open" if any(bounds) else "" for day in bounds)
    return code(text), meaning, " ".join(label(date, "en").split()), first, last


def fault_cells(text: str) -> tuple[str, ...]:
    """One text that is no date, with what is said."""
    fault = parse(text)
    assert isinstance(fault, DateFault), fault
    return code(text), fault.message, fault.help


# Templates

TEMPLATES: Mapping[str, str] = {
    "article": "ArticleView",
    "note": "NoteView",
    "actor": "ActorView",
    "event": "EventView",
    "claim": "ClaimView",
    "outlet": "OutletView",
    "place": "PlaceView",
    "topic": "TopicView",
    "info": "InfoView",
    "home": "HomeView",
    "list": "ListView",
    "backlinks": "BacklinksView",
    "quotations": "QuotationsView",
    "register": "RegisterView",
    "timeline": "TimelineView",
    "map": "MapView",
    "network": "NetworkView",
    "question": "QuestionView",
    "questions": "QuestionsView",
    "sources": "SourcesView",
    "corrections": "CorrectionsView",
    "progress": "ProgressView",
    "edition": "EditionView",
    "search": "SearchView",
    "404": "NotFoundView",
    "redirect": "RedirectView",
}
"""Template and the view it gets; tests compare it with the pages of a real site."""
NOT_FOR_TEMPLATES = {"Page", "File", "Artifact", "Card", "Maker"}
"""Classes of `dossier.views` that no template sees."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a view."""

    name: str
    type: str
    doc: str


def templates() -> str:
    """Every template, its view and all fields."""
    found = {name: (doc, base, rows) for name, doc, base, rows in view_classes() if name not in NOT_FOR_TEMPLATES}
    return page(
        "Templates",
        "Pages are made by [Jinja](https://jinja.palletsprojects.com/) templates. A file `templates/NAME.html` in your "
        'project takes the place of the default one; `{% extends "default/NAME.html" %}` changes only some blocks of '
        "it. How to do that is told in [change the look](../how-to/change-the-look.md). Names listed here keep their "
        "meaning within a major version.",
        "## What every template sees",
        table(("name", "what it is"), GLOBALS),
        "Everything is escaped, except values of type `Html`, which are finished markup. An unknown name is an error "
        "([D652](rules.md#d652-template-failed)) with the nearest name, not an empty string.",
        "## The templates",
        table(("template", "its `page` is", "extends", "blocks"), (template_cells(name) for name in TEMPLATES)),
        "`base.html` is the frame of every page, `record.html` the frame of every record. Their blocks:",
        table(("template", "blocks"), ((code(f"{n}.html"), blocks_of(n)) for n in ("base", "record"))),
        'Macros for small parts stand in `partials/`: `{% from "partials/parts.html" import link, date %}`. They know '
        "`site` and `t`; one of your own that needs `page` or `asset` imports them `with context`.",
        table(("partial", "macros"), partials()),
        "## Assets",
        "Files in `templates/assets/` of your project are added to the site, or take the place of a default one of the "
        "same name. `custom.css` is loaded after all others when it is there. The defaults: "
        + ", ".join(code(path.name) for path in sorted((ROOT / "templates/assets").iterdir()) if path.is_file())
        + ", and `fonts/`.",
        "## Views",
        *(view_section(name, *parts) for name, parts in found.items()),
    )


GLOBALS = (
    ("`page`", "the view of this page: one of the classes below"),
    ("`site`", "the dossier as a whole: [SiteView](#siteview)"),
    (
        '`t("ui.search")`',
        'a text of the interface in the dossier\'s language; `t("count.actors", count=3)` with a number',
    ),
    ('`asset("page.css")`', "the address of a file of the theme, relative to this page, with its hash"),
    ('`has_asset("custom.css")`', "whether there is such a file"),
    ("`address|url`", "an address checked once more before it stands in `href` or `src`"),
    ("`tag|direction`", "`rtl` or `ltr`: how the language of a tag such as `ar` or `az-Arab` is written"),
    ("`text|NAME_…`", "a filter of the [plug-in](../how-to/plugins.md) `NAME`"),
)


def view_classes() -> Iterator[tuple[str, str, str, tuple[Row, ...]]]:
    """Yield name, docstring, base and fields of each class in dossier/views, in alphabetical order."""
    folder = Path(views.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.py"))]
    classes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef) and node.name != "Html"]
    for node in sorted(classes, key=lambda node: node.name):
        base = ast.unparse(node.bases[0]) if node.bases else ""
        yield node.name, ast.get_docstring(node) or "", base, tuple(view_rows(node))


def view_rows(node: ast.ClassDef) -> Iterator[Row]:
    """Yield the fields of a class with the text that stands below each."""
    following = [*node.body[1:], None]
    for statement, after in zip(node.body, following, strict=True):
        if isinstance(statement, ast.AnnAssign):
            yield Row(ast.unparse(statement.target), ast.unparse(statement.annotation), string_of(after))


def string_of(node: ast.stmt | None) -> str:
    """Return the text of a statement that is only a string; "" for any other."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""


def view_section(name: str, doc: str, base: str, rows: tuple[Row, ...]) -> str:
    """One view."""
    parts = [f"### {name}", doc]
    parts += [f"With all of [{base}](#{base.lower()})."] if base else []
    parts += (
        [table(("field", "type", "what it is"), ((code(r.name), type_words(r.type), r.doc) for r in rows))]
        if rows
        else []
    )
    return "\n\n".join(parts)


def type_words(annotation: str) -> str:
    """Write a type for people who know no Python: `list of LinkView`, linked where it is a view."""
    words = re.sub(r"tuple\[(\w+), \.\.\.\]", r"list of \1", annotation)
    words = re.sub(r"Mapping\[(\w+), (\w+)\]", r"map of \1 to \2", words).replace(" | None", " or none")
    words = re.sub(r"\bstr\b", "text", words).replace("bool", "yes or no").replace("int", "number")
    return re.sub(
        r"\b(\w+View|Badge|FactValue|\w+Group|\w+Item|\w+Entry|TimelineMonth|TimelineYear|MetaTag|HeadLink)\b",
        lambda found: f"[{found[1]}](#{found[1].lower()})",
        words,
    )


def template_cells(name: str) -> tuple[str, str, str, str]:
    """One template."""
    view = TEMPLATES[name]
    extends = re.search(r'{% extends "([^"]+)" %}', source_of(name))
    return code(f"{name}.html"), f"[{view}](#{view.lower()})", code(extends[1]) if extends else "", blocks_of(name)


def source_of(name: str) -> str:
    """Return the text of a default template."""
    return (ROOT / "templates" / f"{name}.html").read_text(encoding="utf-8")


def blocks_of(name: str) -> str:
    """Return the names of a template's blocks."""
    return ", ".join(code(found) for found in dict.fromkeys(re.findall(r"{% block (\w+)", source_of(name))))


def partials() -> Iterator[tuple[str, str]]:
    """Yield each partial with its macros."""
    for path in sorted((ROOT / "templates/partials").glob("*.html")):
        macros = re.findall(r"{% macro (\w+\([^)]*\))", path.read_text(encoding="utf-8"))
        yield code(f"partials/{path.name}"), ", ".join(code(macro) for macro in macros)


# Measurements

FAULTS: Mapping[str, str] = {
    "cut": "the line ends in the middle",
    "reset": "the line breaks in the middle",
    "stall": "the line falls silent and stays open",
    "flip": "one bit arrives turned",
    "lost": "the host has done what it was asked, and its answer never comes",
    "killed": "the program is killed (SIGKILL) in the middle",
    "full disk": "nothing more can be written, in the middle of a file",
}
"""What was done to a publication, by the name in docs/measurements."""
SPEED = DOCS / "measurements/speed.json"
"""What `make bench` found."""
LIGHTHOUSE = DOCS / "measurements/lighthouse.json"
"""What `make lighthouse` found."""
MEASURED = ("tried", "old", "new", "between", "torn", "dangling", "foreign_lost", "unnoticed", "unrepaired")


def reliability() -> str:
    """What broken lines, kills and full disks did to published sites."""
    files = sorted(path for path in (DOCS / "measurements").glob("*.json") if path not in (SPEED, LIGHTHOUSE))
    found = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    rows = [(campaign["target"], row) for campaign in found for row in campaign["faults"]]
    servers = "; ".join(f"{campaign['target']}: {campaign['server']}" for campaign in found)
    total = sum(row["tried"] for _, row in rows)
    return page(
        "Broken publications",
        f"`make torture` publishes a small dossier to real servers on this machine and disturbs it, {total} times in "
        "all, each time at another place; then it looks at what readers see, publishes again undisturbed, and "
        "looks again. The figures of the last campaign:",
        table(("target", "disturbed by", *(name.replace("_", " ") for name in MEASURED)), map(measured_cells, rows)),
        "- **tried**: publications that were disturbed.\n"
        "- **old**, **new**: readers saw the site of before, or the new one; **between**: some new pages beside old "
        "ones, as targets show them that cannot switch.\n"
        "- What must be 0: **torn**, files that are neither the old nor the new ones; **dangling**, links, from the "
        "home page on, that lead nowhere; **foreign lost**, files of others that changed or vanished; **unnoticed**, "
        "runs that said all was well while it was not; **unrepaired**, cases in which the next run did not finish "
        "the work.",
        table(("disturbed by", "what happens"), ((code(name), words) for name, words in FAULTS.items())),
        f"With: {servers}.",
        "What this does not show: a disk of the host that loses what it has confirmed; a host that shows readers "
        "something else than it holds (`dossier verify ADDRESS` reads what they get); two disturbances in one run; "
        "large sites, whose publication takes longer but in the same order. A turned bit meets git's own checks, or "
        "those of the encryption under https and SSH. A folder, a share and a zip have no line: there the program is "
        "killed or the disk is full.",
    )


def measured_cells(row: tuple[str, Mapping[str, object]]) -> tuple[str, ...]:
    """One kind of disturbance of one target."""
    target, figures = row
    assert figures["fault"] in FAULTS, figures
    return target, code(str(figures["fault"])), *(str(figures[name]) for name in MEASURED)


def speed() -> str:
    """How fast dossier is beside others, as `make bench` measured it."""
    found = read_results(SPEED)
    note = f" **{found.note[:1].upper()}{found.note[1:]}.**" if found.note else ""
    tools = ", ".join(f"{tool} {version}" for tool, version in found.versions.items())
    left_out = ", ".join(found.left_out)
    return page(
        "Speed",
        "`make bench` makes up a dossier of any size, lays it out for every tool in the form that the tool likes best, "
        "and builds it by all of them in turn. Each site is searched for the same relations first: every actor, event, "
        "source, topic and article must link all that speak of it, the timeline every event. What dossier builds after "
        'an edit must be, byte for byte, what it builds from nothing. `make bench SIZES="1000 10000" RUNS=9` measures '
        "what you choose.",
        f"Measured on {found.day}: {found.machine}.{note}",
        f"With: {tools}." if tools else "",
        f"Left out, as it could not be brought or did not make the same site: {left_out}." if left_out else "",
        "![Processor seconds of every tool and phase](speed.svg)",
        "## Goals",
        "The median of the runs decides; in brackets stand the least and the most of them.",
        table(("what", "goal", "stretch", "measured", "verdict"), goal_rows(found)),
        "## Figures",
        table(("articles", "phase", "tool", "processor, s", "wall, s", "peak, MiB", "times ours"), figure_rows(found)),
        EXPLAINED,
    )


def speed_chart() -> str:
    """The picture on the page about speed."""
    return chart(read_results(SPEED))


def lighthouse() -> str:
    """What a browser's own measure says of every kind of page."""
    found = read_measured(LIGHTHOUSE)
    return page(
        "Pages in the browser",
        "`make lighthouse` builds the sample, serves it as hosts do (gzip, files kept by their digest) and lets "
        f"[Lighthouse](https://developer.chrome.com/docs/lighthouse) {found.lighthouse} look at the largest page of "
        "every kind, as its middling phone on a slow line. Scores are of 100; the goal is 98 in every category, and "
        "that nothing moves after it has been painted.",
        f"Measured on {found.day}: {found.machine}.",
        table(HEADINGS, ((code(cells[0]), *cells[1:]) for cells in score_rows(found))),
        "- **LCP**: when the largest thing in view was painted. **TBT**: how long scripts kept the page from "
        "answering. **CLS**: how much moved.\n"
        "- **sent**: over the wire, with style sheets, scripts and faces; **scripts**: of that. The goals are 100 and "
        "30, search apart, whose script brings the index.\n"
        "- **HTML**: of the page itself, not compressed.\n"
        "- A page that search engines are kept from is not judged for that.",
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "front-matter.md": front_matter,
    "settings.md": settings,
    "commands.md": commands,
    "rules.md": rules,
    "dates.md": dates,
    "templates.md": templates,
    "reliability.md": reliability,
    "speed.md": speed,
    "speed.svg": speed_chart,
    "lighthouse.md": lighthouse,
}
"""Page and what makes it."""

if __name__ == "__main__":
    main()
