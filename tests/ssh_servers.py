"""A real OpenSSH server on loopback, without root, with a key of its own; and an ssh that knows it and nothing else."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dossier.publish.rsync import RsyncSender
from dossier.publish.ssh import parse_login
from dossier.publish.ssh_host import SftpSender
from dossier.publish.ssh_target import SshTarget
from storage_servers import free_port, running

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_SERVER = """\
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
{more}
"""
# The key exchange is the quickest one, a tenth of the default's work: the tests make hundreds of connections.
_CLIENT = """\
Host there
 HostName 127.0.0.1
 HostKeyAlias there
 User {user}
Host nowhere
 HostName nowhere.invalid
Host *
 KexAlgorithms curve25519-sha256
 IdentityFile {folder}/key
 IdentitiesOnly yes
 UserKnownHostsFile {folder}/known_hosts
 GlobalKnownHostsFile {null}
"""
SHELL = "Subsystem sftp internal-sftp"
SFTP_ONLY = "Subsystem sftp internal-sftp\nForceCommand internal-sftp"


def without(*extensions: str) -> str:
    """Settings of a server that has SFTP alone, without some of its requests."""
    return f"Subsystem sftp internal-sftp\nForceCommand internal-sftp -P {','.join(extensions)}"


@dataclass(frozen=True)
class Server:
    """A server that runs, and how to reach it."""

    folder: Path
    """Keys, and an ssh to put in front."""
    port: int

    @property
    def environment(self) -> Mapping[str, str]:
        """An environment in which `ssh` knows the host `there`."""
        return {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "HOME": str(self.folder)}

    def target(self, path: Path, *, port: int = 0, stall_s: float = 30.0, keep: int = 3) -> SshTarget:
        """Return a target that goes over SFTP."""
        login = parse_login(f"there:{port or self.port}", self.environment)
        assert login
        return SshTarget(replace(login, stall_s=stall_s), str(path), keep, SftpSender)


def require(program: str | None, name: str) -> None:
    """Leave a test out, loudly, where a program is missing; in CI that is a failure."""
    if not program and os.environ.get("CI"):
        pytest.fail(f"no {name}: publishing over SSH would be left out, which CI does not accept")
    if not program:
        pytest.skip(f"NO {name.upper()}: publishing over SSH is LEFT OUT; `.ci/servers` brings it")


def by_rsync(target: SshTarget) -> SshTarget:
    """Return the same target that sends with rsync."""
    require(shutil.which("rsync"), "rsync")
    return replace(target, make_sender=RsyncSender)


def script(path: Path, line: str) -> Path:
    """Write a program of the shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return path


def make_key(path: Path) -> str:
    """Make a key and return its public half."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    return path.with_suffix(".pub").read_text()


@contextmanager
def ssh_server(folder: Path, settings: str) -> Iterator[Server]:
    """Run a server while the block runs."""
    require(SSHD, "sshd")
    folder.mkdir(parents=True, exist_ok=True)
    host_key, key = make_key(folder / "host_key"), make_key(folder / "key")
    (folder / "authorized_keys").write_text(key)
    (folder / "known_hosts").write_text(f"there {host_key}")
    (folder / "config").write_text(_CLIENT.format(folder=folder, user=getpass.getuser(), null=os.devnull))
    script(folder / "bin/ssh", f'exec {shutil.which("ssh")} -F {folder}/config "$@"')
    if hasattr(os, "getuid") and os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    with running(_command(folder, settings, port), port, folder / "sshd.log"):
        yield Server(folder, port)


def _command(folder: Path, settings: str, port: int) -> list[str]:
    config = folder / "sshd_config"
    config.write_text(_SERVER.format(folder=folder, more=f"PerSourcePenalties no\n{settings}"))
    command = [str(SSHD), "-D", "-e", "-f", str(config), "-p", str(port)]
    if subprocess.run([*command, "-t"], capture_output=True, check=False).returncode:
        config.write_text(_SERVER.format(folder=folder, more=settings))  # before OpenSSH 9.8
    return command
