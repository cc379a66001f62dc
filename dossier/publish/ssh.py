"""Runs the system's ssh: the curator's settings, keys and agent; no question, no unknown host, an end to every wait."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from dossier.publish.host import HostError
from dossier.text import visible

STALL_S = 60.0
"""How long a host may be silent while an answer is due."""
_KEPT = frozenset({
    "PATH", "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "SYSTEMROOT", "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR", "TMPDIR", "TEMP", "TMP", "USER", "LOGNAME", "SSH_AUTH_SOCK", "SSH_SK_PROVIDER", "KRB5CCNAME",
})  # fmt: skip
"""Variables that ssh gets from the curator: where programs, settings, keys and the agent are; nothing to ask with."""
_OPTIONS = (
    "BatchMode=yes", "StrictHostKeyChecking=yes", "UpdateHostKeys=no", "NumberOfPasswordPrompts=0", "RequestTTY=no",
    "ClearAllForwardings=yes", "ForwardAgent=no", "ForwardX11=no", "PermitLocalCommand=no", "RemoteCommand=none",
    "ControlMaster=no", "ServerAliveCountMax=3",
)  # fmt: skip
"""ssh_config(5): the curator's settings say where and who; these say how. A master would outlive the run."""
_HOST = re.compile(r"(?:(?P<user>[\w.][\w.-]*)@)?(?P<name>[^\W_][\w.-]*)(?::(?P<port>[0-9]{1,5}))?")
_SLOWEST_BYTES_PER_S = 1 << 13
_MOST_SAID = 200


@dataclass(frozen=True, slots=True)
class Login:
    """A host as the settings name it, and the curator's environment."""

    user: str
    name: str
    """An address, or a `Host` of the curator's ssh settings."""
    port: str
    """"" for what ssh's settings say."""
    environment: Mapping[str, str] = field(repr=False)
    stall_s: float = STALL_S

    @property
    def shown(self) -> str:
        """The host, without the user."""
        return f"`{visible(self.name, 60)}`"

    @property
    def address(self) -> str:
        """User and host as ssh and rsync take them."""
        return f"{self.user}@{self.name}" if self.user else self.name

    @property
    def ssh(self) -> tuple[str, ...]:
        """The program and its options, without the host; no part holds a blank."""
        wait = max(1, round(self.stall_s))
        settings = (*_OPTIONS, f"ConnectTimeout={wait}", f"ServerAliveInterval={max(1, wait // 3)}")
        options = tuple(part for setting in settings for part in ("-o", setting))
        return ("ssh", "-T", *options, *(("-p", self.port) if self.port else ()))

    def start(self, *options: str, command: str, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start ssh with pipes, in a process group of its own. Raises HostError when there is no ssh."""
        return _start((*self.ssh, *options, "--", self.address, command), self.environment, stderr)

    def run(self, command: str, stdin: bytes, wait_s: float) -> tuple[int, bytes]:
        """Run a command of the host's shell and return exit code and output. Raises HostError when ssh itself fails."""
        with tempfile.TemporaryFile() as stderr:
            process = self.start(command=command, stderr=stderr)
            code, said = _outcome(process, stdin, wait_s)
            if code in (None, _SSH_FAILED):
                raise self.fault(text_of(stderr), is_late=code is None)
        return code or 0, said

    def fault(self, complaint: str, *, is_late: bool = False) -> HostError:
        """Return what ssh's complaint means, with a way out."""
        if is_late:
            return HostError(f"{self.shown} did not answer any more within {self.stall_s:g} s")
        for pattern, why, advice in _FAULTS:
            if re.search(pattern, complaint):
                return HostError(f"{self.shown}: {why}", help=advice.replace("HOST", self.name))
        last = next((line for line in reversed(complaint.splitlines()) if line.strip()), "the connection was lost")
        return HostError(f"{self.shown}: {visible(last.strip().replace(self.address, self.name), _MOST_SAID)}")


def parse_login(host: str, environment: Mapping[str, str]) -> Login | None:
    """Read `[user@]host[:port]`; None for anything else, also for what could be an option."""
    found = _HOST.fullmatch(host)
    return Login(found["user"] or "", found["name"], found["port"] or "", environment) if found else None


def run_here(arguments: tuple[str, ...], login: Login, size_bytes: int) -> tuple[int | None, str]:
    """Run a program of this machine that talks to a host; return exit code, None when too late, and its complaint."""
    with tempfile.TemporaryFile() as stderr:
        process = _start(arguments, login.environment, stderr)
        code, _ = _outcome(process, b"", 3 * login.stall_s + size_bytes / _SLOWEST_BYTES_PER_S)
        return code, text_of(stderr)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started, now."""
    if process.poll() is None and os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


def _start(arguments: tuple[str, ...], environment: Mapping[str, str], stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in environment.items() if name in _KEPT}
    try:
        return subprocess.Popen(
            arguments,
            env={**kept, "LC_ALL": "C"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            start_new_session=True,
        )
    except FileNotFoundError:
        raise HostError(f"{arguments[0]} is not installed", help=f"install {arguments[0]}") from None


def _outcome(process: subprocess.Popen[bytes], stdin: bytes, wait_s: float) -> tuple[int | None, bytes]:
    """Wait for a process; None for its exit code when it was too late and had to be ended."""
    try:
        said, _ = process.communicate(stdin, timeout=wait_s)
    except BaseException as stopped:
        end(process)
        if isinstance(stopped, subprocess.TimeoutExpired):
            return None, b""
        raise
    return process.returncode, said


def text_of(stream: IO[bytes]) -> str:
    """Return what a program said on its error stream."""
    stream.seek(0)
    return stream.read(1 << 16).decode("utf-8", "replace")


_SSH_FAILED = 255
"""ssh(1), EXIT STATUS: everything else is the command's own."""
_FAULTS = (
    (
        r"Could not resolve hostname",
        "there is no host of this name",
        "look at `host` in content/dossier.yaml and at your network; `ssh HOST` must work by hand",
    ),
    (
        r"REMOTE HOST IDENTIFICATION HAS CHANGED|[Hh]ost key for .* has changed",
        "its key is not the one you know: another host answers, or it was set up anew",
        "ask the host for the fingerprint of its new key; only if it is right, run `ssh-keygen -R HOST` and `ssh HOST`",
    ),
    (
        r"host key is known for|Host key verification failed|REVOKED HOST KEY",
        "its key is not known on this machine",
        "run `ssh HOST` once by hand, compare the fingerprint with the one that the host tells, and accept it",
    ),
    (
        r"Permission denied \([a-z]|Too many authentication failures|no mutual signature",
        "none of your keys is accepted",
        "add your public key at the host, load the key into your agent (`ssh-add`), look at `user` in `host`",
    ),
    (
        r"subsystem request failed",
        "it does not offer SFTP",
        "switch SFTP on at the host, or publish another way",
    ),
    (
        r"Connection refused|No route to host|Network is unreachable|Connection timed out|Operation timed out",
        "it cannot be reached",
        "look at your network, at the port, and at `host` in content/dossier.yaml",
    ),
)  # fmt: skip
"""What ssh says (a pattern of its English), what it means, and what to do."""
