"""`dossier templates ACTION`: which defaults are overridden, a copy to start from, what differs and what went stale."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from dossier.commands.project import plugins_of, project_option
from dossier.commands.speech import Terminal
from dossier.diagnostics import has_errors
from dossier.model.origin import Origin, mark, without_mark
from dossier.text import nearest, visible
from dossier.theme import TEMPLATES, ThemeFiles, default_templates, read_files

MOST_LETTERS = 10_000
"""Letters of one line of a difference."""


@dataclass(frozen=True, slots=True)
class Row:
    """One template or asset."""

    name: str
    state: str
    """`default`, `overridden`, `stale`, or `own` for a file that stands for no default."""
    path: str
    """In the project; "" for a default that is used as it is."""
    origin: str
    """The default it replaces or was copied from; "" for one of its own."""


def _complete(context: click.Context, option: click.Parameter, typed: str) -> list[CompletionItem]:
    names = read_files(default_templates().parent).defaults
    return [CompletionItem(name) for name in names if name.startswith(typed)]


@click.command()
@click.argument("action", type=click.Choice(["list", "copy", "diff"]), metavar="ACTION")
@click.argument("name", required=False, shell_complete=_complete)
@project_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How the list is printed.")
def command(action: str, name: str | None, project: Path, form: str) -> int:
    """Show which templates and assets of the theme your project overrides, and start an override. ACTION is one of:

    list: every default, whether templates/ overrides it, and whether that copy is stale: its default changed since.

    copy NAME: copy a default into templates/ to start from, never over a file. The first line remembers the default.

    diff [NAME]: what an override changes in the default as it is now; without NAME, all of them. Exit code 1 when one
    is stale, 0 when none is: an override is meant to differ.
    """
    plugins = plugins_of(project)
    files = read_files(project, plugins.layers if plugins else ())
    faults = (*(plugins.diagnostics if plugins else ()), *files.diagnostics)
    if faults:
        Terminal().report(faults, project)
    wanted = name.removeprefix("default/").removeprefix(f"{TEMPLATES}/") if name else None
    code = _run(action, files, wanted, project=project, form=form)
    return code or int(has_errors(faults))


def _run(action: str, files: ThemeFiles, name: str | None, *, project: Path, form: str) -> int:
    if action == "list":
        if name:
            raise click.UsageError(f"`list` takes no name; `dossier templates diff {visible(name, 60)}` shows one file")
        _list(files, form)
        return 0
    if action == "diff":
        stale = [one for one in _compared(files, name) if _diff(files, one)]
        return 1 if stale else 0
    if not name:
        raise click.UsageError("which one? `dossier templates list` shows all; then `dossier templates copy NAME`")
    click.echo(_copy(files, name, project))
    return 0


def rows(files: ThemeFiles) -> Iterator[Row]:
    """Yield every default, then the project's own files, each in order of their names."""
    for name in sorted({*files.defaults, *files.project}, key=lambda name: (name not in files.defaults, name)):
        if name not in files.project:
            yield Row(name, "default", "", name)
            continue
        origin = files.origin(name)
        state = "stale" if files.is_stale(name) else "overridden" if name in files.defaults else "own"
        yield Row(name, state, files.project[name].path, origin.name if origin else "")


def _list(files: ThemeFiles, form: str) -> None:
    found = list(rows(files))
    if form == "json":
        click.echo(json.dumps([asdict(row) for row in found], ensure_ascii=False, indent=1))
        return
    width = max(len(row.name) for row in found)
    for row in found:
        click.echo(f"{visible(row.name):{width}}  {row.state:10}  {visible(row.path)}".rstrip())
    counts = {state: sum(row.state == state for row in found) for state in ("overridden", "stale", "own")}
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    click.echo(f"templates: {len(files.defaults)} defaults, {told}", err=True)


def _copy(files: ThemeFiles, name: str, project: Path) -> str:
    """Write the copy and return its path, relative to the project."""
    default = files.defaults.get(name)
    if default is None:
        raise click.UsageError(_unknown(name, files.defaults))
    target, shown = project / TEMPLATES / name, f"{TEMPLATES}/{name}"
    _make_folder(project, target)
    try:
        with target.open("xb") as stream:
            stream.write(mark(Origin(name, default.digest)).encode() + default.data)
    except FileExistsError:
        raise click.UsageError(f"{shown} is there already; `dossier templates diff {name}` compares it") from None
    return shown


def _make_folder(project: Path, target: Path) -> None:
    """Make the folder of a copy; a link below templates/ is refused, since a build would not follow it."""
    for folder in reversed(target.parents):
        if folder.is_relative_to(project / TEMPLATES) and folder != project / TEMPLATES and folder.is_symlink():
            raise click.UsageError(f"{folder.relative_to(project)} is a symbolic link, which a build does not follow")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise click.UsageError(f"{target.parent.relative_to(project)} is not a folder") from None


def _compared(files: ThemeFiles, name: str | None) -> list[str]:
    """Return the overrides to compare. Raises click.UsageError for a name that is none."""
    if name is None:
        return [one for one in files.project if files.origin(one)]
    if name in files.project:
        if files.origin(name):
            return [name]
        raise click.UsageError(f"{TEMPLATES}/{visible(name, 60)} stands for no default, so there is nothing to compare")
    if name in files.defaults:
        raise click.UsageError(f"{name} is not overridden; `dossier templates copy {name}` makes a copy to start from")
    raise click.UsageError(_unknown(name, [*files.project, *files.defaults]))


def _unknown(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    advice = f"did you mean `{near}`?" if near else "`dossier templates list` shows what there is"
    return f"there is no template or asset `{visible(name, 60)}`; {advice}"


def _diff(files: ThemeFiles, name: str) -> bool:
    """Print what an override changes; return whether it is stale."""
    file, origin = files.project[name], files.origin(name)
    assert origin is not None
    default = files.defaults.get(origin.name)
    own = without_mark(file.data)
    if default is not None and default.data != own:
        for line in _lines(default.data, own, (f"default/{origin.name}", file.path)):
            click.echo(line)
    if default is None:
        click.echo(f"{visible(file.path)} is stale: there is no default `{visible(origin.name)}` any more", err=True)
    elif files.is_stale(name):
        click.echo(
            f"{visible(file.path)} is stale: default/{origin.name} has changed since it was copied.\n"
            f"  Take over what you want, then write sha256:{default.digest} in its first line.",
            err=True,
        )
    return files.is_stale(name)


def _lines(default: bytes, own: bytes, names: tuple[str, str]) -> Iterator[str]:
    """Yield a unified difference (POSIX.1-2017, diff -u), safe on a terminal; one sentence for what is no text."""
    try:
        before, after = (data.decode("utf-8-sig").replace("\r\n", "\n").split("\n") for data in (default, own))
    except UnicodeDecodeError:
        yield f"{names[0]} and {visible(names[1])} differ, and are no texts"
        return
    for line in difflib.unified_diff(before, after, names[0], visible(names[1]), lineterm=""):
        yield "\t".join(visible(part, MOST_LETTERS) for part in line.split("\t"))
