"""From a target in dossier.yaml to one that can be opened: the table of kinds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.publish.dav import DavTarget
from dossier.publish.dav_wire import Wire
from dossier.publish.folder import FolderTarget
from dossier.publish.git import GitTarget
from dossier.publish.host import Target
from dossier.publish.rclone import RcloneTarget, ftp_remote
from dossier.publish.rclone_process import Rclone
from dossier.publish.rsync import RsyncSender
from dossier.publish.s3 import S3Target
from dossier.publish.s3_client import Access
from dossier.publish.secrets import prefix_of, secret_of
from dossier.publish.share import ShareTarget
from dossier.publish.ssh import Login, parse_login
from dossier.publish.ssh_host import SftpSender
from dossier.publish.ssh_target import SshTarget
from dossier.publish.zipped import ZipTarget
from dossier.settings import PublishTarget, Settings, TargetType
from dossier.text import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a target needs to know of where it is published from."""

    project: Path
    settings: Settings
    today: datetime.date
    environment: Mapping[str, str] = field(repr=False)


def make_target(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    """Make a target. Its settings have no fault (`config`). Raises nothing; opening does."""
    return _MAKERS[wanted.type](name, wanted, surroundings)


def folder_target(path: Path) -> Target:
    """Make a target of a folder, or of a zip, that is only read."""
    if path.is_file():
        return ZipTarget(f"`{visible(path.name)}`", path)
    return FolderTarget(f"`{visible(path.name)}`", path, None)


def _folder(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    return FolderTarget(f"`{visible(wanted.path)}`", surroundings.project / wanted.path, surroundings.project)


def _share(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    return ShareTarget(f"`{visible(wanted.path)}`", surroundings.project / wanted.path, surroundings.project)


def _zip(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    return ZipTarget(f"`{visible(wanted.path)}`", surroundings.project / wanted.path)


def _git(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    return GitTarget(
        name,
        wanted.remote,
        wanted.branch,
        _byline(wanted, surroundings.settings),
        surroundings.today,
        surroundings.project,
        surroundings.environment,
    )


def _s3(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    access = Access(bucket=wanted.bucket, endpoint=wanted.endpoint, region=wanted.region, profile=wanted.profile)
    return S3Target(access, f"{wanted.prefix.strip('/')}/" if wanted.prefix.strip("/") else "")


def _webdav(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    user, password = secret_of(name, surroundings.environment)
    url = f"{wanted.url.rstrip('/')}/"
    return DavTarget(Wire(url=url, user=user, password=password, prefix=prefix_of(name)))


def _rclone(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    shown = f"remote `{visible(wanted.remote, 60)}`"
    return RcloneTarget(Rclone(remote=wanted.remote, shown=shown, environment=surroundings.environment))


def _ftp(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    user, password = secret_of(name, surroundings.environment)
    remote, options = ftp_remote(wanted.url, user)
    shown = f"`{visible(wanted.url, 80)}`"
    rclone = Rclone(remote=remote, shown=shown, environment=surroundings.environment, options=options)
    return RcloneTarget(rclone, password, prefix_of(name))


def _sftp(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    return SshTarget(_login(wanted, surroundings), wanted.path, wanted.releases, SftpSender)


def _rsync(name: str, wanted: PublishTarget, surroundings: Surroundings) -> Target:
    return SshTarget(_login(wanted, surroundings), wanted.path, wanted.releases, RsyncSender)


def _login(wanted: PublishTarget, surroundings: Surroundings) -> Login:
    login = parse_login(wanted.host, surroundings.environment)
    assert login, "`config` has checked it"
    return login


_MAKERS: Mapping[TargetType, Callable[[str, PublishTarget, Surroundings], Target]] = {
    TargetType.FOLDER: _folder,
    TargetType.FTP: _ftp,
    TargetType.GIT: _git,
    TargetType.RCLONE: _rclone,
    TargetType.RSYNC: _rsync,
    TargetType.S3: _s3,
    TargetType.SFTP: _sftp,
    TargetType.SHARE: _share,
    TargetType.WEBDAV: _webdav,
    TargetType.ZIP: _zip,
}


def _byline(wanted: PublishTarget, settings: Settings) -> str:
    """Name who publishes: never the identity that git knows of the person at the keyboard."""
    name, _, mail = wanted.author.partition("<")
    if not wanted.author:
        name, mail = settings.publisher or settings.title, settings.contact.email if settings.contact else ""
    return f"{_clean(name) or 'dossier'} <{_clean(mail)}>"


def _clean(text: str) -> str:
    return " ".join(re.sub(r"[<>\0-\x1f]", " ", text).split())
