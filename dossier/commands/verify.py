"""`dossier verify`: reads everything that is published again and compares it with the manifest."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from dossier.commands.project import find_project, now_option
from dossier.commands.publishing import chosen, differences, environment, failed, settings_of, verified_line
from dossier.commands.speech import Terminal, has_errors, speech_options
from dossier.diagnostics import Diagnostic
from dossier.publish import HostError, RefusedError, Surroundings, Target, folder_target, make_target, verify
from dossier.text import visible


@click.command()
@click.argument("target")
@click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The project whose target is meant; the nearest one upwards when left out.",
)
@now_option
@speech_options
def command(target: str, project: Path | None, now: datetime.date, terminal: Terminal) -> int:
    """Compare what is published with its manifest, byte by byte.

    TARGET is a name of dossier.yaml, or a folder or zip that somebody gave you: then no project is needed. The last
    line holds the digest of the manifest: if two people see the same, they have the same dossier.
    """
    root = project or find_project()
    faults: tuple[Diagnostic, ...] = ()
    code = 1
    try:
        found = _target(target, root, now)
        if isinstance(found, tuple):
            faults, code = found, 2
        else:
            with found.open(writable=False) as host:
                verified = verify(host)
            faults, code = tuple(differences(verified)), 0 if verified.is_as_published else 1
            terminal.say(verified_line(found.shown, verified))
            for path in verified.foreign if terminal.verbose else ():
                terminal.say(f"  {visible(path)} (foreign)")
    except RefusedError as refused:
        faults, code = (refused.diagnostic,), 2
    except HostError as broken:
        faults, code = (failed(broken),), 3
    if faults or terminal.form != "text":
        terminal.report(faults, root or Path.cwd())
    return code


def _target(name: str, root: Path | None, now: datetime.date) -> Target | tuple[Diagnostic, ...]:
    """Return the target of that name, else the folder; else the faults."""
    settings, faults = settings_of(root) if root else (None, ())
    is_usable = settings is not None and not has_errors(faults, strict=False)
    named = chosen(name, settings) if settings and is_usable else None
    if settings and root and isinstance(named, tuple):
        surroundings = Surroundings(project=root, settings=settings, today=now, environment=environment())
        return make_target(*named, surroundings)
    if Path(name).exists():
        return folder_target(Path(name))
    if isinstance(named, Diagnostic):
        return (named,)
    if faults and not is_usable:
        return faults
    raise click.UsageError(f"there is no folder or zip `{visible(name, 60)}` here, and no project whose target it is")
