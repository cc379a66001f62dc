"""`dossier new KIND TITLE`: a file with the fields a record of this kind needs, never over an old one."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from dossier.commands.project import now_option, project_option
from dossier.model import Kind
from dossier.text import fold, visible

_WORD = re.compile(r"[\W_]+")
_MAX_ID_LETTERS = 60
"""Shorter than the limit of 80, so that a date can be put in front."""


TEMPLATES: Mapping[Kind, tuple[str, Callable[[str], str], str]] = {
    Kind.ARTICLE: ("title", lambda day: f"published: {day}\nstatus: draft\n", "What this article says, in our words."),
    Kind.NOTE: (
        "title",
        lambda day: f"kind: explainer\npublished: {day}\nstatus: draft\n",
        "Every statement with its source.",
    ),
    Kind.ACTOR: ("name", lambda day: "kind: person\nstatus: draft\n", "Who this is, with sources."),
    Kind.EVENT: ("title", lambda day: f"date: {day}\nstatus: draft\n", "What happened, with sources."),
    Kind.CLAIM: ("statement", lambda day: f"as_of: {day}\nvisibility: draft\n", "Why it matters, with sources."),
    Kind.OUTLET: ("name", lambda day: "state_affiliated: unknown\nstatus: draft\n", ""),
    Kind.PLACE: ("name", lambda day: "status: draft\n", ""),
    Kind.TOPIC: ("name", lambda day: "status: draft\n", "What belongs to this topic."),
    Kind.INFO: ("title", lambda day: "status: draft\n", ""),
}
"""For each kind: the key of its title, further front matter, and the line that invites to write."""


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("title")
@click.option("--id", "name", help="Identity and file name; made from the title when left out.")
@project_option
@now_option
def command(kind: str, title: str, name: str | None, project: Path, now: datetime.date) -> int:
    """Start a new record of KIND with a TITLE, as a draft.

    The file's name is its id for good: it appears in the address and in links, so choose it with care (--id).
    """
    found = Kind(kind)
    id = name or slug(title)
    if not re.fullmatch(r"\w(?:[\w.-]{0,78}\w)?", id):
        raise click.UsageError(f"`{visible(id)}` cannot be an id; name one with --id, of letters, digits, `-` and `_`")
    folder = project / "content" / found.folder
    taken = [path for path in (project / "content").rglob("*.md") if fold(path.stem) == fold(id)]
    if taken:
        raise click.UsageError(f"{taken[0].relative_to(project)} already has this id; name another with --id")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{id}.md"
    with target.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text_of(found, title, now))
    click.echo(target.relative_to(project).as_posix())
    return 0


def slug(title: str) -> str:
    """Return an id made of a title: its letters and digits in any script, words joined by `-`, cut at a word."""
    words = _WORD.sub(" ", unicodedata.normalize("NFC", title).casefold()).split()
    id = ""
    for word in words:
        if len(id) + len(word) >= _MAX_ID_LETTERS:
            break
        id = f"{id}-{word}" if id else word
    return id or "-".join(words)[:_MAX_ID_LETTERS]


def text_of(kind: Kind, title: str, day: datetime.date) -> str:
    """Return the text of a new record."""
    key, more, invitation = TEMPLATES[kind]
    return f"---\n{key}: {json.dumps(title, ensure_ascii=False)}\n{more(day.isoformat())}---\n\n{invitation}\n"
