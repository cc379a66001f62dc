"""`dossier completion SHELL`: click's own completion scripts."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script of a shell.

    For bash: dossier completion bash >> ~/.bashrc. For zsh: dossier completion zsh >> ~/.zshrc.
    For fish: dossier completion fish > ~/.config/fish/completions/dossier.fish.
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(click.get_current_context().find_root().command, {}, "dossier", "_DOSSIER_COMPLETE").source())
    return 0
