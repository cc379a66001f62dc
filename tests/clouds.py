"""Places on storage servers: how dossier reaches them, and how a stranger sees and changes them past dossier."""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.session import Session

from dossier.publish import Target
from dossier.publish.dav import DavTarget
from dossier.publish.dav_wire import Wire
from dossier.publish.rclone import RcloneTarget, ftp_remote
from dossier.publish.rclone_process import Rclone
from dossier.publish.s3 import S3Target
from dossier.publish.s3_client import Access
from projects import small_project, tree
from repositories import certificate
from storage_servers import (
    FTP_HOST,
    KEY,
    SECRET,
    apache_dav,
    environment,
    free_ports,
    ftp,
    rclone_serve,
    swift,
    wsgidav,
)

QUIET_S = 4.0
"""So long may a server be silent in tests: a busy machine takes its time."""


@dataclass(frozen=True)
class Place:
    """A site's place on a server: how dossier reaches it, and how a stranger sees and changes it past dossier."""

    server: str
    port: int
    target: Callable[[int], Target]
    """Reaches it through a port: the server's own, or a proxy's."""
    shown: Callable[[], dict[str, bytes]]
    write: Callable[[str, bytes], None]
    clear: Callable[[], None]
    host: str = "127.0.0.1"
    more_ports: tuple[int, ...] = ()
    """Ports of the host beside `port` that a proxy must stand before."""

    @property
    def direct(self) -> Target:
        """The target without a proxy."""
        return self.target(self.port)


def project_at(root: Path, target: str) -> Path:
    """Make a project of a few pages with one target, `web`."""
    project = small_project(root, {"notes/one.md": "---\ntitle: One\n---\n\nA text.\n"})
    settings = project / "content/dossier.yaml"
    settings.write_text(f"{settings.read_text()}publish: {{web: {target}}}\n")
    return project


def bucket_place(server: str, port: int, bucket: str) -> Place:
    """Make a bucket and return the place under a prefix of it."""
    client = s3_client(port)
    client.create_bucket(Bucket=bucket)

    def shown() -> dict[str, bytes]:
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="bridge/")
        keys = [one["Key"] for page in pages for one in page.get("Contents", ())]
        return {key[7:]: client.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}

    def write(path: str, data: bytes) -> None:
        client.put_object(Bucket=bucket, Key=f"bridge/{path}", Body=data)

    def clear() -> None:
        for path in shown():
            client.delete_object(Bucket=bucket, Key=f"bridge/{path}")

    return Place(server, port, lambda port: S3Target(access(port, bucket), "bridge/"), shown, write, clear)


def disk_place(server: str, port: int, folder: Path, target: Callable[[int], Target]) -> Place:
    """Return a place that a stranger sees and changes on the server's disk."""

    def shown() -> dict[str, bytes]:
        return {path: data for path, data in tree(folder).items() if ".dossier-tmp" not in path}

    def write(path: str, data: bytes) -> None:
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        for parent in place.relative_to(folder).parents:
            (folder / parent).chmod(0o777)  # the server may be another user
        place.write_bytes(data)

    def clear() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        folder.chmod(0o777)

    clear()
    return Place(server, port, target, shown, write, clear)


def dav_place(server: str, port: int, folder: Path) -> Place:
    """Return a folder over WebDAV with TLS."""

    def target(port: int) -> Target:
        url = f"https://127.0.0.1:{port}/{folder.name}/"
        return DavTarget(Wire(url=url, user="curator", password=SECRET, timeout_s=QUIET_S, tries=1))

    return disk_place(server, port, folder, target)


def ftp_place(server: str, port: int, folder: Path, data_ports: range) -> Place:
    """Return a folder over FTP with TLS."""

    def target(wanted: int) -> Target:
        host = FTP_HOST if wanted == port else "127.0.0.1"
        remote, options = ftp_remote(f"ftp://{host}:{wanted}/{folder.name}", "curator")
        return RcloneTarget(quick_rclone(remote, options), SECRET, "DOSSIER_WEB")

    found = disk_place(server, port, folder, target)
    return replace(found, host=FTP_HOST, more_ports=tuple(data_ports))


