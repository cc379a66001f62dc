"""`dossier check`: every fault, and what an editor would ask, without touching the site."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from dossier.build import Request, Site, artifacts, assemble
from dossier.commands.building import CACHE, left_out_text, published_paths
from dossier.commands.project import is_debugging, now_option, project_option
from dossier.commands.speech import Terminal, bar, speech_options
from dossier.diagnostics import Diagnostic, Span, has_errors, in_order
from dossier.parallel import cores
from dossier.report import counted
from dossier.store import Store

ANSWERS = Path(".dossier") / "links.json"


@click.command()
@project_option
@now_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--external", is_flag=True, help="Ask the web whether cited addresses are still there. Uses the network.")
@speech_options
def command(project: Path, now: datetime.date, strict: bool, external: bool, terminal: Terminal) -> int:
    """Report every fault of the content, and what an editor would ask about the sourcing."""
    published = published_paths(project / "site")
    store, debug = Store(project / CACHE), is_debugging()
    jobs = cores()
    request = Request(project=project, today=now, store=store, published=published, debug=debug, jobs=jobs)
    faults: list[Diagnostic] = []
    with bar(terminal) as shown:
        site = assemble(request, shown.advance)
        for _ in artifacts(site, faults, shown.advance, jobs=jobs):
            pass
    if external:
        faults += _external(site, project, terminal)
    found = in_order([*site.diagnostics, *faults])
    terminal.report(found, project)
    left_out = left_out_text(site.hidden)
    records = f"checked {counted(len(site.library.documents), 'record')}"
    terminal.say(" · ".join(filter(None, [records if found else f"{records}: nothing to report", left_out])))
    return 1 if has_errors(found, strict=strict) else 0


def _external(site: Site, project: Path, terminal: Terminal) -> Iterator[Diagnostic]:
    from dossier.commands.check.links import external_links
    from dossier.commands.check.probing import Answer, Prober, Standing, keep_answers, read_answers
    from dossier.rules import external as rules

    links = external_links(site.library)
    terminal.say(f"asking {counted(len(links), 'address', 'addresses')}; hosts see that somebody here is looking")
    answers = Prober().ask_all(links, read_answers(project / ANSWERS))
    keep_answers(project / ANSWERS, answers)

    def fault(place: Span, url: str, answer: Answer) -> Diagnostic | None:
        match answer.standing:
            case Standing.GONE:
                help = "set `url_status: dead` and name a saved copy in `archive`"
                return rules.GONE.at(place, f"`{url}` is gone: {answer.detail}", help=help)
            case Standing.MOVED:
                return rules.MOVED.at(place, f"`{url}` has moved", help=f"write `{answer.detail}`")
            case Standing.BLOCKED:
                return rules.BLOCKED.at(place, f"`{url}` does not answer programs: {answer.detail}")
            case Standing.UNKNOWN:
                return rules.UNKNOWN.at(place, f"`{url}` could not be judged: {answer.detail}")
            case Standing.OK:
                return None

    return (made for url, place in links.items() if (made := fault(place, url, answers[url])) is not None)
