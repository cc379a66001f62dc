"""`dossier init FOLDER`: a small dossier that builds at once and shows how each kind is written."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from dossier.commands.project import now_option
from dossier.commands.schema import schemas
from dossier.text import visible

SCHEDULED_AFTER = datetime.timedelta(days=42)
"""The starter's scheduled text appears six weeks after it was made."""
_GITIGNORE = ".dossier/\nsite/\n.*.dossier-stage-*\n.*.dossier-old\n"
_SCHEMA_FOLDER = ".vscode/schemas"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--bare", is_flag=True, help="Only dossier.yaml and empty folders, without the invented example.")
@now_option
def command(folder: Path, bare: bool, now: datetime.date) -> int:
    """Start a new dossier in FOLDER: an invented example, ready to build, and schemas for VS Code.

    The folder must be new or empty.
    """
    if folder.exists() and any(folder.iterdir()):
        found = sorted(folder.iterdir())
        names = ", ".join(visible(path.name) for path in found[:5]) + (" …" if len(found) > 5 else "")
        raise click.UsageError(f"{folder} is not empty ({names}); name a new folder")
    made = starter(now)
    texts = _bare(folder.resolve().name) if bare else made
    for path, text in sorted({**texts, **editor_files()}.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"A dossier of {sum(path.endswith('.md') for path in texts)} records is in {folder}. Next:", err=True)
    click.echo(f"  cd {folder}\n  dossier serve", err=True)
    return 0


def starter(day: datetime.date) -> Mapping[str, str]:
    """Return the example's files by path, its scheduled text dated six weeks after `day`."""
    root = files("dossier") / "starter"
    scheduled = (day + SCHEDULED_AFTER).isoformat()
    return {path: text.replace("@SCHEDULED@", scheduled) for path, text in _texts(root, "")}


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _texts(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".md", ".yaml", ".json")):
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")


def _bare(name: str) -> Mapping[str, str]:
    title = name.replace("-", " ").strip().capitalize() or "My dossier"
    return {"content/dossier.yaml": f"title: {json.dumps(title, ensure_ascii=False)}\nlanguage: en\ntime_zone: UTC\n"}


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
