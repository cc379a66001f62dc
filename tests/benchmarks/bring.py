"""Brings the other tools from the registries, each into a folder of its own; says loudly which could not be brought."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from benchmarks.tools import PEERS, Tool


def bring(tools: Iterable[Tool], folder: Path) -> dict[str, Path]:
    """Install what is not there yet; return the folder of every tool that can be run, by its name."""
    found = {}
    for tool in tools:
        where = folder / tool.key
        try:
            _install(tool, where)
        except (OSError, subprocess.CalledProcessError) as fault:
            click.echo(f"NOT BROUGHT: {tool.name} is LEFT OUT of the comparison: {_words(fault)}", err=True)
        else:
            found[tool.name] = where
    return found


def present(tools: Iterable[Tool], folder: Path) -> dict[str, Path]:
    """Return the tools that were brought before, by name."""
    return {tool.name: folder / tool.key for tool in tools if _mark(tool, folder / tool.key).is_file()}


def _mark(tool: Tool, where: Path) -> Path:
    """Return the copy of the requirements that stands where they are met."""
    return where / f"met-{tool.requirements}"


def _install(tool: Tool, where: Path) -> None:
    wanted = PEERS / tool.key / tool.requirements
    mark = _mark(tool, where)
    if mark.is_file() and mark.read_bytes() == wanted.read_bytes():
        return
    click.echo(f"bringing {tool.name} ...", err=True)
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    if tool.requirements == "package.json":
        shutil.copy(wanted, where)
        _run("npm", "install", "--prefix", str(where), "--no-audit", "--no-fund", "--silent")
    else:
        _run(sys.executable, "-m", "venv", str(where))
        _run(str(where / "bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(wanted))
    shutil.copy(wanted, mark)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True)


def _words(fault: OSError | subprocess.CalledProcessError) -> str:
    if isinstance(fault, subprocess.CalledProcessError):
        return " ".join(f"{fault.stdout}{fault.stderr}".split())[-300:]
    return str(fault)
