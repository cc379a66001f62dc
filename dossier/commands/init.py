"""`dossier init FOLDER`: a small dossier that builds at once and shows how each kind is written."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from dossier.commands.hosts import WAYS, host_files, host_settings, host_words
from dossier.commands.project import now_option
from dossier.commands.schema import schemas
from dossier.config import SETTINGS_PATH
from dossier.text import visible

LATER = "later"
SCHEDULED_AFTER = datetime.timedelta(days=42)
"""The starter's scheduled text appears six weeks after it was made."""
_GITIGNORE = ".dossier/\nsite/\n.*.dossier-stage-*\n.*.dossier-old\n"
_SCHEMA_FOLDER = ".vscode/schemas"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--bare", is_flag=True, help="Only dossier.yaml and empty folders, without the invented example.")
@click.option("--host", type=click.Choice([*WAYS, LATER]), help="Where it will be published; asked for on a terminal.")
@now_option
def command(folder: Path, bare: bool, host: str | None, now: datetime.date) -> int:
    """Start a new dossier in FOLDER: an invented example, ready to build, and schemas for VS Code.

    The folder must be new or empty. For the host it writes the file that the host reads, or a target for `publish`.
    """
    if folder.exists() and any(folder.iterdir()):
        found = sorted(folder.iterdir())
        names = ", ".join(visible(path.name) for path in found[:5]) + (" …" if len(found) > 5 else "")
        raise click.UsageError(f"{folder} is not empty ({names}); name a new folder")
    name = folder.resolve().name
    chosen = host or _asked()
    texts = {**(_bare(name) if bare else starter(now))}
    if chosen != LATER:
        texts[SETTINGS_PATH] += host_settings(chosen, name)
    for path, text in sorted({**texts, **editor_files(), **(host_files(chosen) if chosen != LATER else {})}.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"A dossier of {sum(path.endswith('.md') for path in texts)} records is in {folder}. Next:", err=True)
    click.echo(f"  cd {folder}\n  dossier serve", err=True)
    if chosen != LATER:
        click.echo(f"\n{host_words(chosen)}", err=True)
    return 0


def _asked() -> str:
    """Ask where it will be published; on anything but a terminal nobody answers, and it is decided later."""
    if not sys.stdin.isatty():
        return LATER
    for name, way in WAYS.items():
        click.echo(f"  {name:<11} {way.label}", err=True)
    choice = click.Choice([*WAYS, LATER])
    answer: str = click.prompt("Where will it be published?", type=choice, default=LATER, show_choices=False, err=True)
    return answer


def starter(day: datetime.date) -> Mapping[str, str]:
    """Return the example's files by path, its scheduled text dated six weeks after `day`."""
    root = files("dossier") / "starter" / "content"
    scheduled = (day + SCHEDULED_AFTER).isoformat()
    return {path: text.replace("@SCHEDULED@", scheduled) for path, text in _texts(root, "content/")}


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _texts(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".md", ".yaml", ".json", ".txt")):
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")


def _bare(name: str) -> Mapping[str, str]:
    title = name.replace("-", " ").strip().capitalize() or "My dossier"
    return {SETTINGS_PATH: f"title: {json.dumps(title, ensure_ascii=False)}\nlanguage: en\ntime_zone: UTC\n"}


def editor_files() -> Mapping[str, str]:
    """Return what wires the schemas into VS Code, and a .gitignore.

    The YAML extension checks dossier.yaml; remark's front-matter plug-in (recommended by the file) checks the records.
    """
    wired = schemas()
    front_matter = {
        f"content/{_folder(name)}/**/*.md": f"{_SCHEMA_FOLDER}/{name}"
        for name in wired
        if name != "dossier.schema.json"
    }
    settings = {
        "yaml.schemas": {f"{_SCHEMA_FOLDER}/dossier.schema.json": "content/dossier.yaml"},
    }
    remark = {
        "plugins": [["remark-frontmatter"], ["remark-lint-frontmatter-schema", {"schemas": _by_schema(front_matter)}]]
    }
    recommended = {"recommendations": ["redhat.vscode-yaml", "unifiedjs.vscode-remark"]}
    texts = {f"{_SCHEMA_FOLDER}/{name}": text for name, text in wired.items()}
    for path, value in (
        (".vscode/settings.json", settings),
        (".vscode/extensions.json", recommended),
        (".remarkrc.json", remark),
    ):
        texts[path] = json.dumps(value, indent=2) + "\n"
    return {**texts, ".gitignore": _GITIGNORE}


def _folder(name: str) -> str:
    kind = name.removesuffix(".schema.json")
    return kind if kind == "info" else f"{kind}s"


def _by_schema(globs: Mapping[str, str]) -> Mapping[str, list[str]]:
    return {f"./{schema}": [f"./{glob}"] for glob, schema in globs.items()}
