"""Signs the list of digests with a tool that readers have too, ssh-keygen(1) or minisign(1), and checks signatures."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.settings import PUBLIC_KEYS, SignatureTool
from dossier.text import visible
from dossier.write import SUMS

NAMESPACE = "dossier"
"""Keeps a signature of ours from passing for one over something else (sshsig, PROTOCOL.sshsig §2)."""
ALLOWED_SIGNERS = f"{SUMS}.allowed_signers"
SIGNATURES: Mapping[SignatureTool, str] = {SignatureTool.SSH: f"{SUMS}.sig", SignatureTool.MINISIGN: f"{SUMS}.minisig"}
"""Where the signature stands in the site."""
_MINISIGN_PUB = f"{SUMS}.pub"
_PROGRAMS: Mapping[SignatureTool, tuple[str, str]] = {
    SignatureTool.SSH: ("ssh-keygen", "openssh-client"),
    SignatureTool.MINISIGN: ("minisign", "minisign"),
}
"""Program and the package that brings it."""
_SIGNING_S = 300.0
"""Long enough to type a passphrase or to touch a key."""
_CHECKING_S = 60.0
_KEY_HELP = "try the same with the tool itself; a key with a passphrase needs a terminal or an agent"
_KEPT = frozenset({
    "PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "TERM", "DISPLAY", "WAYLAND_DISPLAY",
    "SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE",
})  # fmt: skip
"""Variables that the tools get: where programs, agents and askers are."""


class SigningError(Exception):
    """A signature cannot be made or checked; `help` is the way out. Holds nothing of the key."""

    def __init__(self, message: str, *, help: str) -> None:
        super().__init__(message)
        self.help = help


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a signature is checked with."""

    tool: SignatureTool
    text: str
    """`TYPE BASE64` or minisign's line."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. `key` is None where nothing but checking is possible."""

    public: PublicKey
    identity: str
    key: Path | None
    environment: Mapping[str, str] = field(repr=False)


def public_key(text: str) -> PublicKey | None:
    """Read a public key: a line of ssh, of allowed signers, or of minisign; None for anything else."""
    found = [(tool, match["key"]) for tool, pattern in PUBLIC_KEYS.items() if (match := pattern.search(text))]
    return PublicKey(*found[0]) if len(found) == 1 and "PRIVATE KEY" not in text else None


def sign(sums: bytes, signer: Signer) -> Mapping[str, bytes]:
    """Return the signature of a list of digests and what readers need to check it, by path. Raises SigningError."""
    tool, name = signer.public.tool, SIGNATURES[signer.public.tool]
    if signer.key is None:
        raise SigningError("no key to sign with is named", help="set `key` under `signature`, or DOSSIER_SIGNING_KEY")
    if not signer.key.is_file():
        message = f"there is no key `{visible(signer.key.name, 60)}` to sign with"
        raise SigningError(message, help="name its file under `signature: {key: …}`, or in DOSSIER_SIGNING_KEY")
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        place = Path(folder) / SUMS
        place.write_bytes(sums)
        made = place.with_name(name)
        arguments = {
            SignatureTool.SSH: ["-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(signer.key), str(place)],
            SignatureTool.MINISIGN: ["-S", "-s", str(signer.key), "-m", str(place), "-x", str(made), "-t", NAMESPACE],
        }
        said = _run(tool, arguments[tool], signer.environment, timeout_s=_SIGNING_S)
        if said or not made.is_file():
            raise SigningError(f"the signature could not be made: {said or 'no reason given'}", help=_KEY_HELP)
        signature = made.read_bytes()
    if fault := signature_fault(sums, signature, signer.public, signer.environment):
        raise SigningError(
            f"the key is not the one that `public` names: {fault}", help="name the right key or `public`"
        )
    return {name: signature, **_published_key(signer)}


def signature_fault(sums: bytes, signature: bytes, public: PublicKey, environment: Mapping[str, str]) -> str:
    """Tell why this is not a signature of the list by that key; "" when it is. Raises SigningError without the tool."""
    with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
        list_, place, trusted = (Path(folder) / name for name in (SUMS, "signature", "trusted"))
        list_.write_bytes(sums)
        place.write_bytes(signature)
        trusted.write_text(f'* namespaces="{NAMESPACE}" {public.text}\n', encoding="utf-8")
        if public.tool is SignatureTool.MINISIGN:
            arguments = ["-V", "-q", "-P", public.text, "-m", str(list_), "-x", str(place)]
            return _run(public.tool, arguments, environment, timeout_s=_CHECKING_S)
        with list_.open("rb") as stream:
            arguments = ["-Y", "verify", "-n", NAMESPACE, "-I", "x", "-f", str(trusted), "-s", str(place)]
            return _run(public.tool, arguments, environment, timeout_s=_CHECKING_S, stdin=stream.fileno())


def published_key(read: Callable[[str], bytes | None]) -> PublicKey | None:
    """Return the key that stands beside a published signature. It proves nothing: who forges one, forges both."""
    texts = (read(path) for path in (ALLOWED_SIGNERS, _MINISIGN_PUB))
    found = (public_key(text.decode("utf-8", "replace")) for text in texts if text)
    return next((key for key in found if key), None)


def _published_key(signer: Signer) -> Mapping[str, bytes]:
    if signer.public.tool is SignatureTool.MINISIGN:
        return {_MINISIGN_PUB: f"untrusted comment: {NAMESPACE}\n{signer.public.text}\n".encode()}
    return {ALLOWED_SIGNERS: f'{signer.identity} namespaces="{NAMESPACE}" {signer.public.text}\n'.encode()}


def _run(
    tool: SignatureTool,
    arguments: list[str],
    environment: Mapping[str, str],
    *,
    timeout_s: float,
    stdin: int | None = None,
) -> str:
    """Run a tool; return "" when all is well, else its last words. Raises SigningError when it is not installed."""
    program, package = _PROGRAMS[tool]
    kept = {name: value for name, value in environment.items() if name in _KEPT}
    try:
        done = subprocess.run(
            [program, *arguments], env={**kept, "LC_ALL": "C.UTF-8"}, stdin=stdin, capture_output=True,
            timeout=timeout_s, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise SigningError(f"{program} is not installed", help=f"install it, e.g. `apt install {package}`") from None
    except subprocess.TimeoutExpired:
        raise SigningError(f"{program} did not end within {timeout_s:.0f} s", help=_KEY_HELP) from None
    lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return "" if done.returncode == 0 else visible(lines[-1] if lines else f"{program} failed", 200)
