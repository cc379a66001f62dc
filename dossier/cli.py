"""argv → exit code: the table of commands, and the one place where a bug becomes a message instead of a traceback."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Mapping
from typing import NoReturn

import click

from dossier import __version__
from dossier.text import nearest, visible

COMMANDS: Mapping[str, str] = {
    "init": "Start a new dossier in a folder.",
    "new": "Start a new record: an article, note, actor, event …",
    "serve": "Build, preview in the browser and reload after every save.",
    "check": "Report every fault, and what an editor would ask about the sourcing.",
    "build": "Build the site.",
    "publish": "Put the site on its host: plan, ask, upload, check.",
    "verify": "Compare what is published with its manifest.",
    "list": "List drafts, scheduled texts, uncited records and more.",
    "templates": "List, copy and compare the templates and assets of the theme.",
    "explain": "Explain a rule: why it exists, what breaks it, how to mend it.",
    "schema": "Write JSON Schemas of the front matter, for editors.",
    "completion": "Print the completion script of a shell.",
}
"""Name and one line of help; `dossier.commands.<name>` holds the command as `command`."""

LONGEST_MESSAGE = 400
"""Letters of an internal fault; the traceback has them all."""
EXIT_CLEAN, EXIT_CONTENT, EXIT_USAGE, EXIT_INTERNAL = 0, 1, 2, 3


class Commands(click.Group):
    """Loads a command's module only when it is called, so that `--help` costs nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; unknown ones are answered with the nearest name."""
        if cmd_name not in COMMANDS:
            near = nearest(cmd_name, COMMANDS)
            ctx.fail(f"no such command `{cmd_name}`" + (f"; did you mean `{near}`?" if near else ""))
        command: click.Command = importlib.import_module(f"dossier.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dossier")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal fault.")
def command(debug: bool) -> None:
    """A static site generator for curated news dossiers: every sentence leads to its source.

    Exit codes: 0 clean · 1 the content has errors · 2 wrong use or configuration · 3 environment or internal fault.
    """


def main() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    debug = "--debug" in sys.argv[1:]
    try:
        code = command.main(prog_name="dossier", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else EXIT_CLEAN)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as fault:
        fault.show()
        sys.exit(EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; the last good site is untouched", err=True)
        sys.exit(EXIT_INTERNAL)
    except BrokenPipeError:
        _close_output()
        sys.exit(EXIT_CLEAN)
    except Exception as bug:  # the one place: whatever is left is a bug or a broken machine
        _report(bug, debug=debug)
        sys.exit(EXIT_INTERNAL)


def _report(bug: Exception, *, debug: bool) -> None:
    if debug:
        traceback.print_exception(bug)
        return
    what = (
        f"{bug.strerror}: {bug.filename}"
        if isinstance(bug, OSError) and bug.strerror
        else f"{type(bug).__name__}: {bug}"
    )
    click.echo(f"error: {visible(what, LONGEST_MESSAGE)}", err=True)
    if not isinstance(bug, OSError):
        click.echo(
            "This is a fault of dossier, not of your text. `dossier --debug …` shows where it happened.", err=True
        )


def _close_output() -> None:
    """Point stdout at nothing, so that the interpreter's own flush at exit is quiet (Python docs, signal, SIGPIPE)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
