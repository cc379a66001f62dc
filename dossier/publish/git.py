"""A branch of a git repository, as Pages hosts show it: one commit on the fetched tip, never forced."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dossier.diagnostics import Span
from dossier.publish.git_cache import Cache, cache_for
from dossier.publish.git_process import NETWORK_S, Git, credential_for
from dossier.publish.git_tree import Change, make_commit, read_blob, tree_of, write_stream
from dossier.publish.host import Files, HostError, RefusedError, RemoteFile, Site
from dossier.rules import publishing as rules
from dossier.text import visible

_REMOTE = "there"
_TIP, _NEW = "refs/dossier/tip", "refs/dossier/new"
_MESSAGE = "Publish the dossier\n"
_NAME = re.compile(r"[A-Za-z0-9_][\w.-]*")
"""The name of a remote; anything else is an address or a path."""
_SOURCES = "content/dossier.yaml"


@dataclass(frozen=True, slots=True)
class GitTarget:
    """A branch. `remote` is an address, a path from the project on, or the name of a remote of the project's own."""

    name: str
    remote: str
    branch: str
    byline: str
    """`Name <mail>`: who is named in commits."""
    day: datetime.date
    project: Path
    environment: Mapping[str, str] = field(repr=False)
    timeout_s: float = NETWORK_S
    """How long one exchange with the host may take."""

    @property
    def shown(self) -> str:
        """The branch."""
        return f"branch `{visible(self.branch, 60)}`"

    @contextmanager
    def open(self, *, writable: bool) -> Iterator[GitHost]:
        """Fetch the tip of the branch into a folder of its own, which is gone afterwards; known objects are reused."""
        own = Git(self.project, self.environment, is_inside=True)
        address = self._address(own)
        self._refuse_own_branch(own, address)
        with tempfile.TemporaryDirectory(prefix="dossier-") as folder:
            git = Git(Path(folder) / "git", self.environment, credential_for(address, self.name, self.environment))
            cache = cache_for(self.project, address, self.branch)
            _make_repository(git, address)
            if not cache.lend(git, _TIP):
                shutil.rmtree(git.folder)
                _make_repository(git, address)
                if writable:
                    cache.drop()
            tip = _tip(git, self)
            files, ids = _fetched(git, self) if tip else ({}, {})
            if any(path == _SOURCES or path.endswith(f"/{_SOURCES}") for path in files):
                raise self._refused("the sources are on it")
            if writable and tip:
                cache.keep(git, tip, tip)
            yield GitHost(self, git, tip, files, ids, cache)

    def _address(self, own: Git) -> str:
        address = self.remote
        if _NAME.fullmatch(self.remote):
            code, said, _ = own.attempt("config", "--get", f"remote.{self.remote}.url")
            if code or not said.strip():
                raise HostError(f"the project's repository has no remote `{visible(self.remote, 60)}`")
            address = said.strip()
        if address.startswith("-") or "::" in address or re.search(r"[\0-\x1f]|(?://|@)-", address):
            raise HostError("the remote's address could be taken for an option or a command")
        is_path = "://" not in address and not re.match(r"[^/]+:", address)
        return str((self.project / address).resolve()) if is_path else address

    def _refuse_own_branch(self, own: Git, address: str) -> None:
        _, head, _ = own.attempt("symbolic-ref", "--short", "--quiet", "HEAD")
        _, remotes, _ = own.attempt("config", "--get-regexp", r"^remote\..*\.url$")
        addresses = {_plain(line.partition(" ")[2]) for line in remotes.splitlines()} | {str(self.project.resolve())}
        if head.strip() == self.branch and _plain(address) in addresses:
            raise self._refused("it is the branch you are on")

    def _refused(self, why: str) -> RefusedError:
        message = f"{self.shown} cannot be published to: {why}"
        advice = "name a branch that holds nothing but the site, e.g. `gh-pages`"
        return RefusedError(rules.SOURCE_BRANCH.at(Span(_SOURCES), message, help=advice))


