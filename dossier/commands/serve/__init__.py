"""`dossier serve`: the same build, kept in memory, shown on this machine only, reloaded after every save."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from dossier.commands.project import now_option, project_option
from dossier.commands.speech import Terminal, speech_options

DEFAULT_PORT = 8400
PORTS_TRIED = 20


@click.command()
@project_option
@now_option
@click.option(
    "--port", type=click.IntRange(1, 65535), help=f"Port; the first free one from {DEFAULT_PORT} when left out."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option("--gallery", is_flag=True, help="Show every part of a page in all states, in this project's look.")
@click.option("--as-published", is_flag=True, help="Show what readers will see: no drafts, no scheduled texts.")
@speech_options
def command(*, project: Path, now: datetime.date, port: int | None, terminal: Terminal, **flags: bool) -> int:
    """Build, preview in the browser and show every save.

    What changed is put into the open page, which stays where it is. Drafts and scheduled texts are shown, with a
    notice. The preview answers this machine only, and only under its own address, with the path of base_url. A fault
    keeps the last good page, with the fault on top; mending it clears it.

    --gallery shows an invented dossier under the settings, templates and style sheets of the project: change them, and
    see at once what becomes of every part of a page. No built site has it.
    """
    from dossier.commands.serve.exhibit import OWN, gallery
    from dossier.commands.serve.preview import Preview
    from dossier.commands.serve.server import PortTakenError, run

    shown = gallery() if flags["gallery"] else OWN
    preview = Preview(project, now, drafts=not flags["as_published"], terminal=terminal, exhibit=shown)
    ports = [port] if port else list(range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED))
    try:
        run(preview, ports, open_browser=flags["open_browser"])
    except PortTakenError as taken:
        raise click.UsageError(f"port {taken} is taken; name another with --port") from None
    return 0