def remote_place(server: str, port: int, bucket: str) -> Place:
    """Return a bucket as a remote of rclone's own configuration."""
    found = bucket_place(server, port, bucket)

    def target(port: int) -> Target:
        options = {
            "RCLONE_CONFIG_THERE_TYPE": "s3",
            "RCLONE_CONFIG_THERE_PROVIDER": "Rclone",
            "RCLONE_CONFIG_THERE_ENDPOINT": f"http://127.0.0.1:{port}",
            "RCLONE_CONFIG_THERE_ACCESS_KEY_ID": KEY,
            "RCLONE_CONFIG_THERE_SECRET_ACCESS_KEY": SECRET,
        }
        return RcloneTarget(quick_rclone(f"there:{bucket}/bridge", options))

    return replace(found, target=target)


def quick_rclone(remote: str, options: Mapping[str, str]) -> Rclone:
    """Return rclone without this machine's configuration, which gives up soon."""
    own = {
        "PATH": os.environ["PATH"],
        "RCLONE_CONFIG": os.devnull,
        "SSL_CERT_FILE": os.environ.get("SSL_CERT_FILE", ""),
    }
    return Rclone(remote=remote, shown="there", environment=own, options=options, silence_s=QUIET_S, tries=1)


def access(port: int, bucket: str) -> Access:
    """Return what dossier.yaml would say of a bucket on loopback."""
    return Access(bucket=bucket, endpoint=f"http://127.0.0.1:{port}", timeout_s=QUIET_S, tries=1)


@cache
def s3_client(port: int) -> Any:
    """Return a client that shares nothing with dossier but the library."""
    return Session().create_client(
        "s3",
        region_name="us-east-1",
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )


class Grounds:
    """Servers, started when a test first wants them and ended after the last."""

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self.folder, self.servers = folder, servers
        self.ports: dict[str, int] = {}
        self.places = 0
        self.data_ports = free_ports(32)
        self.open_folders: list[Path] = []
        self.certificates: list[tuple[Path, Path]] = []

    def port(self, kind: str) -> int:
        """Return the port of a server, as `s3 on swift`."""
        if kind not in self.ports:
            self.ports[kind] = self._start(kind)
        return self.ports[kind]

    def root(self, kind: str) -> Path:
        """Return the folder that a server keeps its files in; Apache's user may not look into those of the tests."""
        if "apache" in kind and not self.open_folders:
            self.open_folders.append(Path(self.servers.enter_context(tempfile.TemporaryDirectory())))
            self.open_folders[0].chmod(0o755)
        return (self.open_folders[0] if "apache" in kind else self.folder) / kind.replace(" ", "-")

    def place(self, kind: str) -> Place:
        """Return an empty place on a server."""
        self.places += 1
        name, port = f"place{self.places}", self.port(kind)
        if kind.startswith("s3"):
            return bucket_place(kind, port, name)
        if kind.startswith("rclone"):
            return remote_place(kind, port, name)
        if kind.startswith("ftp"):
            return ftp_place(kind, port, self.root(kind) / name, self.data_ports)
        return dav_place(kind, port, self.root(kind) / name)

    def _start(self, kind: str) -> int:
        needed = "swift" if "swift" in kind else "openssl" if kind.startswith(("ftp", "webdav")) else ""
        if needed and not (importlib.util.find_spec(needed) or shutil.which(needed)):
            assert not os.environ.get("CI"), f"no {needed}"
            pytest.skip(f"no {needed}")
        self.root(kind).mkdir()
        return self.servers.enter_context(self._server(kind))

    def _server(self, kind: str) -> AbstractContextManager[int]:
        root = self.root(kind)
        match kind:
            case "s3 on swift":
                return swift(root)
            case "s3 on rclone":
                return rclone_serve("s3", root, "--auth-key", f"{KEY},{SECRET}")
            case "rclone on s3":
                return nullcontext(self.port("s3 on rclone"))
            case "ftp on pyftpdlib":
                return ftp(root, self.certificate(), self.data_ports)
            case "webdav on wsgidav":
                return wsgidav(root, self.certificate())
            case "webdav on apache":
                return apache_dav(root, self.certificate())
        raise ValueError(kind)

    def certificate(self) -> tuple[Path, Path]:
        """Return a certificate of loopback, which this process trusts from then on, and its key."""
        if not self.certificates:
            self.certificates.append(certificate(self.folder))
            self.servers.enter_context(environment(SSL_CERT_FILE=str(self.certificates[0][0])))
        return self.certificates[0]