@dataclass(frozen=True, slots=True)
class GitHost:
    """The fetched branch, and what is to be in its next commit."""

    target: GitTarget
    git: Git
    tip: str
    """Object id; "" where the branch does not exist yet."""
    files: Mapping[str, RemoteFile]
    ids: Mapping[str, str]
    cache: Cache
    puts: dict[str, Files] = field(default_factory=dict)
    deletes: set[str] = field(default_factory=set)
    is_atomic: bool = True

    def listing(self) -> Mapping[str, RemoteFile]:
        """Return the files of the tip."""
        return self.files

    def read(self, path: str) -> bytes | None:
        """Return a file of the tip."""
        return read_blob(self.git, self.ids[path]) if path in self.ids else None

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """Return digests of what was fetched."""
        return {path: self.files[path].sha256 or "" if path in self.files else "" for path in paths}

    def put(self, paths: Sequence[str], files: Files) -> None:
        """Collect files for the commit."""
        self.puts.update((path, files) for path in paths)

    def delete(self, paths: Sequence[str]) -> None:
        """Collect deletions for the commit."""
        self.deletes.update(path for path in paths if path in self.files)

    def finish(self, site: Site) -> None:
        """Commit on the fetched tip and push; the host takes it only if the branch is still there."""
        if not (self.puts or self.deletes):
            return
        noon = datetime.datetime.combine(self.target.day, datetime.time(12), datetime.UTC)
        change = Change(_NEW, self.tip, self.target.byline, int(noon.timestamp()), _MESSAGE)
        stream = self.git.folder / "stream"
        with stream.open("wb") as out:
            write_stream(out, change, sorted(self.puts.items()), sorted(self.deletes))
        with stream.open("rb") as ready:
            commit = make_commit(self.git, ready, _NEW)
        _join_history(self.git, commit)
        self._push(commit)
        self.cache.keep(self.git, commit, self.tip)

    def _push(self, commit: str) -> None:
        refspec = f"{commit}:refs/heads/{self.target.branch}"
        try:
            code, said, complaint = self.git.attempt(
                "push", "--porcelain", "--no-verify", _REMOTE, refspec, timeout_s=self.target.timeout_s
            )
        except HostError as late:
            code, said, complaint = 1, "", str(late)
        if code == 0 or _tip(self.git, self.target) == commit:
            return  # a lost answer is no lost push
        if "fetch first" in said or "non-fast-forward" in said or "already exists" in said:
            raise HostError(f"somebody else published to {self.target.shown} meanwhile; nothing was changed, run again")
        raise HostError(f"git push: {complaint or 'the host refused'}")


def _make_repository(git: Git, address: str) -> None:
    """Make an empty repository that knows the remote by name, so that no address is among the arguments."""
    git.folder.mkdir()
    git.run("init", "--bare", "--quiet", "--template=")
    quoted = address.replace("\\", "\\\\").replace('"', '\\"')
    with (git.folder / "config").open("a", encoding="utf-8") as config:
        config.write(f'[remote "{_REMOTE}"]\n\turl = "{quoted}"\n')


def _join_history(git: Git, commit: str) -> None:
    """Let the new commit have its parent: the same one may have been fetched before, as the end of the known history.

    Git would take it for a first commit then, and refuse to push it.
    """
    shallow = git.folder / "shallow"
    ends = shallow.read_text(encoding="ascii").split() if shallow.exists() else []
    if commit in ends:
        shallow.write_text("".join(f"{end}\n" for end in ends if end != commit), encoding="ascii")


def _tip(git: Git, target: GitTarget) -> str:
    name = f"refs/heads/{target.branch}"
    lines = git.run("ls-remote", "--heads", "--", _REMOTE, name, timeout_s=target.timeout_s).splitlines()
    return next((line.partition("\t")[0] for line in lines if line.partition("\t")[2] == name), "")


def _fetched(git: Git, target: GitTarget) -> tuple[Mapping[str, RemoteFile], Mapping[str, str]]:
    arguments = ("fetch", "--quiet", "--no-tags", "--depth=1", "--no-write-fetch-head", "--", _REMOTE)
    git.run(*arguments, f"+refs/heads/{target.branch}:{_TIP}", timeout_s=target.timeout_s)
    return tree_of(git, _TIP, git.folder / "ids")


def _plain(address: str) -> str:
    return address.strip().rstrip("/").removesuffix(".git")
