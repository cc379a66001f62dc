"""`dossier verify`: reads everything that is published again and compares it with the manifest."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from dossier.commands.project import find_project, now_option
from dossier.commands.publishing import (
    chosen,
    differences,
    environment,
    failed,
    other_build,
    settings_of,
    verified_line,
)
from dossier.commands.signing import signature_faults, signature_line, trusted_key
from dossier.commands.speech import Terminal, speech_options
from dossier.diagnostics import Diagnostic, has_errors
from dossier.publish import (
    HOST_FILES,
    Host,
    HostError,
    PublicKey,
    Reader,
    RefusedError,
    Surroundings,
    Target,
    Verified,
    WebHost,
    WebTarget,
    folder_target,
    is_address,
    make_target,
    site_address,
    verify,
)
from dossier.settings import Settings
from dossier.text import visible
from dossier.write import MANIFEST, Manifest, decode_manifest, read_manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What is to be verified, and with what it is compared besides its own manifest."""

    target: Target
    built: Manifest | None = None
    key: PublicKey | None = None


@click.command()
@click.argument("target")
@click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The project whose target is meant, or whose site is compared; the nearest one upwards when left out.",
)
@click.option("--key", metavar="KEY", help="The public key that must have signed: a file, or the key itself.")
@now_option
@speech_options
def command(target: str, project: Path | None, key: str | None, now: datetime.date, terminal: Terminal) -> int:
    """Compare what is published with its manifest, byte by byte.

    TARGET is a name of dossier.yaml, a web address, or a folder or zip that somebody gave you; only the first needs a
    project. In the project it is compared with the site built there too, and its signature with the key of the
    settings. The last line holds the digest of the manifest: if two people see the same, they have the same dossier.
    """
    root = project or find_project()
    try:
        meant = _meant(target, root, now, is_certain=project is not None, key=key)
        faults, code = (meant, 2) if isinstance(meant, tuple) else _verified(meant, terminal)
    except RefusedError as refused:
        faults, code = (refused.diagnostic,), 2
    except HostError as broken:
        faults, code = (failed(broken),), 3
    if faults or terminal.form != "text":
        terminal.report(faults, root or Path.cwd())
    return code


def _verified(meant: Meant, terminal: Terminal) -> tuple[tuple[Diagnostic, ...], int]:
    is_web = isinstance(meant.target, WebTarget)
    optional = HOST_FILES if is_web else frozenset[str]()
    if is_web:
        terminal.say(f"reading {meant.target.shown} …")
    with meant.target.open(writable=False) as host:
        found = verify(host, optional=optional)
        faults = tuple(_faults(host, found, meant))
        if signature := signature_line(host, meant.key) if not faults else "":
            terminal.say(signature)
    terminal.say(verified_line(meant.target.shown, found))
    for path in (*found.foreign, *found.withheld) if terminal.verbose else ():
        terminal.say(f"  {visible(path)} ({'foreign' if path in found.foreign else 'kept back by the host'})")
    return faults, 1 if faults else 0


def _faults(host: Host, found: Verified, meant: Meant) -> Iterator[Diagnostic]:
    yield from differences(found, host.reasons if isinstance(host, WebHost) else {})
    published = decode_manifest(host.read(MANIFEST) or b"")
    if published and meant.built:
        yield from other_build(published, meant.built)
    if published and meant.key:
        yield from signature_faults(host, published, meant.key, environment())


def _meant(
    name: str, root: Path | None, now: datetime.date, *, is_certain: bool, key: str | None
) -> Meant | tuple[Diagnostic, ...]:
    """Return what the name means: a target, an address, a folder; else the faults."""
    settings, faults = settings_of(root) if root else (None, ())
    is_usable = settings is not None and not has_errors(faults)
    if is_address(name):
        target = WebTarget(_address(name), Reader(time.monotonic, time.sleep))
        is_ours = is_certain or (settings is not None and _is_home(target.address, settings))
        return _with_project(target, root if is_ours else None, settings if is_ours else None, key)
    named = chosen(name, settings) if settings and is_usable else None
    if settings and root and isinstance(named, tuple):
        surroundings = Surroundings(project=root, settings=settings, today=now, environment=environment())
        return _with_project(make_target(*named, surroundings), root, settings, key)
    if Path(name).exists():
        return _with_project(folder_target(Path(name)), None, None, key)
    if isinstance(named, Diagnostic):
        return (named,)
    if faults and not is_usable:
        return faults
    raise click.UsageError(f"there is no folder or zip `{visible(name, 60)}` here, and no project whose target it is")


def _with_project(target: Target, root: Path | None, settings: Settings | None, key: str | None) -> Meant:
    try:
        trusted = trusted_key(key, settings)
    except (ValueError, OSError):
        raise click.UsageError("--key names no public key of ssh or minisign, and no file with one") from None
    return Meant(target=target, built=read_manifest(root / "site") if root else None, key=trusted)


def _address(name: str) -> str:
    try:
        return site_address(name)
    except ValueError:
        raise click.UsageError("that is no address of a site; write `https://host/path/`, without a password") from None


def _is_home(address: str, settings: Settings) -> bool:
    """Tell whether an address is the dossier's own."""
    return (settings.base_url or "").rstrip("/") == address.rstrip("/")
