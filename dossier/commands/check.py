"""`dossier check`: every fault, and what an editor would ask, without writing anything."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from dossier.build import Request, artifacts, assemble
from dossier.commands.build import CACHE, left_out_text
from dossier.commands.project import now_option, project_option
from dossier.commands.speech import Terminal, bar, has_errors, speech_options
from dossier.diagnostics import Diagnostic, in_order
from dossier.store import Store


@click.command()
@project_option
@now_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@speech_options
def command(project: Path, now: datetime.date, strict: bool, terminal: Terminal) -> int:
    """Report every fault of the content, and what an editor would ask about the sourcing."""
    request = Request(project=project, today=now, store=Store(project / CACHE))
    faults: list[Diagnostic] = []
    with bar(terminal) as shown:
        site = assemble(request, shown.advance)
        for _ in artifacts(site, faults, shown.advance):
            pass
    found = in_order([*site.diagnostics, *faults])
    terminal.report(found, project)
    left_out = left_out_text(site.hidden)
    records = f"checked {len(site.library.documents)} records"
    terminal.say(" · ".join(filter(None, [records if found else f"{records}: nothing to report", left_out])))
    return 1 if has_errors(found, strict=strict) else 0
