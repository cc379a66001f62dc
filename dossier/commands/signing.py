"""Signatures of what is published, as `publish` and `verify` need them: whose key, and what is said to a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier.config import SETTINGS_PATH
from dossier.diagnostics import Diagnostic, Span
from dossier.publish import (
    SIGNATURES,
    BuiltSite,
    Host,
    PublicKey,
    RefusedError,
    Signer,
    SigningError,
    Site,
    extended,
    public_key,
    published_key,
    sign,
    signature_fault,
)
from dossier.rules import publishing as rules
from dossier.settings import Settings
from dossier.text import visible
from dossier.write import SUMS, Manifest, encode_sums

KEY_VARIABLE = "DOSSIER_SIGNING_KEY"
MOST_KEY_BYTES = 1 << 16


def signer_of(settings: Settings, project: Path, environment: Mapping[str, str]) -> Signer | None:
    """Return who signs, or None where nobody does. Raises RefusedError for a private key inside the project."""
    wanted = settings.signature
    public = public_key(wanted.public) if wanted else None
    if wanted is None or public is None:
        return None
    named = environment.get(KEY_VARIABLE) or wanted.key
    key = (project / Path(named).expanduser()).resolve() if named else None
    if key and key.is_relative_to(project.resolve()):
        raise _refused("the private key lies in the project", "keep it where nobody publishes it, e.g. in `~/.ssh`")
    return Signer(public, wanted.identity, key, environment)


def signed(site: BuiltSite, signer: Signer | None) -> Site:
    """Add a signature of the list of digests to a site, if somebody signs. Raises RefusedError."""
    if signer is None:
        return site
    try:
        return extended(site, sign(encode_sums(site.manifest.entries.values()), signer))
    except SigningError as failed:
        raise _refused(str(failed), failed.help) from None


def trusted_key(given: str | None, settings: Settings | None) -> PublicKey | None:
    """Return the key that must have signed: the one given, as text or as a file, else that of the settings.

    Raises ValueError for one given that is no public key, OSError for a file that cannot be read.
    """
    if given is None:
        return public_key(settings.signature.public) if settings and settings.signature else None
    found = public_key(given)
    if found is None:
        with Path(given).open("rb") as stream:
            found = public_key(stream.read(MOST_KEY_BYTES).decode("utf-8", "replace"))
    if found is None:
        raise ValueError("no public key")
    return found


def signature_faults(
    host: Host, published: Manifest, key: PublicKey, environment: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield a fault when the list of digests, which must be that of the manifest, is not signed by that key."""
    sums, signature = encode_sums(published.entries.values()), host.read(SIGNATURES[key.tool])
    if signature is None:
        yield rules.NOT_SIGNED.at(Span(SUMS), "there is no signature by the key you trust", help="publish again")
        return
    try:
        fault = signature_fault(sums, signature, key, environment)
    except SigningError as failed:
        yield rules.SIGNING_FAILED.at(Span(SUMS), str(failed), help=failed.help)
        return
    if fault:
        message = f"`{SUMS}` is not signed by the key you trust: {fault}"
        yield rules.NOT_SIGNED.at(Span(SUMS), message, help="find out who changed it; do not trust this copy")


def signature_line(host: Host, key: PublicKey | None) -> str:
    """Say by whom it is signed, as far as that is known; "" for nothing to say."""
    if key is not None:
        return f"signed by {_short(key)}"
    beside = published_key(host.read)
    if beside is None:
        return ""
    return f"signed, they say, by {_short(beside)}: get that key from the editors and check it with --key"


def _short(key: PublicKey) -> str:
    return f"`{visible(key.text, 110)}`"


def _refused(message: str, advice: str) -> RefusedError:
    return RefusedError(rules.SIGNING_FAILED.at(Span(SETTINGS_PATH), message, help=advice))
