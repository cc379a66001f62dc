"""`dossier publish`: builds, compares with what is there, shows the plan, asks, uploads, and reads everything again."""

from __future__ import annotations

import datetime
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import click

from dossier.build import Request, artifacts, assemble, build
from dossier.commands.building import CACHE, LOCK, Hands, Order, published_paths, remember_build
from dossier.commands.project import now_option, project_option
from dossier.commands.publishing import (
    chosen,
    deletions,
    differences,
    environment,
    failed,
    plan_line,
    plan_list,
    refusals,
    settings_of,
    verified_line,
)
from dossier.commands.signing import signed, signer_of
from dossier.commands.speech import Terminal, bar, speech_options
from dossier.commands.unchanged import Asked, read_inputs, unchanged
from dossier.diagnostics import Diagnostic, Span, has_errors, in_order
from dossier.parallel import cores
from dossier.publish import (
    BuiltSite,
    Host,
    HostError,
    PublishPlan,
    RefusedError,
    Site,
    Surroundings,
    Target,
    inspect,
    make_plan,
    make_target,
    planned_manifest,
    too_many_deletions,
    upload,
    verify,
)
from dossier.rules import output as output_rules
from dossier.store import Store
from dossier.write import Lock, LockHeldError, Manifest, output_fault, read_manifest, recover


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for on the command line."""

    request: Request
    terminal: Terminal
    is_dry: bool
    is_sure: bool
    may_delete: bool
    faults: list[Diagnostic] = field(default_factory=list)
    """Found so far and not printed yet."""

    @property
    def folder(self) -> Path:
        """Where the site is built."""
        return self.request.project / "site"


@click.command()
@click.argument("target", required=False)
@project_option
@now_option
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing anywhere.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--allow-deletes", is_flag=True, help="Delete even more than 20 files and a tenth of all.")
@speech_options
def command(
    target: str | None,
    project: Path,
    now: datetime.date,
    dry_run: bool,
    yes: bool,
    allow_deletes: bool,
    terminal: Terminal,
) -> int:
    """Build the site and put it where TARGET of dossier.yaml says.

    It compares with what is there, shows `+12 ~3 -1` (every file with --verbose), asks, uploads, and reads all of it
    again. Files that dossier did not publish stay. What somebody else changed on the host is not overwritten. An
    interrupted run is finished by the next one.
    """
    store = Store(None) if dry_run else Store(project / CACHE)
    request = Request(
        project=project, today=now, store=store, published=published_paths(project / "site"), jobs=cores()
    )
    wish = Wish(request=request, terminal=terminal, is_dry=dry_run, is_sure=yes, may_delete=allow_deletes)
    try:
        code = _named(target, wish)
    except RefusedError as refused:
        wish.faults.append(refused.diagnostic)
        code = 2
    except HostError as broken:
        wish.faults.append(failed(broken))
        code = 3
    except LockHeldError as held:
        message = f"another command is writing this site: {held}"
        wish.faults.append(output_rules.BUILD_RUNNING.at(Span(LOCK.as_posix()), message, help="wait for it to end"))
        code = 3
    if wish.faults or terminal.form != "text":
        terminal.report(in_order(wish.faults), project)
    return code


def _named(name: str | None, wish: Wish) -> int:
    """Find the target, build and publish; return the exit code."""
    project = wish.request.project
    settings, faults = settings_of(project)
    if settings is None or has_errors(faults):
        wish.faults.extend(faults)
        return 1
    found = chosen(name, settings)
    if isinstance(found, Diagnostic):
        wish.faults.append(found)
        return 2
    surroundings = Surroundings(project=project, settings=settings, today=wish.request.today, environment=environment())
    target, signer = make_target(*found, surroundings), signer_of(settings, project, surroundings.environment)
    with nullcontext() if wish.is_dry else Lock(project / LOCK, "dossier publish"):
        manifest = _assembled(wish) if wish.is_dry else _built(wish)
        if manifest is None:
            return 1
        if signer:
            wish.terminal.say(f"signing with {signer.public.tool.value}; it may ask for a passphrase")
        site = signed(BuiltSite(wish.folder, manifest), signer)
        return (_shown if wish.is_dry else _published)(found[0], target, site, wish)


def _assembled(wish: Wish) -> Manifest | None:
    """Make the site in memory, one file at a time; None when the content has errors."""
    site = assemble(wish.request)
    faults: list[Diagnostic] = []
    manifest = planned_manifest(artifacts(site, faults))
    return manifest if _are_good((*site.diagnostics, *faults), wish) else None


def _built(wish: Wish) -> Manifest | None:
    """Build into site/, unless it is up to date; None when the content has errors or the folder is not ours."""
    fault = output_fault(wish.folder, wish.request.project)
    if fault is not None:
        raise RefusedError(fault)
    recover(wish.folder)
    project, asked = wish.request.project, Asked(wish.folder.absolute(), strict=False, today=wish.request.today)
    looked_ns, inputs = time.time_ns(), read_inputs(project)
    done = unchanged(project, asked, inputs)
    if done is not None:
        return read_manifest(wish.folder) if _are_good(done.diagnostics, wish) else None
    with bar(wish.terminal) as shown:
        result = build(wish.request, wish.folder, shown.advance)
    order = Order(project=project, asked=asked, inputs=inputs, looked_ns=looked_ns, force=False, hands=Hands())
    remember_build(result, order)
    return read_manifest(wish.folder) if _are_good(result.diagnostics, wish) else None


def _are_good(faults: tuple[Diagnostic, ...], wish: Wish) -> bool:
    """Print what the build found, in text at once, and tell whether the site may be published."""
    if wish.terminal.form == "text":
        wish.terminal.report(in_order(faults), wish.request.project)
    else:
        wish.faults.extend(faults)
    return not has_errors(faults)


def _shown(name: str, target: Target, site: Site, wish: Wish) -> int:
    with target.open(writable=False) as host:
        plan = _plan(name, target, host, site, wish)
    return 0 if _is_allowed(plan, wish) else 2


def _plan(name: str, target: Target, host: Host, site: Site, wish: Wish) -> PublishPlan:
    plan = make_plan(site.manifest, inspect(host, site.manifest))
    wish.terminal.say(plan_line(name, target.shown, plan))
    if wish.terminal.verbose:
        for line in plan_list(plan):
            wish.terminal.say(line)
    return plan


def _is_allowed(plan: PublishPlan, wish: Wish) -> bool:
    wish.faults.extend(refusals(plan))
    if too_many_deletions(plan) and not wish.may_delete:
        wish.faults.append(deletions(plan))
        return False
    return not plan.conflicts


def _published(name: str, target: Target, site: Site, wish: Wish) -> int:
    with target.open(writable=True) as host:
        plan = _plan(name, target, host, site, wish)
        if not _is_allowed(plan, wish):
            return 2
        if not (plan.is_empty or wish.is_sure or _agreed()):
            wish.terminal.say("nothing was published")
            return 2
        if not plan.is_empty:
            upload(plan, site, host)
    with target.open(writable=False) as host:
        verified = verify(host, site.manifest)
    wish.faults.extend(differences(verified))
    done = "everything is there already" if plan.is_empty else "published"
    wish.terminal.say(f"{done} · {verified_line(target.shown, verified)}")
    return 0 if verified.is_as_published else 3


def _agreed() -> bool:
    """Ask on a terminal; elsewhere nobody can answer."""
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is here to ask; add --yes to publish, or --dry-run to look")
    return click.confirm("Publish?", err=True)
