"""Runs git: arguments as lists, an environment of its own, no prompt, no hook, and an end to every wait."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from dossier.publish.host import HostError
from dossier.publish.secrets import secret_of
from dossier.text import visible

NETWORK_S = 900.0
LOCAL_S = 120.0
PROTOCOLS = "file:git:https:ssh"
"""What git may speak (git(1), GIT_ALLOW_PROTOCOL): nothing that runs a program of the address."""
_KEPT = frozenset({
    "PATH", "HOME", "USERPROFILE", "APPDATA", "SYSTEMROOT", "XDG_CONFIG_HOME", "TMPDIR", "TEMP", "TMP",
    "SSH_AUTH_SOCK", "GIT_SSH_COMMAND", "GIT_ASKPASS", "SSL_CERT_FILE", "SSL_CERT_DIR",
    "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy",
})  # fmt: skip
"""Variables that git gets from the curator: where programs, keys, helpers, certificates and proxies are."""
_SSH = "ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=30"
"""Host keys must be known; nothing is asked."""
_SETTINGS = (
    "core.hooksPath=/dev/null", "core.fsmonitor=false", "gc.auto=0", "maintenance.auto=false", "http.sslVerify=true",
    "http.lowSpeedLimit=1000", "http.lowSpeedTime=60", "push.gpgSign=false", "push.followTags=false",
    "push.recurseSubmodules=no", "fetch.recurseSubmodules=no", "credential.interactive=false",
)  # fmt: skip
_HELPER = (
    '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$DOSSIER_GIT_USER" "$DOSSIER_GIT_PASSWORD"; }; f'
)
"""Hands a password from the environment to git; it never stands among the arguments, which every user can list."""
_USER_INFO = re.compile(r"(?<=://)[^/@\s]*@")
_MOST_SAID = 300


@dataclass(frozen=True, slots=True)
class Git:
    """Git in one repository."""

    folder: Path
    environment: Mapping[str, str] = field(repr=False)
    """The curator's own; only what git needs of it is handed on."""
    credential: tuple[str, str, str] | None = field(default=None, repr=False)
    """For an https address, its scheme and host; then user and password."""
    is_inside: bool = False
    """Whether `folder` lies somewhere in the repository, instead of being it."""

    def run(self, *arguments: str, stdin: IO[bytes] | None = None, timeout_s: float = LOCAL_S) -> str:
        """Run a command and return what it prints. Raises HostError when it fails or does not end."""
        code, said, complaint = self.attempt(*arguments, stdin=stdin, timeout_s=timeout_s)
        if code:
            raise HostError(f"git {arguments[0]}: {complaint or 'failed'}")
        return said

    def attempt(
        self, *arguments: str, stdin: IO[bytes] | None = None, timeout_s: float = LOCAL_S
    ) -> tuple[int, str, str]:
        """Run a command and return exit code, output, and the last line of complaint. Raises HostError, too late."""
        process = self.start(*arguments, stdin=stdin)
        try:
            said, complaint = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired:
            stop(process)
            raise HostError(f"git {arguments[0]}: no answer within {timeout_s:.0f} s") from None
        except BaseException:
            stop(process)
            raise
        return process.returncode, said.decode("utf-8", "surrogateescape"), _last_words(complaint)

    def start(self, *arguments: str, stdin: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
        """Start a command with pipes for both outputs, in a process group of its own."""
        settings = [*_SETTINGS, *self._helper()]
        options = [part for setting in settings for part in ("-c", setting)]
        try:
            return subprocess.Popen(
                ["git", *(() if self.is_inside else (f"--git-dir={self.folder}",)), *options, *arguments],
                cwd=self.folder,
                env=self._environment(),
                stdin=stdin or subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except FileNotFoundError:
            raise HostError("git is not installed") from None

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in self.environment.items() if name in _KEPT}
        _, user, password = self.credential or ("", "", "")
        secret = {"DOSSIER_GIT_USER": user, "DOSSIER_GIT_PASSWORD": password} if self.credential else {}
        return {
            "GIT_SSH_COMMAND": _SSH,
            **kept,
            **secret,
            "LC_ALL": "C.UTF-8",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": PROTOCOLS,
        }

    def _helper(self) -> tuple[str, ...]:
        if self.credential is None:
            return ()
        key = f"credential.{self.credential[0]}.helper"
        return (f"{key}=", f"{key}={_HELPER}")


def credential_for(remote: str, name: str, environment: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return what the environment holds for a target: `DOSSIER_NAME_USER` and `DOSSIER_NAME_PASSWORD`."""
    user, password = secret_of(name, environment)
    parts = urlsplit(remote) if remote.startswith("https://") else None
    if not password or parts is None or "\n" in password:
        return None
    return (f"https://{parts.netloc.rpartition('@')[2]}", user or "git", password)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _last_words(complaint: bytes) -> str:
    """Return the line that says why, without user names and passwords of addresses."""
    lines = [line for line in complaint.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "remote:", "ssh:"))] or lines
    return visible(_USER_INFO.sub("", telling[0] if telling else "").strip(), _MOST_SAID)
