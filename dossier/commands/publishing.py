"""What `publish` and `verify` share: the target of a name, and what a plan or a check says to a person."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from dossier.config import SETTINGS_PATH, read_settings
from dossier.diagnostics import Diagnostic, Span
from dossier.model import InputFile
from dossier.publish import HostError, PublishPlan, Verified
from dossier.rules import publishing as rules
from dossier.settings import PublishTarget, Settings
from dossier.text import nearest, visible
from dossier.write import ABOUT_SUMS, Manifest

MOST_NAMED = 20
"""Files that a refusal names; the rest is counted."""


def environment() -> dict[str, str]:
    """Return the environment; the only place that publishing takes secrets from."""
    return dict(os.environ)


def settings_of(project: Path) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Read the settings alone. Raises OSError."""
    path = project / SETTINGS_PATH
    return read_settings(InputFile(SETTINGS_PATH, path.read_bytes(), ""))


def chosen(name: str | None, settings: Settings) -> tuple[str, PublishTarget] | Diagnostic:
    """Return the target of a name, or the only one; else the fault."""
    targets = settings.publish or {}
    if name is None and len(targets) == 1:
        return next(iter(targets.items()))
    if name is not None and name in targets:
        return name, targets[name]
    place, names = Span(SETTINGS_PATH), ", ".join(f"`{visible(one, 40)}`" for one in targets)
    if not targets:
        advice = "add `publish: {main: {type: git, remote: origin, branch: gh-pages}}`"
        return rules.UNKNOWN_TARGET.at(place, "no place to publish to is set up", help=advice)
    if name is None:
        return rules.UNKNOWN_TARGET.at(place, "there are several places to publish to", help=f"name one of {names}")
    near = nearest(name, targets)
    advice = f"did you mean `{near}`?" if near else f"there are {names}"
    return rules.UNKNOWN_TARGET.at(place, f"no place to publish to is called `{visible(name, 40)}`", help=advice)


def failed(fault: HostError) -> Diagnostic:
    """Say that the host failed."""
    advice = visible(fault.help, 400) or "run it again; it finishes"
    return rules.HOST_FAILED.at(Span(SETTINGS_PATH), visible(str(fault), 400), help=advice)


def refusals(plan: PublishPlan) -> Iterator[Diagnostic]:
    """Yield a fault for every file in the way, up to a limit."""
    for conflict in plan.conflicts[:MOST_NAMED]:
        name = visible(conflict.path)
        if conflict.was_ours:
            message = f"`{name}` was changed on the host since it was published"
            yield rules.REMOTE_CHANGED.at(Span(conflict.path), message, help="look at it; put the old file back there")
        else:
            message = f"`{name}` on the host was not published by dossier"
            yield rules.FILE_IN_THE_WAY.at(Span(conflict.path), message, help="delete or rename it there")
    if len(plan.conflicts) > MOST_NAMED:
        message = f"{len(plan.conflicts) - MOST_NAMED} more files were changed on the host"
        yield rules.REMOTE_CHANGED.at(Span(SETTINGS_PATH), message)


def deletions(plan: PublishPlan) -> Diagnostic:
    """Say that too much would be deleted."""
    message = f"{len(plan.removed)} of {plan.published} published files would be deleted"
    return rules.MANY_DELETIONS.at(
        Span(SETTINGS_PATH), message, help="if that is right, say so with `--allow-deletes`; `--verbose` lists them"
    )


def plan_line(name: str, shown: str, plan: PublishPlan) -> str:
    """Sum a plan up: `main (branch `pages`): +12 ~3 -1, 214 unchanged, 2 foreign files stay`."""
    counts = f"+{len(plan.added)} ~{len(plan.changed)} -{len(plan.removed)}, {plan.unchanged} unchanged"
    kept = len(plan.kept_foreign) + len(plan.kept_edited)
    foreign = f", {kept} foreign file{'s' if kept > 1 else ''} stay{'s' if kept == 1 else ''}" if kept else ""
    return f"{visible(name, 40)} ({shown}): {counts}{foreign}"


def plan_list(plan: PublishPlan) -> Iterator[str]:
    """Yield a line for every file: `+ path`, `~ path`, `- path`, `  path` for foreign ones that stay."""
    for mark, paths in (("+", plan.added), ("~", plan.changed), ("-", plan.removed)):
        yield from (f"{mark} {visible(path)}" for path in paths)
    yield from (f"  {visible(path)} (stays)" for path in sorted((*plan.kept_foreign, *plan.kept_edited)))


def differences(verified: Verified, reasons: Mapping[str, str] = MappingProxyType({})) -> Iterator[Diagnostic]:
    """Yield a fault for every file that is not as published; `reasons` is what more is known, by path."""
    rule = rules.NOT_AS_PUBLISHED
    if not verified.manifest_sha256:
        yield rule.at(Span("manifest.json"), "there is no manifest of dossier", help="publish first")
        return
    said = {path: f": {reason}" for path, reason in reasons.items()}
    for path in verified.missing:
        yield rule.at(Span(path), f"`{visible(path)}` is missing{said.get(path, '')}", help="publish again")
    for path in verified.changed:
        message = f"`{visible(path)}` is not what was published{said.get(path, '')}"
        yield rule.at(Span(path), message, help="find out who changed it")
    if verified.is_unfinished:
        yield rule.at(Span("manifest.json"), "the last publication was interrupted", help="publish again")


def other_build(published: Manifest, built: Manifest) -> Iterator[Diagnostic]:
    """Yield a fault for every file that is published otherwise than it is built here, up to a limit."""
    both = (published.entries, built.entries)
    paths = sorted(path for path in {*both[0], *both[1]} - ABOUT_SUMS if both[0].get(path) != both[1].get(path))
    rule, advice = rules.NOT_AS_PUBLISHED, "publish again, or find out who published something else"
    for path in paths[:MOST_NAMED]:
        yield rule.at(Span(path), f"`{visible(path)}` is published otherwise than it is built in site/", help=advice)
    if len(paths) > MOST_NAMED:
        message = f"{len(paths) - MOST_NAMED} more files are published otherwise than they are built in site/"
        yield rule.at(Span("manifest.json"), message, help=advice)


def verified_line(shown: str, verified: Verified) -> str:
    """Sum a check up, with the digest that two people can compare."""
    extra = len(verified.foreign)
    foreign = f", {extra} foreign file{'s' if extra > 1 else ''}" if extra else ""
    kept = f", {len(verified.withheld)} kept back by the host" if verified.withheld else ""
    right = verified.total - len(verified.missing) - len(verified.changed) - len(verified.withheld)
    return (
        f"{shown}: {max(right, 0)} of {verified.total} files as published{kept}{foreign}"
        f" · manifest {verified.manifest_sha256 or 'missing'}"
    )
