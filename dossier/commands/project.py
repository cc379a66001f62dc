"""Finds the project and the day: what every command asks of its surroundings."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dossier.plugins.loading import Plugins

Function = TypeVar("Function", bound=Callable[..., Any])
MARK = Path("content") / "dossier.yaml"


def project_option(function: Function) -> Function:
    """Add `--project`; the function gets a Path, found upwards from here when the option is left out."""
    return click.option(
        "--project",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        callback=_find,
        metavar="DIR",
        help="The project's folder; the nearest one upwards that holds content/dossier.yaml when left out.",
    )(function)


def now_option(function: Function) -> Function:
    """Add `--now`; the function gets `now: datetime.date`."""
    return click.option(
        "--now",
        callback=_today,
        metavar="DATE",
        help="Build as on this day (YYYY-MM-DD): decides what is scheduled. SOURCE_DATE_EPOCH or today when left out.",
    )(function)


def _find(context: click.Context, option: click.Parameter, given: Path | None) -> Path:
    if given is not None:
        return given.absolute()
    found = find_project()
    if found is not None:
        return found
    raise click.UsageError(
        f"there is no {MARK.as_posix()} here or in a folder above. "
        "Start a dossier with `dossier init NAME`, or name one with --project DIR."
    )


def plugins_of(project: Path) -> Plugins | None:
    """Load the plug-ins that dossier.yaml lists; None when it lists none, and then nothing is imported either."""
    from dossier.config import listed_plugins
    from dossier.model.files import InputFile

    path = project / MARK
    listed = listed_plugins(InputFile(MARK.as_posix(), path.read_bytes(), "")) if path.is_file() else ()
    if not listed:
        return None
    from dossier.plugins.loading import load_plugins

    return load_plugins(listed, debug=is_debugging())


def is_debugging() -> bool:
    """Tell whether `dossier --debug …` was asked for: then a plug-in's error is raised, with its traceback."""
    return bool(click.get_current_context().find_root().params.get("debug"))


def find_project() -> Path | None:
    """Return the nearest folder from here upwards that is a project."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / MARK).is_file()), None)


def _today(context: click.Context, option: click.Parameter, given: str | None) -> datetime.date:
    if given is not None:
        try:
            return datetime.date.fromisoformat(given)
        except ValueError:
            raise click.BadParameter(f"`{given}` is not a day; write it as 2026-12-01") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        try:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch[:40]}, which is no moment of this calendar") from None
    return datetime.datetime.now(datetime.UTC).date()
